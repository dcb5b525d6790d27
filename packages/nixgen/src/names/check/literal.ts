import { staticName, type Expr } from "@nixgen/core";
import type { Scalar } from "../option-type.js";

/** What a value is that needs no evaluation. */
export interface Literal {
  readonly is: "string" | "int" | "float" | "bool" | "null" | "list" | "set" | "path" | "function";
  readonly node: Expr;
  /** The value, where it is a scalar without interpolation. */
  readonly value?: Scalar;
}

/** What a literal is; `undefined` for what only evaluation tells. Functions of `lib` around a value are looked through. */
export function literalOf(value: Expr): Literal | undefined {
  const node = unwrapPriority(value);
  switch (node.kind) {
    case "Parenthesized":
      return literalOf(node.expression);
    case "String":
    case "IndentedString": {
      const [part, ...more] = node.parts;
      if (part === undefined) return { is: "string", node, value: "" };
      if (more.length > 0 || part.kind !== "StringText") return { is: "string", node };
      return { is: "string", node, value: part.value };
    }
    case "Uri":
      return { is: "string", node, value: node.text };
    case "Integer":
      return { is: "int", node, value: Number(node.text) };
    case "Float":
      return { is: "float", node, value: Number(node.text) };
    case "Unary": {
      const inner = node.operator === "-" ? literalOf(node.operand) : undefined;
      return typeof inner?.value === "number" ? { is: inner.is, node, value: -inner.value } : undefined;
    }
    case "Identifier":
      if (node.name === "true" || node.name === "false")
        return { is: "bool", node, value: node.name === "true" };
      return node.name === "null" ? { is: "null", node, value: null } : undefined;
    case "List":
      return { is: "list", node };
    case "AttributeSet":
      return { is: "set", node };
    case "Path":
      return { is: "path", node };
    case "Function":
      return { is: "function", node };
    default:
      return undefined;
  }
}

/** How many arguments stand before the value in a call of these functions of `lib`. */
const wrappers: { readonly [name: string]: number } = {
  mkForce: 0,
  mkDefault: 0,
  mkOptionDefault: 0,
  mkVMOverride: 0,
  mkImageMediaOverride: 0,
  mkBefore: 0,
  mkAfter: 0,
  mkIf: 1,
  mkOverride: 1,
  mkOrder: 1,
};

/** The value within `lib.mkForce …`, `lib.mkIf condition …` and the like. */
export function unwrapPriority(value: Expr): Expr {
  let node = value;
  while (node.kind === "Parenthesized") node = node.expression;
  if (node.kind !== "Application") return node;
  const call = callOf(node);
  const before = call && Object.hasOwn(wrappers, call.name) ? wrappers[call.name]! : undefined;
  if (before === undefined || call!.args.length !== before + 1) return node;
  return unwrapPriority(call!.args.at(-1)!);
}

/** The name of the function that is called, without what it is selected from, and its arguments. */
export function callOf(
  expression: Expr,
): { readonly name: string; readonly args: readonly Expr[] } | undefined {
  const args: Expr[] = [];
  let at = expression;
  while (at.kind === "Application") {
    args.unshift(at.argument);
    at = at.function;
    while (at.kind === "Parenthesized") at = at.expression;
  }
  if (at.kind === "Identifier") return { name: at.name, args };
  if (at.kind !== "Select") return undefined;
  const name = staticName(at.path.names.at(-1)!);
  return name === undefined ? undefined : { name, args };
}
