import type { OptionKind } from "./option-kind.js";
import { readContainer, writeContainer, type Container } from "./format/container.js";
import { frontCode, frontDecode } from "./format/front-coding.js";
import { isPlaceholder, readOptionPath } from "./option-path.js";
import type { OptionType } from "./option-type.js";
import type { Provenance } from "./provenance.js";

/** What is known of an option. Absent means that it does not hold. */
export interface OptionEntry {
  /** The path with its placeholders, as `services.nginx.virtualHosts.<name>.root`. */
  readonly path: string;
  readonly type: OptionType;
  /** The default where it is data, or a reference such as `pkgs.git`. */
  readonly default?: OptionDefault;
  readonly readOnly?: true;
  /** Meant for other modules, not for users. */
  readonly internal?: true;
  /** Not in the manual. */
  readonly hidden?: true;
  /** Setting it is an error. */
  readonly removed?: true;
  /** The path of the option that took its place. */
  readonly movedTo?: string;
  /** It holds a whole configuration, with all options again. */
  readonly whole?: true;
  /** It holds submodules like those of the option at this path. */
  readonly sameAs?: string;
}

export type OptionDefault = { readonly value: unknown } | { readonly code: string };

/** A place in the tree of options: what lies below it, and the option that stands there. */
export interface OptionNode {
  readonly entry?: OptionEntry;
  readonly children: ReadonlyMap<string, OptionNode>;
}

interface Meta {
  readonly kind: OptionKind;
  readonly count: number;
  readonly provenance: Provenance;
}

/** An index of options. Made by {@link readOptionIndex}; the tree is read at the first look at it. */
export interface OptionIndex {
  readonly kind: OptionKind;
  readonly provenance: Provenance;
  /** How many options there are. */
  readonly count: number;
  /** The tree of all options. */
  readonly root: OptionNode;
  /** All options, sorted by path. */
  entries(): readonly OptionEntry[];
}

/** The bytes of an index. `entries` may have any order; of two with one path the first is kept. */
export function writeOptionIndex(
  kind: OptionKind,
  provenance: Provenance,
  entries: readonly OptionEntry[],
): Uint8Array {
  const sorted = [...new Map(entries.toReversed().map((entry) => [entry.path, entry])).values()].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
  const types = new Numbering();
  const defaults = new Numbering();
  const columns = sorted.map((entry) => ({
    type: types.numberOf(JSON.stringify(entry.type)),
    default: entry.default === undefined ? "" : defaults.numberOf(JSON.stringify(entry.default)),
    flags: flagNames.map(([letter, flag]) => (entry[flag] ? letter : "")).join(""),
    movedTo: entry.movedTo ?? "",
    sameAs: entry.sameAs ?? "",
  }));
  const meta: Meta = { kind, count: sorted.length, provenance };
  return writeContainer(
    meta,
    new Map([
      ["paths", frontCode(sorted.map((entry) => entry.path))],
      ["types", types.texts.join("\n")],
      ["defaults", defaults.texts.join("\n")],
      ["type", columns.map((column) => column.type).join("\n")],
      ["default", columns.map((column) => column.default).join("\n")],
      ["flags", columns.map((column) => column.flags).join("\n")],
      ["movedTo", columns.map((column) => column.movedTo).join("\n")],
      ["sameAs", columns.map((column) => column.sameAs).join("\n")],
    ]),
  );
}

/** @throws Error where the bytes are no index of options. */
export function readOptionIndex(bytes: Uint8Array): OptionIndex {
  const container = readContainer(bytes);
  if (!container.sections.includes("paths")) throw new Error("this is no index of options");
  const meta = container.meta as Meta; // Written by `writeOptionIndex`.
  let entries: readonly OptionEntry[] | undefined;
  let root: OptionNode | undefined;
  const all = () => (entries ??= readEntries(container));
  return {
    ...meta,
    entries: all,
    get root() {
      return (root ??= buildTree(all()));
    },
  };
}

const flagNames = [
  ["r", "readOnly"],
  ["i", "internal"],
  ["h", "hidden"],
  ["x", "removed"],
  ["w", "whole"],
] as const;

function readEntries(container: Container): OptionEntry[] {
  const column = (name: string) => (container.read(name) ?? "").split("\n");
  const typeTexts = column("types");
  const defaultTexts = column("defaults");
  const types: (OptionType | undefined)[] = [];
  const type = column("type");
  const values = column("default");
  const flags = column("flags");
  const movedTo = column("movedTo");
  const sameAs = column("sameAs");
  return frontDecode(container.read("paths") ?? "").map((path, at) => {
    const number = Number(type[at]);
    const entry: Mutable<OptionEntry> = {
      path,
      // Written by `writeOptionIndex`; most options share few types.
      type: (types[number] ??= JSON.parse(typeTexts[number]!) as OptionType),
    };
    if (values[at]) entry.default = JSON.parse(defaultTexts[Number(values[at])]!) as OptionDefault;
    if (flags[at]) for (const [letter, flag] of flagNames) if (flags[at].includes(letter)) entry[flag] = true;
    if (movedTo[at]) entry.movedTo = movedTo[at];
    if (sameAs[at]) entry.sameAs = sameAs[at];
    return entry;
  });
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Branch {
  entry?: OptionEntry;
  readonly children: Map<string, Branch>;
}

function buildTree(entries: readonly OptionEntry[]): OptionNode {
  const root: Branch = { children: new Map() };
  for (const entry of entries) {
    let at = root;
    for (const name of splitPath(entry.path)) {
      let next = at.children.get(name);
      if (next === undefined) at.children.set(name, (next = { children: new Map() }));
      at = next;
    }
    at.entry = entry;
  }
  return root;
}

function splitPath(path: string): readonly string[] {
  return path.includes('"') ? readOptionPath(path) : path.split(".");
}

/** Gives each different text a number, in the order in which they come. */
class Numbering {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(text: string): string {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return String(number);
  }
}

/** The placeholder among the names below a node, where there is one: the name of what users name themselves. */
export function placeholderOf(
  children: OptionNode["children"],
): [name: string, child: OptionNode] | undefined {
  for (const [name, child] of children) if (isPlaceholder(name)) return [name, child];
  return undefined;
}

/**
 * The names below a node. An option that holds a whole configuration has those of the root, and one that holds submodules
 * like those of another option has those of that one.
 */
export function childrenOf(node: OptionNode, index: OptionIndex): OptionNode["children"] {
  if (node.entry?.whole) return index.root.children;
  const { entry } = node;
  if (entry?.sameAs === undefined) return node.children;
  let target = index.root;
  for (const name of splitPath(entry.sameAs)) target = target.children.get(name) ?? target;
  for (const _ of target.entry ? placeholdersOf(target.entry.type) : []) {
    target = placeholderOf(target.children)?.[1] ?? target;
  }
  let { children } = target;
  for (const name of placeholdersOf(entry.type).reverse()) children = new Map([[name, { children }]]);
  return children;
}

/** The placeholders between an option of a type and the options of the submodule in it. */
function placeholdersOf(type: OptionType): string[] {
  switch (type[0]) {
    case "attrsOf":
      return ["<name>", ...placeholdersOf(type[1])];
    case "listOf":
    case "nonEmptyListOf":
    case "attrListOf":
      return ["*", ...placeholdersOf(type[1])];
    case "nullOr":
      return placeholdersOf(type[1]);
    case "coercedTo":
      return placeholdersOf(type[2]);
    default:
      return [];
  }
}
