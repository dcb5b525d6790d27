import { childKeysOf } from "./children.js";
import { SourceSpan } from "../text/span.js";
import type { Expr, Node } from "./expr.js";
import { refuseText } from "./refuse-text.js";

/**
 * What marks the nodes that builders made: the property by which they refuse to become text. No data from elsewhere has this
 * value there; copies made with `…` lose it.
 */
const mark = { value: refuseText };

/**
 * Marks a node as code that this program made. Builders call it on what they return.
 * Needed because a node is a plain object: without a mark, data with a `kind` key could pass for code.
 */
export function markNode<N extends Node>(node: N): N {
  childKeysOf(node);
  return isMarked(node) ? node : Object.defineProperty(node, Symbol.toPrimitive, mark);
}

/** Whether a value is a syntax tree node: one that a builder or a parser made, not data that looks like one. */
export function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null) return false;
  return isMarked(value) || (value as { span?: unknown }).span instanceof SourceSpan;
}

function isMarked(value: object): boolean {
  return (value as { readonly [Symbol.toPrimitive]?: unknown })[Symbol.toPrimitive] === refuseText;
}

/** Kinds that are no expressions. */
const otherKinds: ReadonlySet<string> = new Set([
  "File",
  "Binding",
  "Inherit",
  "AttributePath",
  "Interpolation",
  "StringText",
  "PathText",
  "Formals",
  "Formal",
  "Ellipsis",
]);

/** Whether a node is an expression. */
export function isExpr(node: Node): node is Expr {
  childKeysOf(node);
  return !otherKinds.has(node.kind);
}
