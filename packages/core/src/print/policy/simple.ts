import type { Expr } from "../../ast/expr.js";
import { hasTrivia } from "../tokens.js";
import { isKeyword } from "../../lex/identifier.js";

/** The most arguments of an application that counts as simple. */
const maxSimpleArguments = 2;

/** Whether an expression is so simple that it is kept on one line: a name, a literal, a selection, a short application. */
export function isSimple(node: Expr): boolean {
  switch (node.kind) {
    case "String":
    case "Uri":
    case "IndentedString":
    case "Path":
    case "SearchPath":
    case "Integer":
    case "Float":
      return !hasTrivia(node);
    case "Identifier":
      return !hasTrivia(node) && !isKeyword(node.name);
    case "Select":
      return (
        node.default === undefined &&
        (node.leading ?? []).length === 0 &&
        isSimple(node.subject) &&
        node.path.names.every((name) => name.kind === "Identifier")
      );
    case "Parenthesized":
      return (
        !hasTrivia(node) &&
        node.tokens?.open?.trailing === undefined &&
        !hasTrivia(node.tokens?.close) &&
        isSimple(node.expression)
      );
    case "Application":
      return countArguments(node) <= maxSimpleArguments && isSimple(node.function) && isSimple(node.argument);
    default:
      return false;
  }
}

function countArguments(node: Expr): number {
  let count = 0;
  for (let at = node; at.kind === "Application"; at = at.function) count++;
  return count;
}
