import { call, select } from "@nixgen/core";
import * as z from "zod";
import { lib, pkgs } from "../../references/references.js";
import { built, checkOptions } from "../builder.js";
import { nixExpression, nixString, type NixExpression, type NixString } from "../input.js";
import type { DeclaredOption } from "./declared-option.js";
import { types } from "./types.js";

/** The options of {@link mkPackageOption}. */
export interface MkPackageOptionOptions {
  /** The attribute path of the default, where it is not the name, or `null` for none. */
  readonly default?: string | readonly string[] | null;
  /** The option can be `null`. */
  readonly nullable?: boolean;
  /** An attribute path for the manual. */
  readonly example?: string | readonly string[];
  /** What the manual says besides. */
  readonly extraDescription?: NixString;
  /** What the manual calls the package set, where it is not `pkgs`. */
  readonly pkgsText?: string;
  /** The package set; `pkgs` where it is absent. */
  readonly packageSet?: NixExpression;
}

const attributePath = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
  error: 'expected a name such as "hello", or a path such as ["python3Packages", "numpy"]',
});

export const mkPackageOptionSchema = z.strictObject({
  name: attributePath,
  default: z.union([attributePath, z.null()]).optional(),
  nullable: z.boolean().optional(),
  example: attributePath.optional(),
  extraDescription: nixString.optional(),
  pkgsText: z.string().optional(),
  packageSet: nixExpression.optional(),
});

/**
 * The declaration of an option that says which package is used.
 *
 * @param name the package's name in the package set, or its attribute path.
 * @see the NixOS manual, "Option Declarations": `mkPackageOption`
 * @example
 * mkPackageOption("nginx", { default: "nginxMainline" }) // lib.mkPackageOption pkgs "nginx" { default = "nginxMainline"; }
 */
export function mkPackageOption(
  name: string | readonly string[],
  options: MkPackageOptionOptions = {},
): DeclaredOption {
  const checked = checkOptions("mkPackageOption", mkPackageOptionSchema, { ...options, name });
  const { name: path, packageSet = pkgs, ...others } = checked;
  const declared = call(select(lib, "mkPackageOption"), packageSet, path, others);
  const type = checked.nullable === true ? types.nullOr(types.package) : types.package;
  return { ...built("mkPackageOption", declared), declares: { type } };
}
