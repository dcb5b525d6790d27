import type { OptionKind } from "./option-kind.js";
import { readContainer, writeContainer, type Container } from "./format/container.js";
import { frontCode, frontDecode } from "./format/front-coding.js";
import { isPlaceholder, printOptionPath, readOptionPath } from "./option-path.js";
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
  /** The paths of the options whose last two names are those of a path. */
  pathsEndingAs(path: readonly string[]): readonly (readonly string[])[];
}

/** The bytes of an index. `entries` may have any order; of two with one path the first is kept. */
export function writeOptionIndex(
  kind: OptionKind,
  provenance: Provenance,
  entries: readonly OptionEntry[],
): Uint8Array {
  const byKey = new Map(
    entries.toReversed().map((entry) => [readOptionPath(entry.path).join(separator), entry]),
  );
  const keys = [...byKey.keys()].sort();
  const sorted = keys.map((key) => byKey.get(key)!);
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
      ["paths", frontCode(keys)],
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
  const table = buildTable(container);
  let entries: readonly OptionEntry[] | undefined;
  let root: OptionNode | undefined;
  let endings: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    ...meta,
    pathsEndingAs(path) {
      endings ??= groupByEnding(table().keys);
      const found = endings.get(path.slice(-2).join(separator)) ?? [];
      return found.map((key) => key.split(separator));
    },
    entries: () => (entries ??= table().keys.map((_, at) => table().entryAt(at))),
    get root() {
      return (root ??= buildNode(table(), "", 0, table().keys.length));
    },
  };
}

/** What joins the names of a path in the file: less than all characters of names, so that what lies below a path is together. */
const separator = "\u0001";
const afterSeparator = "\u0002";

const flagNames = [
  ["r", "readOnly"],
  ["i", "internal"],
  ["h", "hidden"],
  ["x", "removed"],
  ["w", "whole"],
] as const;

/** The columns of an index, read at the first look at them. */
interface Table {
  readonly keys: readonly string[];
  entryAt(at: number): OptionEntry;
}

function buildTable(container: Container): () => Table {
  let table: Table | undefined;
  return () => {
    if (table === undefined) {
      const keys = frontDecode(container.read("paths") ?? "");
      table = { keys, entryAt: entryReader(container, keys) };
    }
    return table;
  };
}

function entryReader(container: Container, keys: readonly string[]): Table["entryAt"] {
  const columns = new Map<string, readonly string[]>();
  const column = (name: string): readonly string[] => {
    let lines = columns.get(name);
    if (lines === undefined) columns.set(name, (lines = (container.read(name) ?? "").split("\n")));
    return lines;
  };
  const types: (OptionType | undefined)[] = [];
  const entries: (OptionEntry | undefined)[] = [];
  const read = (at: number): OptionEntry => {
    const number = Number(column("type")[at]);
    const entry: Mutable<OptionEntry> = {
      path: printOptionPath(keys[at]!.split(separator)),
      // Written by `writeOptionIndex`; most options share few types.
      type: (types[number] ??= JSON.parse(column("types")[number]!) as OptionType),
    };
    const value = column("default")[at];
    if (value) entry.default = JSON.parse(column("defaults")[Number(value)]!) as OptionDefault;
    const flags = column("flags")[at];
    if (flags) for (const [letter, flag] of flagNames) if (flags.includes(letter)) entry[flag] = true;
    const movedTo = column("movedTo")[at];
    if (movedTo) entry.movedTo = movedTo;
    const sameAs = column("sameAs")[at];
    if (sameAs) entry.sameAs = sameAs;
    return entry;
  };
  return (at) => (entries[at] ??= read(at));
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The node of the keys from `start` to `end`, all of which begin with `prefix`. */
function buildNode(table: Table, prefix: string, start: number, end: number): OptionNode {
  const hasEntry = prefix !== "" && table.keys[start] === prefix.slice(0, -1);
  let children: OptionNode["children"] | undefined;
  const node = {
    get children() {
      return (children ??= buildChildren(table, prefix, hasEntry ? start + 1 : start, end));
    },
  };
  if (!hasEntry) return node;
  return Object.defineProperty(node, "entry", { get: () => table.entryAt(start), enumerable: true });
}

function buildChildren(table: Table, prefix: string, start: number, end: number): OptionNode["children"] {
  const children = new Map<string, OptionNode>();
  for (let at = start; at < end;) {
    const key = table.keys[at]!;
    const stop = key.indexOf(separator, prefix.length);
    const name = key.slice(prefix.length, stop < 0 ? undefined : stop);
    const next = lowerBound(table.keys, prefix + name + afterSeparator, at, end);
    children.set(name, buildNode(table, prefix + name + separator, at, next));
    at = next;
  }
  return children;
}

/** Keys by their last two names. */
function groupByEnding(keys: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const end = key.slice(key.lastIndexOf(separator, key.lastIndexOf(separator) - 1) + 1);
    const same = groups.get(end);
    if (same === undefined) groups.set(end, [key]);
    else same.push(key);
  }
  return groups;
}

/** The place of the first key from `start` on that is not less than a text. */
function lowerBound(keys: readonly string[], text: string, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
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
  for (const name of readOptionPath(entry.sameAs)) target = target.children.get(name) ?? target;
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
