import { serviceChoices, systemdDirectives, type SystemdSection } from "../names/systemd-directives.js";
import { foreignOptions } from "../names/check/foreign-options.js";
import {
  childrenOf,
  placeholderOf,
  type OptionEntry,
  type OptionIndex,
  type OptionNode,
} from "../names/option-index.js";
import { isPlaceholder } from "../names/option-path.js";
import { describeType, type OptionType } from "../names/option-type.js";
import { takesNames } from "../names/takes-names.js";

/** An interface of the generated types: a set of options, or of packages. */
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
 * Options that moved are there, marked as deprecated, and take every value; those that were removed take none. The options that
 * `known` has too are left out, so that the interfaces can be merged with those made from it.
 */
export function buildOptionModel(
  index: OptionIndex,
  rootName: string,
  known?: OptionIndex,
): InterfaceModel[] {
  const models: InterfaceModel[] = [];
  addInterface([], index.root, known?.root, undefined);
  return models.filter((model) => model.properties.length > 0);

  /**
   * The interface of some options; `undefined` where there are none.
   *
   * @param freeform the type of further names, where they are taken.
   */
  function addInterface(
    path: readonly string[],
    node: OptionNode,
    knownNode: OptionNode | undefined,
    freeform: OptionType | undefined,
  ): OptionGroup | undefined {
    const prefix = path.length === 0 ? rootName : rootName.replace(/Options$/, "");
    const name = [prefix, ...path.map(toNamePart)].join("_");
    const at = models.length;
    models.push({ name, properties: [], open: false });
    const properties: PropertyModel[] = [];
    for (const [child, below] of node.children) {
      if (isPlaceholder(child)) continue;
      const same = knownNode?.children.get(child);
      const property = propertyOf([...path, child], below, same, freeform);
      if (same === undefined && property !== undefined) properties.push(property);
    }
    if (knownNode === undefined) properties.push(...foreignProperties(path, node));
    if (properties.length === 0 && knownNode === undefined) return undefined;
    const open = freeform !== undefined && takesNames(freeform, ["name"]);
    // Of what lies below, the property tells the same.
    const doc = path.length === 0 ? { doc: `The options of ${index.kind}.` } : {};
    models[at] = { name, ...doc, properties, open: open && knownNode === undefined, extends: "Code" };
    return { name, count: countOptions(node), takesCode: !open && !properties.some(isLikeCode) };
  }

  function propertyOf(
    path: readonly string[],
    node: OptionNode,
    knownNode: OptionNode | undefined,
    freeform: OptionType | undefined,
  ): PropertyModel | undefined {
    const name = path.at(-1)!;
    const { entry } = node;
    if (entry === undefined) {
      const group = addInterface(path, node, knownNode, freeform && elementOf(freeform));
      if (group === undefined) return undefined;
      const old = group.count === 0 ? "@deprecated Its options moved, or were removed." : undefined;
      return { name, type: ofGroup(group), doc: old ?? `${countOf(group)}.` };
    }
    if (entry.movedTo !== undefined || entry.removed) return { name, ...oldOption(entry) };
    if (entry.whole) return { name, type: rootName, doc: "All options again." };
    // What holds submodules of its own kind refers to the interface of these.
    const inner =
      entry.sameAs === undefined && node.children.size > 0 ? submoduleOf(node, path, knownNode) : undefined;
    const section = sectionOf(name, entry.type);
    if (section !== undefined) return { name, ...addSection(section, knownNode !== undefined) };
    const group = inner && addInterface(inner.path, inner.node, inner.known, freeformOf(entry.type));
    return { name, type: toTypeScript(entry.type, group), ...docOf(entry, group) };
  }

  /** The directives of a section of unit files: an interface that takes others too. */
  function addSection(section: SystemdSection, isKnown: boolean): Omit<PropertyModel, "name"> {
    const name = `Systemd_${section}`;
    if (!isKnown && !models.some((model) => model.name === name)) {
      const choices: Readonly<Record<string, readonly string[]>> =
        section === "Service" ? serviceChoices : {};
      const properties = systemdDirectives[section].map((directive) => ({
        name: directive,
        type: `Value<${choices[directive]?.map((choice) => JSON.stringify(choice)).join(" | ") ?? "Directive"}>`,
      }));
      models.push({ name, properties, open: true });
    }
    return { type: `Value<${name}>`, doc: `The [${section}] section of the unit file.` };
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

/** The section of unit files that an option such as `serviceConfig` is. */
function sectionOf(name: string, type: OptionType): SystemdSection | undefined {
  if (type[0] !== "attrsOf" || type[1][0] !== "other" || type[1][1] !== "systemd option") return undefined;
  const section = capitalize(name.replace(/Config$/, ""));
  return Object.hasOwn(systemdDirectives, section) ? (section as SystemdSection) : undefined; // It is a key.
}

/** The interface of a group of options, or of a submodule. */
export interface OptionGroup {
  readonly name: string;
  /** How many options can be set in it. */
  readonly count: number;
  /** Code can stand for it as it is; the type of another one is a union with code. */
  readonly takesCode: boolean;
}

function ofGroup({ name, takesCode }: OptionGroup): string {
  return takesCode ? name : `Value<${name}>`;
}

function countOf({ count }: OptionGroup): string {
  return count === 1 ? "1 option" : `${count} options`;
}

function countOptions({ children }: OptionNode): number {
  let count = 0;
  for (const [name, child] of children) {
    const { entry } = child;
    if (isPlaceholder(name)) continue;
    if (entry === undefined) count += countOptions(child);
    else if (!entry.removed && entry.movedTo === undefined) count++;
  }
  return count;
}

/** An option that moved, or was removed. */
function oldOption({ movedTo }: OptionEntry): Omit<PropertyModel, "name"> {
  return movedTo === undefined
    ? { type: "Removed", doc: "@deprecated It was removed." }
    : { type: "Data", doc: `@deprecated An old name; write \`${movedTo}\`.` };
}

/** The options below a path that well-known modules from elsewhere declare. */
function foreignProperties(path: readonly string[], { children }: OptionNode): PropertyModel[] {
  const prefix = `${path.join(".")}.`;
  return [...foreignOptions]
    .filter((one) => one.startsWith(prefix))
    .map((one) => one.slice(prefix.length))
    .filter((name) => !name.includes(".") && !children.has(name))
    .map((name) => ({ name, type: "Data", doc: "Of a module from elsewhere." }));
}

/** The type of the names that the submodules of a type take besides their options. */
function freeformOf(type: OptionType): OptionType | undefined {
  switch (type[0]) {
    case "submodule":
      return type[1];
    case "nullOr":
    case "attrsOf":
    case "listOf":
    case "nonEmptyListOf":
    case "attrListOf":
      return freeformOf(type[1]);
    case "either":
      return type[1].map(freeformOf).find((one) => one !== undefined);
    case "coercedTo":
      return freeformOf(type[2]);
    default:
      return undefined;
  }
}

/** The type of what is below a name that a free-form type takes. */
function elementOf(type: OptionType): OptionType {
  return type[0] === "attrsOf" ? type[1] : type;
}

/**
 * Whether an option is called as something that syntax nodes, and other objects that stand for code, have in JavaScript, and does
 * not take it: they don't fit an interface with such an option.
 */
function isLikeCode({ name, type }: PropertyModel): boolean {
  if (otherFields.has(name) || (type === "Removed" && functionFields.has(name))) return true;
  if (name === "length") return !/\bnumber\b|^Data$/.test(type);
  return textFields.has(name) && !/\bstring\b|^Data$/.test(type);
}

const functionFields: ReadonlySet<string> = new Set([
  "apply",
  "arguments",
  "bind",
  "call",
  "caller",
  "length",
  "name",
]);

const textFields: ReadonlySet<string> = new Set(["kind", "name", "operator", "text"]);
const otherFields: ReadonlySet<string> = new Set(
  "bindings builder children contents elements expression leading parts span tokens trailing value warnings".split(
    " ",
  ),
);

function docOf(entry: OptionEntry, group: OptionGroup | undefined): { readonly doc?: string } {
  const value = entry.default;
  const text = value === undefined ? undefined : "code" in value ? value.code : JSON.stringify(value.value);
  const lines = plainTypes.has(entry.type[0])
    ? group === undefined
      ? []
      : [`${countOf(group)}.`]
    : [`${capitalize(describeSets(entry.type, group)).slice(0, 160)}.`];
  if (text !== undefined && text.length < 100 && !emptyDefaults.has(text))
    lines.push(`Default: \`${text}\`.`);
  if (entry.readOnly) lines.push("Can't be set.");
  if (entry.internal) lines.push("Internal.");
  return lines.length === 0 ? {} : { doc: lines.join(" ") };
}

/** A type in words, with what is in its submodules. */
function describeSets(type: OptionType, group: OptionGroup | undefined): string {
  if (group === undefined) return describeType(type);
  if (type[0] === "attrsOf" && type[1][0] === "submodule") return `sets of ${countOf(group)}, by name`;
  return describeType(type).replaceAll("submodule", `set of ${countOf(group)}`);
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

/** The TypeScript type of the values of an option type; `group` is the interface of the submodules in it. */
export function toTypeScript(type: OptionType, group?: OptionGroup): string {
  const choices = [...new Set(choicesOf(type, group))];
  if (choices.includes("Data")) return "Data";
  const union = choices.join(" | ");
  return choices.some((choice) => takesCode(choice, group)) ? union : `Value<${union}>`;
}

function takesCode(choice: string, group: OptionGroup | undefined): boolean {
  return group !== undefined && group.takesCode && choice === group.name;
}

/** A type of elements: sets of options take code as they are. */
function wrap(
  [wrapper, ofSets]: readonly [wrapper: string, ofSets: string],
  element: OptionType,
  group: OptionGroup | undefined,
): string {
  const choices = [...new Set(choicesOf(element, group))];
  const union = choices.includes("Data") ? "Data" : choices.join(" | ");
  return choices.some((choice) => takesCode(choice, group)) ? `${ofSets}<${union}>` : `${wrapper}<${union}>`;
}

/** The members of the union that a type is, besides code. */
function choicesOf(type: OptionType, group: OptionGroup | undefined): readonly string[] {
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
      return ["Path"];
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
      return [...choicesOf(type[1], group), "null"];
    case "either":
      return type[1].flatMap((choice) => choicesOf(choice, group));
    case "coercedTo":
      return [...choicesOf(type[1], group), ...choicesOf(type[2], group)];
    case "listOf":
    case "nonEmptyListOf":
      return [wrap(["List", "ListOfSets"], type[1], group)];
    case "attrsOf":
      return [wrap(["AttributesOf", "SetsByName"], type[1], group)];
    case "submodule":
      return [group?.name ?? "Attributes"];
    case "attrs":
    case "attrTag":
    case "attrListOf":
      return ["Attributes"];
    default:
      return ["Data"];
  }
}
