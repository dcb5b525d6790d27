import * as z from "zod";
import { nixExpression, nixExpressions, nixString } from "../input.js";
import { setting, type Setting } from "./open-object.js";

/** Schemas of values that many options have; each may be an expression too. */
export const switchSetting = setting(z.boolean(), "expected true or false, or a Nix expression");
export const textSetting = nixString;
export const countSetting = setting(z.int().min(0), "expected a whole number, or a Nix expression");
export const integerSetting = setting(z.int(), "expected a whole number, or a Nix expression");
export const nullableText = setting(
  z.union([z.string(), z.null()]),
  "expected a string or null, or a Nix expression",
);
export const textsSetting = setting(z.array(nixString), 'expected a list of strings, such as `["a", "b"]`');
export const packagesSetting = nixExpressions;

export const portSetting = setting(
  z.int().min(1).max(65535),
  "expected a port, 1 to 65535, or a Nix expression",
);

export const portsSetting = setting(z.array(portSetting), "expected a list of ports, such as `[80, 443]`");

export const portRangesSetting = setting(
  z.array(setting(z.strictObject({ from: portSetting, to: portSetting }))),
  "expected a list of ranges, such as `[{ from: 6000, to: 6010 }]`",
);

/** Environment variables. */
export const environmentSetting = setting(
  z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(nixString), nixExpression], {
      error: "expected a string, a number, or a Nix expression",
    }),
  ),
);

/** A text of a form, or an expression. */
export function textOf(form: RegExp, message: string): z.ZodType<Setting<string>> {
  return setting(z.string().regex(form, message), message);
}

/** A directory or file of the machine: it starts with a slash. */
export const absolutePath = textOf(/^\//, 'expected a path that starts with a slash, such as "/home/alice"');
