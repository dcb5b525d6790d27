import { printExprAt, walk, type AttributeName, type Expr, type Node, type Suggestion } from "@nixgen/core";
import { closestNames } from "../closest.js";
import { lookupPackage } from "../lookup-package.js";
import { readOptionPath } from "../option-path.js";
import type { OptionType } from "../option-type.js";
import type { CheckContext } from "./context.js";
import { findMisfit, type Misfit } from "./fit-value.js";
import { literalOf, type Literal } from "./literal.js";
import { elementOf } from "./wanted-values.js";

/**
 * What to write instead of a literal that does not fit: the same value in the right notation, in a list or out of it, the package
 * that a text names, or the nearest of the values that are allowed.
 */
export function suggestValues({ literal, type }: Misfit, context: CheckContext): Suggestion[] {
  const { node, is, value } = literal;
  const found = [...findValues(literal, type, context)].slice(0, 1);
  if (found.length > 0) return found.map((one) => offer(one, node, context));
  if (is === "set") {
    const isElement = findMisfit(toList([node]), type) === undefined;
    return isElement ? [{ message: "write it in a list, `[ { … } ]`" }] : [];
  }
  if (typeof value !== "string") return [];
  return closestNames(value, enumTexts(type)).map((one) => offer(toText(one), node, context));
}

/** The values that fit a type and may be what is meant, the likeliest first. */
function* findValues(literal: Literal, type: OptionType, context: CheckContext): Generator<Expr> {
  const { is, value, node } = literal;
  for (const scalar of scalarsLike(literal)) if (findMisfit(scalar, type) === undefined) yield scalar;
  if (is === "bool") {
    const words = value === true ? ["yes", "on", "enabled"] : ["no", "off", "disabled"];
    for (const word of words) if (enumTexts(type).includes(word)) yield toText(word);
  }
  if (node.kind === "List") {
    const [only, ...more] = node.elements;
    const inner = only?.kind === "Parenthesized" ? only.expression : only;
    // What only evaluation tells fits everything.
    const isPlain = inner !== undefined && (literalOf(inner) !== undefined || takesPackage(type));
    if (isPlain && more.length === 0 && findMisfit(inner, type) === undefined) yield inner;
    return;
  }
  if (is === "string" && typeof value === "string" && takesPackage(type)) {
    const named = packageNamed(value, context);
    if (named !== undefined) yield named;
  }
  const element = elementOf(type, "list");
  if (element === undefined) return;
  const isEmpty =
    is === "null" || value === "" || (node.kind === "AttributeSet" && node.bindings.length === 0);
  if (isEmpty) {
    const empty = toList([]);
    if (findMisfit(empty, type) === undefined) yield empty;
  } else yield* findLists(literal, element, context);
}

/** The lists of what stands in a single value. */
function* findLists(literal: Literal, element: OptionType, context: CheckContext): Generator<Expr> {
  const { value, node } = literal;
  const words = typeof value === "string" ? value.split(/[\s,]+/).filter((word) => word !== "") : [];
  if (takesPackage(element)) {
    const named = words.map((word) => packageNamed(word, context));
    if (named.length > 0 && named.every((one) => one !== undefined)) yield toList(named);
  }
  const fits = (values: readonly Expr[]) => values.every((one) => findMisfit(one, element) === undefined);
  if (words.length > 1 && fits(words.map(toText))) yield toList(words.map(toText));
  // What is switched on or off is no list of one.
  if (literal.is !== "bool" && (value !== undefined || literal.is === "string" || literal.is === "path")) {
    for (const one of [node, ...scalarsLike(literal)]) if (fits([one])) yield toList([one]);
  }
}

/** The same value as scalars of other types: a number or boolean that stands in a text, or the text of one. */
function scalarsLike({ is, value }: Literal): Expr[] {
  if (is === "string" && typeof value === "string") {
    return [value, ...synonyms(value)].filter(isScalarText).map(toScalar);
  }
  if (is !== "int" && is !== "bool" && is !== "float") return [];
  const text = String(value);
  return [...(is === "bool" ? [] : [toText(text)]), ...(is === "int" ? [toScalar(`${text}.0`)] : [])];
}

function isScalarText(text: string): boolean {
  return isNumberText(text) || /^(true|false|null)$/.test(text);
}

function toScalar(text: string): Expr {
  if (!isNumberText(text)) return { kind: "Identifier", name: text };
  return text.includes(".") ? { kind: "Float", text } : { kind: "Integer", text };
}

function synonyms(text: string): string[] {
  if (/^(yes|on|enable|enabled)$/i.test(text)) return ["true"];
  return /^(no|off|disable|disabled)$/i.test(text) ? ["false"] : [];
}

function isNumberText(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function toText(value: string): Expr {
  return { kind: "String", parts: value === "" ? [] : [{ kind: "StringText", value }] };
}

function toList(values: readonly Expr[]): Expr {
  const isNegative = (one: Expr) => one.kind === "Unary" || ("text" in one && one.text.startsWith("-"));
  const elements = values.map((one): Expr =>
    isNegative(one) ? { kind: "Parenthesized", expression: one } : one,
  );
  return { kind: "List", elements };
}

function takesPackage(type: OptionType): boolean {
  switch (type[0]) {
    // A package is a path too; texts that are none are hardly meant to be one.
    case "package":
    case "path":
      return true;
    case "nullOr":
      return takesPackage(type[1]);
    case "either":
      return type[1].some(takesPackage);
    case "coercedTo":
      return takesPackage(type[1]) || takesPackage(type[2]);
    default:
      return false;
  }
}

/** The package that a text names, as `git`, `pkgs.git` or `python3Packages.requests`. */
function packageNamed(text: string, { names }: CheckContext): Expr | undefined {
  const path = text.replace(/^pkgs\./, "");
  if (!/^[\w.+-]+$/.test(path)) return undefined;
  const answer = lookupPackage(path, names);
  if (answer.answer !== "known") return undefined;
  const { set, other, removed, alias } = answer.entry;
  if (set || other || removed || alias) return undefined;
  const found = readOptionPath(path).map((name): AttributeName => ({ kind: "Identifier", name }));
  const subject: Expr = { kind: "Identifier", name: "pkgs" };
  return { kind: "Select", subject, path: { kind: "AttributePath", names: found } };
}

function offer(value: Expr, node: Expr, { root }: CheckContext): Suggestion {
  const parts = value.kind === "List" ? value.elements : [value];
  const texts = parts.map((part) => printExprAt(part, { column: 0 }));
  const text = value.kind === "List" ? ["[", ...texts, "]"].join(" ") : texts.join("");
  const message = `write \`${text}\``;
  const isEdit = node.span !== undefined && (!text.includes("pkgs.") || bindsPackages(root, node));
  return isEdit ? { message, replacement: { span: node.span!, text } } : { message };
}

/** Whether `pkgs` can be used at a place. */
function bindsPackages(root: Node, place: Node): boolean {
  let isBound = false;
  walk(root, (node, ancestors) => {
    if (node === place) isBound = ancestors.some(bindsName);
    return !isBound;
  });
  return isBound;
}

function bindsName(node: Node): boolean {
  return (
    node.kind === "Function" &&
    node.parameter.kind === "Formals" &&
    node.parameter.formals.some(({ name }) => name.name === "pkgs")
  );
}

function enumTexts(type: OptionType): string[] {
  if (type[0] === "enum") return type[1].filter((one) => typeof one === "string");
  if (type[0] === "nullOr") return enumTexts(type[1]);
  return type[0] === "either" ? type[1].flatMap(enumTexts) : [];
}
