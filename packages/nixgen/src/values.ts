import type { NixAttributes, NixValue, Reference, ToNix } from "@nixgen/core";

/** A value of an option: data, or code that Nix evaluates to such data, as `lib.mkForce(true)` or `pkgs.git`. */
export type Value<T> = T | ToNix;

/** A list, or code for its elements. */
export type List<T> = readonly Value<T>[];

/** An attribute set whose names are free. */
export interface AttributesOf<T> {
  readonly [name: string]: Value<T>;
}

/** Any attribute set. */
export type Attributes = NixAttributes;

/** Any data: what JSON can hold, and code. */
export type Data = NixValue;

/**
 * The options of NixOS, home-manager and nix-darwin by their kind, as far as a program has imported their types. Each of the
 * modules `nixgen/types/*` adds its own here.
 */
// An interface, so that it can be added to.
export interface KnownOptions {} // oxlint-disable-line no-empty-interface, no-empty-object-type

export type { PackageSet } from "./references/package-set.js";

/**
 * A package, a function or a set of nixpkgs, as `pkgs.git`. Every attribute is a property, and it can be called; these are
 * those that most packages have.
 */
export interface Package extends Reference {
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

/** The functions that make OCI images. See the nixpkgs manual, "pkgs.dockerTools". */
export interface DockerTools extends Reference {
  readonly binSh: Package;
  readonly buildImage: Package;
  readonly buildLayeredImage: Package;
  readonly buildNixShellImage: Package;
  readonly caCertificates: Package;
  readonly fakeNss: Package;
  readonly pullImage: Package;
  readonly shadowSetup: Package;
  readonly streamLayeredImage: Package;
  readonly usrBinEnv: Package;
}

/** What a package set has besides its packages. */
export interface PackageScope extends ToNix {
  readonly callPackage: Package;
  readonly callPackages: Package;
  readonly extend: Package;
  readonly newScope: Package;
  readonly override: Package;
  readonly overrideScope: Package;
}
