import type { Expr } from "../../ast/expr.js";
import type { Parenthesized } from "../../ast/operators.js";
import { groupRole } from "../../doc/types.js";
import { isAbsorbable, isAbsorbableExpr, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { hasTrivia, moveTrailingUp, prependTrivia, printToken, toLineComment } from "../tokens.js";

/** @see RFC 166 standard, "Parentheses" */
export function printParenthesized(node: Parenthesized, p: Printer): void {
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

/** Writes what stands between parentheses or the braces of an interpolation. */
export function printEnclosed(expression: Expr, p: Printer): void {
  if (isAbsorbableExpr(expression)) {
    p.open();
    p.absorbed(expression, false);
    p.close();
  } else if (expression.kind === "Application") {
    p.application(expression, { indentFunction: true, before: undefined, breakAfter: true });
  } else {
    const startsInline = expression.kind === "Select" && !isAbsorbable(expression.subject);
    if (!startsInline) p.breakable();
    p.open();
    p.expr(expression);
    p.close();
    p.breakable();
  }
}

/** `(x: { … })` and `(f { … })` as the last argument: only the set or list in it spans lines. */
export function printParenthesizedInline(node: Parenthesized, p: Printer): boolean {
  const { expression } = node;
  const hasOpenTrivia = (node.leading ?? []).length > 0 || node.tokens?.open?.trailing !== undefined;
  if (hasOpenTrivia || (expression.leading ?? []).length > 0) return false;
  if (expression.kind === "Function" && expression.parameter.kind === "Identifier") {
    const { parameter, body, tokens } = expression;
    if (!isTerm(body) || !isAbsorbable(body) || hasTrivia(parameter) || hasTrivia(tokens?.colon))
      return false;
    printInParentheses(node, `${parameter.name}:`, body, p);
    return true;
  }
  if (expression.kind === "Application" && expression.function.kind === "Identifier") {
    const { function: fn, argument } = expression;
    const hasCloseTrivia = (node.tokens?.close?.leading ?? []).length > 0 || node.trailing !== undefined;
    if (!isTerm(argument) || !isAbsorbable(argument) || hasTrivia(fn) || hasCloseTrivia) return false;
    printInParentheses(node, fn.name, argument, p);
    return true;
  }
  return false;
}

function printInParentheses(node: Parenthesized, head: string, body: Expr, p: Printer): void {
  p.open(groupRole.priority);
  p.indent();
  p.ascii(`(${head}`);
  p.hardSpace();
  p.wide(body);
  printLeading(p, node.tokens?.close?.leading);
  p.ascii(")");
  printTrailing(p, node.trailing);
  p.dedent();
  p.close();
}

/** Parentheses that open on the line of what they belong to and have their content indented between them. */
export function printAbsorbedParentheses(node: Parenthesized, p: Printer): void {
  const comment = node.tokens?.open?.trailing;
  p.open(groupRole.priority);
  p.indent();
  printLeading(p, node.leading);
  p.ascii("(");
  p.breakable();
  p.open();
  p.indent();
  p.expr(comment === undefined ? node.expression : prependTrivia(node.expression, [toLineComment(comment)]));
  printLeading(p, node.tokens?.close?.leading);
  p.dedent();
  p.close();
  p.breakable();
  p.ascii(")");
  printTrailing(p, node.trailing);
  p.dedent();
  p.close();
}
