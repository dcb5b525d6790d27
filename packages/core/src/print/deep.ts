import type { Expr, Node } from "../ast/expr.js";
import { childrenOf } from "../ast/children.js";
import { isExpr } from "../ast/node.js";
import { layout, type LayoutOptions } from "../doc/layout.js";
import { spacing } from "../doc/types.js";
import { rules } from "./dispatch.js";
import { Printer, type Rules } from "./printer.js";

/** How many levels are printed at once. What has as many never fits on a line. */
const levelsAtOnce = 150;

/**
 * Rules for a tree that is nested too deeply to be printed in one go: parts of it are laid out first, from the inside
 * out, and then written line by line.
 */
export function deepRules(root: Expr, options: LayoutOptions): Rules {
  const done = new Map<Node, readonly string[]>();
  const intercept =
    <Rest extends readonly unknown[]>(rule: (node: Expr, ...rest: [...Rest, Printer]) => void) =>
    (node: Expr, ...rest: [...Rest, Printer]): void => {
      const lines = done.get(node);
      // The printer is the last argument of every rule.
      if (lines !== undefined) writeLines(lines, rest.at(-1) as Printer);
      else rule(node, ...rest);
    };
  const deep: Rules = {
    ...rules,
    expr: intercept<[]>(rules.expr),
    term: intercept<[]>(rules.term),
    wide: intercept<[]>(rules.wide),
    absorbed: intercept<[boolean]>(rules.absorbed),
  };
  for (const part of findParts(root)) {
    const p = new Printer(deep);
    p.open();
    p.expr(part);
    p.close();
    done.set(part, layout(p.items, options).trim().split("\n"));
  }
  return deep;
}

/** The expressions to lay out by themselves, inner ones first: of each way down, one in so many levels. */
function findParts(root: Expr): Expr[] {
  const parts: Expr[] = [];
  const heights = new Map<Node, number>();
  const open: Node[] = [root];
  const order: Node[] = [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    order.push(node);
    open.push(...childrenOf(node));
  }
  for (const node of order.reverse()) {
    let height = 0;
    for (const child of childrenOf(node)) height = Math.max(height, 1 + heights.get(child)!);
    if (height >= levelsAtOnce && node !== root && isExpr(node)) {
      parts.push(node);
      height = 0;
    }
    heights.set(node, height);
  }
  return parts;
}

/** Writes lines that are laid out already, at the indentation that holds here. */
function writeLines(lines: readonly string[], p: Printer): void {
  p.open();
  lines.forEach((line, index) => {
    if (index > 0) p.space(lines[index - 1] === "" ? spacing.emptyLine : spacing.hardLine);
    const text = line.trimStart();
    const margin = line.length - text.length;
    p.shift(margin);
    p.text(text);
    p.shift(-margin);
  });
  p.close();
}
