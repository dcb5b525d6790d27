import {
  Annotated,
  isNode,
  toNix,
  tryToExpr,
  type AttributeSet,
  type DiagnosticCode,
  type Expr,
  type NixAttributes,
  type NixValue,
  type ToNix,
  issueWords,
} from "@nixgen/core";
import { inputNamePattern } from "@nixgen/parser";
import * as z from "zod";

/** An expression, not plain data: a reference, a node, or what a builder made. */
export type NixExpression = ToNix | Expr | Annotated;

/** A string, or an expression that gives one. */
export type NixString = string | NixExpression;

/** A boolean, or an expression that gives one. */
export type NixBoolean = boolean | NixExpression;

/** A list of expressions such as packages, or one expression that gives a list. */
export type NixExpressions = readonly NixExpression[] | NixExpression;

/** An attribute set, or one expression that gives a set. */
export type NixSet = NixAttributes | NixExpression;

/** Bindings of a `let` or a set: a plain object, or what `attrs(…)` made, which may also inherit. */
export type NixBindings = NixAttributes | AttributeSet;

/** A list of strings, or one expression that gives such a list. */
export type NixStrings = readonly NixString[] | NixExpression;

/** A number, or an expression that gives one. */
export type NixNumber = number | NixExpression;

/** A value, or an expression that gives one, such as what `mkIf` made. */
export type OrExpression<Value> = Value | NixExpression;

// The metadata below is what the JSON Schemas of the builders say of these values; `id` makes each a shared definition.

/** Any value that has a meaning in Nix. What is wrong with it is reported at the place in it. */
export const nixValue: z.ZodType<NixValue> = z
  .custom<NixValue>()
  .superRefine((value, context) => {
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
  })
  .meta({ id: "value", description: "Any JSON, in which objects such as expressions stand for Nix" });

/** A module: a path, settings, or code. A text is none unless it is an absolute path, for Nix reads no path out of it. */
export const nixModule: z.ZodType<NixValue> = nixValue
  .superRefine((value, context) => {
    if (typeof value !== "string" || value.startsWith("/")) return;
    const file = /^\.{1,2}\//.test(value) ? value : `./${value}`;
    context.addIssue({
      code: "custom",
      message: 'expected a module, such as `path("./module.nix")`',
      params: {
        suggestions: [`write \`path(${JSON.stringify(file)})\` for a file; a text is data`],
      } satisfies IssueDetails,
    });
  })
  .meta({ id: "module", description: 'A module: {"$path":"./x.nix"}, settings, or an expression' });

/** An expression, not plain data: a reference, a node, or what a builder made. */
export const nixExpression: z.ZodType<NixExpression> = z
  .custom<NixExpression>()
  .check((payload) => {
    if (isExpression(payload.value)) return;
    // Without `continue`: in a union the value is then known to be something else, and yet what is wrong elsewhere is
    // reported too, which an explicit abort would prevent.
    const message = "expected a Nix expression, such as `pkgs.hello`";
    payload.issues.push({ code: "custom", message, input: payload.value });
  })
  .meta({
    id: "expression",
    description:
      '{"$pkg":"ripgrep"}: a package; {"$nix":"lib.mkForce true"}: Nix code; {"$path":"./x"}: a path; {"$str":["a",{"$pkg":"b"}]}: a string of parts; {"$build":"devShell","options":{}}: what a builder makes',
    type: "object",
  });

function isExpression(value: unknown): boolean {
  if (value instanceof Annotated) return isExpression(value.value);
  return (
    isNode(value) ||
    ((typeof value === "object" || typeof value === "function") && value !== null && toNix in value)
  );
}

/** A value, or an expression that gives one. */
export function orExpression<Value>(
  schema: z.ZodType<Value>,
  error?: string,
): z.ZodType<OrExpression<Value>> {
  return z.union([schema, nixExpression], error === undefined ? {} : { error });
}

/** A whole number within bounds, or an expression that gives one. */
export function nixInteger(lowest: number, highest = Number.MAX_SAFE_INTEGER): z.ZodType<NixNumber> {
  const range = highest === Number.MAX_SAFE_INTEGER ? `from ${lowest}` : `from ${lowest} to ${highest}`;
  const error = `expected a whole number ${range}, or a Nix expression that gives one`;
  return orExpression(z.int({ error }).min(lowest, error).max(highest, error), error);
}

/** A string, or an expression that gives one. */
export const nixString: z.ZodType<NixString> = orExpression(
  z.string(),
  "expected a string, or a Nix expression that gives one",
);

/** A string of a form, or an expression that gives one. */
export function textOf(form: RegExp, message: string): z.ZodType<NixString> {
  return orExpression(z.string().regex(form, message), message);
}

/** A boolean, or an expression that gives one. */
export const nixBoolean: z.ZodType<NixBoolean> = orExpression(
  z.boolean(),
  "expected true, false, or a Nix expression that gives one of them",
);

/** A list of expressions, or one expression that gives a list. */
export const nixExpressions: z.ZodType<NixExpressions> = listOf<NixExpressions>(
  isExpression,
  "expected a list of Nix expressions, such as `[pkgs.git, pkgs.jq]`",
  "expected a Nix expression, such as `pkgs.git`",
).meta({
  id: "expressions",
  description: 'A list of expressions, such as [{"$pkg":"git"}], or one that gives a list',
  type: ["array", "object"],
  items: { type: "object" },
});

/** A list of strings, or one expression that gives a list. */
export const nixStrings: z.ZodType<NixStrings> = listOf<NixStrings>(
  (value) => typeof value === "string" || isExpression(value),
  'expected a list of strings, such as `["a", "b"]`',
  "expected a string, or a Nix expression that gives one",
).meta({
  id: "strings",
  description: "A list of strings and expressions, or an expression that gives a list",
  type: ["array", "object"],
  items: { type: ["string", "object"] },
});

/** A list whose elements are reported one by one, or an expression. */
function listOf<List>(
  isElement: (value: unknown) => boolean,
  listMessage: string,
  elementMessage: string,
): z.ZodType<List> {
  return z.custom<List>().superRefine((value: unknown, context) => {
    if (isExpression(value)) return;
    if (!Array.isArray(value)) {
      context.addIssue({ code: "custom", message: listMessage });
      return;
    }
    value.forEach((element: unknown, index) => {
      if (!isElement(element)) context.addIssue({ code: "custom", message: elementMessage, path: [index] });
    });
  });
}

/** The name of an input of a flake, which is a variable in its outputs. */
export const inputName = z
  .string()
  .regex(inputNamePattern, "expected the name of an input, such as `nixpkgs`");

/** What a function lists in its header: names, and `"..."`. */
export const headerNames = z.array(z.union([inputName, z.literal("...")]));

/** An attribute set of any values. */
export const nixAttributes = z.record(z.string(), nixValue);

/** An attribute set, or one expression that gives a set. */
export const nixSet: z.ZodType<NixSet> = z
  .custom<NixSet>()
  .superRefine((value: unknown, context) => {
    if (isExpression(value)) return;
    const result = nixAttributes.safeParse(value, { error: issueWords });
    for (const issue of result.error?.issues ?? [])
      context.addIssue({ ...issue, code: "custom", input: value });
  })
  .meta({ id: "set", description: "A set, or an expression that gives one", type: "object" });

/** Bindings by name, or a set that was built or parsed. */
export const nixBindings: z.ZodType<NixBindings> = z
  .custom<NixBindings>()
  .superRefine((value: unknown, context) => {
    if (isNode(value) && value.kind === "AttributeSet" && !value.recursive) return;
    if (isExpression(value)) {
      const message = "expected an object, or what `attrs(…)` made";
      context.addIssue({ code: "custom", message });
      return;
    }
    const result = nixAttributes.safeParse(value, { error: issueWords });
    for (const issue of result.error?.issues ?? [])
      context.addIssue({ ...issue, code: "custom", input: value });
  })
  .meta({ id: "bindings", description: "Values by name", type: "object" });

/** The `when` of checks of several options: they run even where single options are wrong, so that all is reported. */
export function isObjectGiven(payload: { readonly value: unknown }): boolean {
  return typeof payload.value === "object" && payload.value !== null;
}

/** What a schema may say of a problem besides its message, as the `params` of a custom issue. */
export interface IssueDetails {
  readonly code?: DiagnosticCode;
  readonly suggestions?: readonly string[];
}
