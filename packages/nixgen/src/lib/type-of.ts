import { staticName, type Expr } from "@nixgen/core";
import { builtinSignatures, libSignatures } from "./function-types.generated.js";
import { findSignature } from "./signature.js";

/** The type of what an expression gives, as far as its form says it. */
export type KnownType =
  "boolean" | "float" | "function" | "integer" | "list" | "null" | "path" | "set" | "string";

/**
 * The type of what an expression gives; `undefined` where that would take evaluation.
 *
 * @example
 * typeOfExpression(toExpr([1])) // "list"
 * typeOfExpression(lib.attrNames({ a: 1 })[toNix]()) // "list"
 */
export function typeOfExpression(expression: Expr): KnownType | undefined {
  switch (expression.kind) {
    case "String":
    case "IndentedString":
    case "Uri":
      return "string";
    case "Integer":
      return "integer";
    case "Float":
      return "float";
    case "Path":
    case "SearchPath":
      return "path";
    case "List":
      return "list";
    case "AttributeSet":
      return "set";
    case "Function":
      return "function";
    case "HasAttribute":
      return "boolean";
    case "Identifier":
      return expression.name === "null"
        ? "null"
        : expression.name === "true" || expression.name === "false"
          ? "boolean"
          : undefined;
    case "Unary":
      return expression.operator === "!" ? "boolean" : typeOfExpression(expression.operand);
    case "Binary":
      return typeOfOperation[expression.operator];
    case "Parenthesized":
      return typeOfExpression(expression.expression);
    case "Let":
    case "With":
    case "Assert":
      return typeOfExpression(expression.body);
    case "Application":
      return typeOfCall(expression);
    default:
      return undefined;
  }
}

const typeOfOperation: Readonly<Record<string, KnownType | undefined>> = {
  "++": "list",
  "//": "set",
  "==": "boolean",
  "!=": "boolean",
  "<": "boolean",
  "<=": "boolean",
  ">": "boolean",
  ">=": "boolean",
  "&&": "boolean",
  "||": "boolean",
  "->": "boolean",
};

function typeOfCall(expression: Expr): KnownType | undefined {
  let given = 0;
  let called = expression;
  while (called.kind === "Application") {
    given++;
    called = called.function;
  }
  if (called.kind !== "Select" || called.subject.kind !== "Identifier") return undefined;
  const table = { lib: libSignatures, builtins: builtinSignatures }[called.subject.name];
  const signature = table && findSignature(table, called.path.names.map(staticName).join("."));
  if (signature === undefined) return undefined;
  const { parameters, result } = signature;
  if (given < parameters.length) return "function";
  return given === parameters.length && result !== "any" ? result : undefined;
}
