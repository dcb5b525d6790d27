import { readContainer, writeContainer, type Container } from "./format/container.js";
import { inBlocks, readBlock, upperBound, writeBlock } from "./format/blocks.js";
import { readOptionPath } from "./option-path.js";
import type { Provenance, Source } from "./provenance.js";

/** What is known of an attribute of a package set. Absent means that it is not known, or does not hold. */
export interface PackageEntry {
  readonly name: string;
  readonly version?: string;
  /** The main program, as `rg` of `ripgrep`. */
  readonly program?: string;
  /** It is a set of packages. */
  readonly set?: true;
  /** It is neither a package nor a set of packages: a function, or data. */
  readonly other?: true;
  /** It is kept for older configurations only. */
  readonly alias?: true;
  /** Using it is an error. */
  readonly removed?: true;
  /** The name to write instead of an alias or a removed name. */
  readonly to?: string;
  /** It rests on a list alone with which the names of a set were completed; `source` of an answer says how old that is. */
  readonly listed?: true;
}

/** How the attributes of a set come from those of another one. */
export interface SetDifference {
  readonly from: string;
  /** What the other set lacks, or has as something else; a text is the name of a package. */
  readonly added: readonly (string | PackageEntry)[];
  readonly missing: readonly string[];
}

interface Meta {
  readonly provenance: Provenance;
  /** How many attributes there are in all sets. */
  readonly count: number;
  /** The first name of each block of the top level. */
  readonly top: readonly string[];
}

/** What the section `sets` says, as JSON: all that a look at the top level does not need. */
export interface PackageDirectory {
  /** The first name of each block of the sets that are listed. */
  readonly blocks: { readonly [set: string]: readonly string[] };
  /** Sets with almost the names of another one. */
  readonly like: { readonly [set: string]: SetDifference };
  /** Sets that are all of nixpkgs again. */
  readonly whole: readonly string[];
  /** Sets of which not all names are known, and the list that completes what evaluation gives. */
  readonly partly?: { readonly [set: string]: Source };
}

/** An index of packages. Made by {@link readPackageIndex}; a set is read at the first look at it. */
export interface PackageIndex {
  readonly provenance: Provenance;
  /** The names of all sets that are covered, as `""` (the top level) and `python3Packages`. */
  readonly sets: readonly string[];
  /** How many attributes are known in all sets that are listed themselves. */
  readonly count: number;
  /** The attributes of a set; `undefined` where it is not covered. */
  set(path: string): PackageSetNames | undefined;
  /** Whether a set is all of nixpkgs again. */
  isWhole(path: string): boolean;
  /** The list with which the names of a set were completed, which has more than are known; `undefined` where all are known. */
  listOf(path: string): Source | undefined;
}

/** The attributes of one package set. */
export interface PackageSetNames {
  /** The names, sorted. */
  readonly names: readonly string[];
  find(name: string): PackageEntry | undefined;
}

/** A set as it is handed to {@link writePackageIndex}. */
export interface PackageSetData {
  /** As `python3Packages`; the empty text is the top level. */
  readonly path: string;
  readonly entries: readonly PackageEntry[];
}

/** The bytes of an index of packages. */
export function writePackageIndex(
  provenance: Provenance,
  sets: readonly PackageSetData[],
  extra: Omit<PackageDirectory, "blocks">,
): Uint8Array {
  const sections = new Map<string, string>();
  const namesOf = new Map(sets.map(({ path, entries }) => [path, new Set(entries.map(({ name }) => name))]));
  /** What a message proposes may not exist. */
  const withoutLostTarget = (entry: PackageEntry, set: string): PackageEntry => {
    const { to, ...rest } = entry;
    if (to === undefined) return rest;
    const [first = "", second] = readOptionPath(to);
    const below = second === undefined ? undefined : namesOf.get(first);
    const isAtTop = namesOf.get("")?.has(first) === true && (below === undefined || below.has(second!));
    return isAtTop || (set !== "" && namesOf.get(set)?.has(first)) ? entry : rest;
  };
  const write = ({ path, entries }: PackageSetData): string[] => {
    const kept = entries.map((entry) => withoutLostTarget(entry, path));
    const blocks = inBlocks(kept.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    blocks.forEach((block, at) => sections.set(`${path}:${at}`, writeEntries(block)));
    return blocks.map(([first]) => first!.name);
  };
  const blocks = Object.fromEntries(sets.map((set) => [set.path, write(set)]));
  const { "": top = [], ...others } = blocks;
  const like = Object.fromEntries(
    Object.entries(extra.like).map(([path, { from, added, missing }]) => {
      const own = added.map((one) =>
        toShort(typeof one === "string" ? { name: one } : withoutLostTarget(one, from)),
      );
      return [path, { from, added: own, missing }];
    }),
  );
  const directory: PackageDirectory = { blocks: others, ...extra, like };
  sections.set("sets", JSON.stringify(directory));
  const count = sets.reduce((sum, { entries }) => sum + entries.length, 0);
  const meta: Meta = { provenance, count, top };
  return writeContainer(meta, sections);
}

/** An attribute of a set that is like another one: what differs are a few names, of which the kind is enough. */
function toShort(entry: PackageEntry): string | PackageEntry {
  const { version: _version, program: _program, ...rest } = entry;
  return Object.keys(rest).length === 1 ? rest.name : rest;
}

function writeEntries(entries: readonly PackageEntry[]): string {
  return writeBlock({
    keys: entries.map((entry) => entry.name),
    columns: [
      entries.map(kindOf).join(""),
      entries.map((entry) => entry.version ?? "").join("\n"),
      entries.map(({ name, program }) => (program === name ? "=" : (program ?? ""))).join("\n"),
      entries.flatMap((entry) => entry.to ?? []).join("\n"),
    ],
  });
}

/** @throws Error where the bytes are no index of packages. */
export function readPackageIndex(bytes: Uint8Array): PackageIndex {
  const container = readContainer(bytes);
  const meta = container.meta as Meta; // Written by `writePackageIndex`.
  if (meta.top === undefined) throw new Error("this is no index of packages");
  const read = new Map<string, PackageSetNames>([["", readSet(container, "", meta.top)]]);
  let directory: PackageDirectory | undefined;
  const sets = (): PackageDirectory =>
    // Written by `writePackageIndex`.
    (directory ??= JSON.parse(container.read("sets") ?? "") as PackageDirectory);
  const find = (path: string): PackageSetNames | undefined => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const { blocks, like } = sets();
    const difference = Object.hasOwn(like, path) ? like[path] : undefined;
    const base = difference && find(difference.from);
    const names =
      base !== undefined
        ? change(base, difference!)
        : Object.hasOwn(blocks, path)
          ? readSet(container, path, blocks[path]!)
          : undefined;
    if (names !== undefined) read.set(path, names);
    return names;
  };
  return {
    provenance: meta.provenance,
    get sets() {
      return ["", ...Object.keys(sets().blocks), ...Object.keys(sets().like)].sort();
    },
    count: meta.count,
    set: find,
    isWhole: (path) => sets().whole.includes(path),
    listOf(path) {
      const { like, partly = {} } = sets();
      const base = Object.hasOwn(like, path) ? like[path]!.from : path;
      return Object.hasOwn(partly, base) ? partly[base] : undefined;
    },
  };
}

/** One letter a kind: package, set, other, alias, removed, listed; aliases and removed names are in capitals where what to write instead is known. */
function kindOf(entry: PackageEntry): string {
  if (entry.listed) return "l";
  if (entry.removed) return entry.to === undefined ? "r" : "R";
  if (entry.alias) return entry.to === undefined ? "a" : "A";
  return entry.set ? "s" : entry.other ? "o" : "p";
}

/** A set whose blocks are read one by one, as names in them are asked for. */
function readSet(container: Container, path: string, firsts: readonly string[]): PackageSetNames {
  const blocks: EntryBlock[] = [];
  const blockAt = (at: number) => (blocks[at] ??= readEntries(container.read(`${path}:${at}`) ?? ""));
  let names: readonly string[] | undefined;
  return {
    get names() {
      return (names ??= firsts.flatMap((_, at) => blockAt(at).names));
    },
    find(name) {
      const at = upperBound(firsts, name) - 1;
      return at < 0 ? undefined : blockAt(at).find(name);
    },
  };
}

interface EntryBlock {
  readonly names: readonly string[];
  find(name: string): PackageEntry | undefined;
}

function readEntries(text: string): EntryBlock {
  const { keys: names, columns } = readBlock(text);
  const [kinds = "", ...lists] = columns;
  const [versions = [], programs = [], targets = []] = lists.map((list) => list.split("\n"));
  return {
    names,
    find(name) {
      const at = upperBound(names, name) - 1;
      if (names[at] !== name) return undefined;
      const kind = kinds[at]!.toLowerCase();
      const program = programs[at] === "=" ? name : programs[at];
      // Only capital letters have a target.
      const target = /[AR]/.test(kinds[at]!)
        ? targets[kinds.slice(0, at).replaceAll(/[^AR]/g, "").length]
        : undefined;
      return {
        name,
        ...(versions[at] ? { version: versions[at] } : {}),
        ...(program ? { program } : {}),
        ...(kind === "s" ? { set: true } : {}),
        ...(kind === "o" ? { other: true } : {}),
        ...(kind === "a" ? { alias: true } : {}),
        ...(kind === "r" ? { removed: true } : {}),
        ...(kind === "l" ? { listed: true } : {}),
        ...(target === undefined ? {} : { to: target }),
      };
    },
  };
}

function change(base: PackageSetNames, { added, missing }: SetDifference): PackageSetNames {
  const gone = new Set(missing);
  const own = new Map(added.map((one) => (typeof one === "string" ? [one, { name: one }] : [one.name, one])));
  return {
    names: [...base.names.filter((name) => !gone.has(name) && !own.has(name)), ...own.keys()].sort(),
    find(name) {
      if (own.has(name)) return own.get(name);
      const entry = gone.has(name) ? undefined : base.find(name);
      if (entry === undefined) return undefined;
      // Versions are those of the other set.
      const { version: _, ...rest } = entry;
      return rest;
    },
  };
}
