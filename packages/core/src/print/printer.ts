import type { Expr } from "../ast/expr.js";
import type { Application } from "../ast/functions.js";
import { DocBuilder } from "../doc/builder.js";
import { spacing } from "../doc/types.js";

/** How an application fits into what it stands in. */
export interface ApplicationLayout {
  /** The function itself may go to the next line, indented. */
  readonly indentFunction: boolean;
  /** A spacing that the application starts with, as part of its group. */
  readonly before: number | undefined;
  /** The application ends with a possible line break. */
  readonly breakAfter: boolean;
}

/** The rules through which others recurse, so that rule files need not import each other. */
export interface Rules {
  /** Any expression, with the rule of its kind. */
  expr(node: Expr, p: Printer): void;
  /** A term without a group around it. */
  term(node: Expr, p: Printer): void;
  /** A term; a set spans lines even with one binding. */
  wide(node: Expr, p: Printer): void;
  /** An expression that starts on the line of what it belongs to. */
  absorbed(node: Expr, isWide: boolean, p: Printer): void;
  application(node: Application, layout: ApplicationLayout, p: Printer): void;
  /** A value behind its `=` or `?`, from the spacing after it on. */
  rightHandSide(node: Expr, p: Printer): void;
}

/** What the rules write to, and through which they recurse. */
export class Printer extends DocBuilder {
  readonly #rules: Rules;

  constructor(rules: Rules) {
    super();
    this.#rules = rules;
  }

  readonly expr = (node: Expr): void => this.#rules.expr(node, this);

  term(node: Expr): void {
    this.#rules.term(node, this);
  }

  wide(node: Expr): void {
    this.#rules.wide(node, this);
  }

  absorbed(node: Expr, isWide: boolean): void {
    this.#rules.absorbed(node, isWide, this);
  }

  application(node: Application, layout: ApplicationLayout): void {
    this.#rules.application(node, layout, this);
  }

  rightHandSide(node: Expr): void {
    this.#rules.rightHandSide(node, this);
  }

  /** A line break in an expanded group, a space in a compact one. */
  line(): void {
    this.space(spacing.space);
  }

  /** A line break in an expanded group, nothing in a compact one. */
  breakable(): void {
    this.space(spacing.break);
  }

  /** A space, or a line break where the rest does not fit. */
  softLine(): void {
    this.space(spacing.softSpace);
  }

  hardSpace(): void {
    this.space(spacing.hardSpace);
  }

  hardLine(): void {
    this.space(spacing.hardLine);
  }
}
