import type { AttributeSet } from "../../ast/collections.js";
import type { LegacyLet } from "../../ast/control.js";
import { spacing } from "../../doc/types.js";
import { hasInnerComments, openToken } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { hasTrivia } from "../tokens.js";
import { printBindings } from "./bindings.js";

/**
 * Writes an attribute set. More than one binding always spans lines.
 *
 * @param isWide a single binding spans lines too.
 * @see RFC 166 standard, "Sets"
 */
export function printSet(node: AttributeSet | LegacyLet, isWide: boolean, p: Printer): void {
  const open = openToken(node);
  printKeyword(node, p);
  if (node.bindings.length === 0 && !hasInnerComments(node) && !hasTrivia(open)) {
    p.ascii("{");
    p.space(node.multiline ? spacing.hardLine : spacing.hardSpace);
    p.ascii("}");
    printTrailing(p, node.trailing);
    return;
  }
  const isEmpty = node.bindings.length === 0 && !hasInnerComments(node);
  const separator = (isWide && !isEmpty) || node.multiline ? spacing.hardLine : spacing.space;
  printLeading(p, open.leading);
  p.ascii("{");
  p.space(separator);
  p.indent();
  printTrailing(p, open.trailing);
  printBindings(node.bindings, node.tokens?.close, p);
  p.dedent();
  p.space(separator);
  p.ascii("}");
  printTrailing(p, node.trailing);
}

/** Writes `rec` or the legacy `let`. */
function printKeyword(node: AttributeSet | LegacyLet, p: Printer): void {
  if (node.kind === "AttributeSet" && !node.recursive) return;
  const trivia = node.kind === "LegacyLet" ? node.tokens?.let : node.tokens?.rec;
  printLeading(p, node.leading);
  p.ascii(node.kind === "LegacyLet" ? "let" : "rec");
  printTrailing(p, trivia?.trailing);
  p.hardSpace();
}
