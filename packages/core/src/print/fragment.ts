import { childKeysOf } from "../ast/children.js";
import { requireList } from "../diagnostics/arguments.js";
import type { BindingNode } from "../ast/collections.js";
import type { Expr, Node } from "../ast/expr.js";
import { spacing } from "../doc/types.js";
import { buildDoc } from "./build-doc.js";
import { layOut, type FormatOptions } from "./lay-out.js";
import type { Printer } from "./printer.js";
import { printItems } from "./rules/items.js";
import { printBindings } from "./rules/bindings.js";

/** How a part of a file is laid out. */
export interface FragmentOptions extends FormatOptions {
  /** The indentation of its lines, in spaces. */
  readonly column: number;
}

/**
 * Bindings as they stand in a set over several lines: each on lines of its own. The text starts and ends without white space.
 *
 * @example
 * printBindingsAt([binding("a", 1), binding("b", 2)], { column: 2 }) // "a = 1;\n  b = 2;"
 */
export function printBindingsAt(bindings: readonly BindingNode[], options: FragmentOptions): string {
  requireNodes(bindings, "bindings");
  return printFragment(options, (p) => printBindings(bindings, undefined, p));
}

/** Elements as they stand in a list over several lines. The text starts and ends without white space. */
export function printElementsAt(elements: readonly Expr[], options: FragmentOptions): string {
  requireNodes(elements, "elements");
  return printFragment(options, (p) => printItems(p, spacing.hardLine, elements, undefined, p.expr));
}

/** An expression by itself. The text starts and ends without white space. */
export function printExprAt(expression: Expr, options: FragmentOptions): string {
  childKeysOf(expression);
  return printFragment(options, (p) => p.expr(expression));
}

function requireNodes(nodes: readonly Node[], what: string): void {
  requireList(nodes, what);
  // A hole is no node.
  for (let i = 0; i < nodes.length; i++) childKeysOf(nodes[i]!);
}

function printFragment(options: FragmentOptions, print: (p: Printer) => void): string {
  const doc = buildDoc((p) => {
    p.open();
    print(p);
    p.close();
  });
  return layOut(doc, options).trim();
}
