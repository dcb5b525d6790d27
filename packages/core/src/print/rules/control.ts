import type { Assert, If, Let } from "../../ast/control.js";
import type { Expr } from "../../ast/expr.js";
import { spacing } from "../../doc/types.js";
import type { Application } from "../../ast/functions.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { moveTrailingUp, prependTrivia, printToken, toLineComment } from "../tokens.js";
import { plainLayout, printApplication } from "./application.js";
import { printBindings } from "./bindings.js";

/** @see RFC 166 standard, "let" */
export function printLet(node: Let, p: Printer): void {
  const { in: inToken } = node.tokens ?? {};
  const comments = inToken?.trailing === undefined ? [] : [toLineComment(inToken.trailing)];
  p.open();
  printLeading(p, node.leading);
  p.ascii("let");
  printTrailing(p, node.tokens?.let?.trailing);
  p.hardLine();
  p.indent();
  printBindings(node.bindings, inToken, p);
  p.dedent();
  p.close();
  p.hardLine();
  p.open();
  p.ascii("in");
  p.hardLine();
  p.expr(prependTrivia(node.body, comments));
  p.close();
}

/**
 * Writes `assert condition;` as if `assert` were a function.
 *
 * @see RFC 166 standard, "assert"
 */
export function printAssert(node: Assert, p: Printer): void {
  const trailing = node.tokens?.assert?.trailing;
  const keyword: Expr = {
    kind: "Identifier",
    name: "assert",
    ...(node.leading && { leading: node.leading }),
    ...(trailing !== undefined && { trailing }),
  };
  p.open();
  printApplication(applyFirst(keyword, node.condition), plainLayout, p);
  printToken(p, ";", node.tokens?.semicolon);
  p.hardLine();
  p.expr(node.body);
  p.close();
}

/** The application with a function put before its function, which becomes an argument. */
function applyFirst(fn: Expr, node: Expr): Application {
  const callArguments: Expr[] = [];
  let at = node;
  for (; at.kind === "Application" && (at.leading ?? []).length === 0; at = at.function)
    callArguments.push(at.argument);
  let applied: Application = { kind: "Application", function: fn, argument: at };
  for (const argument of callArguments.reverse())
    applied = { kind: "Application", function: applied, argument };
  return applied;
}

/** @see RFC 166 standard, "if" */
export function printIf(node: If, p: Printer): void {
  const moved = moveTrailingUp({
    ...(node.leading && { leading: node.leading }),
    ...(node.tokens?.if?.trailing !== undefined && { trailing: node.tokens.if.trailing }),
  });
  p.open();
  let separator: number = spacing.space;
  let at: If = node;
  for (;;) {
    p.open();
    if (at === node) printToken(p, "if", moved);
    else {
      printLeading(p, at.leading);
      p.ascii("if");
      printTrailing(p, at.tokens?.if?.trailing);
    }
    p.line();
    p.indent();
    p.expr(at.condition);
    p.dedent();
    p.line();
    printToken(p, "then", at.tokens?.then);
    p.close();
    p.space(separator);
    p.indent();
    p.open();
    p.expr(at.consequence);
    p.close();
    p.dedent();
    p.space(separator);
    printToken(p, "else", moveTrailingUp(at.tokens?.else));
    p.hardSpace();
    separator = spacing.hardLine;
    if (at.alternative.kind !== "If") break;
    at = at.alternative;
  }
  p.line();
  p.indent();
  p.open();
  p.expr(at.alternative);
  p.close();
  p.dedent();
  p.close();
}
