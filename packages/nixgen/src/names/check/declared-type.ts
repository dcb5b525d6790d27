import { staticName, type AttributeSet, type Expr } from "@nixgen/core";
import type { OptionType, Scalar } from "../option-type.js";
import { literalOf } from "./literal.js";
import { valueOf } from "./meaning.js";
import { fileOf, follow, type Project } from "./overlays.js";

/** A type as it is written down, and the options that are below it. */
export interface DeclaredType {
  readonly type: OptionType;
  /** The options of submodules, each a set of them. */
  readonly below: readonly DeclaredOptions[];
}

/** Options of a submodule, as they are written down. */
export interface DeclaredOptions {
  /** The placeholders between the option and those of the submodule. */
  readonly path: readonly string[];
  /** The value of `options`. */
  readonly options: Expr;
  readonly project: Project;
}

/** What can't be read takes every value. */
export const anything: DeclaredType = { type: ["anything"], below: [] };

/** Types of `lib.types` that take no arguments, by their names there. */
const simpleTypes: Readonly<Record<string, OptionType>> = {
  anything: ["anything"],
  attrs: ["attrs"],
  bool: ["bool"],
  boolByOr: ["boolByOr"],
  commas: ["separatedString"],
  deferredModule: ["deferredModule"],
  envVar: ["separatedString"],
  externalPath: ["path"],
  float: ["float"],
  int: ["int"],
  "ints.positive": ["positiveInt"],
  "ints.s16": ["signedInt16"],
  "ints.s32": ["signedInt32"],
  "ints.s8": ["signedInt8"],
  "ints.u16": ["unsignedInt16"],
  "ints.u32": ["unsignedInt32"],
  "ints.u8": ["unsignedInt8"],
  "ints.unsigned": ["unsignedInt"],
  lines: ["separatedString"],
  nonEmptyStr: ["nonEmptyStr"],
  number: ["number"],
  "numbers.nonnegative": ["numberNonnegative"],
  "numbers.positive": ["numberPositive"],
  optionType: ["optionType"],
  package: ["package"],
  passwdEntry: ["passwdEntry"],
  path: ["path"],
  pathInStore: ["path"],
  pkgs: ["pkgs"],
  port: ["unsignedInt16"],
  raw: ["raw"],
  shellPackage: ["package"],
  singleLineStr: ["singleLineStr"],
  str: ["str"],
  string: ["str"],
  unspecified: ["unspecified"],
};

/**
 * The type that an expression is, as the indexes have it: `lib.types.nullOr lib.types.port`. What only evaluation tells, and
 * functions of the project itself, take every value.
 */
export function readType(value: Expr, project: Project): DeclaredType {
  switch (value.kind) {
    case "Parenthesized":
      return readType(value.expression, project);
    case "With":
    case "Let":
      return readType(value.body, project);
    case "Identifier":
    case "Select": {
      const held = value.kind === "Identifier" ? follow(value.name, project) : undefined;
      if (held !== undefined && !isOfTypes(held.value)) return readType(held.value, held.project);
      const name = typeName(value, project);
      return name !== undefined && Object.hasOwn(simpleTypes, name)
        ? { type: simpleTypes[name]!, below: [] }
        : anything;
    }
    case "Application": {
      const { callee, args } = unfold(value);
      const name = typeName(callee, project);
      return name === undefined ? anything : readCall(name, args, project);
    }
    default:
      return anything;
  }
}

/** `lib.types.str` and `inherit (lib.types) str` */
function isOfTypes(value: Expr): boolean {
  return value.kind === "Select" && nameBelowTypes(namesOf(value)) !== undefined;
}

/** The function that is called, and its arguments. */
export function unfold(call: Expr): { readonly callee: Expr; readonly args: readonly Expr[] } {
  const args: Expr[] = [];
  let callee = call;
  for (;;) {
    if (callee.kind === "Application") {
      args.unshift(callee.argument);
      callee = callee.function;
    } else if (callee.kind === "Parenthesized") callee = callee.expression;
    else return { callee, args };
  }
}

/** The name in `lib.types` of an expression, as `ints.between`; `undefined` for what is not of `lib.types`. */
function typeName(value: Expr, project: Project): string | undefined {
  if (value.kind === "Identifier") {
    const held = follow(value.name, project);
    // What nothing binds comes from a `with types`.
    return held === undefined ? value.name : nameBelowTypes(namesOf(held.value));
  }
  const names = namesOf(value);
  const [first = "", ...rest] = names;
  const held = follow(first, project);
  const whole = held === undefined ? names : [...namesOf(held.value), ...rest];
  return nameBelowTypes(whole) ?? (first === "ints" || first === "numbers" ? names.join(".") : undefined);
}

/** The names of a selection from a variable. */
export function namesOf(value: Expr): readonly string[] {
  if (value.kind === "Identifier") return [value.name];
  if (value.kind !== "Select") return [];
  return [...namesOf(value.subject), ...value.path.names.map((name) => staticName(name) ?? "")];
}

function nameBelowTypes(names: readonly string[]): string | undefined {
  const at = names.indexOf("types");
  // Other libraries have types of these names too.
  const before = names.slice(0, at).join(".");
  const isLib = /^$|^l(ib)?$|(^|\.)(pkgs|nixpkgs)\.lib$/.test(before);
  return at >= 0 && isLib && at + 1 < names.length ? names.slice(at + 1).join(".") : undefined;
}

const wrappers: Readonly<
  Record<string, readonly [type: "listOf" | "nonEmptyListOf" | "attrsOf" | "nullOr", placeholder?: string]>
> = {
  attrsOf: ["attrsOf", "<name>"],
  lazyAttrsOf: ["attrsOf", "<name>"],
  listOf: ["listOf", "*"],
  nonEmptyListOf: ["nonEmptyListOf", "*"],
  nullOr: ["nullOr"],
};

function readCall(name: string, args: readonly Expr[], project: Project): DeclaredType {
  const [first, second, third] = args;
  if (first === undefined) return anything;
  const wrapper = Object.hasOwn(wrappers, name) && args.length === 1 ? wrappers[name] : undefined;
  if (wrapper !== undefined) return wrap(wrapper[0], wrapper[1], readType(first, project));
  switch (name) {
    case "either":
      return second === undefined ? anything : readChoices([first, second], project);
    case "oneOf":
      return first.kind === "List" ? readChoices(first.elements, project) : anything;
    case "enum":
      return readEnum(first, project);
    case "uniq":
      return readType(first, project);
    case "unique":
      return second === undefined ? anything : readType(second, project);
    case "addCheck":
    case "passwdEntry":
      return readType(first, project);
    case "coercedTo": {
      if (third === undefined) return anything;
      const to = readType(third, project);
      return { type: ["coercedTo", readType(first, project).type, to.type], below: to.below };
    }
    case "functionTo":
      return { type: ["functionTo", readType(first, project).type], below: [] };
    case "separatedString":
      return { type: ["separatedString"], below: [] };
    case "strMatching": {
      const pattern = literalOf(first)?.value;
      return { type: typeof pattern === "string" ? ["match", pattern] : ["str"], below: [] };
    }
    case "ints.between":
    case "numbers.between": {
      const [low, high] = [first, second].map((one) =>
        one === undefined ? undefined : literalOf(one)?.value,
      );
      const base = name === "ints.between" ? "int" : "number";
      const isKnown = typeof low === "number" && typeof high === "number";
      return { type: isKnown ? ["between", base, low, high] : [base], below: [] };
    }
    case "submodule":
      return readSubmodule([first], project);
    case "submoduleWith": {
      const modules = first.kind === "AttributeSet" ? valueOf("modules", first) : undefined;
      return modules?.kind === "List" ? readSubmodule(modules.elements, project) : anything;
    }
    default:
      return anything;
  }
}

function wrap(
  name: "listOf" | "nonEmptyListOf" | "attrsOf" | "nullOr",
  placeholder: string | undefined,
  { type, below }: DeclaredType,
): DeclaredType {
  const before = placeholder === undefined ? [] : [placeholder];
  return { type: [name, type], below: below.map((one) => ({ ...one, path: [...before, ...one.path] })) };
}

function readChoices(values: readonly Expr[], project: Project): DeclaredType {
  // Which of several choices a set is meant to be is not told, so that what submodules have is not listed.
  return { type: ["either", values.map((value) => readType(value, project).type)], below: [] };
}

function readEnum(value: Expr, project: Project): DeclaredType {
  const held = value.kind === "Identifier" ? follow(value.name, project) : undefined;
  const list = held?.value ?? value;
  if (list.kind === "Parenthesized") return readEnum(list.expression, held?.project ?? project);
  const values = list.kind === "List" ? list.elements.map((element) => literalOf(element)?.value) : undefined;
  const isKnown = (one: Scalar | undefined): one is Scalar => one !== undefined;
  return values?.every(isKnown) ? { type: ["enum", values], below: [] } : anything;
}

/** A submodule with some modules; where one of them can't be read, it takes all names. */
function readSubmodule(modules: readonly Expr[], project: Project): DeclaredType {
  const below: DeclaredOptions[] = [];
  let freeform: OptionType | undefined;
  for (const module of modules) {
    const read = readModule(module, project);
    if (read === undefined) return { type: ["submodule", ["anything"]], below: [] };
    freeform ??= read.freeform;
    below.push(...read.below);
  }
  return { type: freeform === undefined ? ["submodule"] : ["submodule", freeform], below };
}

interface DeclaredModule {
  readonly freeform: OptionType | undefined;
  readonly below: readonly DeclaredOptions[];
}

function readModule(module: Expr, project: Project): DeclaredModule | undefined {
  switch (module.kind) {
    case "Parenthesized":
      return readModule(module.expression, project);
    case "Function":
    case "Let":
    case "With":
      return readModule(module.body, project);
    case "Identifier": {
      const held = follow(module.name, project);
      return held && readModule(held.value, held.project);
    }
    case "AttributeSet":
      return readModuleSet(module, project);
    default: {
      const file = fileOf(module, project);
      return file && readModule(file.value, file.project);
    }
  }
}

function readModuleSet(module: AttributeSet, project: Project): DeclaredModule | undefined {
  const below: DeclaredOptions[] = [];
  let freeform: OptionType | undefined;
  for (const binding of module.bindings) {
    if (binding.kind === "Inherit") {
      if (binding.names.some((name) => /^(options|imports|freeformType)$/.test(staticName(name) ?? "")))
        return undefined;
      continue;
    }
    if (binding.kind !== "Binding") return undefined;
    const names = binding.path.names.map((name) => staticName(name));
    if (names[0] === "options") {
      const path = names.slice(1).map((name) => name ?? "<any>");
      below.push({ path, options: binding.value, project });
    } else if (names[0] === "freeformType") freeform = readType(binding.value, project).type;
    else if (names[0] === "imports") {
      const list = binding.value.kind === "List" ? binding.value.elements : undefined;
      for (const one of list ?? []) {
        const read = readModule(one, project);
        if (read === undefined) return undefined;
        freeform ??= read.freeform;
        below.push(...read.below);
      }
      if (list === undefined) return undefined;
    }
  }
  return { freeform, below };
}
