import type { NodeBase } from "./base.js";
import type { Expr } from "./expr.js";

/** The operators before their operand: arithmetic negation and logical not. */
export type UnaryOperator = "-" | "!";

/** The operators between two operands. `?` and `.` have nodes of their own. */
export type BinaryOperator =
  | "++"
  | "*"
  | "/"
  | "+"
  | "-"
  | "//"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "&&"
  | "||"
  | "->"
  | "|>"
  | "<|";

/** A new operator fails to compile until it stands here. */
const binary = {
  "++": true,
  "*": true,
  "/": true,
  "+": true,
  "-": true,
  "//": true,
  "<": true,
  "<=": true,
  ">": true,
  ">=": true,
  "==": true,
  "!=": true,
  "&&": true,
  "||": true,
  "->": true,
  "|>": true,
  "<|": true,
} as const satisfies Record<BinaryOperator, true>;

/** All operators between two operands. */
export const binaryOperators = Object.keys(binary) as readonly BinaryOperator[];

/** `-a`, `!a` */
export interface Unary extends NodeBase<"operator"> {
  readonly kind: "Unary";
  readonly operator: UnaryOperator;
  readonly operand: Expr;
}

/** `a + b` */
export interface Binary extends NodeBase<"operator"> {
  readonly kind: "Binary";
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

/**
 * `(a)`, as a parser found it. Builders make none: the printer writes parentheses where the grammar needs them.
 */
export interface Parenthesized extends NodeBase<"open" | "close"> {
  readonly kind: "Parenthesized";
  readonly expression: Expr;
}
