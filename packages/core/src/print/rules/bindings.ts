import type { Binding, BindingNode, Inherit } from "../../ast/collections.js";
import type { Expr } from "../../ast/expr.js";
import type { Parenthesized } from "../../ast/operators.js";
import { groupRole, spacing } from "../../doc/types.js";
import { isInline } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { refuseError } from "../refuse.js";
import { printLeading, printTrailing } from "../comments.js";
import { printToken } from "../tokens.js";
import { printAttributeName, printAttributePath } from "./attribute-path.js";
import { printItems } from "./items.js";

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
