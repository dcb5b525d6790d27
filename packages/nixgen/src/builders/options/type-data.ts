import { isPlainAttributes, toNix, type NixAttributes } from "@nixgen/core";
import { closestNames } from "../../names/closest.js";
import type { NixExpression } from "../input.js";
import { isDeclaredType, type DeclaredType } from "./declared-type.js";
import { types, type SubmoduleOptions } from "./types.js";

/**
 * A type of an option as data, for JSON: the name of a type, such as `"str"` or `"ints.positive"`, or a set whose one
 * attribute is a type of other types: `{ "listOf": "str" }`.
 */
export type TypeData = SimpleTypeName | ComposedTypeData;

/** The name of a type that stands by itself. */
export type SimpleTypeName = (typeof simpleTypeNames)[number];

/** A type of other types as data. */
export interface ComposedTypeData {
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly nullOr?: TypeData;
  readonly listOf?: TypeData;
  readonly nonEmptyListOf?: TypeData;
  readonly attrsOf?: TypeData;
  readonly lazyAttrsOf?: TypeData;
  readonly functionTo?: TypeData;
  readonly uniq?: TypeData;
  readonly either?: readonly [TypeData, TypeData];
  readonly oneOf?: readonly TypeData[];
  readonly strMatching?: string;
  readonly separatedString?: string;
  readonly "ints.between"?: readonly [number, number];
  readonly "numbers.between"?: readonly [number, number];
  readonly submodule?: SubmoduleOptions;
}

export const simpleTypeNames = [
  "bool",
  "boolByOr",
  "int",
  "float",
  "number",
  "port",
  "ints.positive",
  "ints.unsigned",
  "ints.u8",
  "ints.u16",
  "ints.u32",
  "ints.s8",
  "ints.s16",
  "ints.s32",
  "numbers.positive",
  "numbers.nonnegative",
  "str",
  "nonEmptyStr",
  "singleLineStr",
  "lines",
  "commas",
  "envVar",
  "path",
  "pathInStore",
  "externalPath",
  "package",
  "shellPackage",
  "pkgs",
  "fileset",
  "anything",
  "raw",
  "unspecified",
  "attrs",
  "json",
  "toml",
  "luaInline",
  "optionType",
  "optionDeclaration",
  "deferredModule",
] as const;

/** What a text or set says of a type: the type, or what is wrong with it, and where. */
export type TypeResult =
  | { readonly type: DeclaredType | NixExpression }
  | {
      readonly message: string;
      readonly path: readonly (string | number)[];
      readonly suggestions: readonly string[];
    };

/** The type that some data stands for; types and expressions stay as they are. */
export function readType(data: unknown, path: readonly (string | number)[] = []): TypeResult {
  if (typeof data === "string") {
    const found = simpleType(data);
    if (found) return { type: found };
    const suggestions = closestNames(data, simpleTypeNames).map(
      (name) => `did you mean ${JSON.stringify(name)}?`,
    );
    return { message: `there is no type ${JSON.stringify(data)}`, path, suggestions };
  }
  if (isDeclaredType(data)) return { type: data };
  if ((typeof data === "object" || typeof data === "function") && data !== null && !isPlainAttributes(data)) {
    if (toNix in data || "kind" in data) return { type: data as NixExpression };
  }
  const entries = isPlainAttributes(data) ? Object.entries(data) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) {
    const message = 'expected a type, such as `types.str`, "str" or { listOf: "str" }';
    return { message, path, suggestions: [] };
  }
  return readComposed(entry[0], entry[1], [...path, entry[0]]);
}

function simpleType(name: string): DeclaredType | undefined {
  if (!(simpleTypeNames as readonly string[]).includes(name)) return undefined;
  // Every one of the names leads to a type.
  return name
    .split(".")
    .reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], types) as DeclaredType;
}

const ofOneType = [
  "nullOr",
  "listOf",
  "nonEmptyListOf",
  "attrsOf",
  "lazyAttrsOf",
  "functionTo",
  "uniq",
] as const;

const composedNames = [
  ...ofOneType,
  "enum",
  "either",
  "oneOf",
  "strMatching",
  "separatedString",
  "ints.between",
  "numbers.between",
  "submodule",
];

function readComposed(name: string, value: unknown, path: readonly (string | number)[]): TypeResult {
  const one = ofOneType.find((known) => known === name);
  if (one !== undefined) {
    const inner = readType(value, path);
    return "type" in inner ? { type: types[one](inner.type as DeclaredType) } : inner;
  }
  const list = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  const [low, high] = list ?? [];
  switch (name) {
    case "enum":
      if (list && list.length > 0) return { type: types.enum(list as readonly string[]) };
      return wrong(path, 'expected a list of values, such as ["a", "b"]');
    case "either":
    case "oneOf": {
      if (!list || list.length < 2 || (name === "either" && list.length > 2))
        return wrong(path, "expected a list of types");
      const read = list.map((item, index) => readType(item, [...path, index]));
      const failed = read.find((result) => !("type" in result));
      if (failed) return failed;
      const choices = read.map((result) => (result as { readonly type: DeclaredType }).type);
      return { type: name === "oneOf" ? types.oneOf(choices) : types.either(choices[0]!, choices[1]!) };
    }
    case "strMatching":
    case "separatedString":
      return typeof value === "string" ? { type: types[name](value) } : wrong(path, "expected a string");
    case "ints.between":
    case "numbers.between":
      if (typeof low !== "number" || typeof high !== "number")
        return wrong(path, "expected the lowest and the highest number");
      return {
        type: name === "ints.between" ? types.ints.between(low, high) : types.numbers.between(low, high),
      };
    case "submodule":
      if (!isPlainAttributes(value)) return wrong(path, "expected { options: { … } }");
      return { type: types.submodule(value as NixAttributes as SubmoduleOptions) };
    default: {
      const similar = closestNames(name, composedNames).map((known) => `did you mean \`${known}\`?`);
      return { message: `there is no type \`${name}\``, path, suggestions: similar };
    }
  }
}

function wrong(path: readonly (string | number)[], message: string): TypeResult {
  return { message, path, suggestions: [] };
}
