/**
 * The type of an option, as data: the name of the type in `lib.types`, followed by what it is made of.
 *
 * @example
 * ["nullOr", ["enum", ["a", "b"]]] // types.nullOr (types.enum [ "a" "b" ])
 */
export type OptionType =
  | readonly [name: SimpleTypeName]
  | readonly [name: "enum", values: readonly Scalar[]]
  | readonly [name: "between", base: "int" | "number", lowest: number, highest: number]
  | readonly [name: "match", pattern: string]
  | readonly [name: WrapperName, element: OptionType]
  | readonly [name: "either", choices: readonly OptionType[]]
  | readonly [name: "coercedTo", from: OptionType, to: OptionType]
  /** A set whose options are listed below the option's path; the type is that of further names, where they are allowed. */
  | readonly [name: "submodule", freeform?: OptionType]
  /** Data of any depth: lists and sets, and these scalars within. */
  | readonly [name: "data", ...scalars: string[]]
  /** A type that is known only by its name. */
  | readonly [name: "other", of: string];

export type Scalar = string | number | boolean | null;

export type WrapperName = "listOf" | "nonEmptyListOf" | "attrListOf" | "attrsOf" | "nullOr" | "functionTo";

export type SimpleTypeName =
  | "anything"
  | "attrs"
  | "attrTag"
  | "bool"
  | "boolByOr"
  | "deferredModule"
  | "float"
  | "int"
  | "nonEmptyStr"
  | "number"
  | "numberNonnegative"
  | "numberPositive"
  | "optionType"
  | "package"
  | "passwdEntry"
  | "path"
  | "pkgs"
  | "positiveInt"
  | "raw"
  | "separatedString"
  | "signedInt16"
  | "signedInt32"
  | "signedInt8"
  | "singleLineStr"
  | "str"
  | "string"
  | "unsignedInt"
  | "unsignedInt16"
  | "unsignedInt32"
  | "unsignedInt8"
  | "unspecified";

/** How many values of an enumeration are listed in words. */
const mostListed = 24;

function listOf(values: readonly string[]): string {
  const more = values.length - mostListed;
  return more <= 1 ? values.join(", ") : `${values.slice(0, mostListed).join(", ")} and ${more} others`;
}

/**
 * A type in words, as error messages name it.
 *
 * @example
 * describeType(["nullOr", ["listOf", ["str"]]]) // "null or list of string"
 */
export function describeType(type: OptionType): string {
  switch (type[0]) {
    case "enum":
      return type[1].length === 1
        ? JSON.stringify(type[1][0])
        : `one of ${listOf(type[1].map((value) => JSON.stringify(value)))}`;
    case "between":
      return `${type[1] === "int" ? "integer" : "number"} between ${type[2]} and ${type[3]}`;
    case "match":
      return `string that matches ${type[1]}`;
    case "listOf":
      return `list of ${inner(type[1])}`;
    case "nonEmptyListOf":
      return `non-empty list of ${inner(type[1])}`;
    case "attrListOf":
      return `attribute list of ${inner(type[1])}`;
    case "attrsOf":
      return `attribute set of ${inner(type[1])}`;
    case "nullOr":
      return `null or ${describeType(type[1])}`;
    case "functionTo":
      return `function to ${inner(type[1])}`;
    case "either":
      return type[1].map(describeType).join(" or ");
    case "coercedTo":
      return `${describeType(type[2])}, or ${describeType(type[1])} that is converted to it`;
    case "submodule":
      return "submodule";
    case "data":
      return `data (${type.slice(1).join(", ")}, lists and sets of these)`;
    case "other":
      return type[1];
    default:
      return simpleNames[type[0]] ?? type[0];
  }
}

function inner(type: OptionType): string {
  const text = describeType(type);
  return type[0] === "either" || type[0] === "nullOr" || type[0] === "coercedTo" ? `(${text})` : text;
}

const simpleNames: { readonly [name: string]: string } = {
  attrs: "attribute set",
  bool: "boolean",
  boolByOr: "boolean",
  deferredModule: "module",
  float: "floating point number",
  int: "integer",
  nonEmptyStr: "non-empty string",
  numberNonnegative: "number of at least 0",
  numberPositive: "number above 0",
  positiveInt: "integer above 0",
  raw: "any value",
  anything: "any value",
  unspecified: "unspecified value",
  separatedString: "string",
  signedInt16: "integer between -32768 and 32767",
  signedInt32: "integer between -2147483648 and 2147483647",
  signedInt8: "integer between -128 and 127",
  singleLineStr: "string of one line",
  str: "string",
  string: "string",
  unsignedInt: "integer of at least 0",
  unsignedInt16: "integer between 0 and 65535",
  unsignedInt32: "integer between 0 and 4294967295",
  unsignedInt8: "integer between 0 and 255",
  passwdEntry: "string without line ends and colons",
};
