import { readBlock, writeBlock } from "./format/blocks.js";
import type { Container } from "./format/container.js";
import type { OptionEntry, OptionNode } from "./option-index.js";

/** What joins the names of a path in the file: less than all characters of names, so that what lies below a path is together. */
export const separator = "\u0001";
const afterSeparator = "\u0002";

/** The options in the order of their keys. Blocks are read one by one, as options in them are asked for. */
export interface Table {
  readonly count: number;
  readonly keyAt: (at: number) => string;
  readonly entryAt: (at: number) => OptionEntry;
}

/**
 * The first names of all paths and where the options of each begin, and for each of them the same of the second names, so that
 * a look at them reads no block. The place of an option that stands there itself is marked by a sign.
 */
export function writeTopNames(keys: readonly string[]): Map<string, string> {
  const sections = new Map([["tree", writeNames(keys, 0, 0, keys.length)]]);
  for (const { name, start, end, hasEntry } of readNames(sections.get("tree")!, keys.length)) {
    sections.set(`tree:${name}`, writeNames(keys, name.length + 1, hasEntry ? start + 1 : start, end));
  }
  return sections;
}

/** The names that follow after some characters of sorted keys. */
function writeNames(keys: readonly string[], from: number, start: number, end: number): string {
  const names: string[] = [];
  const starts: number[] = [];
  for (let at = start; at < end; at++) {
    const [name = ""] = keys[at]!.slice(from).split(separator, 1);
    if (names.at(-1) === name) continue;
    names.push(name);
    starts.push(keys[at]!.length === from + name.length ? -at - 1 : at);
  }
  return writeBlock({ keys: names, columns: [starts.join(" ")] });
}

/** A name, and the options whose paths have it. */
interface NamedOptions {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The first of them is the option of that name itself. */
  readonly hasEntry: boolean;
}

function readNames(text: string, end: number): readonly NamedOptions[] {
  const { keys, columns } = readBlock(text);
  const numbers = (columns[0] ?? "").split(" ").map(Number);
  const startAt = (at: number) => (numbers[at]! < 0 ? -numbers[at]! - 1 : numbers[at]!);
  return keys.map((name, at) => ({
    name,
    start: startAt(at),
    end: at + 1 < keys.length ? startAt(at + 1) : end,
    hasEntry: numbers[at]! < 0,
  }));
}

/** The tree of all options. */
export function buildRoot(table: Table, container: Container): OptionNode {
  const children = new Map<string, OptionNode>();
  for (const top of readNames(container.read("tree") ?? "", table.count)) {
    const read = () => readNames(container.read(`tree:${top.name}`) ?? "", top.end);
    children.set(
      top.name,
      new LazyNode(table, top.hasEntry ? top.start : -1, () =>
        buildSecond(table, top.name + separator, read()),
      ),
    );
  }
  return { children };
}

function buildSecond(table: Table, prefix: string, names: readonly NamedOptions[]): OptionNode["children"] {
  return new Map(
    names.map((one) => {
      const start = one.hasEntry ? one.start + 1 : one.start;
      const build = () => buildChildren(table, prefix + one.name + separator, start, one.end);
      return [one.name, new LazyNode(table, one.hasEntry ? one.start : -1, build)];
    }),
  );
}

/** A node that reads its option and what is below it when they are asked for. */
class LazyNode implements OptionNode {
  #children: OptionNode["children"] | undefined;
  readonly #table: Table;
  readonly #entryAt: number;
  readonly #build: () => OptionNode["children"];

  /** @param entryAt the place of the option that stands there, or -1. */
  constructor(table: Table, entryAt: number, build: () => OptionNode["children"]) {
    this.#table = table;
    this.#entryAt = entryAt;
    this.#build = build;
  }

  get entry(): OptionEntry | undefined {
    return this.#entryAt < 0 ? undefined : this.#table.entryAt(this.#entryAt);
  }

  get children(): OptionNode["children"] {
    return (this.#children ??= this.#build());
  }
}

/** What is below the keys from `start` to `end`, all of which begin with `prefix`. */
function buildChildren(table: Table, prefix: string, start: number, end: number): OptionNode["children"] {
  const children = new Map<string, OptionNode>();
  for (let at = start; at < end;) {
    const first = at;
    const key = table.keyAt(first);
    const stop = key.indexOf(separator, prefix.length);
    const hasEntry = stop < 0;
    const name = key.slice(prefix.length, hasEntry ? undefined : stop);
    const next = lowerBound(table, prefix + name + afterSeparator, first, end);
    children.set(
      name,
      new LazyNode(table, hasEntry ? first : -1, () =>
        buildChildren(table, prefix + name + separator, hasEntry ? first + 1 : first, next),
      ),
    );
    at = next;
  }
  return children;
}

/** The place of the first key from `start` on that is not less than a text. */
function lowerBound({ keyAt }: Table, text: string, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyAt(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
