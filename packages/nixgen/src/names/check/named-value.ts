import { findPackage, isInternal } from "../find-package.js";
import { printOptionPath, readOptionPath } from "../option-path.js";
import type { CheckContext } from "./context.js";
import type { Meaning } from "./meaning.js";

/** What an expression names, as far as the index of packages knows for certain. */
export interface NamedValue {
  /** `other` is no package and no set of packages: a function, or data. */
  readonly is: "package" | "packages" | "other";
  /** The path below `pkgs`. */
  readonly path: readonly string[];
}

/**
 * What is named; `undefined` where it is not of nixpkgs, may come from an overlay, or lies in a package.
 */
export function findNamedValue(meaning: Meaning, context: CheckContext): NamedValue | undefined {
  if (meaning.is === "lib" && meaning.root === "lib" && meaning.path.length === 0)
    return { is: "other", path: ["lib"] };
  return meaning.is === "packages" ? findOfNixpkgs(meaning.set, context) : undefined;
}

/** How many old names are followed. */
const mostOldNames = 3;

function findOfNixpkgs(path: readonly string[], context: CheckContext, steps = 0): NamedValue | undefined {
  const { declarations, names } = context;
  if (names.packages === undefined || path.some((name) => declarations.packages.has(name))) return undefined;
  if (path.length === 0) return { is: "packages", path };
  const found = findPackage(path, names.packages);
  if (found.place !== "package" || found.rest.length > 0) return undefined;
  const { entry, set } = found;
  if (entry.removed || entry.listed) return undefined;
  if (entry.alias) {
    if (entry.to === undefined || set !== "" || steps >= mostOldNames) return undefined;
    const target = findOfNixpkgs(readOptionPath(entry.to), context, steps + 1);
    return target && { ...target, path };
  }
  if (entry.set) return { is: "packages", path };
  if (!entry.other) return { is: "package", path };
  return set === "" && uncertain.has(path.at(-1)!) ? undefined : { is: "other", path };
}

/**
 * Attributes of nixpkgs that are null, or a text or path that can stand for a package, on `x86_64-linux`, which the index was made
 * for, and that may be packages elsewhere.
 */
const uncertain = new Set([
  "elf-header",
  "fts",
  "libcIconv",
  "libiconv",
  "libintl",
  "opensmalltalk-vm",
  "path",
  "preLibcHeaders",
  "runtimeShell",
]);

/** The first package of a set that has a name as one would write it, to show what is meant; none where the set is not listed. */
export function memberOf({ path }: NamedValue, { names }: CheckContext): string | undefined {
  const set = path.length === 0 ? undefined : names.packages?.set(printOptionPath(path));
  return set?.names.find((name) => {
    if (!/^[a-z]/.test(name) || isInternal(name)) return false;
    const { set: isSet, other, alias, removed, listed } = set.find(name)!;
    return !isSet && !other && !alias && !removed && !listed;
  });
}
