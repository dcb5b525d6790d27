import type { NixValue } from "@nixgen/core";
import * as z from "zod";
import {
  nixAttributes,
  nixString,
  orExpression,
  type NixExpression,
  type NixExpressions,
  type NixString,
  type OrExpression,
} from "../input.js";
import type { EnvironmentSettings } from "./nixos-settings.js";
import { named, openObject, type OtherSettings } from "./open-object.js";
import { structureShape } from "./structure.js";
import type { ModuleStructure, OptionValue } from "./structure.js";
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
  readonly environment?: OrExpression<Readonly<Record<string, NixString>>>;
  /** The keys of the property list: `KeepAlive`, `RunAtLoad`, … */
  readonly serviceConfig?: OrExpression<OtherSettings>;
}

type Jobs = OrExpression<Readonly<Record<string, OrExpression<LaunchdJob>>>>;

/** What Homebrew installs. */
export interface HomebrewSettings extends OtherSettings {
  readonly enable?: OrExpression<boolean>;
  readonly taps?: OrExpression<readonly (NixString | OtherSettings)[]>;
  readonly brews?: OrExpression<readonly (NixString | OtherSettings)[]>;
  readonly casks?: OrExpression<readonly (NixString | OtherSettings)[]>;
  /** Apps of the App Store: their numbers by name. */
  readonly masApps?: OrExpression<Readonly<Record<string, number>>>;
  readonly onActivation?: OrExpression<
    {
      readonly autoUpdate?: OrExpression<boolean>;
      readonly upgrade?: OrExpression<boolean>;
      /** What happens to what is installed and not named. */
      readonly cleanup?: OrExpression<"none" | "check" | "uninstall" | "zap">;
    } & OtherSettings
  >;
}

/** Settings of a nix-darwin module outside `config`, or in it. What is not known here passes as it is. */
export interface DarwinConfig {
  readonly users?: OrExpression<UsersSettings>;
  readonly environment?: OrExpression<EnvironmentSettings>;
  readonly homebrew?: OrExpression<HomebrewSettings>;
  readonly launchd?: OrExpression<{
    readonly daemons?: Jobs;
    readonly agents?: Jobs;
    readonly user?: OrExpression<{ readonly agents?: Jobs; readonly envVariables?: NixValue }>;
    readonly [option: string]: NixValue | undefined | Jobs | { readonly agents?: Jobs };
  }>;
  readonly system?: OrExpression<
    {
      /** The version of nix-darwin's settings that the system was installed with: a number. */
      readonly stateVersion?: OrExpression<number>;
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
export interface PlainDarwinSettings extends ModuleStructure, DarwinConfig {
  /** The settings, where the module declares options too. */
  readonly config?: DarwinConfig | NixExpression;
  readonly [option: string]: OptionValue<DarwinConfig>;
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
  path: orExpression(z.array(nixString)),
  environment: environmentSetting,
  serviceConfig: orExpression(openObject({}, launchdKeys)),
});

const items = orExpression(
  z.array(z.union([nixString, nixAttributes], { error: "expected a name, or { name, … }" })),
  'expected a list, such as `["firefox"]`',
);

const homebrew = openObject(
  {
    enable: switchSetting,
    taps: items,
    brews: items,
    casks: items,
    masApps: orExpression(
      z.record(z.string(), orExpression(z.int().min(1), "expected the app's number in the App Store")),
    ),
    onActivation: orExpression(
      openObject(
        {
          autoUpdate: switchSetting,
          upgrade: switchSetting,
          cleanup: orExpression(z.enum(["none", "check", "uninstall", "zap"])),
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
  environment: orExpression(openObject({ systemPackages: packagesSetting, variables: environmentSetting })),
  homebrew: orExpression(homebrew),
  launchd: orExpression(
    openObject({
      daemons: named(job),
      agents: named(job),
      user: orExpression(openObject({ agents: named(job) }, ["envVariables"])),
    }),
  ),
  system: orExpression(
    openObject({
      stateVersion: orExpression(
        z.int().min(1),
        "expected nix-darwin's own number, such as 6; only NixOS and home-manager take a release",
      ),
      primaryUser: textSetting,
    }),
  ),
};

export const darwinSettingsSchema: z.ZodType = openObject({
  ...darwinShape,
  config: orExpression(openObject(darwinShape)),
  options: orExpression(nixAttributes),
});
