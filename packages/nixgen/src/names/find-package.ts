import { foreignNames } from "./foreign-names.js";
import { readOptionPath, printOptionPath } from "./option-path.js";
import type { PackageEntry, PackageIndex } from "./package-index.js";
import type { Source } from "./provenance.js";

/** What stands at a path of attributes below `pkgs`. */
export type PackagePlace =
  /** A package, a set of them, or another attribute; `set` is the set that has it, `rest` the names after it. */
  | {
      readonly place: "package";
      readonly entry: PackageEntry;
      readonly set: string;
      readonly rest: readonly string[];
    }
  /** Nothing: a set does not have a name. `rest` are the names that stand after it. */
  | {
      readonly place: "nowhere";
      readonly set: string;
      readonly name: string;
      readonly rest: readonly string[];
    }
  /** The index does not tell, and why. */
  | { readonly place: "not-covered"; readonly reason: string }
  /** Some names of the set are known, also by a list, and this is none of them. */
  | {
      readonly place: "not-listed";
      readonly set: string;
      readonly name: string;
      readonly list: Source;
    };

/** What stands at a path of attributes below `pkgs`, as far as an index tells. */
export function findPackage(path: readonly string[], index: PackageIndex): PackagePlace {
  let set = "";
  for (let at = 0; at < path.length; at++) {
    const name = path[at]!;
    const attributes = index.set(set);
    if (attributes === undefined) return notCovered(`the set ${set} is not listed`);
    const entry = attributes.find(name);
    if (entry === undefined) {
      if (isInternal(name)) return notCovered(`${name} belongs to what makes package sets`);
      const list = index.listOf(set);
      if (list !== undefined) return { place: "not-listed", set, name, list };
      return isVersion(path[at + 1])
        ? { place: "nowhere", set, name: path.slice(at).join("."), rest: [] }
        : { place: "nowhere", set, name, rest: path.slice(at + 1) };
    }
    const found = { place: "package", set, rest: path.slice(at + 1) } as const;
    if (at === path.length - 1) return { ...found, entry: withSuccessor(entry, set, index) };
    const below = set === "" ? name : `${set}.${name}`;
    if (index.isWhole(below)) set = "";
    else if (index.set(below) !== undefined) set = below;
    else if (entry.alias && entry.to !== undefined)
      return findPackage([...readOptionPath(entry.to), ...path.slice(at + 1)], index);
    // `python3.12` is one name to who writes it, not an attribute of `python3`.
    else if (!entry.set && isVersion(path[at + 1]))
      return { place: "nowhere", set, name: path.slice(at).join("."), rest: [] };
    else if (isForeign(path.slice(at), set))
      return { place: "nowhere", set, name: path.slice(at, at + 2).join("."), rest: path.slice(at + 2) };
    // What lies in a package or a function is another thing than whether the package exists.
    else if (!entry.set) return { ...found, entry };
    else return notCovered(`the set ${below} is not listed`);
  }
  return notCovered("there is no name");
}

function notCovered(reason: string): PackagePlace {
  return { place: "not-covered", reason };
}

/** Whether two names are what others call a package, as `docker.io` is. */
export function isForeign([name, next]: readonly string[], set: string): boolean {
  return set === "" && next !== undefined && foreignNames().has(`${name!}.${next}`);
}

/** Whether what stands after a dot is the rest of a version. */
function isVersion(name: string | undefined): boolean {
  return name !== undefined && /^\d/.test(name);
}

/** Attributes that every package set can have, whichever way it was made. */
export function isInternal(name: string): boolean {
  return /^(__.*|_type|override|overrideDerivation|overrideScope|overrideScope'|newScope|callPackage|callPackages|extend|packages|recurseForDerivations|type|outPath|drvPath|name|meta)$/.test(
    name,
  );
}

/** An entry, whose name to write instead is followed until it is one that is no old name itself. */
function withSuccessor(entry: PackageEntry, set: string, index: PackageIndex): PackageEntry {
  if (entry.to === undefined) return entry;
  const { to, ...rest } = entry;
  const last = findSuccessor(to, set, index);
  return last === undefined ? rest : { ...rest, to: last };
}

/** How many old names can lead to each other. */
const mostOldNames = 4;

function findSuccessor(to: string, set: string, index: PackageIndex, steps = 0): string | undefined {
  const path = readOptionPath(to);
  if (path.length > 1 && path[0] === "pkgs") path.shift();
  const [name = ""] = path;
  const holder = index.set(set)?.find(name) === undefined ? "" : set;
  const entry = path.length > 1 ? undefined : index.set(holder)?.find(name);
  const isOld = entry?.removed || entry?.alias;
  if (isOld && entry.to !== undefined && steps < mostOldNames)
    return findSuccessor(entry.to, holder, index, steps + 1);
  return entry?.removed ? undefined : printOptionPath(path);
}
