import { isNode, toNix, tryToExpr, type Diagnostic, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../names/closest.js";

/** Any value that has a meaning in Nix. What is wrong with it is reported at the place in it. */
export const nixValue: z.ZodType<NixValue> = z.custom<NixValue>().superRefine((value, context) => {
  if (value === undefined) return;
  const result = tryToExpr(value);
  if (result.ok) return;
  for (const { message, path = [], suggestions } of result.diagnostics) {
    const help = suggestions.map((suggestion) => suggestion.message).join("; or ");
    context.addIssue({
      code: "custom",
      message: help === "" ? message : `${message}; ${help}`,
      path: [...path],
    });
  }
});

/** An expression, not plain data: a reference, a node, or what a builder made. */
export const nixExpression: z.ZodType<NixValue> = z.custom<NixValue>(isExpression, {
  message: "expected a Nix expression, such as `pkgs.hello`",
});

function isExpression(value: unknown): boolean {
  return (
    isNode(value) ||
    ((typeof value === "object" || typeof value === "function") && value !== null && toNix in value)
  );
}

/** A string, or an expression that gives one. */
export const nixString: z.ZodType<NixValue> = z.union([z.string(), nixExpression], {
  error: "expected a string, or a Nix expression that gives one",
});

/** A list of expressions, or one expression that gives a list. */
export const nixExpressions: z.ZodType<NixValue> = z.union([z.array(nixExpression), nixExpression], {
  error: "expected a list of Nix expressions, such as `[pkgs.git, pkgs.jq]`",
});

/** An attribute set of any values. */
export const nixAttributes = z.record(z.string(), nixValue);

/** What zod found wrong, as diagnostics of the library. */
export function toDiagnostics(
  builder: string,
  schema: z.ZodType,
  error: z.ZodError,
  input: unknown,
): Diagnostic[] {
  return error.issues.flatMap((issue): Diagnostic[] => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) => ({
        code: "input/unknown-key",
        severity: "error",
        message: `${builder} has no option \`${key}\``,
        path: [...path, key],
        suggestions: closestNames(key, known).map((name) => ({ message: `did you mean \`${name}\`?` })),
      }));
    }
    return [
      {
        code: "input/invalid",
        severity: "error",
        message: `${builder}: ${issue.message}${describeFound(input, path)}`,
        path,
        suggestions: [],
      },
    ];
  });
}

/** The keys that a schema knows at a path: those of every object schema that can stand there. */
function knownKeys(schema: z.core.$ZodType, path: readonly (string | number)[]): string[] {
  const def = schema._zod.def as unknown as Record<string, unknown> & { readonly type: string };
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
      return knownKeys(def["innerType"] as z.core.$ZodType, path);
    case "union":
      return (def["options"] as z.core.$ZodType[]).flatMap((option) => knownKeys(option, path));
    case "array":
      return path.length === 0 ? [] : knownKeys(def["element"] as z.core.$ZodType, path.slice(1));
    case "record":
      return path.length === 0 ? [] : knownKeys(def["valueType"] as z.core.$ZodType, path.slice(1));
    case "object": {
      const shape = def["shape"] as Record<string, z.core.$ZodType>;
      const [key, ...rest] = path;
      if (key === undefined) return Object.keys(shape);
      const inner = shape[key];
      return inner === undefined ? [] : knownKeys(inner, rest);
    }
    default:
      return [];
  }
}

function describeFound(input: unknown, path: readonly (string | number)[]): string {
  let found = input;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return "";
    found = (found as Record<string | number, unknown>)[key];
  }
  if (
    typeof found === "string" ||
    typeof found === "number" ||
    typeof found === "boolean" ||
    found === null
  ) {
    return `, found ${JSON.stringify(found)}`;
  }
  return "";
}
