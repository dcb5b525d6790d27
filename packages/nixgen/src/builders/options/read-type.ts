import { isPlainAttributes, toNix } from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../../names/closest.js";
import { nixExpression, nixValue, type NixExpression } from "../input.js";
import { isDeclaredType, type DeclaredType } from "./declared-type.js";
import { simpleTypeNames, type ComposedTypeData } from "./type-data.js";
import { types, type SubmoduleOptions } from "./types.js";

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

/** Reads what stands for the arguments of one type of other types. */
type ReadArguments = (value: unknown, path: Path) => TypeResult;

type Path = readonly (string | number)[];

const ofOneType = (build: (type: DeclaredType) => DeclaredType): ReadArguments => {
  return (value, path) => readInner(value, path, build);
};

const ofTypes = (build: (types: readonly DeclaredType[]) => DeclaredType, most = Infinity): ReadArguments => {
  return (value, path) => {
    if (!isList(value) || value.length < 2 || value.length > most)
      return wrong(path, "expected a list of types");
    const read = value.map((item, index) => readType(item, [...path, index]));
    const failed = read.find((result) => !("type" in result));
    return failed ?? { type: build(read.map((result) => (result as { readonly type: DeclaredType }).type)) };
  };
};

const ofText = (build: (text: string) => DeclaredType): ReadArguments => {
  return (value, path) =>
    typeof value === "string" ? { type: build(value) } : wrong(path, "expected a string");
};

const ofRange = (build: (lowest: number, highest: number) => DeclaredType): ReadArguments => {
  return (value, path) => {
    const [lowest, highest] = isList(value) ? value : [];
    if (typeof lowest !== "number" || typeof highest !== "number")
      return wrong(path, "expected the lowest and the highest number");
    return { type: build(lowest, highest) };
  };
};

/** Reads a set that is checked by a schema. */
const ofSet = <Options>(
  schema: z.ZodType,
  example: string,
  build: (options: Options) => DeclaredType,
): ReadArguments => {
  return (value, path) => {
    const { data, success } = schema.safeParse(value);
    // The schema says the same as the type of the options.
    return success ? { type: build(data as Options) } : wrong(path, `expected ${example}`);
  };
};

/** Reads a set that has types among its attributes. */
const ofTypesByName = <Options>(
  names: readonly string[],
  schema: z.ZodType,
  example: string,
  build: (options: Options) => DeclaredType,
): ReadArguments => {
  return (value, path) => {
    const given = isPlainAttributes(value) ? value : {};
    const read = names.map((name) => [name, readType(given[name], [...path, name])] as const);
    const failed = read.find(([name, result]) => given[name] !== undefined && !("type" in result));
    if (failed) return failed[1];
    const types = read.map(([name, result]) => [name, "type" in result ? result.type : undefined]);
    return ofSet(schema, example, build)({ ...given, ...Object.fromEntries(types) }, path);
  };
};

const declared = z.custom((value) => value !== undefined);
const modules = z.array(nixValue);

/** Types of other types, as they are written in data. */
const composed: Readonly<Record<keyof ComposedTypeData, ReadArguments>> = {
  enum: (value, path) =>
    isList(value) && value.length > 0
      ? { type: types.enum(value as readonly string[]) }
      : wrong(path, 'expected a list of values, such as ["a", "b"]'),
  nullOr: ofOneType(types.nullOr),
  listOf: ofOneType(types.listOf),
  nonEmptyListOf: ofOneType(types.nonEmptyListOf),
  attrsOf: ofOneType(types.attrsOf),
  lazyAttrsOf: ofOneType(types.lazyAttrsOf),
  attrListOf: ofOneType(types.attrListOf),
  functionTo: ofOneType(types.functionTo),
  passwdEntry: ofOneType(types.passwdEntry),
  uniq: ofOneType(types.uniq),
  either: ofTypes(([first, second]) => types.either(first!, second!), 2),
  oneOf: ofTypes(types.oneOf),
  strMatching: ofText(types.strMatching),
  separatedString: ofText(types.separatedString),
  "ints.between": ofRange(types.ints.between),
  "numbers.between": ofRange(types.numbers.between),
  submodule: (value, path) =>
    isPlainAttributes(value)
      ? { type: types.submodule(value as SubmoduleOptions) }
      : wrong(path, "expected { options: { … } }"),
  attrTag: ofSet(z.record(z.string(), nixExpression), "options by name", types.attrTag),
  pathWith: ofSet(
    z.strictObject({ inStore: z.boolean().optional(), absolute: z.boolean().optional() }),
    "{ inStore: true } or { absolute: true }",
    types.pathWith,
  ),
  serializableValueWith: ofSet(
    z.strictObject({ typeName: z.string(), nullable: z.boolean().optional() }),
    '{ typeName: "YAML" }',
    types.serializableValueWith,
  ),
  deferredModuleWith: ofSet(
    z.strictObject({ staticModules: modules }),
    "{ staticModules: [ … ] }",
    types.deferredModuleWith,
  ),
  submoduleWith: ofSet(
    z.strictObject({
      modules,
      shorthandOnlyDefinesConfig: z.boolean().optional(),
      class: z.string().optional(),
      description: z.string().optional(),
    }),
    "{ modules: [ … ] }",
    types.submoduleWith,
  ),
  attrsWith: ofTypesByName(
    ["elemType"],
    z.strictObject({
      elemType: declared,
      lazy: z.boolean().optional(),
      placeholder: z.string().optional(),
    }),
    "{ elemType, lazy, placeholder }",
    types.attrsWith,
  ),
  attrListWith: ofTypesByName(
    ["elemType"],
    z.strictObject({
      elemType: declared,
      asAttrs: z.boolean().optional(),
      mergeAttrValues: nixExpression.optional(),
    }),
    "{ elemType, asAttrs, mergeAttrValues }",
    types.attrListWith,
  ),
  unique: ofTypesByName(
    ["type"],
    z.strictObject({ type: declared, message: z.string() }),
    "{ type, message }",
    ({ type, message }: { type: DeclaredType; message: string }) => types.unique({ message }, type),
  ),
  addCheck: ofTypesByName(
    ["type"],
    z.strictObject({ type: declared, check: nixExpression }),
    "{ type, check }",
    ({ type, check }: { type: DeclaredType; check: NixExpression }) => types.addCheck(type, check),
  ),
  coercedTo: ofTypesByName(
    ["from", "to"],
    z.strictObject({ from: declared, by: nixExpression, to: declared }),
    "{ from, by, to }",
    ({ from, by, to }: { from: DeclaredType; by: NixExpression; to: DeclaredType }) =>
      types.coercedTo(from, by, to),
  ),
};

function readComposed(name: string, value: unknown, path: Path): TypeResult {
  if (Object.hasOwn(composed, name)) return composed[name as keyof ComposedTypeData](value, path);
  const similar = closestNames(name, Object.keys(composed)).map((known) => `did you mean \`${known}\`?`);
  return { message: `there is no type \`${name}\``, path, suggestions: similar };
}

/** Reads the type in another one, and builds that. */
function readInner(value: unknown, path: Path, build: (type: DeclaredType) => DeclaredType): TypeResult {
  const inner = readType(value, path);
  // An expression stands wherever a type can.
  return "type" in inner ? { type: build(inner.type as DeclaredType) } : inner;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function wrong(path: readonly (string | number)[], message: string): TypeResult {
  return { message, path, suggestions: [] };
}
