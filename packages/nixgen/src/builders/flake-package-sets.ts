import { inherit, reference, select, type Expr } from "@nixgen/core";
import * as z from "zod";
import { inputName } from "./input.js";
import { changesPackages, importNixpkgs, packagesShape, type PackagesOptions } from "./nixpkgs-import.js";

/** A package set of a flake: an input that is a nixpkgs, and how packages are made of it. */
export interface PackageSetOfInput extends PackagesOptions {
  /** The input; `"nixpkgs"` where it is absent. */
  readonly input?: string;
}

export const packageSetOfInput = z.strictObject({ ...packagesShape, input: inputName.optional() });

/** A package set by the name of the variable that it is in the outputs. */
export interface NamedPackageSet {
  readonly name: string;
  readonly options: PackageSetOfInput;
}

/**
 * The package set for the platform in the variable `system`.
 *
 * @param throughInputs whether the input is an attribute of the variable `inputs`.
 */
export function buildPackageSet(
  { input = "nixpkgs", ...options }: PackageSetOfInput,
  throughInputs: boolean,
): Expr {
  const nixpkgs = throughInputs ? select(reference("inputs"), input) : reference(input);
  if (!changesPackages(options)) return select(nixpkgs, "legacyPackages", reference("system"));
  return importNixpkgs(nixpkgs, options, select(nixpkgs, "lib"), [inherit("system")]);
}
