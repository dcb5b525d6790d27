import type { NodeBase } from "./base.js";
import type { Expr } from "./expr.js";
import type { Identifier } from "./literals.js";
import type { Interpolation, StringLiteral } from "./strings.js";
import type { ErrorNode } from "./error.js";

/** `[ a b ]`. Application inside a list needs parentheses. */
export interface List extends NodeBase<"open" | "close"> {
  readonly kind: "List";
  readonly elements: readonly Expr[];
  /** The brackets stand on different lines. */
  readonly multiline?: true;
}

/** `{ a = 1; }`, or `rec { a = 1; }`. */
export interface AttributeSet extends NodeBase<"rec" | "open" | "close"> {
  readonly kind: "AttributeSet";
  readonly recursive?: true;
  readonly bindings: readonly BindingNode[];
  /** The braces stand on different lines. */
  readonly multiline?: true;
}

/** What stands in an attribute set or a `let`. */
export type BindingNode = Binding | Inherit | ErrorNode;

/** `a.b = value;` */
export interface Binding extends NodeBase<"equals" | "semicolon"> {
  readonly kind: "Binding";
  readonly path: AttributePath;
  readonly value: Expr;
}

/** `inherit a b;` or `inherit (from) a b;` */
export interface Inherit extends NodeBase<"inherit" | "open" | "close" | "semicolon"> {
  readonly kind: "Inherit";
  /** The expression in the parentheses. */
  readonly from?: Expr;
  readonly names: readonly AttributeName[];
  /** `inherit` and `;` stand on different lines. */
  readonly multiline?: true;
}

/** `a.b.${c}`: one name or several. The dot before `names[i]` has the slot `dot<i>`; `dot0` exists only in a selection. */
export interface AttributePath extends NodeBase<`dot${number}`> {
  readonly kind: "AttributePath";
  readonly names: readonly AttributeName[];
}

/** One name of an attribute path. */
export type AttributeName = Identifier | StringLiteral | Interpolation;
