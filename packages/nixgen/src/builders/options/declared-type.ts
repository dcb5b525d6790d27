import { isNode, toNix, type Expr, type ToNix } from "@nixgen/core";
import * as z from "zod";
import { nixExpression, type NixExpression } from "../input.js";

/**
 * A type of `lib.types`, for an option that a module declares. It is an expression, and knows which values it takes.
 *
 * @see the NixOS manual, "Options Types"
 */
export interface DeclaredType<Value = unknown> extends ToNix {
  /** Checks a value that is written down; expressions always pass. */
  readonly schema: z.ZodType<Value | NixExpression>;
}

/** The values that a type takes. */
export type ValueOf<Type> = Type extends DeclaredType<infer Value> ? Value : never;

/** A type from the expression that it is and the schema of its values. */
export function declaredType<Value>(expression: Expr, schema: z.ZodType): DeclaredType<Value> {
  return {
    [toNix]: () => expression,
    // What the schema says of values is what `Value` says of them.
    schema: z.union([schema, nixExpression]) as unknown as z.ZodType<Value | NixExpression>,
  };
}

/** Whether a value is a type that knows its values. */
export function isDeclaredType(value: unknown): value is DeclaredType {
  return typeof value === "object" && value !== null && !isNode(value) && toNix in value && "schema" in value;
}
