import type { List } from "../../ast/collections.js";
import { spacing } from "../../doc/types.js";
import { hasInnerComments, openToken } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { hasTrivia } from "../tokens.js";
import { printItems } from "./items.js";

/**
 * Writes a list, one element a line unless there is only one.
 *
 * @see RFC 166 standard, "Lists"
 */
export function printList(node: List, p: Printer): void {
  const open = openToken(node);
  if (node.elements.length === 0 && !hasInnerComments(node) && open.trailing === undefined) {
    printLeading(p, node.leading);
    p.ascii("[");
    p.space(node.multiline ? spacing.hardLine : spacing.hardSpace);
    p.ascii("]");
    printTrailing(p, node.trailing);
    return;
  }
  printListWith(node, spacing.hardLine, p);
}

/** Writes a list that is not empty with a separator of the caller's choice. */
export function printListWith(node: List, separator: number, p: Printer): void {
  const open = openToken(node);
  printLeading(p, node.leading);
  p.ascii("[");
  const surround = surroundingOf(node, hasTrivia(open));
  p.space(surround);
  p.indent();
  printTrailing(p, open.trailing);
  printItems(p, separator, node.elements, node.tokens?.close, p.expr);
  p.dedent();
  p.space(surround);
  p.ascii("]");
  printTrailing(p, node.trailing);
}

function surroundingOf(node: List, hasOpenTrivia: boolean): number {
  const isEmpty = node.elements.length === 0;
  if (node.multiline || (isEmpty && hasInnerComments(node))) return spacing.hardLine;
  if (!isEmpty) return spacing.space;
  return hasOpenTrivia ? spacing.hardLine : spacing.hardSpace;
}
