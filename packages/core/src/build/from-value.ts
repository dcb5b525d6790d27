import { describeValue, requireText } from "../diagnostics/arguments.js";
import type { AttributeName, BindingNode } from "../ast/collections.js";
import type { Expr } from "../ast/expr.js";
import { isExpr, isNode, markNode } from "../ast/node.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import { NixError } from "../diagnostics/error.js";
import { isIdentifier } from "../lex/identifier.js";
import { fitsIndentedString } from "../lex/indented-escape.js";
import { maxInteger, minFloatLiteral, minInteger, toFloatText } from "../lex/number.js";
import { joinTrailing } from "../print/tokens.js";
import { Annotated } from "./annotate.js";
import { toNix, type NixValue, type ToNix } from "./value.js";

/** What became of a value: an expression, or all that is wrong with it. */
export type ToExprResult =
  | { readonly ok: true; readonly expression: Expr }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * The expression of a value. See {@link NixValue} for what becomes what.
 *
 * @throws NixError with all problems of the value, each with the path to it (codes `value/*`).
 * @example
 * toExpr({ port: 80 }) // the tree of `{ port = 80; }`
 */
export function toExpr(value: NixValue): Expr {
  const result = tryToExpr(value);
  if (!result.ok) throw new NixError(result.diagnostics);
  return result.expression;
}

/** Like {@link toExpr}, but problems come back as diagnostics. Takes any value. */
export function tryToExpr(value: unknown): ToExprResult {
  const conversion: Conversion = { diagnostics: [], path: [], open: new Set() };
  const expression = convert(value, conversion);
  if (conversion.diagnostics.length > 0) return { ok: false, diagnostics: conversion.diagnostics };
  return { ok: true, expression };
}

/** The attribute name of a string: an identifier where that is possible, a string otherwise. */
export function toAttributeName(name: string): AttributeName {
  requireText(name, "the name of an attribute");
  return isIdentifier(name)
    ? { kind: "Identifier", name }
    : { kind: "String", parts: name === "" ? [] : [{ kind: "StringText", value: name }] };
}

interface Conversion {
  readonly diagnostics: Diagnostic[];
  readonly path: (string | number)[];
  /** The objects that are being converted, to find cycles. */
  readonly open: Set<object>;
}

const nothing: Expr = { kind: "Identifier", name: "null" };

function convert(value: unknown, conversion: Conversion): Expr {
  switch (typeof value) {
    case "string":
      return convertString(value, conversion);
    case "number":
      return convertNumber(value, conversion);
    case "bigint":
      return convertBigInt(value, conversion);
    case "boolean":
      return markNode({ kind: "Identifier", name: value ? "true" : "false" });
    case "object":
      return value === null
        ? markNode({ kind: "Identifier", name: "null" })
        : convertObject(value, conversion);
    case "function":
      if (hasToNix(value)) return ask(value, conversion);
      return unsupported(
        "a function",
        conversion,
        "build a Nix function with `fn(…)`, or call it and use its result",
      );
    case "undefined":
      return unsupported("undefined", conversion, "use `null`, or leave the key out");
    case "symbol":
      return unsupported("a symbol", conversion, "use its description, a string");
  }
}

function convertObject(value: object, conversion: Conversion): Expr {
  if (isNode(value)) {
    if (isExpr(value)) return value;
    if (value.kind === "File") return value.expression;
    return unsupported(`a ${value.kind} node`, conversion, "put it into `attrs(…)`");
  }
  if (hasToNix(value)) return ask(value, conversion);
  if (conversion.path.length > deepest) {
    return refuse("value/too-deep", `the value is nested more than ${deepest} levels deep`, conversion, [
      "bind parts of it to names with `letIn`, or read it from a file with `builtins.fromJSON`",
    ]);
  }
  if (conversion.open.has(value)) {
    return refuse("value/cycle", "the value contains itself", conversion, []);
  }
  conversion.open.add(value);
  const expression = convertContainer(value, conversion);
  conversion.open.delete(value);
  return expression;
}

/** What is nested deeper than this is no configuration; Nix itself gives up at 10,000 open brackets. */
const deepest = 1000;

/** The expression that an object says it stands for. */
function ask(value: ToNix, conversion: Conversion): Expr {
  const expression: unknown = value[toNix]();
  if (isNode(expression) && isExpr(expression)) return expression;
  return unsupported(
    "what `[toNix]()` returned",
    conversion,
    "return an expression from it: what `toExpr`, `attrs` or `call` give, or the `[toNix]()` of a part",
  );
}

function convertContainer(value: object, conversion: Conversion): Expr {
  if (value instanceof Annotated) return annotateExpr(convert(value.value, conversion), value);
  if (Array.isArray(value)) return convertArray(value, conversion);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return convertPlainObject(value, conversion);
  const help = Object.entries(conversions).find(([name]) => describeValue(value).endsWith(` ${name}`));
  return unsupported(describeValue(value), conversion, help?.[1] ?? "turn it into plain data first");
}

/** How to turn common objects into data. */
const conversions: Readonly<Record<string, string>> = {
  Date: "write `date.toISOString()`",
  Map: "write `Object.fromEntries(map)`",
  Set: "write `[...set]`",
  URL: "write `url.href`",
  RegExp: "write `regexp.source`",
  Promise: "`await` it first",
};

function convertArray(value: readonly unknown[], conversion: Conversion): Expr {
  const elements: Expr[] = [];
  for (let index = 0; index < value.length; index++) {
    conversion.path.push(index);
    if (index in value) elements.push(convert(value[index], conversion));
    else
      report("value/sparse-array", "the array has a hole here", conversion, [
        "fill it, for example with `null`",
      ]);
    conversion.path.pop();
  }
  return markNode({ kind: "List", elements });
}

function convertPlainObject(value: object, conversion: Conversion): Expr {
  const bindings: BindingNode[] = [];
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol))
      unsupported(`the key ${String(symbol)}`, conversion, "use a string key");
  }
  for (const [name, item] of Object.entries(value) as [string, unknown][]) {
    if (item === undefined) continue;
    conversion.path.push(name);
    checkText(name, "attribute name", conversion);
    bindings.push(convertBinding(name, item, conversion));
    conversion.path.pop();
  }
  return markNode({ kind: "AttributeSet", bindings });
}

function convertBinding(name: string, item: unknown, conversion: Conversion): BindingNode {
  const path = { kind: "AttributePath", names: [toAttributeName(name)] } as const;
  if (!(item instanceof Annotated))
    return markNode({ kind: "Binding", path, value: convert(item, conversion) });
  return markNode({
    kind: "Binding",
    path,
    value: convert(item.value, conversion),
    ...(item.leading.length > 0 && { leading: item.leading }),
    ...(item.trailing !== undefined && { trailing: item.trailing }),
  });
}

function annotateExpr(expression: Expr, { leading, trailing }: Annotated): Expr {
  return markNode({
    ...expression,
    ...(leading.length > 0 && { leading: [...leading, ...(expression.leading ?? [])] }),
    ...(trailing !== undefined && { trailing: joinTrailing(expression.trailing, trailing) }),
  });
}

function convertString(value: string, conversion: Conversion): Expr {
  checkText(value, "string", conversion);
  const parts = value === "" ? [] : [{ kind: "StringText", value } as const];
  return markNode({ kind: fitsIndentedString(value) ? "IndentedString" : "String", parts });
}

/** What a string that goes into a file must not contain. */
function checkText(text: string, what: string, conversion: Conversion): void {
  // Surrogates that belong together are one character here, which is none.
  if (/\p{Surrogate}/u.test(text)) {
    report("value/lone-surrogate", `the ${what} contains half of a surrogate pair`, conversion, [
      "repair it, for example with `text.toWellFormed()`",
    ]);
  }
  if (text.includes("\0")) {
    report("value/nul-character", `the ${what} contains a NUL character, which Nix can't hold`, conversion, [
      "remove it, or encode the data, for example as Base64",
    ]);
  }
}

function convertNumber(value: number, conversion: Conversion): Expr {
  if (!Number.isFinite(value)) {
    return refuse("value/not-a-number", `${String(value)} has no literal in Nix`, conversion, [
      "use a finite number or `null`",
    ]);
  }
  if (Number.isSafeInteger(value)) return integer(BigInt(value));
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) {
    return refuse(
      "value/integer-out-of-range",
      `${String(value)} is beyond the integers that a JavaScript number holds exactly`,
      conversion,
      ["write a bigint, such as `9007199254740993n`", "write `float(…)` if a float is meant"],
    );
  }
  return floatExpr(value);
}

function convertBigInt(value: bigint, conversion: Conversion): Expr {
  if (value >= minInteger && value <= maxInteger) return integer(value);
  return refuse(
    "value/integer-out-of-range",
    `${String(value)} does not fit into the 64 bits of a Nix integer`,
    conversion,
    ["write it as a string, or as a float"],
  );
}

function integer(value: bigint): Expr {
  if (value >= 0n) return markNode({ kind: "Integer", text: String(value) });
  if (value === minInteger) {
    return markNode({
      kind: "Binary",
      operator: "-",
      left: integer(value + 1n),
      right: { kind: "Integer", text: "1" },
    });
  }
  return markNode({ kind: "Unary", operator: "-", operand: { kind: "Integer", text: String(-value) } });
}

/** The expression of a finite float. */
export function floatExpr(value: number): Expr {
  if (value < 0) return markNode({ kind: "Unary", operator: "-", operand: floatExpr(-value) });
  if (value !== 0 && value < minFloatLiteral) {
    // Nix reports a range error for such a literal; both factors are exact, and so is their product.
    const half = 2 ** -537;
    return markNode({
      kind: "Binary",
      operator: "*",
      left: { kind: "Float", text: toFloatText(value / half) },
      right: { kind: "Float", text: toFloatText(half) },
    });
  }
  return markNode({ kind: "Float", text: toFloatText(value) });
}

function hasToNix(value: object): value is ToNix {
  return toNix in value && typeof (value as { [toNix]: unknown })[toNix] === "function";
}

function unsupported(what: string, conversion: Conversion, suggestion: string): Expr {
  return refuse("value/unsupported", `${what} has no meaning in Nix`, conversion, [suggestion]);
}

function refuse(...problem: Parameters<typeof report>): Expr {
  report(...problem);
  return nothing;
}

function report(
  code: DiagnosticCode,
  message: string,
  conversion: Conversion,
  suggestions: readonly string[],
): void {
  conversion.diagnostics.push({
    code,
    severity: "error",
    message,
    path: [...conversion.path],
    suggestions: suggestions.map((suggestion) => ({ message: suggestion })),
  });
}
