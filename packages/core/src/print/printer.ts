import type { Expr } from "../ast/expr.js";
import { DocBuilder } from "../doc/builder.js";
import { spacing } from "../doc/types.js";

/** Writes the document of an expression. Rules recurse through it and know nothing of each other. */
export type PrintExpr = (node: Expr, p: Printer) => void;

/** What the rules write to. */
export class Printer extends DocBuilder {
  /** Writes an expression with the rule of its kind. */
  readonly expr: (node: Expr) => void;

  constructor(printExpr: PrintExpr) {
    super();
    this.expr = (node) => printExpr(node, this);
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
