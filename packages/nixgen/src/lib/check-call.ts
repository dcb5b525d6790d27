import { tryToExpr, type Diagnostic, under } from "@nixgen/core";
import type { Parameter, Signature } from "./signature.js";
import { typeOfExpression, type KnownType } from "./type-of.js";

/**
 * What is wrong with a call of a function: too few or too many arguments, or one of a type that it can't take. Arguments
 * whose type would take evaluation are let through.
 *
 * @param name the function as it is written, such as `"lib.mkIf"`.
 */
export function checkCall(name: string, signature: Signature, args: readonly unknown[]): Diagnostic[] {
  const { parameters, result } = signature;
  const diagnostics = parameters
    .slice(0, args.length)
    .flatMap((parameter, index) => checkArgument(name, parameter, args[index], index));
  const takesMore = result === "any" || result === "function";
  if (args.length < parameters.length || (args.length > parameters.length && !takesMore)) {
    diagnostics.unshift(reportArity(name, parameters, args.length));
  }
  return diagnostics;
}

function reportArity(name: string, parameters: readonly Parameter[], given: number): Diagnostic {
  const count = parameters.length;
  const list = parameters.map((parameter) => parameter.name).join(", ");
  return {
    code: "call/arity",
    severity: "error",
    message: `${name} takes ${count} argument${count === 1 ? "" : "s"} (${list}), not ${given}`,
    path: [],
    suggestions:
      given < count
        ? [{ message: `to apply it to some of them only, write \`call(${name}, …)\`` }]
        : [{ message: "write a list for several values" }],
  };
}

function checkArgument(name: string, parameter: Parameter, value: unknown, index: number): Diagnostic[] {
  const converted = tryToExpr(value);
  if (!converted.ok) {
    return under([index], converted.diagnostics);
  }
  const found = typeOfExpression(converted.expression);
  if (found === undefined || accepted[parameter.type].includes(found)) return [];
  return [
    {
      code: "call/argument",
      severity: "error",
      message: `${name}: \`${parameter.name}\` is ${described[parameter.type]}, found ${described[found]}`,
      path: [index],
      suggestions: [],
    },
  ];
}

const everything: readonly KnownType[] = [
  "boolean",
  "float",
  "function",
  "integer",
  "list",
  "null",
  "path",
  "set",
  "string",
];

/** What each type of a parameter takes. A set may be a package, which becomes a string, or may stand for a function. */
const accepted: Readonly<Record<Parameter["type"], readonly KnownType[]>> = {
  any: everything,
  boolean: ["boolean"],
  function: ["function", "set"],
  integer: ["integer"],
  list: ["list"],
  path: ["path", "string", "set"],
  set: ["set"],
  string: ["string", "path", "set"],
};

const described: Readonly<Record<Parameter["type"] | KnownType, string>> = {
  any: "any value",
  boolean: "true or false",
  float: "a float",
  function: "a function",
  integer: "an integer",
  list: "a list",
  null: "null",
  path: "a path",
  set: "an attribute set",
  string: "a string",
};
