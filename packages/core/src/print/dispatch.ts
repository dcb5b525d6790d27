import type { Expr } from "../ast/expr.js";
import type { Printer, Rules } from "./printer.js";
import { plainLayout, printApplication } from "./rules/application.js";
import { printAssert, printIf, printLet } from "./rules/control.js";
import { printFunction } from "./rules/function.js";
import { printList } from "./rules/list.js";
import { printBinary, printHasAttribute, printUnary } from "./rules/operation.js";
import { printRightHandSide } from "./rules/right-hand-side.js";
import { printAbsorbed, printTerm, printWide } from "./rules/term.js";
import { printWith } from "./rules/with.js";
import { refuseError } from "./refuse.js";
import { prependTrivia } from "./tokens.js";

export const rules: Rules = {
  expr: printExpr,
  term: printTerm,
  wide: printWide,
  absorbed: printAbsorbed,
  application: printApplication,
  rightHandSide: printRightHandSide,
};

/** Writes an expression with the rule of its kind. */
function printExpr(node: Expr, p: Printer): void {
  switch (node.kind) {
    case "Application":
    case "Select":
    case "HasAttribute":
    case "Binary":
      // These start with a child, whose first token has the trivia; what was attached to the node goes there.
      if (node.leading !== undefined && node.leading.length > 0) {
        const { leading, ...bare } = node;
        printExpr(prependTrivia(bare as Expr, leading), p);
        return;
      }
      break;
    default:
  }
  switch (node.kind) {
    case "List":
      p.open();
      printList(node, p);
      p.close();
      return;
    case "Let":
      printLet(node, p);
      return;
    case "With":
      printWith(node, p);
      return;
    case "Assert":
      printAssert(node, p);
      return;
    case "If":
      printIf(node, p);
      return;
    case "Function":
      printFunction(node, p);
      return;
    case "Application":
      printApplication(node, plainLayout, p);
      return;
    case "HasAttribute":
      printHasAttribute(node, p);
      return;
    case "Unary":
      printUnary(node, p);
      return;
    case "Binary":
      printBinary(node, p);
      return;
    case "Error":
      throw refuseError(node);
    default:
      printTerm(node, p);
  }
}
