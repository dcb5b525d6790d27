import {
  Annotated,
  isNode,
  toNix,
  tryToExpr,
  type Diagnostic,
  type DiagnosticCode,
  type Expr,
  type NixAttributes,
  type NixValue,
  type ToNix,
} from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../names/closest.js";

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

/** A list of strings, or one expression that gives such a list. */
export type NixStrings = readonly NixString[] | NixExpression;

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

/** A string, or an expression that gives one. */
export const nixString: z.ZodType<NixString> = z.union([z.string(), nixExpression], {
  error: "expected a string, or a Nix expression that gives one",
});

/** A boolean, or an expression that gives one. */
export const nixBoolean: z.ZodType<NixBoolean> = z.union([z.boolean(), nixExpression], {
  error: "expected true, false, or a Nix expression that gives one of them",
});

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
  .regex(/^[A-Za-z_][\w'-]*$/, "expected the name of an input, such as `nixpkgs`");

/** An attribute set of any values. */
export const nixAttributes = z.record(z.string(), nixValue);

/** An attribute set, or one expression that gives a set. */
export const nixSet: z.ZodType<NixSet> = z
  .custom<NixSet>()
  .superRefine((value: unknown, context) => {
    if (isExpression(value)) return;
    const result = nixAttributes.safeParse(value);
    for (const issue of result.error?.issues ?? [])
      context.addIssue({ ...issue, code: "custom", input: value });
  })
  .meta({ id: "set", description: "A set, or an expression that gives one", type: "object" });

/** The `when` of checks of several options: they run even where single options are wrong, so that all is reported. */
export function isObjectGiven(payload: { readonly value: unknown }): boolean {
  return typeof payload.value === "object" && payload.value !== null;
}

/** What a schema may say of a problem besides its message, as the `params` of a custom issue. */
export interface IssueDetails {
  readonly code?: DiagnosticCode;
  readonly suggestions?: readonly string[];
}

/** What zod found wrong, as diagnostics of the library. */
export function toDiagnostics(
  builder: string,
  schema: z.ZodType,
  error: z.ZodError,
  input: unknown,
): Diagnostic[] {
  return error.issues.flatMap(expandUnion).flatMap((issue): Diagnostic[] => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) => ({
        code: "input/unknown-key",
        severity: "error",
        message: `${builder} has no option \`${key}\``,
        path: [...path, key],
        suggestions: suggestKeys(key, known).map((name) => ({ message: `did you mean \`${name}\`?` })),
      }));
    }
    const details = detailsOf(issue, input);
    const isAboutKey = issue.code === "invalid_key" || details?.code === "input/unknown-key";
    return [
      {
        code: details?.code ?? "input/invalid",
        severity: "error",
        message: `${builder}: ${describeIssue(issue)}${isAboutKey ? "" : describeFound(input, path)}`,
        path,
        suggestions: (details?.suggestions ?? []).map((message) => ({ message })),
      },
    ];
  });
}

/** What zod found wrong, as paths and messages: for checks within checks. */
export function explainIssues(
  error: z.ZodError,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  return error.issues.flatMap(expandUnion).map((issue) => ({
    path: issue.path.map((key) => (typeof key === "symbol" ? String(key) : key)),
    message: describeIssue(issue),
  }));
}

/** What a schema says of an issue; of a value that is none of some, which of them are alike. */
function detailsOf(issue: z.core.$ZodIssue, input: unknown): IssueDetails | undefined {
  if (issue.code === "custom") return issue.params as IssueDetails | undefined;
  if (issue.code !== "invalid_value") return undefined;
  const found = valueAt(input, issue.path);
  if (typeof found !== "string") return undefined;
  const similar = closestNames(found, issue.values.map(String));
  return { suggestions: similar.map((name) => `did you mean ${JSON.stringify(name)}?`) };
}

/** The message of an issue in the words of this library. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const [, expected] = /^Invalid input: expected (.*), received undefined$/.exec(issue.message) ?? [];
  if (expected !== undefined)
    return `\`${String(issue.path.at(-1))}\` is missing, which is of the type ${expected}`;
  return issue.message.replace(/^Invalid (input|option): /, "").replace(/"\|"/g, '", "');
}

/**
 * What is wrong with a value of a union: where it looks like exactly one of the options (an object, say, and not an
 * expression), what is wrong with it as that option.
 */
function expandUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code === "invalid_key") return [{ ...issue, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code !== "invalid_union") return [issue];
  const alike = issue.errors.filter(isMeant);
  const [only] = alike;
  if (only === undefined || alike.length > 1) {
    const expected = issue.errors.flatMap(([first]) => first?.message.replace("Invalid input: ", "") ?? []);
    const message = issue.message === "Invalid input" ? [...new Set(expected)].join(", or ") : issue.message;
    return [{ ...issue, message }];
  }
  return only.flatMap((inner) => expandUnion({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Whether a value looks like an option of a union: what is wrong with it is below it. */
function isMeant(issues: readonly z.core.$ZodIssue[]): boolean {
  return !issues.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === "invalid_union") return !issue.errors.some(isMeant);
    return issue.code === "custom" || issue.code.startsWith("invalid");
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
    case "lazy":
      return knownKeys((def["getter"] as () => z.core.$ZodType)(), path);
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

function describeFound(input: unknown, path: readonly PropertyKey[]): string {
  const found = valueAt(input, path);
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

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let found = input;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

/** The known keys that are most like a key, or that replaced it. */
function suggestKeys(key: string, known: readonly string[]): string[] {
  const successor = Object.hasOwn(successors, key) ? successors[key] : undefined;
  return successor !== undefined && known.includes(successor) ? [successor] : closestNames(key, known);
}

/** Attributes that nixpkgs had in the past, with those that replaced them. */
const successors: Readonly<Record<string, string>> = {
  cargoSha256: "cargoHash",
  checkInputs: "nativeCheckInputs",
  contents: "copyToRoot",
  copyToRoot: "contents",
  desktopItem: "desktopItems",
  extraPostFetch: "postFetch",
  modSha256: "vendorHash",
  npmDepsSha256: "npmDepsHash",
  sha1: "hash",
  sha256: "hash",
  sha512: "hash",
  vendorSha256: "vendorHash",
};
