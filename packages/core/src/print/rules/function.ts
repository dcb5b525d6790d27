import type { Expr } from "../../ast/expr.js";
import type { Function } from "../../ast/functions.js";
import { groupRole } from "../../doc/types.js";
import { isAbsorbable, isAbsorbableExpr, isFlat, isTerm } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { printToken } from "../tokens.js";
import { printFormals } from "./formals.js";

/** @see RFC 166 standard, "Functions" */
export function printFunction(node: Function, p: Printer): void {
  printLeading(p, node.leading);
  if (node.parameter.kind === "Identifier") printNamed(node, p);
  else printWithFormals(node, p);
}

/** The most parameters in a row for which the body may still follow on their line. */
const maxParametersInline = 2;

/** Functions of a name that return functions of a name stand on one line up to the last body. */
function printNamed(node: Function, p: Printer): void {
  p.open();
  p.breakable();
  let depth = 0;
  let at: Expr = node;
  while (at.kind === "Function" && at.parameter.kind === "Identifier") {
    const { parameter } = at as Function & {
      parameter: Extract<Function["parameter"], { kind: "Identifier" }>;
    };
    if (depth > 0) p.hardSpace();
    if (depth > 0) printLeading(p, at.leading);
    printLeading(p, parameter.leading);
    p.ascii(parameter.name);
    printTrailing(p, parameter.trailing);
    printToken(p, ":", at.tokens?.colon);
    at = at.body;
    depth++;
  }
  if (isAbsorbableExpr(at)) {
    p.hardSpace();
    p.open(groupRole.priority);
    p.absorbed(at, false);
    p.close();
  } else {
    if (depth <= maxParametersInline) p.line();
    else p.hardLine();
    p.expr(at);
  }
  p.close();
}

function printWithFormals(node: Function, p: Printer): void {
  const { parameter, body } = node;
  if (parameter.kind !== "Formals") return;
  printFormals(parameter, p);
  printToken(p, ":", node.tokens?.colon);
  if (parameter.alias === undefined && isFlat(parameter) && !node.bodyOnNextLine && isAbsorbableExpr(body)) {
    p.hardSpace();
    p.open(groupRole.priority);
    p.expr(body);
    p.close();
  } else if (parameter.alias === undefined && node.bodyOnNextLine) {
    p.hardLine();
    p.expr(body);
  } else if (isTerm(body) && isAbsorbable(body)) {
    p.line();
    p.open();
    p.wide(body);
    p.close();
  } else {
    p.line();
    p.expr(body);
  }
}
