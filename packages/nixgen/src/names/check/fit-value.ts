import type { Expr } from "@nixgen/core";
import { describeType, type OptionType, type Scalar } from "../option-type.js";
import { literalOf, type Literal } from "./literal.js";

/** A literal that does not fit, and the type that it does not fit. */
export interface Misfit {
  readonly literal: Literal;
  readonly type: OptionType;
}

/**
 * The first literal of a value that does not fit a type; `undefined` where it fits, or where only evaluation tells. Looks at
 * literals alone: what a variable or a call gives is not known.
 */
export function findMisfit(value: Expr, type: OptionType): Misfit | undefined {
  for (const misfit of findMisfits(value, type)) return misfit;
  return undefined;
}

/** The literals of a value that do not fit a type: the value, or each of those in a list or set. */
export function* findMisfits(value: Expr, type: OptionType): Generator<Misfit> {
  const literal = literalOf(value);
  if (literal === undefined) return;
  switch (type[0]) {
    case "nullOr":
      if (literal.is !== "null") yield* findMisfits(value, type[1]);
      return;
    case "either":
      if (type[1].every((choice) => findMisfit(value, choice) !== undefined)) yield { literal, type };
      return;
    case "coercedTo":
      if (findMisfit(value, type[1]) && findMisfit(value, type[2])) yield { literal, type };
      return;
    case "listOf":
    case "nonEmptyListOf":
      if (literal.node.kind !== "List") yield { literal, type };
      else for (const element of literal.node.elements) yield* findMisfits(element, type[1]);
      return;
    case "attrsOf":
      if (literal.is !== "set") yield { literal, type };
      else yield* findMisfitsIn(literal.node, type[1]);
      return;
    default:
      if (!accepts(literal, type)) yield { literal, type };
  }
}

/** Values in a set of which none fits are mostly meant for something else as a whole: the first of them stands for all. */
const fewValues = 3;

function findMisfitsIn(set: Expr, type: OptionType): readonly Misfit[] {
  const values = valuesIn(set);
  const misfits = values.map((value) => [...findMisfits(value, type)]);
  const isOther = values.length > fewValues && misfits.every(({ length }) => length > 0);
  return isOther ? misfits[0]!.slice(0, 1) : misfits.flat();
}

/** What a literal is, as in `a string "x"`. */
export function describeLiteral({ is, value }: Literal): string {
  const shown = typeof value === "string" || typeof value === "number" ? ` ${JSON.stringify(value)}` : "";
  return `${foundNames[is]}${shown}`;
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

/** What is wrong, as a sentence without a final stop. */
export function describeMisfit(path: string, { literal, type }: Misfit): string {
  return `\`${path}\` takes ${describeType(type)}, and this is ${describeLiteral(literal)}`;
}
