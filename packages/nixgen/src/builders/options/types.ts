import {
  attrs,
  call,
  dotted,
  findFreeVariables,
  fn,
  isPlainAttributes,
  select,
  type NixAttributes,
  type NixValue,
  type PathName,
} from "@nixgen/core";
import * as z from "zod";
import { onNextLine } from "../../files/header.js";
import { lib } from "../../references/references.js";
import {
  nixAttributes,
  nixExpression,
  nixString,
  nixValue,
  type NixExpression,
  type NixString,
} from "../input.js";
import { declaredType, type DeclaredType, type ValueOf } from "./declared-type.js";
import { submoduleSchema } from "./submodule-schema.js";

/** A value, or an expression that gives one. */
type Item<Value> = Value | NixExpression;

/** A type that is the value of an attribute of `lib.types`. */
function simple<Value>(schema: z.ZodType, ...path: [PathName, ...PathName[]]): DeclaredType<Value> {
  return declaredType(select(lib, "types", ...path), schema);
}

/** A type that a function of `lib.types` gives. */
function applied<Value>(
  schema: z.ZodType,
  path: string | readonly [string, string],
  ...args: [NixValue, ...NixValue[]]
): DeclaredType<Value> {
  const names = (typeof path === "string" ? [path] : path) as [string, ...string[]];
  return declaredType(call(select(lib, "types", ...names), ...args), schema);
}

const number = z.number();
const integer = z.union([z.int(), z.bigint()]);
const anything = nixValue;

function integers(lowest: number, highest: number): z.ZodType {
  return z.int().min(lowest).max(highest);
}

function matching(pattern: string): z.ZodType {
  // Nix matches the whole string. What JavaScript reads in another way is left to Nix.
  try {
    const expression = new RegExp(`^(?:${pattern})$`, "s");
    return z.string().regex(expression, `expected a string that matches ${JSON.stringify(pattern)}`);
  } catch {
    return z.string();
  }
}

function tagSchema(tags: readonly string[]): z.ZodType {
  const one = `expected a set with one attribute: ${tags.map((tag) => `\`${tag}\``).join(" or ")}`;
  return z.record(z.string(), nixValue).refine((value) => {
    const [tag, ...others] = Object.keys(value);
    return tag !== undefined && others.length === 0 && tags.includes(tag);
  }, one);
}

const absolute = z.string().regex(/^\//, "expected a path that starts with a slash");

/** Attributes in an order, or a set of them. */
type AttributeList<Value> =
  readonly Readonly<Record<string, Item<Value>>>[] | Readonly<Record<string, Item<Value>>>;

function attributeList(schema: z.ZodType): z.ZodType {
  const set = z.record(z.string(), schema);
  return z.union([z.array(set), set]);
}

/** What a submodule is made of. */
export interface SubmoduleOptions {
  /** The options: what `mkOption` made, in sets. */
  readonly options?: NixAttributes;
  /** Definitions that every value of the type has; they may use `config`, `name` and the options of the submodule. */
  readonly config?: NixValue;
  readonly imports?: readonly NixValue[];
  /** The type of attributes that are no options. */
  readonly freeformType?: NixExpression;
}

/**
 * The types of `lib.types`, as values for `mkOption`.
 *
 * @see the NixOS manual, "Options Types"
 * @example
 * types.listOf(types.port) // lib.types.listOf lib.types.port
 */
export const types = {
  // Basic types.
  /** `true` or `false`. */
  bool: simple<boolean>(z.boolean(), "bool"),
  /** `true` or `false`; it is `true` where one definition is. */
  boolByOr: simple<boolean>(z.boolean(), "boolByOr"),
  /** Whole numbers. */
  int: simple<number | bigint>(integer, "int"),
  /** Floating point numbers. */
  float: simple<number>(number, "float"),
  /** Whole and floating point numbers. */
  number: simple<number>(number, "number"),
  /** Ports: whole numbers from 0 to 65535. */
  port: simple<number>(integers(0, 65535), "port"),
  /** Whole numbers within bounds. */
  ints: {
    positive: simple<number>(z.int().min(1), "ints", "positive"),
    unsigned: simple<number>(z.int().min(0), "ints", "unsigned"),
    u8: simple<number>(integers(0, 2 ** 8 - 1), "ints", "u8"),
    u16: simple<number>(integers(0, 2 ** 16 - 1), "ints", "u16"),
    u32: simple<number>(integers(0, 2 ** 32 - 1), "ints", "u32"),
    s8: simple<number>(integers(-(2 ** 7), 2 ** 7 - 1), "ints", "s8"),
    s16: simple<number>(integers(-(2 ** 15), 2 ** 15 - 1), "ints", "s16"),
    s32: simple<number>(integers(-(2 ** 31), 2 ** 31 - 1), "ints", "s32"),
    /** Integers from the lowest to the highest, both included. */
    between: (lowest: number, highest: number): DeclaredType<number> =>
      applied(integers(lowest, highest), ["ints", "between"], lowest, highest),
  },
  /** Numbers within bounds. */
  numbers: {
    positive: simple<number>(z.number().gt(0), "numbers", "positive"),
    nonnegative: simple<number>(z.number().min(0), "numbers", "nonnegative"),
    between: (lowest: number, highest: number): DeclaredType<number> =>
      applied(z.number().min(lowest).max(highest), ["numbers", "between"], lowest, highest),
  },
  // Strings.
  /** Strings; an option of this type takes one definition. */
  str: simple<NixString>(nixString, "str"),
  /** Strings that are more than white space. */
  nonEmptyStr: simple<NixString>(
    z.string().regex(/\S/, "expected a string that is not empty"),
    "nonEmptyStr",
  ),
  /** Strings without a line end within. */
  singleLineStr: simple<NixString>(z.string().regex(/^[^\n]*\n?$/, "expected one line"), "singleLineStr"),
  /** Strings; several definitions are joined by line ends. */
  lines: simple<NixString>(nixString, "lines"),
  /** Strings; several definitions are joined by commas. */
  commas: simple<NixString>(nixString, "commas"),
  /** Strings; several definitions are joined by colons. */
  envVar: simple<NixString>(nixString, "envVar"),
  /** Strings; several definitions are joined by the separator. */
  separatedString: (separator: string): DeclaredType<NixString> =>
    applied(nixString, "separatedString", separator),
  /** Strings that match a regular expression as a whole. */
  strMatching: (pattern: string): DeclaredType<NixString> =>
    applied(matching(pattern), "strMatching", pattern),
  /** Values of a type that can stand in `/etc/passwd`: no line end, no colon. */
  passwdEntry: <Value>(type: DeclaredType<Value>): DeclaredType<Value> =>
    applied(type.schema, "passwdEntry", type),
  // Paths and packages.
  /** Absolute paths, as paths or strings, and packages. */
  path: simple<NixString>(absolute, "path"),
  /** Paths in the Nix store. */
  pathInStore: simple<NixString>(absolute, "pathInStore"),
  /** Absolute paths outside the Nix store. */
  externalPath: simple<NixString>(absolute, "externalPath"),
  /** Paths that are in the store or not, absolute or not. */
  pathWith: (options: { readonly inStore?: boolean; readonly absolute?: boolean }): DeclaredType<NixString> =>
    applied(options.absolute === true ? absolute : nixString, "pathWith", options),
  /** Packages. */
  package: simple<NixExpression>(nixExpression, "package"),
  /** Packages that are login shells. */
  shellPackage: simple<NixExpression>(nixExpression, "shellPackage"),
  /** A nixpkgs package set. */
  pkgs: simple<NixExpression>(nixExpression, "pkgs"),
  /** File sets of `lib.fileset`. */
  fileset: simple<NixExpression>(nixExpression, "fileset"),
  // Anything.
  /** Any value; sets of several definitions are merged. */
  anything: simple<NixValue>(anything, "anything"),
  /** Any value, which is not looked into; one definition. */
  raw: simple<NixValue>(anything, "raw"),
  /** Any value. */
  unspecified: simple<NixValue>(anything, "unspecified"),
  /** Attribute sets; later definitions win. `attrsOf` merges them better. */
  attrs: simple<NixAttributes>(nixAttributes, "attrs"),
  /** Values that JSON has. */
  json: simple<NixValue>(anything, "json"),
  /** Values that TOML has. */
  toml: simple<NixValue>(anything, "toml"),
  /** What a format of data can write, such as `{ typeName: "YAML" }`. */
  serializableValueWith: (options: {
    readonly typeName: string;
    readonly nullable?: boolean;
  }): DeclaredType<NixValue> => applied(anything, "serializableValueWith", { ...options }),
  /** Lua code, as `lib.generators.mkLuaInline` gives it. */
  luaInline: simple<NixValue>(anything, "luaInline"),
  /** Types of options. */
  optionType: simple<NixExpression>(nixExpression, "optionType"),
  /** Options, as `mkOption` gives them. */
  optionDeclaration: simple<NixExpression>(nixExpression, "optionDeclaration"),
  /** Modules, which are evaluated elsewhere. */
  deferredModule: simple<NixValue>(anything, "deferredModule"),
  /** Modules, which are evaluated elsewhere, together with others. */
  deferredModuleWith: (options: { readonly staticModules: readonly NixValue[] }): DeclaredType<NixValue> =>
    applied(anything, "deferredModuleWith", { staticModules: options.staticModules }),
  // Types of other types.
  /** One of the values. */
  enum: <const Value extends string | number | boolean | null>(
    values: readonly Value[],
  ): DeclaredType<Value> => applied(z.literal([...values] as unknown as string[]), "enum", values),
  /** `null`, or a value of the type. */
  nullOr: <Value>(type: DeclaredType<Value>): DeclaredType<Value | null> =>
    applied(z.union([z.null(), type.schema]), "nullOr", type),
  /** Lists of values of the type; several definitions are joined. */
  listOf: <Value>(type: DeclaredType<Value>): DeclaredType<readonly Item<Value>[]> =>
    applied(z.array(type.schema), "listOf", type),
  /** Lists with one value of the type at least. */
  nonEmptyListOf: <Value>(
    type: DeclaredType<Value>,
  ): DeclaredType<readonly [Item<Value>, ...Item<Value>[]]> =>
    applied(z.array(type.schema).min(1), "nonEmptyListOf", type),
  /** Attribute sets with any names and values of the type. */
  attrsOf: <Value>(type: DeclaredType<Value>): DeclaredType<Readonly<Record<string, Item<Value>>>> =>
    applied(z.record(z.string(), type.schema), "attrsOf", type),
  /** As `attrsOf`, where the names can depend on values; `mkIf` leaves an attribute without a value. */
  lazyAttrsOf: <Value>(type: DeclaredType<Value>): DeclaredType<Readonly<Record<string, Item<Value>>>> =>
    applied(z.record(z.string(), type.schema), "lazyAttrsOf", type),
  /** As `attrsOf` or `lazyAttrsOf`, with a word for the names. */
  attrsWith: <Value>(options: {
    readonly elemType: DeclaredType<Value>;
    readonly lazy?: boolean;
    /** What stands for a name in the manual, such as `"interface"`. */
    readonly placeholder?: string;
  }): DeclaredType<Readonly<Record<string, Item<Value>>>> =>
    applied(z.record(z.string(), options.elemType.schema), "attrsWith", {
      elemType: options.elemType,
      lazy: options.lazy,
      placeholder: options.placeholder,
    }),
  /** Lists of sets, so that attributes of the same name may come several times and in an order. */
  attrListOf: <Value>(type: DeclaredType<Value>): DeclaredType<AttributeList<Value>> =>
    applied(attributeList(type.schema), "attrListOf", type),
  /** As `attrListOf`, with what becomes of the list. */
  attrListWith: <Value>(options: {
    readonly elemType: DeclaredType<Value>;
    /** Give the value as a set. */
    readonly asAttrs?: boolean;
    /** A function of a name and its values that gives the one of the set. */
    readonly mergeAttrValues?: NixExpression;
  }): DeclaredType<AttributeList<Value>> =>
    applied(attributeList(options.elemType.schema), "attrListWith", { ...options }),
  /** A set with one attribute, whose name says which option its value is for. */
  attrTag: (tags: Readonly<Record<string, NixExpression>>): DeclaredType<NixAttributes> =>
    applied(tagSchema(Object.keys(tags)), "attrTag", dotted(attrs(tags))),
  /** Functions that give values of the type. */
  functionTo: (type: DeclaredType): DeclaredType<NixExpression> => applied(nixExpression, "functionTo", type),
  /** Values of either type. */
  either: <First, Second>(
    first: DeclaredType<First>,
    second: DeclaredType<Second>,
  ): DeclaredType<First | Second> => applied(z.union([first.schema, second.schema]), "either", first, second),
  /** Values of any of the types. */
  oneOf: <const Choices extends readonly DeclaredType[]>(
    choices: Choices,
  ): DeclaredType<ValueOf<Choices[number]>> =>
    applied(z.union(choices.map((type) => type.schema)), "oneOf", choices),
  /** Values of the last type, or of the first, which a function turns into the last. */
  coercedTo: <From, To>(
    from: DeclaredType<From>,
    coerce: NixExpression,
    to: DeclaredType<To>,
  ): DeclaredType<From | To> => applied(z.union([from.schema, to.schema]), "coercedTo", from, coerce, to),
  /** A type whose option can be defined only once. */
  uniq: <Value>(type: DeclaredType<Value>): DeclaredType<Value> => applied(type.schema, "uniq", type),
  /** A type whose option can be defined only once, with what is said otherwise. */
  unique: <Value>(options: { readonly message: string }, type: DeclaredType<Value>): DeclaredType<Value> =>
    applied(type.schema, "unique", { message: options.message }, type),
  /** A type that takes only values for which a function gives `true`. */
  addCheck: <Value>(type: DeclaredType<Value>, check: NixExpression): DeclaredType<Value> =>
    applied(type.schema, "addCheck", type, check),
  /** Sets with options of their own. */
  submodule: (module: SubmoduleOptions | NixExpression): DeclaredType<NixAttributes> =>
    applied(submoduleSchema(module), "submodule", buildSubmodule(module)),
  /** Sets with options of their own, from several modules. */
  submoduleWith: (options: {
    readonly modules: readonly (SubmoduleOptions | NixExpression)[];
    readonly specialArgs?: NixAttributes;
    readonly shorthandOnlyDefinesConfig?: boolean;
    readonly class?: string;
    readonly description?: string;
  }): DeclaredType<NixAttributes> =>
    applied(nixAttributes, "submoduleWith", {
      ...options,
      modules: options.modules.map((module) =>
        buildSubmodule(module, Object.keys(options.specialArgs ?? {})),
      ),
    }),
};

/** The arguments of a submodule, which hide those of the module around it. */
const submoduleArguments = ["name", "config", "options"];

/** A submodule as a set, or as a function of what it uses of its own. `lib` and `pkgs` come from the module around it. */
function buildSubmodule(module: SubmoduleOptions | NixExpression, more: readonly string[] = []): NixValue {
  if (!isPlainAttributes(module)) return module as NixExpression;
  const body = dotted(attrs(module as NixAttributes));
  const free = new Set(findFreeVariables(body).map(({ node }) => node.name));
  const used = [...submoduleArguments, ...more].filter((name) => free.has(name));
  return used.length === 0 ? body : onNextLine(fn([...used, "..."], body));
}
