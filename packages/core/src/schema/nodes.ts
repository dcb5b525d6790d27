import * as z from "zod";
import type { AttributeName, AttributePath, BindingNode } from "../ast/collections.js";
import type { Expr, Kind, Node } from "../ast/expr.js";
import type { Ellipsis, Formal, Formals } from "../ast/functions.js";
import type { Identifier } from "../ast/literals.js";
import { binaryOperators } from "../ast/operators.js";
import type { Interpolation, PathText, StringText } from "../ast/strings.js";
import { keywords } from "../lex/identifier.js";
import { unescapeIndentedString } from "../lex/indented-escape.js";
import { unescapeString } from "../lex/string-escape.js";
import { spanSchema, tokenTriviaSchema, trailingSchema, triviaListSchema } from "./trivia.js";

/** Makes the schema of a child: a node of one of the kinds. */
export type ChildSchema = <N extends Node>(...kinds: readonly N["kind"][]) => z.ZodType<N>;

const exprKinds = [
  "Identifier",
  "Integer",
  "Float",
  "String",
  "IndentedString",
  "Path",
  "SearchPath",
  "Uri",
  "List",
  "AttributeSet",
  "Let",
  "LegacyLet",
  "With",
  "Assert",
  "If",
  "Function",
  "Application",
  "Select",
  "HasAttribute",
  "Unary",
  "Binary",
  "Parenthesized",
  "Error",
] as const satisfies readonly Expr["kind"][];

/** What an error can be the start of, and what can be sound in it. */
const incompleteKinds = [
  ...exprKinds.filter((kind) => kind !== "Error"),
  "Binding",
  "Inherit",
  "AttributePath",
  "Interpolation",
  "Formals",
  "Formal",
  "Ellipsis",
] as const satisfies readonly Kind[];

const flag = z.literal(true).exactOptional();

const identifierText = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_'-]*$/,
    "an identifier is letters, digits, `_`, `'` and `-`, and starts with a letter or `_`",
  )
  .refine((name) => !keywords.has(name), "a keyword is no identifier");

/** What all nodes have. */
const base = {
  span: spanSchema.exactOptional(),
  leading: triviaListSchema.exactOptional(),
  trailing: trailingSchema.exactOptional(),
};

function tokens<const Slots extends readonly [string, ...string[]]>(...slots: Slots) {
  return z.partialRecord(z.enum(slots), tokenTriviaSchema).readonly().exactOptional();
}

const noTokens = z.strictObject({}).readonly().exactOptional();

/** Texts never stand side by side, and none is empty. */
function arePartsNormal(
  parts: readonly { readonly kind: string; readonly value?: string; readonly text?: string }[],
): boolean {
  return parts.every((part, index) => {
    if (part.kind === "Interpolation") return true;
    return (part.value ?? part.text) !== "" && (index === 0 || parts[index - 1]!.kind === "Interpolation");
  });
}

const partsRule = "texts never stand side by side, and none is empty";

/** Whether each text is written as what it stands for, and stays within its quotes. */
function areRawsExact(
  parts: readonly (StringText | Interpolation)[],
  unescape: (raw: string) => string,
  pattern: RegExp,
): boolean {
  return parts.every(
    (part) =>
      part.kind !== "StringText" ||
      part.raw === undefined ||
      (unescape(part.raw) === part.value && pattern.test(part.raw)),
  );
}

const rawRule = "`raw` must be a way to write `value`";
const simpleRaw = /^(?:[^"\\$]|\\[\s\S]|\$(?:[^{"\\]|\\[\s\S]|$))*$/;
const indentedRaw = /^(?:'''|''\$|''\\[\s\S]|'(?!')|\$(?!\{)|[^'$])*$/;

/** The schemas of all kinds of nodes; `child` makes those of the nodes below them. */
export function nodeSchemas(child: ChildSchema) {
  const expr = child<Expr>(...exprKinds);
  const name = child<AttributeName>("Identifier", "String", "Interpolation");
  const identifier = child<Identifier>("Identifier");
  const path = child<AttributePath>("AttributePath");
  const bindings = z.array(child<BindingNode>("Binding", "Inherit", "Error")).readonly();
  const textParts = z
    .array(child<StringText | Interpolation>("StringText", "Interpolation"))
    .readonly()
    .refine(arePartsNormal, partsRule);
  return {
    Identifier: node("Identifier", { name: identifierText, tokens: noTokens }),
    Integer: node("Integer", {
      text: z.string().regex(/^[0-9]+$/, "an integer is digits"),
      tokens: noTokens,
    }),
    Float: node("Float", {
      text: z
        .string()
        .regex(
          /^(?:[1-9][0-9]*\.[0-9]*|0?\.[0-9]+)(?:[Ee][+-]?[0-9]+)?$/,
          "a float is written such as `1.5` or `1.0e-3`",
        ),
      tokens: noTokens,
    }),
    String: node("String", {
      parts: textParts.refine((parts) => areRawsExact(parts, unescapeString, simpleRaw), rawRule),
      tokens: noTokens,
    }),
    IndentedString: node("IndentedString", {
      parts: textParts.refine((parts) => areRawsExact(parts, unescapeIndentedString, indentedRaw), rawRule),
      keptIndentation: z.int().min(0).exactOptional(),
      tokens: noTokens,
    }),
    Path: node("Path", {
      parts: z
        .array(child<PathText | Interpolation>("PathText", "Interpolation"))
        .min(1)
        .readonly()
        .refine(arePartsNormal, partsRule),
      tokens: noTokens,
    }),
    SearchPath: node("SearchPath", {
      text: z
        .string()
        .regex(
          /^[a-zA-Z0-9._\-+]+(?:\/[a-zA-Z0-9._\-+]+)*$/,
          "a search path is written such as `nixpkgs/lib`",
        ),
      tokens: noTokens,
    }),
    Uri: node("Uri", {
      text: z
        .string()
        .regex(/^[a-zA-Z][a-zA-Z0-9+\-.]*:[a-zA-Z0-9%/?:@&=+$,\-_.!~*']+$/, "the text is no URI"),
      tokens: noTokens,
    }),
    List: node("List", {
      elements: z.array(expr).readonly(),
      multiline: flag,
      tokens: tokens("open", "close"),
    }),
    AttributeSet: node("AttributeSet", {
      recursive: flag,
      bindings,
      multiline: flag,
      tokens: tokens("rec", "open", "close"),
    }),
    Let: node("Let", { bindings, body: expr, tokens: tokens("let", "in") }),
    LegacyLet: node("LegacyLet", { bindings, multiline: flag, tokens: tokens("open", "close", "let") }),
    With: node("With", { scope: expr, body: expr, tokens: tokens("with", "semicolon") }),
    Assert: node("Assert", { condition: expr, body: expr, tokens: tokens("assert", "semicolon") }),
    If: node("If", {
      condition: expr,
      consequence: expr,
      alternative: expr,
      tokens: tokens("if", "then", "else"),
    }),
    Function: node("Function", {
      parameter: child<Identifier | Formals>("Identifier", "Formals"),
      body: expr,
      bodyOnNextLine: flag,
      tokens: tokens("colon"),
    }),
    Application: node("Application", { function: expr, argument: expr, tokens: noTokens }),
    Select: node("Select", { subject: expr, path, default: expr.exactOptional(), tokens: tokens("or") }),
    HasAttribute: node("HasAttribute", { subject: expr, path, tokens: tokens("question") }),
    Unary: node("Unary", { operator: z.enum(["-", "!"]), operand: expr, tokens: tokens("operator") }),
    Binary: node("Binary", {
      operator: z.enum(binaryOperators),
      left: expr,
      right: expr,
      tokens: tokens("operator"),
    }),
    Parenthesized: node("Parenthesized", { expression: expr, tokens: tokens("open", "close") }),
    Error: node("Error", {
      text: z.string(),
      of: z.enum(incompleteKinds).exactOptional(),
      children: z
        .array(child<Node>(...incompleteKinds, "Error"))
        .min(1, "an error without children has no list of them")
        .readonly()
        .exactOptional(),
      tokens: noTokens,
    }),
    File: node("File", { expression: expr, end: triviaListSchema.exactOptional(), tokens: noTokens }),
    Binding: node("Binding", { path, value: expr, tokens: tokens("equals", "semicolon") }),
    Inherit: node("Inherit", {
      from: expr.exactOptional(),
      names: z.array(name).readonly(),
      multiline: flag,
      tokens: tokens("inherit", "open", "close", "semicolon"),
    }),
    AttributePath: node("AttributePath", {
      names: z.array(name).min(1, "an attribute path has a name").readonly(),
      tokens: z
        .record(z.templateLiteral(["dot", z.int().min(0)]), tokenTriviaSchema)
        .readonly()
        .exactOptional(),
    }),
    Interpolation: node("Interpolation", {
      expression: expr,
      end: triviaListSchema.exactOptional(),
      tokens: noTokens,
    }),
    StringText: z
      .strictObject({ kind: z.literal("StringText"), value: z.string(), raw: z.string().exactOptional() })
      .readonly(),
    PathText: z
      .strictObject({
        kind: z.literal("PathText"),
        text: z
          .string()
          .regex(/^[a-zA-Z0-9._\-+/~]+$/, "a path is letters, digits, `.`, `_`, `-`, `+` and `/`"),
      })
      .readonly(),
    Formals: node("Formals", {
      formals: z.array(child<Formal>("Formal")).readonly(),
      ellipsis: child<Ellipsis>("Ellipsis").exactOptional(),
      alias: identifier.exactOptional(),
      aliasFirst: flag,
      multiline: flag,
      tokens: tokens("open", "close", "at"),
    }),
    Formal: node("Formal", {
      name: identifier,
      default: expr.exactOptional(),
      tokens: tokens("question", "comma"),
    }),
    Ellipsis: node("Ellipsis", { tokens: noTokens }),
  } satisfies Record<Kind, z.ZodType>;
}

function node<const K extends string, Fields extends z.ZodRawShape>(kind: K, fields: Fields) {
  return z.strictObject({ kind: z.literal(kind), ...base, ...fields }).readonly();
}
