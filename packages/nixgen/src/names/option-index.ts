import type { OptionKind } from "./option-kind.js";
import { readContainer, writeContainer, type Container } from "./format/container.js";
import { blockSize, inBlocks, readBlock, writeBlock } from "./format/blocks.js";
import { buildRoot, separator, writeTopNames, type Table } from "./option-tree.js";
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
  /** Other options took its place, which only evaluation tells; setting it is still possible. */
  readonly replaced?: true;
  /** Setting it is possible, and its module says that it should not be set. */
  readonly deprecated?: true;
  /** The path of the option that took its place. */
  readonly movedTo?: string;
  /** The paths that its module names as what to set instead of it. */
  readonly instead?: readonly string[];
  /** It holds a whole configuration, with all options again. */
  readonly whole?: true;
  /** It holds submodules like those of the option at this path. */
  readonly sameAs?: string;
}

export type OptionDefault = { readonly value: unknown } | { readonly code: string };

/** A place in the tree of options: what lies below it, and the option that stands there. */
export interface OptionNode {
  readonly entry?: OptionEntry | undefined;
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
  const rows = sorted.map((entry, at) => ({
    key: keys[at]!,
    cells: [
      types.numberOf(JSON.stringify(entry.type)),
      entry.default === undefined ? "" : defaults.numberOf(JSON.stringify(entry.default)),
      flagNames.map(([letter, flag]) => (entry[flag] ? letter : "")).join(""),
      entry.movedTo ?? "",
      entry.sameAs ?? "",
      entry.instead?.join("\t") ?? "",
    ],
  }));
  const meta: Meta = { kind, count: sorted.length, provenance };
  const blocks = inBlocks(rows).map((block, at): [string, string] => [
    String(at),
    writeBlock({
      keys: block.map(({ key }) => key),
      columns: columnNames.map((_, column) => block.map(({ cells }) => cells[column]).join("\n")),
    }),
  ]);
  return writeContainer(
    meta,
    new Map([
      ...writeTopNames(keys),
      ...numbered("type", types.texts),
      ...numbered("default", defaults.texts),
      ...blocks,
    ]),
  );
}

/** Texts that are found by their numbers, in blocks. */
function numbered(name: string, texts: readonly string[]): [string, string][] {
  return inBlocks(texts).map((block, at) => [`${name}:${at}`, block.join("\n")]);
}

/** @throws Error where the bytes are no index of options. */
export function readOptionIndex(bytes: Uint8Array): OptionIndex {
  const container = readContainer(bytes);
  if (!container.sections.includes("tree")) throw new Error("this is no index of options");
  const meta = container.meta as Meta; // Written by `writeOptionIndex`.
  const table = readTable(container, meta.count);
  let entries: readonly OptionEntry[] | undefined;
  let root: OptionNode | undefined;
  let endings: ReadonlyMap<string, readonly string[]> | undefined;
  const places = () => Array.from({ length: meta.count }, (_, at) => at);
  return {
    ...meta,
    pathsEndingAs(path) {
      endings ??= groupByEnding(places().map(table.keyAt));
      const found = endings.get(path.slice(-2).join(separator)) ?? [];
      return found.map((key) => key.split(separator));
    },
    entries: () => (entries ??= places().map(table.entryAt)),
    get root() {
      return (root ??= buildRoot(table, container));
    },
  };
}

const flagNames = [
  ["r", "readOnly"],
  ["i", "internal"],
  ["h", "hidden"],
  ["x", "removed"],
  ["p", "replaced"],
  ["w", "whole"],
  ["d", "deprecated"],
] as const;

/** The columns of a block besides the paths. */
const columnNames = ["type", "default", "flags", "movedTo", "sameAs", "instead"] as const;

interface Rows {
  readonly keys: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

function readTable(container: Container, count: number): Table {
  const blocks: Rows[] = [];
  const readRows = (block: number): Rows => {
    const { keys, columns } = readBlock(container.read(String(block)) ?? "");
    return { keys, cells: columns.map((column) => column.split("\n")) };
  };
  const rowsAt = (at: number) => {
    const block = Math.floor(at / blockSize);
    return (blocks[block] ??= readRows(block));
  };
  const listed = (name: string, at: string): unknown => {
    const number = Number(at);
    const block = container.read(`${name}:${Math.floor(number / blockSize)}`) ?? "";
    return JSON.parse(block.split("\n", (number % blockSize) + 1).at(-1)!);
  };
  const types: (OptionType | undefined)[] = [];
  const entries: (OptionEntry | undefined)[] = [];
  const keyAt = (at: number): string => rowsAt(at).keys[at % blockSize]!;
  const read = (at: number): OptionEntry => {
    // Indexes that were made before there was advice have no column for it.
    const [type, value, flags, movedTo, sameAs, instead] = rowsAt(at).cells.map(
      (cells) => cells[at % blockSize]!,
    );
    const entry: Mutable<OptionEntry> = {
      path: printOptionPath(keyAt(at).split(separator)),
      // Written by `writeOptionIndex`; most options share few types.
      type: (types[Number(type)] ??= listed("type", type!) as OptionType),
    };
    if (value) entry.default = listed("default", value) as OptionDefault; // Written there too.
    if (flags) for (const [letter, flag] of flagNames) if (flags.includes(letter)) entry[flag] = true;
    if (movedTo) entry.movedTo = movedTo;
    if (sameAs) entry.sameAs = sameAs;
    if (instead) entry.instead = instead.split("\t");
    return entry;
  };
  return { count, keyAt, entryAt: (at) => (entries[at] ??= read(at)) };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

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
