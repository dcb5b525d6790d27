import type { NixValue } from "@nixgen/core";
import type { NixExpression } from "../input.js";
import type { SubmoduleOptions } from "./types.js";

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
  readonly attrListOf?: TypeData;
  readonly functionTo?: TypeData;
  readonly passwdEntry?: TypeData;
  readonly uniq?: TypeData;
  readonly either?: readonly [TypeData, TypeData];
  readonly oneOf?: readonly TypeData[];
  readonly strMatching?: string;
  readonly separatedString?: string;
  readonly "ints.between"?: readonly [number, number];
  readonly "numbers.between"?: readonly [number, number];
  readonly submodule?: SubmoduleOptions;
  readonly attrTag?: Readonly<Record<string, NixExpression>>;
  readonly pathWith?: { readonly inStore?: boolean; readonly absolute?: boolean };
  readonly serializableValueWith?: { readonly typeName: string; readonly nullable?: boolean };
  readonly deferredModuleWith?: { readonly staticModules: readonly NixValue[] };
  readonly submoduleWith?: { readonly modules: readonly NixValue[] };
  readonly attrsWith?: {
    readonly elemType: TypeData;
    readonly lazy?: boolean;
    readonly placeholder?: string;
  };
  readonly attrListWith?: { readonly elemType: TypeData; readonly asAttrs?: boolean };
  readonly unique?: { readonly type: TypeData; readonly message: string };
  readonly addCheck?: { readonly type: TypeData; readonly check: NixExpression };
  readonly coercedTo?: { readonly from: TypeData; readonly by: NixExpression; readonly to: TypeData };
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
