import type { NixValue } from "@nixgen/core";
import * as z from "zod";
import {
  nixAttributes,
  nixString,
  type NixExpression,
  type NixExpressions,
  type NixString,
} from "../input.js";
import type { EnvironmentSettings } from "./nixos-settings.js";
import { named, openObject, setting, type OtherSettings, type Setting } from "./open-object.js";
import { structureShape } from "./structure.js";
import type { Assertion, ModuleStructure, OptionDeclarations } from "./structure.js";
import { usersSetting, type UsersSettings } from "./users.js";
import { environmentSetting, packagesSetting, switchSetting, textSetting } from "./values.js";

/** A program that launchd starts. */
export interface LaunchdJob extends OtherSettings {
  /** The program and its arguments, as one text. */
  readonly command?: NixString;
  /** Bash code that is run instead. */
  readonly script?: NixString;
  /** Packages whose programs the job finds. */
  readonly path?: NixExpressions | readonly NixString[];
  readonly environment?: Setting<Readonly<Record<string, NixString>>>;
  /** The keys of the property list: `KeepAlive`, `RunAtLoad`, … */
  readonly serviceConfig?: Setting<OtherSettings>;
}

type Jobs = Setting<Readonly<Record<string, Setting<LaunchdJob>>>>;

/** What Homebrew installs. */
export interface HomebrewSettings extends OtherSettings {
  readonly enable?: Setting<boolean>;
  readonly taps?: Setting<readonly (NixString | OtherSettings)[]>;
  readonly brews?: Setting<readonly (NixString | OtherSettings)[]>;
  readonly casks?: Setting<readonly (NixString | OtherSettings)[]>;
  /** Apps of the App Store: their numbers by name. */
  readonly masApps?: Setting<Readonly<Record<string, number>>>;
  readonly onActivation?: Setting<
    {
      readonly autoUpdate?: Setting<boolean>;
      readonly upgrade?: Setting<boolean>;
      /** What happens to what is installed and not named. */
      readonly cleanup?: Setting<"none" | "check" | "uninstall" | "zap">;
    } & OtherSettings
  >;
}

/** Settings of a nix-darwin module outside `config`, or in it. What is not known here passes as it is. */
export interface DarwinConfig {
  readonly users?: Setting<UsersSettings>;
  readonly environment?: Setting<EnvironmentSettings>;
  readonly homebrew?: Setting<HomebrewSettings>;
  readonly launchd?: Setting<{
    readonly daemons?: Jobs;
    readonly agents?: Jobs;
    readonly user?: Setting<{ readonly agents?: Jobs; readonly envVariables?: NixValue }>;
    readonly [option: string]: NixValue | undefined | Jobs | { readonly agents?: Jobs };
  }>;
  readonly system?: Setting<
    {
      /** The version of nix-darwin's settings that the system was installed with: a number. */
      readonly stateVersion?: Setting<number>;
      /** The account that settings of a user apply to. */
      readonly primaryUser?: NixString;
    } & OtherSettings
  >;
}

/**
 * What a nix-darwin module says.
 *
 * @see the manual of nix-darwin, "Configuration Options"
 */
export interface DarwinSettings extends ModuleStructure, DarwinConfig {
  /** The settings, where the module declares options too. */
  readonly config?: DarwinConfig | NixExpression;
  readonly [option: string]:
    | NixValue
    | undefined
    | DarwinConfig[keyof DarwinConfig]
    | DarwinConfig
    | OptionDeclarations
    | Setting<readonly Setting<Assertion>[]>;
}

const launchdKeys = `
  AbandonProcessGroup Debug Disabled EnableGlobbing EnableTransactions EnvironmentVariables ExitTimeOut GroupName
  HardResourceLimits InitGroups KeepAlive Label LaunchEvents LaunchOnlyOnce LimitLoadFromHosts LimitLoadToHosts
  LimitLoadToSessionType LowPriorityBackgroundIO LowPriorityIO MachServices Nice OnDemand ProcessType Program
  ProgramArguments QueueDirectories RootDirectory RunAtLoad ServiceIPC SessionCreate Sockets SoftResourceLimits
  StandardErrorPath StandardInPath StandardOutPath StartCalendarInterval StartInterval StartOnMount ThrottleInterval
  TimeOut Umask UserName WaitForDebugger WatchPaths WorkingDirectory inetdCompatibility`
  .trim()
  .split(/\s+/);

const job = openObject({
  command: textSetting,
  script: textSetting,
  path: setting(z.array(nixString)),
  environment: environmentSetting,
  serviceConfig: setting(openObject({}, launchdKeys)),
});

const items = setting(
  z.array(z.union([nixString, nixAttributes], { error: "expected a name, or { name, … }" })),
  'expected a list, such as `["firefox"]`',
);

const homebrew = openObject(
  {
    enable: switchSetting,
    taps: items,
    brews: items,
    casks: items,
    masApps: setting(
      z.record(z.string(), setting(z.int().min(1), "expected the app's number in the App Store")),
    ),
    onActivation: setting(
      openObject(
        {
          autoUpdate: switchSetting,
          upgrade: switchSetting,
          cleanup: setting(z.enum(["none", "check", "uninstall", "zap"])),
        },
        ["extraEnv", "extraFlags"],
      ),
    ),
  },
  [
    "brewPrefix",
    "caskArgs",
    "cargoPackages",
    "extraConfig",
    "global",
    "goPackages",
    "prefix",
    "user",
    "vscode",
    "whalebrews",
  ],
);

const darwinShape = {
  ...structureShape,
  users: usersSetting,
  environment: setting(openObject({ systemPackages: packagesSetting, variables: environmentSetting })),
  homebrew: setting(homebrew),
  launchd: setting(
    openObject({
      daemons: named(job),
      agents: named(job),
      user: setting(openObject({ agents: named(job) }, ["envVariables"])),
    }),
  ),
  system: setting(
    openObject({
      stateVersion: setting(
        z.int().min(1),
        "expected nix-darwin's own number, such as 6; only NixOS and home-manager take a release",
      ),
      primaryUser: textSetting,
    }),
  ),
};

export const darwinSettingsSchema: z.ZodType = openObject({
  ...darwinShape,
  config: setting(openObject(darwinShape)),
  options: setting(nixAttributes),
});
