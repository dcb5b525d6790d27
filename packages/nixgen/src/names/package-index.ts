import { readContainer, writeContainer, type Container } from "./format/container.js";
import { frontCode, frontDecode } from "./format/front-coding.js";
import type { Provenance } from "./provenance.js";

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
}

/** How the attributes of a set come from those of another one. */
export interface SetDifference {
  readonly from: string;
  readonly added: readonly string[];
  readonly missing: readonly string[];
}

interface Meta {
  readonly provenance: Provenance;
  /** The number of attributes of each set that is listed. */
  readonly counts: { readonly [set: string]: number };
  /** Sets with almost the names of another one. */
  readonly like: { readonly [set: string]: SetDifference };
  /** Sets that are all of nixpkgs again. */
  readonly whole: readonly string[];
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
  extra: { readonly like: { readonly [set: string]: SetDifference }; readonly whole: readonly string[] },
): Uint8Array {
  const sections = new Map<string, string>();
  for (const { path, entries } of sets) {
    const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    sections.set(`${path}:names`, frontCode(sorted.map((entry) => entry.name)));
    sections.set(`${path}:kinds`, sorted.map(kindOf).join(""));
    sections.set(`${path}:versions`, sorted.map((entry) => entry.version ?? "").join("\n"));
    sections.set(
      `${path}:programs`,
      sorted.map(({ name, program }) => (program === name ? "=" : (program ?? ""))).join("\n"),
    );
    sections.set(`${path}:targets`, sorted.flatMap((entry) => entry.to ?? []).join("\n"));
  }
  const counts = Object.fromEntries(sets.map((set) => [set.path, set.entries.length]));
  const meta: Meta = { provenance, counts, ...extra };
  return writeContainer(meta, sections);
}

/** @throws Error where the bytes are no index of packages. */
export function readPackageIndex(bytes: Uint8Array): PackageIndex {
  const container = readContainer(bytes);
  const meta = container.meta as Meta; // Written by `writePackageIndex`.
  if (meta.counts === undefined) throw new Error("this is no index of packages");
  const read = new Map<string, PackageSetNames>();
  const whole = new Set(meta.whole);
  const find = (path: string): PackageSetNames | undefined => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const like = meta.like[path];
    const base = like === undefined ? undefined : find(like.from);
    const names =
      like !== undefined && base !== undefined
        ? change(base, like)
        : path in meta.counts
          ? readSet(container, path)
          : undefined;
    if (names !== undefined) read.set(path, names);
    return names;
  };
  return {
    provenance: meta.provenance,
    sets: [...Object.keys(meta.counts), ...Object.keys(meta.like)].sort(),
    count: Object.values(meta.counts).reduce((sum, count) => sum + count, 0),
    set: find,
    isWhole: (path) => whole.has(path),
  };
}

/** One letter a kind: package, set, other, alias, removed; the last two in capitals where what to write instead is known. */
function kindOf(entry: PackageEntry): string {
  if (entry.removed) return entry.to === undefined ? "r" : "R";
  if (entry.alias) return entry.to === undefined ? "a" : "A";
  return entry.set ? "s" : entry.other ? "o" : "p";
}

function readSet(container: Container, path: string): PackageSetNames {
  const names = frontDecode(container.read(`${path}:names`) ?? "");
  const kinds = container.read(`${path}:kinds`) ?? "";
  let details: { versions: string[]; programs: string[]; targets: Map<number, string> } | undefined;
  const lines = (name: string) => (container.read(`${path}:${name}`) ?? "").split("\n");
  const readDetails = () => {
    const targets = new Map<number, string>();
    const list = lines("targets");
    let next = 0;
    for (let at = 0; at < kinds.length; at++) {
      if (kinds[at] === "A" || kinds[at] === "R") targets.set(at, list[next++]!);
    }
    return { versions: lines("versions"), programs: lines("programs"), targets };
  };
  return {
    names,
    find(name) {
      const at = indexOfSorted(names, name);
      if (at < 0) return undefined;
      const { versions, programs, targets } = (details ??= readDetails());
      const kind = kinds[at]!.toLowerCase();
      const program = programs[at] === "=" ? name : programs[at];
      const target = targets.get(at);
      return {
        name,
        ...(versions[at] ? { version: versions[at] } : {}),
        ...(program ? { program } : {}),
        ...(kind === "s" ? { set: true } : {}),
        ...(kind === "o" ? { other: true } : {}),
        ...(kind === "a" ? { alias: true } : {}),
        ...(kind === "r" ? { removed: true } : {}),
        ...(target === undefined ? {} : { to: target }),
      };
    },
  };
}

function change(base: PackageSetNames, { added, missing }: SetDifference): PackageSetNames {
  const gone = new Set(missing);
  const more = new Set(added);
  return {
    names: [...base.names.filter((name) => !gone.has(name)), ...added].sort(),
    find(name) {
      if (more.has(name)) return { name };
      const entry = gone.has(name) ? undefined : base.find(name);
      if (entry === undefined) return undefined;
      // Versions are those of the other set.
      const { version: _, ...rest } = entry;
      return rest;
    },
  };
}

/** Where a name is in sorted names, or -1. */
function indexOfSorted(names: readonly string[], name: string): number {
  let low = 0;
  let high = names.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = names[middle]!;
    if (found === name) return middle;
    if (found < name) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
