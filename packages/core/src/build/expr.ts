import { describeValue, requireList } from "../diagnostics/arguments.js";
import type { AttributeName, AttributePath } from "../ast/collections.js";
import type { Expr } from "../ast/expr.js";
import type { Application, HasAttribute, Select } from "../ast/functions.js";
import type { Float, Identifier, SearchPath } from "../ast/literals.js";
import { isNode, markNode } from "../ast/node.js";
import { binaryOperators, type Binary, type BinaryOperator, type Unary } from "../ast/operators.js";
import type { Interpolation } from "../ast/strings.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import { NixError } from "../diagnostics/error.js";
import { isIdentifier, keywords } from "../lex/identifier.js";
import { floatExpr, toAttributeName, toExpr } from "./from-value.js";
import { toNix, type NixValue, type ToNix } from "./value.js";

/**
 * A variable.
 *
 * @throws NixError `tree/invalid-name` where the name is no identifier.
 * @example
 * identifier("pkgs") // pkgs
 */
export function identifier(name: string): Identifier {
  if (!isIdentifier(name)) {
    throw refuse("tree/invalid-name", `${describeValue(name)} is not a Nix identifier`, adviceFor(name));
  }
  return markNode({ kind: "Identifier", name });
}

/** What to write in place of a text that is no identifier. */
function adviceFor(name: unknown): string[] {
  if (typeof name !== "string") return ["write the name of a variable as a string"];
  if (keywords.has(name)) return [`\`${name}\` is a keyword of Nix: give the variable another name`];
  const [first, ...rest] = name.split(".");
  if (rest.length > 0 && [first, ...rest].every((part) => isIdentifier(part!))) {
    return [`write \`reference("${first}").${rest.join(".")}\`, a variable and a selection from it`];
  }
  return ["identifiers are letters, digits, `_`, `'` and `-`, and start with a letter or `_`"];
}

function refuse(code: DiagnosticCode, message: string, suggestions: readonly string[]): NixError {
  const help = suggestions.map((text) => ({ message: text }));
  return new NixError([{ code, severity: "error", message, suggestions: help }]);
}

function notANumber(value: unknown): string {
  return `a float is made from a number, found ${describeValue(value)}`;
}

/**
 * A float literal, also for whole numbers.
 *
 * @example
 * float(1) // 1.0
 */
export function float(value: number): Expr {
  if (typeof value !== "number") throw refuse("value/unsupported", notANumber(value), ["write a number"]);
  if (!Number.isFinite(value)) return toExpr(value);
  const expression = floatExpr(value);
  return expression as Float | Unary | Binary;
}

/**
 * A search path.
 *
 * @example
 * searchPath("nixpkgs") // <nixpkgs>
 */
export function searchPath(text: string): SearchPath {
  if (typeof text !== "string" || !/^[A-Za-z0-9._+-]+(?:\/[A-Za-z0-9._+-]+)*$/.test(text)) {
    throw refuse("tree/invalid-name", `${describeValue(text)} is not a Nix search path`, [
      "write what stands between `<` and `>`, such as `nixpkgs/nixos`",
    ]);
  }
  return markNode({ kind: "SearchPath", text });
}

/**
 * Function application; several arguments are applied one after the other.
 *
 * @example
 * call(identifier("f"), 1, { a: 2 }) // f 1 { a = 2; }
 */
export function call(fn: NixValue, ...args: readonly [NixValue, ...NixValue[]]): Application {
  let applied = toExpr(fn);
  for (const argument of args) {
    applied = markNode({ kind: "Application", function: applied, argument: toExpr(argument) });
  }
  // There is at least one argument.
  return applied as Application;
}

/** A name in an attribute path: a string is the name itself; an expression is a dynamic name, `${expression}`. */
export type PathName = string | Expr | ToNix;

/**
 * Attribute selection. A name with dots in it is one attribute, written in quotes.
 *
 * @example
 * select(identifier("pkgs"), "python3Packages", "requests") // pkgs.python3Packages.requests
 */
export function select(subject: NixValue, ...names: readonly [PathName, ...PathName[]]): Select {
  return markNode({ kind: "Select", ...extendPath(toExpr(subject), names) });
}

/**
 * Attribute selection with a default for the case that the attribute is missing.
 *
 * @example
 * selectOr(identifier("args"), ["debug"], false) // args.debug or false
 */
export function selectOr(
  subject: NixValue,
  names: readonly [PathName, ...PathName[]],
  fallback: NixValue,
): Select {
  return markNode({ kind: "Select", ...extendPath(toExpr(subject), names), default: toExpr(fallback) });
}

/**
 * Whether an attribute exists.
 *
 * @example
 * hasAttribute(identifier("args"), "debug") // args ? debug
 */
export function hasAttribute(subject: NixValue, ...names: readonly [PathName, ...PathName[]]): HasAttribute {
  return markNode({ kind: "HasAttribute", subject: toExpr(subject), path: attributePath(names) });
}

/** A selection from a selection is one selection with a longer path. */
function extendPath(subject: Expr, names: readonly PathName[]): { subject: Expr; path: AttributePath } {
  const path = attributePath(names);
  if (subject.kind !== "Select" || subject.default !== undefined) return { subject, path };
  return {
    subject: subject.subject,
    path: { kind: "AttributePath", names: [...subject.path.names, ...path.names] },
  };
}

/** The attribute path of some names. */
export function attributePath(names: readonly PathName[]): AttributePath {
  requireList(names, "the names of an attribute path");
  return { kind: "AttributePath", names: names.map(attributeName) };
}

function attributeName(name: PathName): AttributeName {
  if (typeof name === "string") return toAttributeName(checked(name));
  if (!isNode(name) && !(toNix in Object(name))) {
    throw refuse("input/invalid", `expected the name of an attribute, found ${describeValue(name)}`, [
      "give a text, or an expression for a name that is computed",
    ]);
  }
  const expression = toExpr(name);
  if (expression.kind === "String") return expression;
  return interpolation(expression);
}

/** Refuses names that no Nix string can hold. */
function checked(name: string): string {
  toExpr(name);
  return name;
}

/** `${expression}` */
export function interpolation(value: NixValue): Interpolation {
  return { kind: "Interpolation", expression: toExpr(value) };
}

/**
 * A binary operation.
 *
 * @throws NixError `tree/unknown-operator` where Nix has no such operator.
 * @example
 * binary(identifier("a"), "//", { b: 1 }) // a // { b = 1; }
 */
export function binary(left: NixValue, operator: BinaryOperator, right: NixValue): Binary {
  if (!binaryOperators.includes(operator)) {
    const known = binaryOperators.map((text) => `\`${text}\``);
    throw refuse("tree/unknown-operator", `Nix has no operator ${describeValue(operator)}`, [
      `the operators are ${known.join(", ")}`,
    ]);
  }
  return markNode({ kind: "Binary", operator, left: toExpr(left), right: toExpr(right) });
}

/** `!value` */
export function not(value: NixValue): Unary {
  return markNode({ kind: "Unary", operator: "!", operand: toExpr(value) });
}

/** `-value` */
export function negate(value: NixValue): Unary {
  return markNode({ kind: "Unary", operator: "-", operand: toExpr(value) });
}
