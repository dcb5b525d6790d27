import type { NodeBase } from "./base.js";
import type { AttributePath } from "./collections.js";
import type { Expr } from "./expr.js";
import type { Identifier } from "./literals.js";

/** A function: `x: body`, `{ a, b ? 1, ... }: body`. */
export interface Function extends NodeBase<"colon"> {
  readonly kind: "Function";
  readonly parameter: Identifier | Formals;
  readonly body: Expr;
  /** The body starts on a later line than the colon. */
  readonly bodyOnNextLine?: true;
}

/** `{ a, b ? 1, ... }` as a parameter, with an `@` name on either side. */
export interface Formals extends NodeBase<"open" | "close" | "at"> {
  readonly kind: "Formals";
  readonly formals: readonly Formal[];
  readonly ellipsis?: Ellipsis;
  /** The name after `@`, or before it where `aliasFirst` is set. */
  readonly alias?: Identifier;
  readonly aliasFirst?: true;
  /** The braces stand on different lines. */
  readonly multiline?: true;
}

/** One formal: `a` or `a ? default`. Its leading trivia stand on its name; the slot `comma` is the comma after it. */
export interface Formal extends NodeBase<"question" | "comma"> {
  readonly kind: "Formal";
  readonly name: Identifier;
  readonly default?: Expr;
}

/** `...` in formals. */
export interface Ellipsis extends NodeBase {
  readonly kind: "Ellipsis";
}

/** Function application: `f x`. `f x y` is an application of an application. */
export interface Application extends NodeBase {
  readonly kind: "Application";
  readonly function: Expr;
  readonly argument: Expr;
}

/** Attribute selection: `a.b.c`, `a.b or default`. */
export interface Select extends NodeBase<"or"> {
  readonly kind: "Select";
  readonly subject: Expr;
  readonly path: AttributePath;
  readonly default?: Expr;
}

/** `a ? b.c` */
export interface HasAttribute extends NodeBase<"question"> {
  readonly kind: "HasAttribute";
  readonly subject: Expr;
  readonly path: AttributePath;
}
