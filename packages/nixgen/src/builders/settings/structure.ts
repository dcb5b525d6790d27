import type { NixValue } from "@nixgen/core";
import type { Code } from "nixgen/values";
import * as z from "zod";
import {
  nixBoolean,
  nixModule,
  nixString,
  nixStrings,
  nixValue,
  orExpression,
  type NixBoolean,
  type NixExpression,
  type NixString,
  type NixStrings,
  type OrExpression,
} from "../input.js";

/** A condition that has to hold, and what is said where it does not. */
// It is code to the types of options, which take no interfaces that they don't know.
export interface Assertion extends Code {
  readonly assertion: NixBoolean;
  readonly message: NixString;
}

/**
 * What every module may have, whatever it configures.
 *
 * @see the NixOS manual, "Writing NixOS Modules"
 */
export interface ModuleStructure {
  /** Other modules: paths, or modules made here. */
  readonly imports?: readonly NixValue[] | NixExpression;
  /** Modules that are left out, by their paths in nixpkgs or the modules themselves. */
  readonly disabledModules?: readonly NixValue[] | NixExpression;
  /** Options that the module declares: what {@link mkOption} made, in sets. Settings then stand in `config`. */
  readonly options?: OptionDeclarations | NixExpression;
  /** Conditions that have to hold for the system to be built. */
  readonly assertions?: OrExpression<readonly OrExpression<Assertion>[]>;
  /** What is said as the system is built. */
  readonly warnings?: NixStrings;
}

/** A value of an option at the top of a module: any of Nix, or what the known options take. */
export type OptionValue<Config> =
  | NixValue
  | undefined
  | Config[keyof Config]
  | Config
  | OptionDeclarations
  | OrExpression<readonly OrExpression<Assertion>[]>;

/** Options in sets, by their paths. */
export interface OptionDeclarations {
  readonly [name: string]: Code | OptionDeclarations | undefined;
}

/** A variant of a system, which can be chosen at boot or switched to. */
export interface Specialisation<Settings> {
  /** Whether the variant has all that the system has, besides its own; `true` where it is absent. */
  readonly inheritParentConfig?: OrExpression<boolean>;
  /** What is different in the variant. */
  readonly configuration: Settings | NixExpression;
}

/** Variants of a system by name. */
export type Specialisations<Settings> = OrExpression<
  Readonly<Record<string, OrExpression<Specialisation<Settings>>>>
>;

const modulesMessage = 'expected a list of modules, such as `[path("./hardware-configuration.nix")]`';

export const structureShape = {
  imports: orExpression(z.array(nixModule), modulesMessage),
  disabledModules: orExpression(z.array(nixValue), modulesMessage),
  assertions: orExpression(
    z.array(orExpression(z.strictObject({ assertion: nixBoolean, message: nixString }))),
    "expected a list of { assertion, message }",
  ),
  warnings: nixStrings,
};

/** The schema of `specialisation`, given that of a system's settings. */
export function specialisationSetting(settings: () => z.ZodType): z.ZodType {
  return orExpression(
    z.record(
      z.string(),
      orExpression(
        z.strictObject({
          inheritParentConfig: nixBoolean.optional(),
          configuration: z.lazy(() => orExpression(settings())).optional(),
        }),
        "expected { configuration: { … } }",
      ),
    ),
  );
}

/** The keys that may stand beside `config` and `options`. */
export const structureKeys = [
  "imports",
  "disabledModules",
  "options",
  "config",
  "meta",
  "key",
  "freeformType",
  "_file",
  "_class",
];
