import type { Expr, Suggestion } from "@nixgen/core";
import { closestNames } from "../closest.js";
import { describeType, type OptionType, type Scalar } from "../option-type.js";
import { literalOf, type Literal } from "./literal.js";

/** Why a value does not fit a type. */
export interface Misfit {
  readonly node: Expr;
  /** What was found, as in `a string`. */
  readonly found: string;
  readonly type: OptionType;
  readonly suggestions: readonly Suggestion[];
}

/**
 * Why a value does not fit a type; `undefined` where it fits, or where only evaluation tells. Looks at literals alone: what
 * a variable or a call gives is not known.
 */
export function findMisfit(value: Expr, type: OptionType): Misfit | undefined {
  const problem = findProblem(value, type);
  if (problem === undefined) return undefined;
  const { literal } = problem;
  return {
    node: literal.node,
    found: describeLiteral(literal),
    type: problem.type,
    suggestions: suggestValues(literal, problem.type),
  };
}

/** What a literal is, as in `a string "x"`. */
export function describeLiteral({ is, value }: Literal): string {
  const shown = typeof value === "string" || typeof value === "number" ? ` ${JSON.stringify(value)}` : "";
  return `${foundNames[is]}${shown}`;
}

/** A literal that does not fit, and the type that it does not fit. */
interface Problem {
  readonly literal: Literal;
  readonly type: OptionType;
}

function findProblem(value: Expr, type: OptionType): Problem | undefined {
  const literal = literalOf(value);
  if (literal === undefined) return undefined;
  switch (type[0]) {
    case "nullOr":
      return literal.is === "null" ? undefined : findProblem(value, type[1]);
    case "either":
      return type[1].some((choice) => findProblem(value, choice) === undefined)
        ? undefined
        : { literal, type };
    case "coercedTo":
      return findProblem(value, type[1]) && findProblem(value, type[2]) ? { literal, type } : undefined;
    case "listOf":
    case "nonEmptyListOf":
      if (literal.is !== "list") return { literal, type };
      return literal.node.kind === "List" ? findFirst(literal.node.elements, type[1]) : undefined;
    case "attrsOf":
      return literal.is === "set" ? findFirst(valuesIn(literal.node), type[1]) : { literal, type };
    default:
      return accepts(literal, type) ? undefined : { literal, type };
  }
}

function findFirst(values: readonly Expr[], type: OptionType): Problem | undefined {
  for (const value of values) {
    const found = findProblem(value, type);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The values in a set; those under longer paths are left out. */
function valuesIn(set: Expr): Expr[] {
  if (set.kind !== "AttributeSet") return [];
  return set.bindings.flatMap((binding) =>
    binding.kind === "Binding" && binding.path.names.length === 1 ? [binding.value] : [],
  );
}

const integers: { readonly [name: string]: readonly [lowest: number, highest: number] } = {
  int: [-Infinity, Infinity],
  positiveInt: [1, Infinity],
  signedInt16: [-32768, 32767],
  signedInt32: [-2147483648, 2147483647],
  signedInt8: [-128, 127],
  unsignedInt: [0, Infinity],
  unsignedInt16: [0, 65535],
  unsignedInt32: [0, 4294967295],
  unsignedInt8: [0, 255],
};

/** Whether a literal fits a type that is made of no others. */
function accepts(literal: Literal, type: OptionType): boolean {
  const { is, value } = literal;
  const range = integers[type[0]];
  if (range !== undefined) return is === "int" && inRange(value, range[0], range[1]);
  switch (type[0]) {
    case "bool":
    case "boolByOr":
      return is === "bool";
    case "float":
      return is === "float";
    case "number":
      return is === "int" || is === "float";
    case "numberPositive":
      return (is === "int" || is === "float") && inRange(value, Number.MIN_VALUE, Infinity);
    case "numberNonnegative":
      return (is === "int" || is === "float") && inRange(value, 0, Infinity);
    case "between":
      return (is === "int" || (is === "float" && type[1] === "number")) && inRange(value, type[2], type[3]);
    case "str":
    case "string":
    case "separatedString":
    case "passwdEntry":
      return is === "string";
    case "singleLineStr":
      return is === "string" && !(typeof value === "string" && /[\n\r]./s.test(value));
    case "nonEmptyStr":
      return is === "string" && !(typeof value === "string" && value.trim() === "");
    case "match":
      return is === "string" && (typeof value !== "string" || matches(type[1], value));
    case "enum":
      if (is === "string" && value === undefined) return type[1].some((one) => typeof one === "string");
      return value !== undefined && type[1].includes(value);
    case "path":
      return (
        is === "path" ||
        (is === "string" && (typeof value !== "string" || value.startsWith("/"))) ||
        is === "set"
      );
    case "package":
      return (
        is === "set" ||
        is === "path" ||
        (is === "string" && (typeof value !== "string" || value.startsWith("/nix/store/")))
      );
    case "attrs":
    case "attrTag":
    case "pkgs":
      return is === "set";
    case "submodule":
      return is === "set" || is === "function" || is === "path";
    case "attrListOf":
      return is === "set" || is === "list";
    case "functionTo":
      return is === "function" || is === "set";
    case "data":
      return is !== "function" && (is !== "null" || type.includes("null") || type.length > 1);
    default:
      return true;
  }
}

function inRange(value: Scalar | undefined, lowest: number, highest: number): boolean {
  return typeof value !== "number" || (value >= lowest && value <= highest);
}

/** Patterns of Nix are POSIX extended regular expressions; what JavaScript reads otherwise is let through. */
function matches(pattern: string, value: string): boolean {
  const translated = pattern.replaceAll(/\[:([a-z]+):\]/g, (all, name: string) => posixClasses[name] ?? all);
  if (/\[:|\[\^?\]|\[[.=]/.test(translated)) return true;
  try {
    return new RegExp(`^(?:${translated})$`, "s").test(value);
  } catch {
    return true;
  }
}

/** What stands between brackets for a character class of POSIX. */
const posixClasses: { readonly [name: string]: string } = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  space: "\\s",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

const foundNames: { readonly [K in Literal["is"]]: string } = {
  bool: "a boolean",
  float: "a floating point number",
  function: "a function",
  int: "an integer",
  list: "a list",
  null: "null",
  path: "a path",
  set: "an attribute set",
  string: "a string",
};

/** What to write instead: the same value in the right notation, or the nearest of the values that are allowed. */
function suggestValues({ is, value, node }: Literal, type: OptionType): Suggestion[] {
  const offer = (text: string): Suggestion => ({
    message: `write \`${text}\``,
    ...(node.span ? { replacement: { span: node.span, text } } : {}),
  });
  const candidates: string[] = [];
  if (is === "string" && typeof value === "string") {
    for (const text of [value, ...synonyms(value)]) {
      if (isNumberText(text) || text === "true" || text === "false" || text === "null") candidates.push(text);
    }
  }
  if (is === "int" || is === "bool" || is === "float") candidates.push(JSON.stringify(String(value)));
  if (is === "int") candidates.push(`${String(value)}.0`);
  const fitting = candidates.filter((text) => findProblem(readScalar(text), type) === undefined);
  if (fitting.length > 0) return fitting.slice(0, 1).map(offer);
  if (typeof value === "string")
    return closestNames(value, enumTexts(type)).map((one) => offer(JSON.stringify(one)));
  return [];
}

function synonyms(text: string): string[] {
  if (/^(yes|on|enable|enabled)$/i.test(text)) return ["true"];
  return /^(no|off|disable|disabled)$/i.test(text) ? ["false"] : [];
}

function isNumberText(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** The expression of a scalar in Nix notation. */
function readScalar(text: string): Expr {
  if (text.startsWith('"')) {
    const value = JSON.parse(text) as string; // Written with JSON.stringify above.
    return { kind: "String", parts: value === "" ? [] : [{ kind: "StringText", value }] };
  }
  if (isNumberText(text)) return text.includes(".") ? { kind: "Float", text } : { kind: "Integer", text };
  return { kind: "Identifier", name: text };
}

function enumTexts(type: OptionType): string[] {
  if (type[0] === "enum") return type[1].filter((one) => typeof one === "string");
  if (type[0] === "nullOr") return enumTexts(type[1]);
  return type[0] === "either" ? type[1].flatMap(enumTexts) : [];
}

/** What is wrong, as a sentence without a final stop. */
export function describeMisfit(path: string, { found, type }: Misfit): string {
  return `\`${path}\` takes ${describeType(type)}, and this is ${found}`;
}
