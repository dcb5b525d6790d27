import { printOptionPath } from "../names/option-path.js";
import type { RawPackage } from "./raw.js";
import type { NamedSet } from "./read-set-names.js";

/** Sets with this part of the names of another one are kept as what differs from it. */
const similarEnough = 0.8;

/** A set that others can be like. */
export interface Base {
  readonly path: readonly string[];
  /** The names in it, aliases too. */
  readonly all: ReadonlySet<string>;
  /** What its attributes are; empty until that is known. */
  packages: ReadonlyMap<string, RawPackage>;
}

/** The sets that others can be like, in order, and for each set that was seen the one that it is like, which can be itself. */
export interface Bases {
  readonly inOrder: Base[];
  readonly of: Map<string, Base>;
}

/** Some sets, parted into those that others can be like, and those that are like one of these or of those that were known before. */
export interface SortedSets {
  readonly fresh: readonly (readonly [set: NamedSet, base: Base])[];
  readonly alike: readonly (readonly [set: NamedSet, base: Base])[];
}

/**
 * Finds sets with nearly the same names, and keeps in `bases` what was found. Sets that keep themselves under a name are in
 * neither part.
 */
export function sortSets(sets: readonly NamedSet[], bases: Bases): SortedSets {
  const fresh: [NamedSet, Base][] = [];
  const alike: [NamedSet, Base][] = [];
  for (const set of sets.toSorted(compareSets)) {
    const all = new Set([...set.names, ...set.aliases]);
    const similar = findSimilar(all, bases.inOrder);
    if (similar !== undefined && similar === bases.of.get(printOptionPath(set.path.slice(0, -1)))) continue;
    const base = similar ?? { path: set.path, all, packages: new Map() };
    bases.of.set(printOptionPath(set.path), base);
    if (similar !== undefined) alike.push([set, base]);
    else {
      fresh.push([set, base]);
      // Nothing is like the top level but what is all of nixpkgs again.
      if (set.path.length > 0) bases.inOrder.push(base);
    }
  }
  return { fresh, alike };
}

/**
 * What sorts first is what others are said to be like, and has versions. That is the shortest name, without the version of a
 * language; of the sets of Python, that of the Python which nixpkgs itself uses.
 */
function compareSets({ path: a }: NamedSet, { path: b }: NamedSet): number {
  return rank(a) - rank(b) || (a.join() < b.join() ? -1 : 1);
}

function rank(path: readonly string[]): number {
  const text = path.join(".");
  if (text === "python3Packages") return 0;
  return path.length * 1000 + (/\d/.test(text) ? 500 : 0) + text.length;
}

/** The first of some sets that has nearly these names. */
function findSimilar(names: ReadonlySet<string>, bases: readonly Base[]): Base | undefined {
  return bases.find(({ all }) => {
    const most = Math.max(names.size, all.size);
    const least = Math.min(names.size, all.size);
    if (least === 0 || least < most * similarEnough) return false;
    let shared = 0;
    for (const name of names) if (all.has(name)) shared++;
    return shared / most >= similarEnough;
  });
}
