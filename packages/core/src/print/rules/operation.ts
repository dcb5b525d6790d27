import type { Expr } from "../../ast/expr.js";
import type { HasAttribute } from "../../ast/functions.js";
import type { Binary, BinaryOperator, Unary } from "../../ast/operators.js";
import type { TokenTrivia } from "../../ast/trivia.js";
import { spacing } from "../../doc/types.js";
import { isAbsorbable, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { moveTrailingUp, printToken } from "../tokens.js";
import { printAttributePath } from "./attribute-path.js";

/** An operand of a chain, with the operator before it; the first one has none. */
export interface Operand {
  readonly operand: Expr;
  readonly operator: TokenTrivia | undefined;
}

/** The operands of a chain of one operator, from left to right, whichever way it associates. */
export function operandsOf(node: Binary): Operand[] {
  const operands: Operand[] = [];
  // What is left to do, the next one last.
  const open: Operand[] = [{ operand: node, operator: undefined }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { operand, operator } = item;
    if (
      operand.kind === "Binary" &&
      operand.operator === node.operator &&
      (operand.leading ?? []).length === 0
    ) {
      open.push(
        { operand: operand.right, operator: operand.tokens?.operator ?? {} },
        { operand: operand.left, operator },
      );
    } else {
      operands.push(item);
    }
  }
  return operands;
}

const comparisons: ReadonlySet<BinaryOperator> = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** @see RFC 166 standard, "Operators" */
export function printBinary(node: Binary, p: Printer): void {
  if (!comparisons.has(node.operator)) {
    printOperation(node, false, p);
    return;
  }
  p.expr(node.left);
  p.softLine();
  printToken(p, node.operator, node.tokens?.operator);
  p.hardSpace();
  p.expr(node.right);
}

/** The most steps of a pipe that may stand on one line. */
const maxInlinePipe = 3;

/**
 * Writes a chain of one operator: on one line, or each operand on its own with the operator before it.
 *
 * @param isFirstWide a set as the first operand spans lines even with one binding.
 */
export function printOperation(node: Binary, isFirstWide: boolean, p: Printer): void {
  const operands = operandsOf(node);
  const isPipe = node.operator === "|>" || node.operator === "<|";
  const separator = isPipe && operands.length > maxInlinePipe ? spacing.hardLine : spacing.space;
  p.open();
  operands.forEach(({ operand, operator }, index) => {
    if (index === 0) {
      if (isFirstWide && isTerm(operand) && isAbsorbable(operand)) p.wide(operand);
      else p.expr(operand);
      return;
    }
    p.space(separator);
    printToken(p, node.operator, moveTrailingUp(operator));
    p.indent();
    printOperand(operand, p);
    p.dedent();
  });
  p.close();
}

function printOperand(operand: Expr, p: Printer): void {
  if (operand.kind === "Binary") {
    p.open();
    p.line();
    p.expr(operand);
    p.close();
  } else if (operand.kind === "Application") {
    p.open();
    p.hardSpace();
    p.application(operand, { indentFunction: false, before: spacing.space, breakAfter: false });
    p.close();
  } else {
    p.hardSpace();
    p.expr(operand);
  }
}

export function printHasAttribute(node: HasAttribute, p: Printer): void {
  p.expr(node.subject);
  p.softLine();
  printToken(p, "?", node.tokens?.question);
  p.hardSpace();
  printAttributePath(node.path, p);
}

export function printUnary(node: Unary, p: Printer): void {
  printLeading(p, node.leading);
  p.ascii(node.operator);
  printTrailing(p, node.tokens?.operator?.trailing);
  if (node.operator === "-" && startsWithPath(node.operand)) p.hardSpace();
  p.expr(node.operand);
}

/** Whether an operand starts with a path of which a minus before it would be a part: `-./x` is the path of that name. */
function startsWithPath(operand: Expr): boolean {
  let first = operand;
  while (first.kind === "Application" || first.kind === "Select") {
    first = first.kind === "Application" ? first.function : first.subject;
  }
  const start = first.kind === "Path" ? first.parts[0] : undefined;
  return start?.kind === "PathText" && !start.text.startsWith("~");
}
