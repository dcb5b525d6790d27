import type { AttributePath, AttributeSet, Binding, BindingNode, Inherit } from "../../ast/collections.js";
import type { LegacyLet } from "../../ast/control.js";
import type { Expr } from "../../ast/expr.js";
import type { Parenthesized } from "../../ast/operators.js";
import { groupRole, spacing } from "../../doc/types.js";
import { hasInnerComments, isInline, openToken } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { refuseError } from "../refuse.js";
import { hasTrivia, printLeading, printToken, printTrailing } from "../tokens.js";
import { printAttributeName } from "./strings.js";
import { printItems } from "./items.js";

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

/** Writes bindings one a line. */
export function printBindings(
  bindings: readonly BindingNode[],
  close: Parameters<typeof printItems>[3],
  p: Printer,
): void {
  printItems(p, spacing.hardLine, bindings, close, (binding) => printBindingNode(binding, p));
}

function printBindingNode(node: BindingNode, p: Printer): void {
  if (node.kind === "Binding") printBinding(node, p);
  else if (node.kind === "Inherit") printInherit(node, p);
  else throw refuseError(node);
}

/** The most names on the left for which the value stays on their line. */
const maxShortPath = 4;

/** @see RFC 166 standard, "Bindings" */
function printBinding(node: Binding, p: Printer): void {
  const { names } = node.path;
  p.open();
  printLeading(p, node.path.leading);
  printAttributePath(node.path, p);
  p.indent();
  p.hardSpace();
  printToken(p, "=", node.tokens?.equals);
  if (names.length <= maxShortPath && names.every((name) => name.kind === "Identifier")) {
    p.rightHandSide(node.value);
  } else {
    p.breakable();
    p.open(groupRole.priority);
    p.rightHandSide(node.value);
    p.close();
  }
  p.dedent();
  printLeading(p, node.tokens?.semicolon?.leading);
  p.ascii(";");
  printTrailing(p, node.trailing);
  p.close();
}

/** Writes the names of a path with the dots between them; a selection has a dot before the first one too. */
export function printAttributePath(node: AttributePath, p: Printer, isSelection = false): void {
  node.names.forEach((name, index) => {
    if (index > 0 || isSelection) printToken(p, ".", node.tokens?.[`dot${index}`]);
    printAttributeName(name, p);
  });
}

/** @see RFC 166 standard, "inherit" */
function printInherit(node: Inherit, p: Printer): void {
  const isOnOneLine = isInline(node);
  const separator = isOnOneLine ? spacing.space : spacing.hardLine;
  p.open();
  p.ascii("inherit");
  printTrailing(p, node.tokens?.inherit?.trailing);
  if (node.from !== undefined) {
    p.indent();
    p.open();
    p.line();
    p.expr(sourceOf(node, node.from));
    p.close();
    p.space(separator);
  } else {
    p.space(separator);
    p.indent();
  }
  node.names.forEach((name, index) => {
    if (index > 0) p.space(separator);
    printAttributeName(name, p);
  });
  p.space(isOnOneLine ? spacing.break : spacing.hardLine);
  printLeading(p, node.tokens?.semicolon?.leading);
  p.ascii(";");
  printTrailing(p, node.trailing);
  p.dedent();
  p.close();
}

/** The source of an `inherit` in its parentheses. */
function sourceOf(node: Inherit, from: Expr): Parenthesized {
  const { open, close } = node.tokens ?? {};
  return {
    kind: "Parenthesized",
    expression: from,
    ...(open?.leading && { leading: open.leading }),
    ...(close?.trailing !== undefined && { trailing: close.trailing }),
    tokens: {
      ...(open?.trailing !== undefined && { open: { trailing: open.trailing } }),
      ...(close?.leading && { close: { leading: close.leading } }),
    },
  };
}
