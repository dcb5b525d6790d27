import { reference, type Reference } from "@nixgen/core";
import type {
  KnownLib,
  KnownLibAttrsets,
  KnownLibGenerators,
  KnownLibLicenses,
  KnownLibLists,
  KnownLibPlatforms,
  KnownLibStrings,
  KnownLibTypes,
  KnownPackages,
  KnownPythonPackages,
} from "./known-names.generated.js";

/** The functions that make OCI images. See the nixpkgs manual, "pkgs.dockerTools". */
export interface DockerTools {
  readonly binSh: Reference;
  readonly buildImage: Reference;
  readonly buildLayeredImage: Reference;
  readonly buildNixShellImage: Reference;
  readonly caCertificates: Reference;
  readonly fakeNss: Reference;
  readonly pullImage: Reference;
  readonly shadowSetup: Reference;
  readonly streamLayeredImage: Reference;
  readonly usrBinEnv: Reference;
}

/**
 * The attributes of nixpkgs. Known names complete in an editor; others are let through, since no list of
 * names is complete.
 */
export type PackageSet = KnownPackages & {
  readonly dockerTools: DockerTools & Reference;
  readonly python3Packages: KnownPythonPackages & Reference;
} & Reference;

/** The attributes of nixpkgs' `lib`. */
export type Lib = KnownLib & {
  readonly types: KnownLibTypes & Reference;
  readonly licenses: KnownLibLicenses & Reference;
  readonly platforms: KnownLibPlatforms & Reference;
  readonly strings: KnownLibStrings & Reference;
  readonly attrsets: KnownLibAttrsets & Reference;
  readonly lists: KnownLibLists & Reference;
  readonly generators: KnownLibGenerators & Reference;
} & Reference;

/**
 * The packages of nixpkgs, as the variable `pkgs`.
 *
 * @example
 * pkgs.ripgrep // pkgs.ripgrep
 * pkgs.python3Packages.requests // pkgs.python3Packages.requests
 */
export const pkgs: PackageSet = reference("pkgs") as PackageSet; // A reference has every attribute.

/**
 * The functions of nixpkgs' `lib`, as the variable `lib`.
 *
 * @example
 * lib.mkForce(true) // lib.mkForce true
 */
export const lib: Lib = reference("lib") as Lib; // A reference has every attribute.

/** The values of all options, as the variable `config` of a module. */
export const config: Reference = reference("config");

/** The flake itself, as the variable `self` of its outputs. */
export const self: Reference = reference("self");

/** Nix's own functions, as the variable `builtins`. */
export const builtins: Reference = reference("builtins");
