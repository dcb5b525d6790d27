import { reference, type Reference } from "@nixgen/core";

/** A package set: every attribute is a package or a set of packages. */
export interface PackageSet extends Reference {}

/**
 * The packages of nixpkgs, as the variable `pkgs`.
 *
 * @example
 * pkgs.ripgrep // pkgs.ripgrep
 * pkgs.python3Packages.requests // pkgs.python3Packages.requests
 */
export const pkgs: PackageSet = reference("pkgs");

/**
 * The functions of nixpkgs' `lib`, as the variable `lib`.
 *
 * @example
 * lib.mkForce(true) // lib.mkForce true
 */
export const lib: Reference = reference("lib");

/** The values of all options, as the variable `config` of a module. */
export const config: Reference = reference("config");

/** The flake itself, as the variable `self` of its outputs. */
export const self: Reference = reference("self");

/** Nix's own functions, as the variable `builtins`. */
export const builtins: Reference = reference("builtins");
