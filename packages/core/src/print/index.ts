import { childKeysOf } from "../ast/children.js";
import type { Expr, File } from "../ast/expr.js";
import type { Trivia } from "../ast/trivia.js";
import { buildDoc } from "./build-doc.js";
import { printLeading } from "./comments.js";
import { layOut, type FormatOptions } from "./lay-out.js";
import { firstToken, withFirstToken } from "./tokens.js";

/**
 * The text of a tree, laid out as nixfmt does it, with a line feed at the end. Parentheses are printed where the tree has
 * them; see `parenthesize`.
 *
 * @throws NixError `tree/error-node` where the tree has syntax errors; `value/too-deep` where the text would be longer than a
 * JavaScript string can be.
 * @see RFC 166, the standard of Nix formatting
 * @example
 * printTree(toExpr({ a: 1 })) // "{ a = 1; }\n"
 */
export function printTree(tree: File | Expr, options: FormatOptions = {}): string {
  childKeysOf(tree);
  const file = tree.kind === "File" ? tree : undefined;
  const root = tree.kind === "File" ? tree.expression : tree;
  const end = file?.end ?? [];
  const start = [...(file?.leading ?? []), ...(firstToken(root).leading ?? [])];
  const expression = withFirstToken(root, (token) => ({ ...token, leading: dropBlankLines(start) }));
  const doc = buildDoc((p) => {
    p.open();
    p.expr(expression);
    printLeading(p, end);
    p.close();
  });
  const text = layOut(doc, options);
  const last = end.at(-1);
  const isOpenEnded = last?.kind === "FormatDirective" && last.directive === "disabledToEnd";
  return isOpenEnded ? text.trimStart() : `${text.trim()}\n`;
}

/** Blank lines at the start of a file are not kept. */
function dropBlankLines(trivia: readonly Trivia[]): readonly Trivia[] {
  const first = trivia.findIndex((piece) => piece.kind !== "BlankLine");
  return first < 0 ? [] : trivia.slice(first);
}
