import type { NixValue } from "@nixgen/core";
import type { Code, Data, KnownOptions } from "nixgen/values";
import type { OptionKind } from "../../names/option-kind.js";
import type { DiskoDevices } from "../disko-devices.js";
import type { PlainDarwinSettings } from "./darwin-settings.js";
import type { PlainHomeSettings } from "./home-settings.js";
import type { PlainNixosSettings } from "./nixos-settings.js";
import type { OptionDeclarations } from "./structure.js";

/** What modules say of each kind, as far as it is known without the types of options. */
export interface PlainSettings {
  readonly nixos: PlainNixosSettings;
  readonly "home-manager": PlainHomeSettings;
  readonly "nix-darwin": PlainDarwinSettings;
}

/** What a module of a kind says: with exact types of all options where a program has imported these. */
export type SettingsOf<Kind extends OptionKind> =
  KnownOptions extends Readonly<Record<Kind, infer Options>>
    ? KnownSettings<Options> | Options
    : PlainSettings[Kind];

/** A module of a kind: settings, a path, or what a builder made. */
export type ModuleOf<Kind extends OptionKind> =
  KnownOptions extends Readonly<Record<Kind, infer Options>>
    ? KnownModule<Options>
    : NixValue | PlainSettings[Kind];

/**
 * What a module says where all options are known. Options of modules from elsewhere can stand beside the groups of options, and in
 * those groups that such modules add to; in any other group an option that is not known is an error.
 */
export type KnownSettings<Options> = KnownConfig<Options> & {
  readonly imports?: readonly KnownModule<Options>[] | Code;
  readonly disabledModules?: readonly Data[] | Code;
  readonly options?: OptionDeclarations | Code;
  /** Disks that disko sets up and mounts. */
  readonly disko?:
    { readonly devices?: DiskoDevices | Code; readonly [option: string]: Data | undefined } | Code;
  /** The settings, where the module declares options too. */
  readonly config?: KnownConfig<Options> | Code;
};

/** A module: settings, the path of a file on the machine as text, or code. */
export type KnownModule<Options> = KnownSettings<Options> | Options | Code | string;

/** Settings by option. */
export type KnownConfig<Options> = Omit<Options, ExtendedGroup> &
  WithOthers<Pick<Options, ExtendedGroup & keyof Options>> &
  OtherOptions;

/** Groups of options that modules from elsewhere add to. */
export type ExtendedGroup = "hardware" | "programs" | "security" | "services" | "virtualisation";

/** Groups of options, and options of modules from elsewhere in them. */
export type WithOthers<Groups> = { readonly [Name in keyof Groups]: (Groups[Name] & OtherOptions) | Code };

/** Options of modules from elsewhere. */
export interface OtherOptions {
  readonly [name: string]: Data | undefined;
}
