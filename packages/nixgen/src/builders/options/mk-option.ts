import { attrs, call, dotted, select, type NixAttributes, type NixValue, issueWords } from "@nixgen/core";
import * as z from "zod";
import { lib } from "../../references/references.js";
import { built, checkOptions, warningsIn, type CheckSettings } from "../builder.js";
import { crossCheck } from "../cross-check.js";
import {
  nixBoolean,
  nixExpression,
  nixString,
  nixStrings,
  nixValue,
  type NixBoolean,
  type NixExpression,
  type NixString,
  type NixStrings,
} from "../input.js";
import { explainIssues } from "../input-diagnostics.js";
import type { DeclaredOption } from "./declared-option.js";
import { isDeclaredType, type DeclaredType } from "./declared-type.js";
import { readType } from "./read-type.js";
import type { TypeData } from "./type-data.js";

/** The options of {@link mkOption}. */
export interface MkOptionOptions<Value = NixValue> {
  /** The type: one of `types`, an expression, or data such as `{ listOf: "str" }`. */
  readonly type?: DeclaredType<Value> | NixExpression | TypeData;
  /** The value where nobody gives another. */
  readonly default?: NoInfer<Value> | NixExpression;
  /** What the manual says of the default, where that depends on the system: Nix code, or an expression. */
  readonly defaultText?: NixString;
  /** A value for the manual. */
  readonly example?: NoInfer<Value> | NixExpression;
  /** What the option is for, as Markdown. */
  readonly description?: NixString;
  /** Packages that the manual names beside the option, by their names in nixpkgs. */
  readonly relatedPackages?: NixStrings;
  /** A function that every reader of the option sees the value through. */
  readonly apply?: NixExpression;
  /** The option is for other modules, not for users. */
  readonly internal?: NixBoolean;
  /** Whether the manual shows the option; `"shallow"` hides what is below it. */
  readonly visible?: NixBoolean | "shallow" | "transparent";
  /** The option can be defined only once. */
  readonly readOnly?: NixBoolean;
}

export const mkOptionSchema = z
  .strictObject({
    type: z.unknown().optional(),
    default: nixValue.optional(),
    defaultText: nixString.optional(),
    example: nixValue.optional(),
    description: nixString.optional(),
    relatedPackages: nixStrings.optional(),
    apply: nixExpression.optional(),
    internal: nixBoolean.optional(),
    visible: z
      .union([z.boolean(), z.enum(["shallow", "transparent"]), nixExpression], {
        error: 'expected true, false, "shallow" or "transparent"',
      })
      .optional(),
    readOnly: nixBoolean.optional(),
  })
  .check(
    crossCheck((options, report) => {
      if (options["type"] === undefined) return;
      const result = readType(options["type"]);
      if (!("type" in result)) return report(["type", ...result.path], result.message, result.suggestions);
      if (!isDeclaredType(result.type)) return;
      for (const key of ["default", "example"]) {
        if (options[key] === undefined) continue;
        const { error } = result.type.schema.safeParse(options[key], { error: issueWords });
        for (const { path, message } of error ? explainIssues(error) : [])
          report([key, ...path], `not a value of the option's type: ${message}`);
      }
    }),
  );

/**
 * The declaration of an option. A default and an example that are written down must be values of the type.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the NixOS manual, "Option Declarations"
 * @example
 * mkOption({ type: types.port, default: 8080, description: "The port that the server listens on." })
 * // lib.mkOption {
 * //   type = lib.types.port;
 * //   default = 8080;
 * //   description = "The port that the server listens on.";
 * // }
 */
export function mkOption<Value = NixValue>(
  options: MkOptionOptions<Value>,
  settings: CheckSettings = {},
): DeclaredOption {
  const checked = checkOptions("mkOption", mkOptionSchema, options, settings);
  const { type: data, default: fallback, defaultText, ...others } = checked;
  const result = data === undefined ? undefined : readType(data);
  // What is no type was reported above.
  const type = result && "type" in result ? result.type : undefined;
  const set: NixAttributes = {
    type,
    default: fallback as NixValue | undefined,
    defaultText: typeof defaultText === "string" ? literalExpression(defaultText) : defaultText,
    ...(others as NixAttributes),
  };
  return {
    ...built("mkOption", call(select(lib, "mkOption"), dotted(attrs(set))), warningsIn(options)),
    declares: { type: isDeclaredType(type) ? type : undefined },
  };
}

/** Nix code as the manual shows it. */
function literalExpression(code: string): NixValue {
  return call(select(lib, "literalExpression"), code);
}
