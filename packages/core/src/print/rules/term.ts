import type { Expr } from "../../ast/expr.js";
import type { Select } from "../../ast/functions.js";
import type { Parenthesized } from "../../ast/operators.js";
import { spacing } from "../../doc/types.js";
import { isAbsorbable, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { moveTrailingUp, printLeading, printToken, printTrailing } from "../tokens.js";
import { printList } from "./list.js";
import { printAttributePath, printSet } from "./set.js";
import { printEnclosed, printIndentedString, printPath, printString, printUri } from "./strings.js";
import { printAbsorbedWith } from "./with.js";

/** Writes a term without a group around it. */
export function printTerm(node: Expr, p: Printer): void {
  switch (node.kind) {
    case "Identifier":
      printLeaf(node, node.name, p);
      return;
    case "Integer":
    case "Float":
      printLeaf(node, node.text, p);
      return;
    case "SearchPath":
      printLeaf(node, `<${node.text}>`, p);
      return;
    case "Uri":
      printUri(node, p);
      return;
    case "String":
      printString(node, p);
      return;
    case "IndentedString":
      printIndentedString(node, p);
      return;
    case "Path":
      printPath(node, p);
      return;
    case "List":
      printList(node, p);
      return;
    case "AttributeSet":
    case "LegacyLet":
      printSet(node, false, p);
      return;
    case "Select":
      printSelect(node, p);
      return;
    case "Parenthesized":
      printParenthesized(node, p);
      return;
    default:
      p.expr(node);
  }
}

/** Writes a term so that a set spans lines even with one binding. */
export function printWide(node: Expr, p: Printer): void {
  if (node.kind === "AttributeSet" || node.kind === "LegacyLet") printSet(node, true, p);
  else printTerm(node, p);
}

/** Writes an expression that starts on the line of what it belongs to. */
export function printAbsorbed(node: Expr, isWide: boolean, p: Printer): void {
  if (isTerm(node) && isAbsorbable(node)) {
    if (isWide) printWide(node, p);
    else printTerm(node, p);
  } else if (node.kind === "With" && isTerm(node.body) && isAbsorbable(node.body)) {
    printAbsorbedWith(node, p);
  } else {
    p.expr(node);
  }
}

function printLeaf(node: Expr, text: string, p: Printer): void {
  printLeading(p, node.leading);
  p.text(text);
  printTrailing(p, node.trailing);
}

/** @see RFC 166 standard, "Attribute selection": a name keeps its attributes on its line */
function printSelect(node: Select, p: Printer): void {
  p.expr(node.subject);
  switch (node.subject.kind) {
    case "Integer":
    case "Float":
      // Without the space `1.a` would be read as a float.
      p.hardSpace();
      break;
    case "Path":
      // `./a.b` would be the path of that name.
      p.line();
      break;
    case "Identifier":
    case "SearchPath":
      break;
    case "Parenthesized":
      p.space(spacing.softBreak);
      break;
    default:
      p.breakable();
  }
  printAttributePath(node.path, p, true);
  if (node.default !== undefined) {
    p.softLine();
    p.indent();
    printToken(p, "or", node.tokens?.or);
    p.hardSpace();
    p.expr(node.default);
    p.dedent();
  }
}

/** @see RFC 166 standard, "Parentheses" */
function printParenthesized(node: Parenthesized, p: Printer): void {
  p.open();
  const open = moveTrailingUp({
    ...(node.leading && { leading: node.leading }),
    ...(node.tokens?.open?.trailing !== undefined && { trailing: node.tokens.open.trailing }),
  });
  printToken(p, "(", open);
  p.indent();
  printEnclosed(node.expression, p);
  printLeading(p, node.tokens?.close?.leading);
  p.dedent();
  p.ascii(")");
  printTrailing(p, node.trailing);
  p.close();
}
