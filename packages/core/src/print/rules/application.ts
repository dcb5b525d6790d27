import type { List } from "../../ast/collections.js";
import type { Expr } from "../../ast/expr.js";
import type { Application } from "../../ast/functions.js";
import type { Trivia } from "../../ast/trivia.js";
import { groupRole, spacing } from "../../doc/types.js";
import { isAbsorbable, isTerm } from "../policy/absorbable.js";
import { isSimple } from "../policy/simple.js";
import type { ApplicationLayout, Printer } from "../printer.js";
import { printLeading } from "../comments.js";
import { firstToken, hasTrivia, moveTrailingUp, withFirstToken } from "../tokens.js";
import { printListWith } from "./list.js";
import { printAbsorbedParentheses, printParenthesizedInline } from "./parentheses.js";

/** An application that stands by itself. */
export const plainLayout: ApplicationLayout = { indentFunction: false, before: undefined, breakAfter: false };

/**
 * Writes an application. The last argument may span lines while the rest stays on the first one; where that does not
 * do, each argument has a line of its own.
 *
 * @see RFC 166 standard, "Function application"
 */
export function printApplication(node: Application, layout: ApplicationLayout, p: Printer): void {
  const { fn, comments } = takeComments(node.function);
  const printer = new ApplicationPrinter(p, layout, comments.length > 0);
  printLeading(p, comments);
  printer.print(fn, node.argument, isSimple(node));
  if (layout.breakAfter && comments.length > 0) p.hardLine();
}

/** Comments before the function stand before the whole application, where they do not force it to expand. */
function takeComments(fn: Expr): { readonly fn: Expr; readonly comments: readonly Trivia[] } {
  const first = firstToken(fn);
  if (!hasTrivia(first)) return { fn, comments: [] };
  const leading = moveTrailingUp(first)?.leading ?? [];
  const kept = leading.filter((piece) => piece.kind === "LanguageAnnotation");
  return {
    fn: withFirstToken(fn, () => ({ leading: kept })),
    comments: leading.filter((piece) => piece.kind !== "LanguageAnnotation"),
  };
}

class ApplicationPrinter {
  readonly #p: Printer;
  readonly #layout: ApplicationLayout;
  readonly #hasComments: boolean;

  constructor(p: Printer, layout: ApplicationLayout, hasComments: boolean) {
    this.#p = p;
    this.#layout = layout;
    this.#hasComments = hasComments;
  }

  /** @param isOnOneLine all of it stays on one line; a comment before it forbids that. */
  print(fn: Expr, argument: Expr, isOnOneLine: boolean): void {
    const p = this.#p;
    if (fn.kind === "Application" && fn.argument.kind === "List" && argument.kind === "List") {
      p.open();
      this.#start(fn.function);
      p.line();
      this.#nestedGroup(fn.argument);
      p.line();
      this.#nestedGroup(argument);
      if (this.#layout.breakAfter) p.breakable();
      p.close();
      return;
    }
    p.open();
    if (isOnOneLine && p.compact(fn, () => this.#start(fn))) {
      p.hardSpace();
      this.#last(argument);
    } else {
      this.#start(fn);
      p.line();
      this.#last(argument);
      if (this.#layout.breakAfter) p.breakable();
    }
    p.close();
  }

  /** Writes all but the last argument. */
  #start(fn: Expr): void {
    this.#before();
    this.#function(fn);
  }

  #before(): void {
    if (this.#layout.before !== undefined) this.#p.space(this.#layout.before);
  }

  /**
   * Writes the function and all arguments but the last. Each call is a group that starts with the call before it; there can be
   * many.
   */
  #function(fn: Expr): void {
    const p = this.#p;
    const calls: (readonly [Expr] | readonly [List, List])[] = [];
    p.open(groupRole.transparent);
    let at = fn;
    while (at.kind === "Application") {
      const { function: inner, argument } = at;
      p.open(groupRole.transparent);
      if (argument.kind === "List" && inner.kind === "Application" && inner.argument.kind === "List") {
        p.open(groupRole.transparent);
        calls.push([inner.argument, argument]);
        at = inner.function;
      } else {
        calls.push([argument]);
        at = inner;
      }
    }
    this.#head(at);
    p.close();
    for (const [first, second] of calls.reverse()) {
      if (second === undefined) this.#argument(first);
      else this.#twoLists([first, second]);
      p.close();
    }
  }

  #argument(argument: Expr): void {
    const p = this.#p;
    p.line();
    p.indent();
    // A selection that was expanded first would leave only its attributes on the next line.
    p.open(argument.kind === "Select" ? groupRole.regular : groupRole.priority);
    this.#inner(argument);
    p.close();
    p.dedent();
  }

  /** Two lists in a row: where one does not fit on the line, each goes to a line of its own. */
  #twoLists(lists: readonly Expr[]): void {
    const p = this.#p;
    p.indent();
    p.open();
    for (const list of lists) {
      p.line();
      p.open();
      this.#inner(list);
      p.close();
    }
    p.close();
    p.dedent();
    p.close();
  }

  #head(fn: Expr): void {
    const p = this.#p;
    if (!this.#layout.indentFunction || this.#hasComments) {
      p.expr(fn);
      return;
    }
    p.indent();
    p.open();
    p.breakable();
    p.expr(fn);
    p.close();
    p.dedent();
  }

  #nestedGroup(list: List): void {
    const p = this.#p;
    p.indent();
    p.open();
    this.#inner(list);
    p.close();
    p.dedent();
  }

  /** Writes an argument; a list of a few simple elements may stay on one line. */
  #inner(argument: Expr): void {
    if (argument.kind === "List" && isShortList(argument)) printListWith(argument, spacing.space, this.#p);
    else this.#p.expr(argument);
  }

  #last(argument: Expr): void {
    const p = this.#p;
    if (isTerm(argument) && isAbsorbable(argument)) {
      p.open(groupRole.priority);
      p.indent();
      p.term(argument);
      p.dedent();
      p.close();
    } else if (argument.kind === "Parenthesized") {
      if (!printParenthesizedInline(argument, p)) printAbsorbedParentheses(argument, p);
    } else {
      p.open();
      p.indent();
      p.expr(argument);
      p.dedent();
      p.close();
    }
  }
}

/** The most elements (and comments between them) of a list that may stay on one line among arguments. */
const maxShortList = 6;

function isShortList(node: List): boolean {
  let count = (node.tokens?.close?.leading ?? []).length > 0 ? 1 : 0;
  for (const element of node.elements) {
    count += (element.leading ?? []).length > 0 ? 2 : 1;
    if (count > maxShortList || !isSimple({ ...element, leading: undefined } as unknown as Expr))
      return false;
  }
  return count <= maxShortList;
}
