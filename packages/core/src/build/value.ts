import type { Expr } from "../ast/expr.js";
import type { Annotated } from "./annotate.js";

/** The method by which an object says what expression it stands for. */
export const toNix: unique symbol = Symbol.for("nixgen.toNix") as never;

/** An object that knows how to become an expression. */
export interface ToNix {
  [toNix](): Expr;
}

/**
 * What can stand wherever a Nix expression is wanted. JavaScript values are data: a string is always a string.
 *
 * | JavaScript | Nix |
 * | --- | --- |
 * | `"text"` | a string; over several lines an indented string where that is exact |
 * | `true`, `false`, `null` | the same |
 * | safe integers, `bigint` in 64 bits | an integer |
 * | other finite numbers | a float |
 * | arrays | a list |
 * | plain objects | an attribute set; keys with `undefined` are left out |
 * | nodes, references, anything with `[toNix]()` | the expression |
 */
export type NixValue =
  string | number | bigint | boolean | null | Expr | ToNix | Annotated | readonly NixValue[] | NixAttributes;

/** A plain object as an attribute set. */
export interface NixAttributes {
  readonly [name: string]: NixValue | undefined;
}
