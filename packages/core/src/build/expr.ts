import type { AttributeName, AttributePath } from "../ast/collections.js";
import type { Expr } from "../ast/expr.js";
import type { Application, HasAttribute, Select } from "../ast/functions.js";
import type { Float, Identifier, SearchPath } from "../ast/literals.js";
import { isNode, markNode } from "../ast/node.js";
import type { Binary, BinaryOperator, Unary } from "../ast/operators.js";
import type { Interpolation } from "../ast/strings.js";
import { NixError } from "../diagnostics/error.js";
import { isIdentifier } from "../lex/identifier.js";
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
    throw new NixError([
      {
        code: "tree/invalid-name",
        severity: "error",
        message: `${JSON.stringify(name)} is not a Nix identifier`,
        suggestions: [
          { message: "identifiers are letters, digits, `_`, `'` and `-`, and start with a letter or `_`" },
        ],
      },
    ]);
  }
  return markNode({ kind: "Identifier", name });
}

/**
 * A float literal, also for whole numbers.
 *
 * @example
 * float(1) // 1.0
 */
export function float(value: number): Expr {
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
  if (!/^[A-Za-z0-9._+-]+(?:\/[A-Za-z0-9._+-]+)*$/.test(text)) {
    throw new NixError([
      {
        code: "tree/invalid-name",
        severity: "error",
        message: `${JSON.stringify(text)} is not a Nix search path`,
        suggestions: [{ message: "write what stands between `<` and `>`, such as `nixpkgs/nixos`" }],
      },
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
  return { kind: "AttributePath", names: names.map(attributeName) };
}

function attributeName(name: PathName): AttributeName {
  if (typeof name === "string") return toAttributeName(checked(name));
  const expression = isNode(name) ? name : name[toNix]();
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
 * @example
 * binary(identifier("a"), "//", { b: 1 }) // a // { b = 1; }
 */
export function binary(left: NixValue, operator: BinaryOperator, right: NixValue): Binary {
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
