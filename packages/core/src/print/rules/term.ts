import type { Expr } from "../../ast/expr.js";
import { isAbsorbable, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { printList } from "./list.js";
import { printParenthesized } from "./parentheses.js";
import { printPath } from "./path.js";
import { printSelect } from "./selection.js";
import { printSet } from "./set.js";
import { printIndentedString, printString, printUri } from "./strings.js";
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
