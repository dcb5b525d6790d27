import * as z from "zod";
import { nixExpression, nixExpressions, nixString, orExpression, textOf } from "../input.js";

/** Schemas of values that many options have; each may be an expression too. */
export const switchSetting = orExpression(z.boolean(), "expected true or false, or a Nix expression");
export const textSetting = nixString;
export const countSetting = orExpression(z.int().min(0), "expected a whole number, or a Nix expression");
export const integerSetting = orExpression(z.int(), "expected a whole number, or a Nix expression");
export const nullableText = orExpression(
  z.union([z.string(), z.null()]),
  "expected a string or null, or a Nix expression",
);
export const textsSetting = orExpression(
  z.array(nixString),
  'expected a list of strings, such as `["a", "b"]`',
);
export const packagesSetting = nixExpressions;

export const portSetting = orExpression(
  z.int().min(1).max(65535),
  "expected a port, 1 to 65535, or a Nix expression",
);

export const portsSetting = orExpression(
  z.array(portSetting),
  "expected a list of ports, such as `[80, 443]`",
);

export const portRangesSetting = orExpression(
  z.array(orExpression(z.strictObject({ from: portSetting, to: portSetting }))),
  "expected a list of ranges, such as `[{ from: 6000, to: 6010 }]`",
);

/** Environment variables. */
export const environmentSetting = orExpression(
  z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(nixString), nixExpression], {
      error: "expected a string, a number, or a Nix expression",
    }),
  ),
);

/** A directory or file of the machine: it starts with a slash. */
export const absolutePath = textOf(/^\//, 'expected a path that starts with a slash, such as "/home/alice"');
