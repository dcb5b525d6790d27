import type { Expr } from "../../ast/expr.js";
import type { Parenthesized } from "../../ast/operators.js";
import { isKeyword } from "../../lex/identifier.js";
import { hasTrivia } from "../tokens.js";

/** The most arguments of an application that counts as simple. */
const maxSimpleArguments = 2;

/** What is known of parentheses. Nested ones are asked about at each level, and there can be thousands of levels. */
const known = new WeakMap<Parenthesized, boolean>();

/** Whether an expression is so simple that it is kept on one line: a name, a literal, a selection, a short application. */
export function isSimple(root: Expr): boolean {
  // Parentheses that are gone through; below their content `open` holds "leave".
  const inside: Parenthesized[] = [];
  const open: (Expr | "leave")[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === "leave") {
      known.set(inside.pop()!, true);
      continue;
    }
    const answer = node.kind === "Parenthesized" ? known.get(node) : undefined;
    if (answer === true) continue;
    if (node.kind === "Parenthesized") {
      inside.push(node);
      open.push("leave");
    }
    if (answer === false || !isSimpleItself(node)) {
      for (const parentheses of inside) known.set(parentheses, false);
      return false;
    }
    open.push(...partsOf(node));
  }
  return true;
}

/** Whether a node is simple if its parts are. */
function isSimpleItself(node: Expr): boolean {
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
        node.path.names.every((name) => name.kind === "Identifier")
      );
    case "Parenthesized":
      return !hasTrivia(node) && node.tokens?.open?.trailing === undefined && !hasTrivia(node.tokens?.close);
    case "Application":
      return hasFewArguments(node);
    default:
      return false;
  }
}

function partsOf(node: Expr): Expr[] {
  switch (node.kind) {
    case "Select":
      return [node.subject];
    case "Parenthesized":
      return [node.expression];
    case "Application":
      return [node.argument, node.function];
    default:
      return [];
  }
}

function hasFewArguments(node: Expr): boolean {
  let at = node;
  for (let count = 0; at.kind === "Application"; at = at.function) {
    if (++count > maxSimpleArguments) return false;
  }
  return true;
}
