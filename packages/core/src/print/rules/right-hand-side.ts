import type { Expr } from "../../ast/expr.js";
import type { Binary } from "../../ast/operators.js";
import { groupRole, spacing } from "../../doc/types.js";
import { isAbsorbable, isAbsorbableExpr, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { firstToken, hasLeading, hasTrivia, printToken } from "../tokens.js";
import { printApplication } from "./application.js";
import { operandsOf, printOperation } from "./operation.js";
import { printAbsorbedParentheses } from "./parentheses.js";

/** How a value stands behind its `=` or `?`. */
export type RightHandSide =
  | "absorbed"
  | "absorbedWide"
  | "parentheses"
  | "attached"
  | "group"
  | "application"
  | "operationFromSet"
  | "operationToSet"
  | "nextLine";

/**
 * Chooses how a value stands behind its `=` or `?`.
 *
 * @see RFC 166 standard, "Bindings" and "Absorption"
 */
function chooseRightHandSide(node: Expr): RightHandSide {
  if (node.kind === "AttributeSet" || node.kind === "LegacyLet") {
    const only =
      node.bindings.length === 1 && node.bindings[0]!.kind === "Inherit" ? node.bindings[0]! : undefined;
    const hasComments = (only?.leading ?? []).length > 0 || (node.tokens?.close?.leading ?? []).length > 0;
    if (only !== undefined && !hasComments) return "absorbed";
  }
  if (isAbsorbableExpr(node)) return "absorbedWide";
  switch (node.kind) {
    case "Parenthesized":
      return "parentheses";
    case "String":
    case "Uri":
    case "IndentedString":
    case "Path":
      return "attached";
    case "Application":
      return "application";
    case "With":
      return "group";
    case "Binary":
      return chooseForOperation(node);
    default:
      return isTerm(node) ? "group" : "nextLine";
  }
}

function chooseForOperation(node: Binary): RightHandSide {
  if (node.operator !== "//" && node.operator !== "++" && node.operator !== "+") return "nextLine";
  const operands = node.operator === "+" ? operandsOf(node) : undefined;
  const left = operands?.[0]?.operand ?? node.left;
  if (isTerm(left) && isAbsorbable(left) && !hasLeading(firstToken(left))) return "operationFromSet";
  const isPair = operands === undefined || operands.length === 2;
  if (isPair && !hasTrivia(node.tokens?.operator) && isTerm(node.right) && isAbsorbable(node.right))
    return "operationToSet";
  return "nextLine";
}

/** Writes the value behind a `=` or `?`, from the spacing after it on. */
export function printRightHandSide(node: Expr, p: Printer): void {
  const choice = chooseRightHandSide(node);
  if (choice === "operationFromSet") {
    p.hardSpace();
    printOperation(node as Binary, true, p);
    return;
  }
  p.indent();
  switch (choice) {
    case "absorbed":
    case "absorbedWide":
      p.hardSpace();
      p.open();
      p.absorbed(node, choice === "absorbedWide");
      p.close();
      break;
    case "parentheses":
      p.hardSpace();
      printAbsorbedParentheses(node as Extract<Expr, { kind: "Parenthesized" }>, p);
      break;
    case "attached":
      p.hardSpace();
      p.open();
      p.expr(node);
      p.close();
      break;
    case "group":
      p.open();
      p.line();
      p.expr(node);
      p.close();
      break;
    case "application":
      printApplication(
        node as Extract<Expr, { kind: "Application" }>,
        { indentFunction: false, before: spacing.space, breakAfter: false },
        p,
      );
      break;
    case "operationToSet":
      printOperationToSet(node as Binary, p);
      break;
    case "nextLine":
      p.line();
      p.open();
      p.expr(node);
      p.close();
  }
  p.dedent();
}

/** The left side fits on the line, and the set or list on the right starts there. */
function printOperationToSet(node: Binary, p: Printer): void {
  p.open();
  p.line();
  p.expr(node.left);
  p.line();
  p.open(groupRole.transparent);
  printToken(p, node.operator, node.tokens?.operator);
  p.hardSpace();
  p.open(groupRole.priority);
  p.wide(node.right);
  p.close();
  p.close();
  p.close();
}
