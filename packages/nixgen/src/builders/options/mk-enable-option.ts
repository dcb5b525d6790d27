import { binary, call, select } from "@nixgen/core";
import * as z from "zod";
import { lib } from "../../references/references.js";
import { built, checkOptions } from "../builder.js";
import { nixBoolean, nixString, type NixBoolean, type NixString } from "../input.js";
import type { DeclaredOption } from "./declared-option.js";
import { types } from "./types.js";

/** The options of {@link mkEnableOption}. */
export interface MkEnableOptionOptions {
  /** The value where nobody gives another; `false` where it is absent. */
  readonly default?: NixBoolean;
}

export const mkEnableOptionSchema = z.strictObject({ name: nixString, default: nixBoolean.optional() });

/**
 * The declaration of an option that switches something on.
 *
 * @param name what it switches on; the manual says "Whether to enable …".
 * @see the NixOS manual, "Option Declarations": `mkEnableOption`
 * @example
 * mkEnableOption("the web server") // lib.mkEnableOption "the web server"
 * mkEnableOption("metrics", { default: true }) // lib.mkEnableOption "metrics" // { default = true; }
 */
export function mkEnableOption(name: NixString, options: MkEnableOptionOptions = {}): DeclaredOption {
  const checked = checkOptions("mkEnableOption", mkEnableOptionSchema, { ...options, name });
  const declared = call(select(lib, "mkEnableOption"), checked.name);
  const expression =
    checked.default === undefined ? declared : binary(declared, "//", { default: checked.default });
  return { ...built("mkEnableOption", expression), declares: { type: types.bool } };
}
