import type { Expr, Reference, toNix, ToNix } from "@nixgen/core";

/** Marks packages, which no list, boolean or set can be. It exists at compile time only. */
declare const isPackage: unique symbol;

/**
 * Code of which the types don't know what it gives: a reference, a node, or what a builder made. All its names are symbols,
 * so that an editor proposes none of them where options are written. Groups of options extend it, as code can stand for a group:
 * in a union with code, TypeScript would not propose the near name for one that does not exist.
 */
export interface Code {
  readonly [toNix]?: () => Expr;
  readonly [Symbol.toPrimitive]?: () => never;
  readonly [isPackage]?: never;
}

/** A value of an option: data, or code that Nix evaluates to such data, as `lib.mkForce(true)`. */
export type Value<T> = T | Code;

/** A list, or code for its elements. */
export type List<T> = readonly Value<T>[];

/** A list of sets of options. */
export type ListOfSets<T> = readonly T[];

/** An attribute set whose names are free. */
export interface AttributesOf<T> {
  readonly [name: string]: Value<T> | undefined;
}

/** Sets of options by name; the names are free. */
export interface SetsByName<T> {
  readonly [name: string]: T | undefined;
}

/** Any attribute set. */
export interface Attributes {
  readonly [name: string]: Data | undefined;
}

/** Any value that Nix has: what JSON can hold, and code. */
export type Data = string | number | bigint | boolean | null | Code | Package | readonly Data[] | Attributes;

/** A path on the machine, as text, or a package, whose path it is. */
export type Path = string | Package;

/** One value of a directive in a unit file, or several: the directive is repeated. */
export type Directive = string | number | boolean | null | readonly Value<string | number>[];

/** What does not exist any more: no value fits. */
export interface Removed {
  readonly removed: true;
}

/** What is called otherwise: no value fits. The type says what to write. */
export interface WriteInstead<Name extends string> {
  readonly write: Name;
}

/**
 * The options of NixOS, home-manager and nix-darwin by their kind, as far as a program has imported their types. Each of the
 * modules `nixgen/types/*` adds its own here.
 */
// An interface, so that it can be added to.
export interface KnownOptions {} // oxlint-disable-line no-empty-interface, no-empty-object-type

export type { PackageSet } from "./references/package-set.js";

/**
 * A package of nixpkgs, as `pkgs.git`. Every attribute is a property, and it can be called; these are those that most packages
 * have.
 */
export interface Package extends Reference {
  readonly [isPackage]: true;
  readonly bin: Reference;
  readonly dev: Reference;
  readonly doc: Reference;
  readonly lib: Reference;
  readonly man: Reference;
  readonly meta: Reference;
  readonly name: Reference;
  readonly out: Reference;
  readonly override: Reference;
  readonly overrideAttrs: Reference;
  readonly passthru: Reference;
  readonly pname: Reference;
  readonly src: Reference;
  readonly version: Reference;
}

/** A function of nixpkgs, as `pkgs.writeText`, or data, as `pkgs.path`. It is no package. */
export interface FunctionOrData extends Reference {} // oxlint-disable-line no-empty-interface, no-empty-object-type

/** A package with sets of packages that belong to it, as `pkgs` of `python3`. */
export type PackageWith<Sets> = Package & Sets;

/** The functions that make OCI images. See the nixpkgs manual, "pkgs.dockerTools". */
export interface DockerTools extends Reference {
  readonly binSh: Package;
  readonly buildImage: FunctionOrData;
  readonly buildLayeredImage: FunctionOrData;
  readonly buildNixShellImage: FunctionOrData;
  readonly caCertificates: Package;
  readonly fakeNss: Package;
  readonly pullImage: FunctionOrData;
  readonly shadowSetup: Package;
  readonly streamLayeredImage: FunctionOrData;
  readonly usrBinEnv: Package;
}

/** What a package set has besides its packages. */
export interface PackageScope extends ToNix {
  readonly callPackage: FunctionOrData;
  readonly callPackages: FunctionOrData;
  readonly extend: FunctionOrData;
  readonly newScope: FunctionOrData;
  readonly override: FunctionOrData;
  readonly overrideScope: FunctionOrData;
}
