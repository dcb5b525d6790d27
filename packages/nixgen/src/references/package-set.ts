import type { Reference, ToNix } from "@nixgen/core";
import type { PackageNames, PackageNames_Removed } from "nixgen/types/packages";

/**
 * The attributes of nixpkgs that are known. A name that is not among them does not compile: take `select(pkgs, "name")`, or
 * declare the names that your overlays add, once for a program:
 *
 * ```ts
 * declare module "nixgen/types/packages" {
 *   interface PackageNames { readonly myTool: Package }
 * }
 * ```
 */
export type PackageSet = PackageNames & PackageNames_Removed & ToNix;

/** The attributes of nixpkgs with overlays: known names complete, and others are let through. */
export type OverlaidPackageSet = PackageSet & Reference;
