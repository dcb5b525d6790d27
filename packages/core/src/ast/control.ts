import type { NodeBase } from "./base.js";
import type { BindingNode } from "./collections.js";
import type { Expr } from "./expr.js";

/** `let a = 1; in body` */
export interface Let extends NodeBase<"let" | "in"> {
  readonly kind: "Let";
  readonly bindings: readonly BindingNode[];
  readonly body: Expr;
}

/** The legacy `let { body = …; }`, a recursive set of which `body` is taken. */
export interface LegacyLet extends NodeBase<"open" | "close" | "let"> {
  readonly kind: "LegacyLet";
  readonly bindings: readonly BindingNode[];
  readonly multiline?: true;
}

/** `with scope; body` */
export interface With extends NodeBase<"with" | "semicolon"> {
  readonly kind: "With";
  readonly scope: Expr;
  readonly body: Expr;
}

/** `assert condition; body` */
export interface Assert extends NodeBase<"assert" | "semicolon"> {
  readonly kind: "Assert";
  readonly condition: Expr;
  readonly body: Expr;
}

/** `if condition then consequence else alternative` */
export interface If extends NodeBase<"if" | "then" | "else"> {
  readonly kind: "If";
  readonly condition: Expr;
  readonly consequence: Expr;
  readonly alternative: Expr;
}
