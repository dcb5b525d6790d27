import { SourceSpan } from "../text/span.js";
import type { Expr, Node } from "./expr.js";

/** What marks the nodes that builders made. No data from elsewhere has it; copies made with `…` lose it. */
const built: unique symbol = Symbol("nixgen.node") as never;
const mark = { value: true };

/**
 * Marks a node as code that this program made. Builders call it on what they return.
 * Needed because a node is a plain object: without a mark, data with a `kind` key could pass for code.
 */
export function markNode<N extends Node>(node: N): N {
  return Object.hasOwn(node, built) ? node : Object.defineProperty(node, built, mark);
}

/** Whether a value is a syntax tree node: one that a builder or a parser made, not data that looks like one. */
export function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null) return false;
  return built in value || (value as { span?: unknown }).span instanceof SourceSpan;
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
  return !otherKinds.has(node.kind);
}
