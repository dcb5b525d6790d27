import type { NixAttributes, NixValue, ToNix } from "@nixgen/core";

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

/** A package, as `pkgs.git`. */
export type Package = ToNix;
