import {
  childrenOf,
  placeholderOf,
  type OptionEntry,
  type OptionIndex,
  type OptionNode,
} from "../names/option-index.js";
import { isPlaceholder, printOptionPath } from "../names/option-path.js";
import { describeType, type OptionType } from "../names/option-type.js";

/** An interface of the generated types: a set of options. */
export interface InterfaceModel {
  readonly name: string;
  readonly doc?: string;
  readonly properties: readonly PropertyModel[];
  /** Further names are allowed. */
  readonly open: boolean;
  /** The interface whose properties it has too. */
  readonly extends?: string;
  /** The properties are always there. */
  readonly required?: true;
}

export interface PropertyModel {
  readonly name: string;
  /** The TypeScript type, as text. */
  readonly type: string;
  readonly doc?: string;
}

/**
 * The interfaces of all options that users set, one for each set of options and each submodule; the first is that of the root.
 * The options that `known` has too are left out, so that the interfaces can be merged with those made from it.
 */
export function buildOptionModel(
  index: OptionIndex,
  rootName: string,
  known?: OptionIndex,
): InterfaceModel[] {
  const models: InterfaceModel[] = [];
  addInterface([], index.root, known?.root);
  return models.filter((model) => model.properties.length > 0);

  /** The name of the interface of some options; a set of anything where there are none that users set. */
  function addInterface(
    path: readonly string[],
    node: OptionNode,
    knownNode: OptionNode | undefined,
  ): string {
    const prefix = path.length === 0 ? rootName : rootName.replace(/Options$/, "");
    const name = [prefix, ...path.map(toNamePart)].join("_");
    const at = models.length;
    models.push({ name, properties: [], open: false });
    const properties: PropertyModel[] = [];
    for (const [child, below] of node.children) {
      if (isPlaceholder(child) || !isUsable(below)) continue;
      const same = knownNode?.children.get(child);
      const type = typeOf([...path, child], below, same);
      if (same === undefined) properties.push({ name: child, type, ...docOf(below.entry) });
    }
    if (properties.length === 0 && knownNode === undefined) return "Attributes";
    const doc =
      path.length === 0 ? `The options of ${index.kind}.` : `The options below \`${printOptionPath(path)}\`.`;
    models[at] = { name, doc, properties, open: isOpen(node) };
    return name;
  }

  function typeOf(path: readonly string[], node: OptionNode, knownNode: OptionNode | undefined): string {
    if (node.entry === undefined) return `Value<${addInterface(path, node, knownNode)}>`;
    if (node.entry.whole) return `Value<${rootName}>`;
    // What holds submodules of its own kind refers to the interface of these.
    const children = node.entry.sameAs === undefined ? node.children : new Map<string, OptionNode>();
    if (node.entry.sameAs !== undefined || children.size === 0) {
      return `Value<${toTypeScript(node.entry.type, node.entry.sameAs === undefined ? undefined : "Attributes")}>`;
    }
    const inner = submoduleOf({ entry: node.entry, children }, path, knownNode);
    const submodule = inner && addInterface(inner.path, inner.node, inner.known);
    return `Value<${toTypeScript(node.entry.type, submodule)}>`;
  }

  /** The node of the options of a submodule, below the placeholders of lists and sets. */
  function submoduleOf(node: OptionNode, path: readonly string[], knownNode: OptionNode | undefined) {
    let at = node;
    let known = knownNode;
    const full = [...path];
    for (
      let next = placeholderOf(childrenOf(at, index));
      next !== undefined;
      next = placeholderOf(at.children)
    ) {
      full.push(next[0]);
      known = known?.children.get(next[0]);
      at = next[1];
      if (at.entry !== undefined) return undefined;
    }
    return { path: full, node: at, known };
  }
}

/** Whether a node has options that users set. */
function isUsable({ entry, children }: OptionNode): boolean {
  if (entry?.removed || entry?.movedTo !== undefined || entry?.internal) return false;
  if (entry !== undefined) return true;
  for (const child of children.values()) if (isUsable(child)) return true;
  return false;
}

/** Whether names that no option has are allowed, as with a free-form type. */
function isOpen({ entry }: OptionNode): boolean {
  const type = entry?.type;
  return type?.[0] === "submodule" && type[1] !== undefined;
}

function docOf(entry: OptionEntry | undefined): { readonly doc?: string } {
  if (entry === undefined) return {};
  const value = entry.default;
  const text = value === undefined ? undefined : "code" in value ? value.code : JSON.stringify(value.value);
  const lines = plainTypes.has(entry.type[0])
    ? []
    : [`${capitalize(describeType(entry.type)).slice(0, 160)}.`];
  if (text !== undefined && text.length < 100 && !emptyDefaults.has(text))
    lines.push(`Default: \`${text}\`.`);
  if (entry.readOnly) lines.push("Can't be set.");
  return lines.length === 0 ? {} : { doc: lines.join(" ") };
}

/** Defaults that go without saying. */
const emptyDefaults = new Set(["false", "null", '""', "[]", "{}"]);

/** Types of which TypeScript says as much. */
const plainTypes = new Set([
  "bool",
  "str",
  "separatedString",
  "anything",
  "attrs",
  "unspecified",
  "package",
  "submodule",
]);

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What stands for a name in the name of an interface. */
export function toNamePart(name: string): string {
  if (name === "*") return "Element";
  if (isPlaceholder(name)) return "Name";
  return name.replaceAll(/[^A-Za-z0-9]/g, (character) => `$${character.charCodeAt(0).toString(16)}`);
}

/** The TypeScript type of the values of an option type; `submodule` is the interface of what is in it. */
export function toTypeScript(type: OptionType, submodule?: string): string {
  const choices = [...new Set(choicesOf(type, submodule))];
  return choices.includes("unknown") ? "unknown" : choices.join(" | ");
}

/** The members of the union that a type is. */
function choicesOf(type: OptionType, submodule: string | undefined): readonly string[] {
  switch (type[0]) {
    case "bool":
    case "boolByOr":
      return ["boolean"];
    case "str":
    case "string":
    case "separatedString":
    case "nonEmptyStr":
    case "singleLineStr":
    case "passwdEntry":
    case "match":
      return ["string"];
    case "path":
      return ["string"];
    case "package":
      return ["Package"];
    case "float":
    case "int":
    case "number":
    case "numberNonnegative":
    case "numberPositive":
    case "positiveInt":
    case "between":
    case "signedInt16":
    case "signedInt32":
    case "signedInt8":
    case "unsignedInt":
    case "unsignedInt16":
    case "unsignedInt32":
    case "unsignedInt8":
      return ["number"];
    case "enum":
      return type[1].length === 0 ? ["never"] : type[1].map((value) => JSON.stringify(value));
    case "nullOr":
      return [...choicesOf(type[1], submodule), "null"];
    case "either":
      return type[1].flatMap((choice) => choicesOf(choice, submodule));
    case "coercedTo":
      return [...choicesOf(type[1], submodule), ...choicesOf(type[2], submodule)];
    case "listOf":
    case "nonEmptyListOf":
      return [`List<${toTypeScript(type[1], submodule)}>`];
    case "attrsOf":
      return [`AttributesOf<${toTypeScript(type[1], submodule)}>`];
    case "submodule":
      return [submodule ?? "Attributes"];
    case "attrs":
    case "attrTag":
    case "attrListOf":
      return ["Attributes"];
    case "data":
      return ["Data"];
    default:
      return ["unknown"];
  }
}
