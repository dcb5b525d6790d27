import type { Expr, File } from "../ast/expr.js";
import type { Trivia } from "../ast/trivia.js";
import { layout, type LayoutOptions } from "../doc/layout.js";
import { deepRules } from "./deep.js";
import { rules } from "./dispatch.js";
import { Printer, type Rules } from "./printer.js";
import { firstToken, printLeading, withFirstToken } from "./tokens.js";

/** How text is laid out. */
export interface FormatOptions {
  /** The width that lines should not exceed, in characters; 100 where it is absent. */
  readonly width?: number;
  /** The spaces of one level of indentation; 2 where it is absent. */
  readonly indent?: number;
}

export const defaultWidth = 100;
export const defaultIndent = 2;

/**
 * The text of a tree, laid out as nixfmt does it, with a line feed at the end. Parentheses are printed where the tree has
 * them; see `parenthesize`.
 *
 * @throws NixError `tree/error-node` where the tree has syntax errors.
 * @see RFC 166, the standard of Nix formatting
 * @example
 * printTree(toExpr({ a: 1 })) // "{ a = 1; }\n"
 */
export function printTree(tree: File | Expr, options: FormatOptions = {}): string {
  const layoutOptions = { width: options.width ?? defaultWidth, indent: options.indent ?? defaultIndent };
  try {
    return printWith(rules, tree, layoutOptions);
  } catch (error) {
    // The stack is full: the tree is nested too deeply to be printed in one go.
    if (!(error instanceof RangeError)) throw error;
    const root = tree.kind === "File" ? tree.expression : tree;
    return printWith(deepRules(root, layoutOptions), tree, layoutOptions);
  }
}

function printWith(withRules: Rules, tree: File | Expr, options: LayoutOptions): string {
  const file = tree.kind === "File" ? tree : undefined;
  const root = tree.kind === "File" ? tree.expression : tree;
  const end = file?.end ?? [];
  const start = [...(file?.leading ?? []), ...(firstToken(root).leading ?? [])];
  const p = new Printer(withRules);
  p.open();
  p.expr(withFirstToken(root, (token) => ({ ...token, leading: dropBlankLines(start) })));
  printLeading(p, end);
  p.close();
  const text = layout(p.items, options);
  const isOpenEnded =
    end.at(-1)?.kind === "FormatDirective" &&
    (end.at(-1) as { directive: string }).directive === "disabledToEnd";
  return isOpenEnded ? text.trimStart() : `${text.trim()}\n`;
}

/** Blank lines at the start of a file are not kept. */
function dropBlankLines(trivia: readonly Trivia[]): readonly Trivia[] {
  const first = trivia.findIndex((piece) => piece.kind !== "BlankLine");
  return first < 0 ? [] : trivia.slice(first);
}
