import { reference, type Reference } from "@nixgen/core";
import { checkedReference } from "../lib/checked-reference.js";
import {
  builtinSignatures,
  libSignatures,
  type BuiltinFunctions,
  type LibAttrsetsFunctions,
  type LibFunctions,
  type LibGeneratorsFunctions,
  type LibListsFunctions,
  type LibParts,
  type LibStringsFunctions,
  type LibTypesFunctions,
} from "../lib/function-types.generated.js";
import type {
  KnownLib,
  KnownLibAttrsets,
  KnownLibGenerators,
  KnownLibLicenses,
  KnownLibLists,
  KnownLibPlatforms,
  KnownLibStrings,
  KnownLibTypes,
} from "./known-names.generated.js";
import type { PackageSet } from "./package-set.js";

export type { PackageSet };

/** A part of `lib`: its functions, other names that are known, and any others. */
type LibPart<Functions, Names> = Functions & Omit<Names, keyof Functions> & Reference;

/** The parts of `lib` of which more names are known than those of functions. */
interface KnownParts {
  readonly types: LibPart<LibTypesFunctions, KnownLibTypes>;
  readonly licenses: KnownLibLicenses & Reference;
  readonly platforms: KnownLibPlatforms & Reference;
  readonly strings: LibPart<LibStringsFunctions, KnownLibStrings>;
  readonly attrsets: LibPart<LibAttrsetsFunctions, KnownLibAttrsets>;
  readonly lists: LibPart<LibListsFunctions, KnownLibLists>;
  readonly generators: LibPart<LibGeneratorsFunctions, KnownLibGenerators>;
}

/**
 * The attributes of nixpkgs' `lib`. Functions take the arguments that they have in Nix, all of them at once; to apply
 * one to fewer, write `call(lib.hasPrefix, "a")`.
 */
export type Lib = LibFunctions &
  Omit<KnownLib, keyof LibFunctions | keyof LibParts | keyof KnownParts> & {
    readonly [Part in Exclude<keyof LibParts, keyof KnownParts>]: LibParts[Part] & Reference;
  } & KnownParts &
  Reference;

declare module "@nixgen/core" {
  interface KnownFormals {
    readonly pkgs: PackageSet;
    readonly lib: Lib;
  }
}

/** The attributes of Nix's `builtins`. */
export type Builtins = BuiltinFunctions & Reference;

/**
 * The packages of nixpkgs, as the variable `pkgs`. For a name that the types don't know, write `select(pkgs, "name")`.
 *
 * @example
 * pkgs.ripgrep // pkgs.ripgrep
 * pkgs.python3Packages.requests // pkgs.python3Packages.requests
 */
export const pkgs: PackageSet = reference("pkgs") as Reference & PackageSet; // A reference has every attribute.

/**
 * The functions of nixpkgs' `lib`, as the variable `lib`.
 *
 * @throws NixError when a function is called with what it can't take (codes `call/*`).
 * @example
 * lib.mkForce(true) // lib.mkForce true
 */
export const lib: Lib = checkedReference("lib", libSignatures) as Lib; // A reference has every attribute.

/** The values of all options, as the variable `config` of a module. */
export const config: Reference = reference("config");

/** The flake itself, as the variable `self` of its outputs. */
export const self: Reference = reference("self");

/**
 * Nix's own functions, as the variable `builtins`.
 *
 * @throws NixError when a function is called with what it can't take (codes `call/*`).
 * @example
 * builtins.readFile(path("./motd")) // builtins.readFile ./motd
 */
export const builtins: Builtins = checkedReference("builtins", builtinSignatures) as Builtins; // As with `lib`.
