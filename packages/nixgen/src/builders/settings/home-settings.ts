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
import { named, openObject, type OtherSettings } from "./open-object.js";
import { release } from "./nixos-settings.js";
import { specialisationSetting, structureShape } from "./structure.js";
import type { ModuleStructure, OptionValue, Specialisations } from "./structure.js";
import type { Directives } from "./systemd.js";
import { userUnitsSetting } from "./systemd.js";
import {
  absolutePath,
  environmentSetting,
  packagesSetting,
  switchSetting,
  textSetting,
  textsSetting,
} from "./values.js";

/** A file in a home. */
export interface HomeFile extends OtherSettings {
  /** The content. */
  readonly text?: NixString;
  /** The file or directory that is linked. */
  readonly source?: NixExpression;
  /** The place, relative to the home, where it is not the file's name. */
  readonly target?: NixString;
  readonly executable?: OrExpression<boolean | null>;
  /** Link the files of a directory one by one. */
  readonly recursive?: OrExpression<boolean>;
  /** Replace what is there. */
  readonly force?: OrExpression<boolean>;
  /** Bash code that runs when the file has changed. */
  readonly onChange?: NixString;
  readonly enable?: OrExpression<boolean>;
}

type Files = OrExpression<Readonly<Record<string, OrExpression<HomeFile>>>>;

/** `home` of home-manager. */
export interface HomeOptions {
  readonly username?: NixString;
  readonly homeDirectory?: NixString;
  /** The release that the home was made with, such as `"25.11"`. */
  readonly stateVersion?: NixString;
  readonly packages?: NixExpressions;
  readonly sessionVariables?: OrExpression<Readonly<Record<string, NixString | number | boolean | null>>>;
  readonly sessionPath?: OrExpression<readonly NixString[]>;
  readonly shellAliases?: OrExpression<Readonly<Record<string, NixString>>>;
  /** Files by their names, relative to the home. */
  readonly file?: Files;
  readonly [option: string]: NixValue | undefined | Files;
}

/** A unit file by its sections. */
export interface UnitFile {
  readonly Unit?: Directives;
  readonly Service?: Directives;
  readonly Timer?: Directives;
  readonly Socket?: Directives;
  readonly Path?: Directives;
  readonly Mount?: Directives;
  readonly Automount?: Directives;
  readonly Slice?: Directives;
  readonly Install?: Directives;
}

type UnitFiles = OrExpression<Readonly<Record<string, OrExpression<UnitFile>>>>;

/** Settings of a home-manager module outside `config`, or in it. What is not known here passes as it is. */
export interface HomeConfig {
  readonly home?: OrExpression<HomeOptions>;
  readonly xdg?: OrExpression<{
    readonly configFile?: Files;
    readonly dataFile?: Files;
    readonly stateFile?: Files;
    readonly cacheFile?: Files;
    readonly [option: string]: NixValue | undefined | Files;
  }>;
  /** Variants of the home. */
  readonly specialisation?: Specialisations<PlainHomeSettings>;
  readonly systemd?: OrExpression<{
    readonly user?: OrExpression<{
      readonly services?: UnitFiles;
      readonly timers?: UnitFiles;
      readonly sockets?: UnitFiles;
      readonly paths?: UnitFiles;
      readonly targets?: UnitFiles;
      readonly [option: string]: NixValue | undefined | UnitFiles;
    }>;
  }>;
}

/**
 * What a home-manager module says.
 *
 * @see the home-manager manual, "Writing Home Manager Modules"
 */
export interface PlainHomeSettings extends ModuleStructure, HomeConfig {
  /** The settings, where the module declares options too. */
  readonly config?: HomeConfig | NixExpression;
  readonly [option: string]: OptionValue<HomeConfig>;
}

const file = openObject(
  {
    text: nixString,
    source: nixString,
    target: textSetting,
    executable: orExpression(z.union([z.boolean(), z.null()])),
    recursive: switchSetting,
    force: switchSetting,
    onChange: textSetting,
    enable: switchSetting,
  },
  ["ignorelinks"],
  ({ text, source }, report) => {
    if (text !== undefined && source !== undefined)
      report(["source"], "a file has either a `text` or a `source`");
  },
);

const home = openObject(
  {
    username: textSetting,
    homeDirectory: absolutePath,
    stateVersion: release,
    packages: packagesSetting,
    sessionVariables: environmentSetting,
    sessionPath: textsSetting,
    shellAliases: environmentSetting,
    file: named(file),
  },
  [
    "activation",
    "enableNixpkgsReleaseCheck",
    "extraActivationPath",
    "extraDependencies",
    "extraOutputsToInstall",
    "extraProfileCommands",
    "keyboard",
    "language",
    "pointerCursor",
    "preferXdgDirectories",
    "profileDirectory",
    "sessionSearchVariables",
    "sessionVariablesExtra",
    "shell",
    "uid",
  ],
);

const homeShape = {
  ...structureShape,
  home: orExpression(home),
  xdg: orExpression(
    openObject({
      configFile: named(file),
      dataFile: named(file),
      stateFile: named(file),
      cacheFile: named(file),
    }),
  ),
  systemd: orExpression(openObject({ user: userUnitsSetting })),
  specialisation: specialisationSetting(() => homeSettingsSchema),
};

/** Another spelling, which home-manager takes too. */
const others = ["specialization"];

export const homeSettingsSchema: z.ZodType = openObject(
  { ...homeShape, config: orExpression(openObject(homeShape, others)), options: orExpression(nixAttributes) },
  others,
);
