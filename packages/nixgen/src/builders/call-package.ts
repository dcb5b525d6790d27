import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, checkOptions, type Built } from "./builder.js";
import { nixExpression, nixSet, type NixExpression, type NixSet } from "./input.js";

/** The options of {@link callPackage}. */
export interface CallPackageOptions {
  /** The file, such as `path("./package.nix")`, or a function. */
  readonly file: NixExpression;
  /** Arguments that are not looked up in the package set. */
  readonly arguments?: NixSet;
  /** The set whose `callPackage` is used, such as `pkgs.python3Packages`. */
  readonly packageSet?: NixExpression;
}

export const callPackageSchema = z.strictObject({
  file: nixExpression,
  arguments: nixSet.optional(),
  packageSet: nixExpression.optional(),
});

/**
 * The package of a file that is a function of its dependencies, which are looked up in the package set by name.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "<pkg>.override", "Defining overlays"; {@link packageFile} writes such files
 * @example
 * callPackage({ file: path("./package.nix") }) // pkgs.callPackage ./package.nix { }
 */
export function callPackage(options: CallPackageOptions): Built {
  const {
    file,
    arguments: given = {},
    packageSet = pkgs,
  } = checkOptions("callPackage", callPackageSchema, options);
  return built("callPackage", call(select(packageSet, "callPackage"), file, given));
}
