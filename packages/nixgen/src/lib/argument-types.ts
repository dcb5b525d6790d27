import type { Annotated, Expr, NixAttributes, NixValue, Reference, ToNix } from "@nixgen/core";

/** The types that values of Nix are told apart by here. */
export type TypeName = "boolean" | "function" | "integer" | "list" | "path" | "set" | "string";

/** Marks an expression whose type is known. It exists at compile time only. */
declare const nixType: unique symbol;

/** An expression of a type, or one whose type is not known. */
type Expression<T extends TypeName> = (ToNix | Expr | Annotated) & { readonly [nixType]?: T };

/** What a call gives whose type is known: it can't stand where another type is wanted. */
export interface Result<T extends TypeName> extends ToNix {
  readonly [nixType]: T;
}

/** A value of any type. */
export type AnyArgument = NixValue;
/** `true`, `false`, or an expression that gives one of them. */
export type BooleanArgument = boolean | Expression<"boolean">;
/** A function, such as what `fn` makes, or an expression that gives one. */
export type FunctionArgument = Expression<"function">;
/** A whole number, or an expression that gives one. */
export type IntegerArgument = number | bigint | Expression<"integer">;
/** An array, or an expression that gives a list. */
export type ListArgument = readonly NixValue[] | Expression<"list">;
/** A path, or an expression that gives one; a string is taken too. */
export type PathArgument = string | Expression<"path" | "string">;
/** An object, or an expression that gives a set. */
export type SetArgument = NixAttributes | Expression<"set">;
/** A string, or an expression that gives one, or a path or package, which become one. */
export type StringArgument = string | Expression<"string" | "path">;

/** A function of Nix: it can be called, and handed on as a value. */
export type NixFunction<Call extends (...args: never[]) => Reference | Result<TypeName>> = Call &
  ToNix & { readonly [nixType]?: "function" };
