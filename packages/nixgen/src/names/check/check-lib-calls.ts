import {
  printExprAt,
  staticName,
  type AttributeName,
  type AttributeSet,
  type Expr,
  type Node,
  type Suggestion,
} from "@nixgen/core";
import { closestNames } from "../closest.js";
import { lookupLibName } from "../lib-names.js";
import { placeOf, spanBetween, type CheckContext } from "./context.js";
import { unfold } from "./declared-type.js";
import { describeLiteral } from "./fit-value.js";
import { literalOf, type Literal } from "./literal.js";
import { valueOf, type Meaning } from "./meaning.js";

/** What the functions of `lib` that declare options take. */
interface Declarer {
  /** What each argument is. A text may be null, where a description is added afterwards. */
  readonly takes: readonly ("a text" | "a set" | "anything")[];
  /** The attributes that the last argument can have, where it is a set: others are an error. */
  readonly attributes?: readonly string[];
}

/** As `lib/options.nix` of nixpkgs has them. */
const declarers: Readonly<Record<string, Declarer>> = {
  mkEnableOption: { takes: ["a text"] },
  mkOption: {
    takes: ["a set"],
    attributes: [
      "apply",
      "default",
      "defaultText",
      "description",
      "example",
      "internal",
      "readOnly",
      "relatedPackages",
      "type",
      "visible",
    ],
  },
  mkPackageOption: {
    takes: ["anything", "anything", "a set"],
    attributes: ["default", "example", "extraDescription", "nullable", "pkgsText"],
  },
};

/** How many arguments the functions of `lib.types` take, and which of them are types. */
const typeFunctions: Readonly<Record<string, readonly ("type" | "list" | "types" | "other")[]>> = {
  addCheck: ["type", "other"],
  attrsOf: ["type"],
  coercedTo: ["type", "other", "type"],
  either: ["type", "type"],
  enum: ["list"],
  functionTo: ["type"],
  "ints.between": ["other", "other"],
  lazyAttrsOf: ["type"],
  listOf: ["type"],
  nonEmptyListOf: ["type"],
  nullOr: ["type"],
  "numbers.between": ["other", "other"],
  oneOf: ["types"],
  separatedString: ["other"],
  strMatching: ["other"],
  submodule: ["other"],
  submoduleWith: ["other"],
  uniq: ["type"],
  unique: ["other", "type"],
};

type MeaningOf = (expression: Expr) => Meaning;

/** Checks the arguments of the functions of `lib` that declare options, and of those that make their types. */
export function checkLibCall(
  call: Extract<Expr, { kind: "Application" }>,
  meaningOf: MeaningOf,
  context: CheckContext,
): void {
  const { callee, args } = unfold(call);
  const path = libPathOf(meaningOf(callee), context);
  if (path === undefined) return;
  const name = path.at(-1)!;
  const isDeclarer = path.length === 1 || (path.length === 2 && path[0] === "options");
  if (isDeclarer && Object.hasOwn(declarers, name)) checkDeclarer(name, declarers[name]!, args, context);
  const typeName = path[0] === "types" ? path.slice(1).join(".") : "";
  if (Object.hasOwn(typeFunctions, typeName)) checkTypeCall(call, typeName, args, meaningOf, context);
}

/** The path in nixpkgs' `lib` of what is named; `undefined` where the project may have changed it. */
function libPathOf(meaning: Meaning, { declarations }: CheckContext): readonly string[] | undefined {
  if (meaning.is !== "lib" || meaning.root !== "lib") return undefined;
  return meaning.path.some((name) => declarations.lib.has(name)) ? undefined : meaning.path;
}

function checkDeclarer(
  name: string,
  { takes, attributes }: Declarer,
  args: readonly Expr[],
  context: CheckContext,
): void {
  const last = args.at(-1)!;
  if (args.length === takes.length + 1) {
    const count = takes.length === 1 ? "one argument" : `${takes.length} arguments`;
    return report(last, `\`${name}\` takes ${count}, and this is one more`, [], context);
  }
  const wanted = takes[args.length - 1];
  if (wanted === undefined) return;
  const literal = literalOf(last);
  if (literal !== undefined && !isA(wanted, literal)) {
    const message = `\`${name}\` takes ${wanted}, and this is ${describeLiteral(literal)}`;
    // Descriptions are only evaluated for manuals.
    const isDescription = wanted === "a text";
    return report(
      last,
      isDescription ? `${message}, which fails in manuals` : message,
      [],
      context,
      isDescription ? "warning" : "error",
    );
  }
  if (literal?.node.kind !== "AttributeSet" || attributes === undefined) return;
  const given = literal.node.bindings.flatMap((binding) => {
    if (binding.kind === "Error") return [];
    return binding.kind === "Inherit" ? binding.names : binding.path.names.slice(0, 1);
  });
  const texts = given.map((node) => staticName(node));
  for (const [at, node] of given.entries()) {
    const written = texts[at];
    if (written === undefined || attributes.includes(written)) continue;
    const help = proposalsFor(written, attributes).map((one): Suggestion => {
      const message = `write \`${one}\``;
      const isEdit = node.span !== undefined && !texts.includes(one);
      return isEdit ? { message, replacement: { span: node.span, text: one } } : { message };
    });
    report(node, `\`${name}\` takes no argument \`${written}\``, help, context);
  }
  if (name === "mkOption") noteTypeOf(literal.node, context);
}

function isA(wanted: Declarer["takes"][number], { is }: Literal): boolean {
  switch (wanted) {
    case "a text":
      return is === "string" || is === "null";
    case "a set":
      return is === "set";
    case "anything":
      return true;
  }
}

/** A name that is near, or that begins so: `desc`. */
function proposalsFor(written: string, attributes: readonly string[]): readonly string[] {
  const near = closestNames(written, attributes);
  return near.length > 0 ? near : attributes.filter((one) => written.length > 2 && one.startsWith(written));
}

function noteTypeOf(given: AttributeSet, context: CheckContext): void {
  const type = valueOf("type", given);
  if (type !== undefined) noteType(type, "`type`", context);
}

/** Notes that a type is wanted, and reports a value that is none. */
function noteType(value: Expr, by: string, context: CheckContext): void {
  switch (value.kind) {
    case "Parenthesized":
      return noteType(value.expression, by, context);
    case "With":
    case "Let":
      return noteType(value.body, by, context);
    case "If":
      noteType(value.consequence, by, context);
      return noteType(value.alternative, by, context);
    case "Identifier":
    case "Select":
    case "Application":
      context.types.add(value);
      break;
    default:
  }
  const literal = literalOf(value);
  if (literal === undefined || ["null", "set", "path", "function"].includes(literal.is)) return;
  const meant = typeof literal.value === "string" ? literal.value.replace(/^(lib\.)?types\./, "") : "";
  const isType =
    /^[\w.]+$/.test(meant) && lookupLibName(["types", ...meant.split(".")], "lib").answer === "known";
  const help = isType ? [{ message: `write \`lib.types.${meant}\`` }] : [];
  report(value, `${by} takes a type, and this is ${describeLiteral(literal)}`, help, context);
}

/** Reports a function of `lib.types` that stands, or is called with too few arguments, where a type is wanted. */
export function checkType(node: Node, meaningOf: MeaningOf, context: CheckContext): void {
  if (!context.types.has(node)) return;
  const value = node as Expr; // Only expressions are noted.
  const { callee, args } = unfold(value);
  const name = typeFunctionOf(callee, meaningOf, context);
  if (name === undefined || args.length >= typeFunctions[name]!.length) return;
  const missing = typeFunctions[name]!.slice(args.length).map((one) => placeholders[one]);
  const shown = [printExprAt(callee, { column: 0 }), ...args.map(() => "…"), ...missing].join(" ");
  const count = args.length === 0 ? "is a function" : "takes more arguments";
  report(value, `a type is wanted here, and \`${name}\` ${count}: \`${shown}\``, [], context);
}

const placeholders = { type: "<type>", list: "[ <values> ]", types: "[ <types> ]", other: "<value>" };

function typeFunctionOf(value: Expr, meaningOf: MeaningOf, context: CheckContext): string | undefined {
  if (value.kind !== "Identifier" && value.kind !== "Select") return undefined;
  const path = libPathOf(meaningOf(value), context);
  const name = path?.[0] === "types" ? path.slice(1).join(".") : "";
  return Object.hasOwn(typeFunctions, name) ? name : undefined;
}

function checkTypeCall(
  call: Extract<Expr, { kind: "Application" }>,
  name: string,
  args: readonly Expr[],
  meaningOf: MeaningOf,
  context: CheckContext,
): void {
  const wanted = typeFunctions[name]!;
  if (args.length > wanted.length) {
    if (args.length === wanted.length + 1) reportMore(call, name, args, meaningOf, context);
    return;
  }
  const last = args.at(-1)!;
  switch (wanted[args.length - 1]) {
    case "type":
      return noteType(last, `\`${name}\``, context);
    case "types":
      if (last.kind === "List") for (const one of last.elements) noteType(one, `\`${name}\``, context);
      return checkList(last, name, context);
    case "list":
      return checkList(last, name, context);
    default:
  }
}

function checkList(value: Expr, name: string, context: CheckContext): void {
  const literal = literalOf(value);
  if (literal === undefined || literal.is === "list") return;
  const of = name === "enum" ? "values" : "types";
  const message = `\`${name}\` takes a list of ${of}, and this is ${describeLiteral(literal)}`;
  report(value, message, literal.value === undefined ? [] : [toList([value])], context);
}

/** Reports an argument more than a function of `lib.types` takes: its arguments were meant as a list, or as one call. */
function reportMore(
  call: Extract<Expr, { kind: "Application" }>,
  name: string,
  args: readonly Expr[],
  meaningOf: MeaningOf,
  context: CheckContext,
): void {
  const wanted = typeFunctions[name]!;
  const [first, second] = args.slice(-2);
  const inner = typeFunctionOf(first!, meaningOf, context);
  const isCall = inner !== undefined && typeFunctionOf(second!, meaningOf, context) === undefined;
  const [only] = wanted.length === 1 ? wanted : [];
  const help =
    isCall && typeFunctions[inner]!.length === 1
      ? [toCall(first!, second!)]
      : only === "list" || only === "types"
        ? [toList(args)]
        : [];
  const count = wanted.length === 1 ? "one argument" : `${wanted.length} arguments`;
  // What is reported there of the call with one argument less has the same cause.
  const node = isCall ? first! : only === "list" || only === "types" ? args[0]! : call.argument;
  report(node, `\`${name}\` takes ${count}, and these are ${args.length}`, help, context);
}

/** `listOf str` in parentheses, in the place of both. */
function toCall(first: Expr, second: Expr): Suggestion {
  const text = `(${[first, second].map((one) => printExprAt(one, { column: 0 })).join(" ")})`;
  return replace(first, second, text);
}

function toList(values: readonly Expr[]): Suggestion {
  const texts = values.map((one) => printExprAt(one, { column: 0 }));
  return replace(values[0]!, values.at(-1)!, ["[", ...texts, "]"].join(" "));
}

function replace(first: Expr, last: Expr, text: string): Suggestion {
  const span = spanBetween(first, last);
  const message = `write \`${text}\``;
  return span === undefined ? { message } : { message, replacement: { span, text } };
}

function report(
  node: Expr | AttributeName,
  message: string,
  suggestions: readonly Suggestion[],
  context: CheckContext,
  severity: "error" | "warning" = "error",
): void {
  const place = placeOf(node, []);
  context.report({ code: "names/wrong-argument", severity, message, ...place, suggestions }, node);
}
