import { distance } from "fastest-levenshtein";
import type { Answer, NameSuggestion } from "./answer.js";
import { foreignNames } from "./foreign-names.js";
import { shippedNames, type Names } from "./names.js";
import { readOptionPath, printOptionPath } from "./option-path.js";
import type { PackageEntry, PackageIndex, PackageSetNames } from "./package-index.js";
import { describeProvenance } from "./provenance.js";
import { buildNameTable, rankNames, skeletonOf, type NameTable } from "./suggest.js";

/**
 * What is known of an attribute of nixpkgs.
 *
 * @param path below `pkgs`: a name, or names joined by dots, as in `python3Packages.requests`.
 * @example
 * lookupPackage("nodejs-22").suggestions[0].path // "nodejs_22"
 */
export function lookupPackage(
  path: string | readonly string[],
  names: Names = shippedNames,
): Answer<PackageEntry> {
  const index = names.packages;
  if (index === undefined)
    return { answer: "not-covered", reason: "there is no index of packages", source: "nothing" };
  const source = describeProvenance(index.provenance);
  return { ...lookup(typeof path === "string" ? readOptionPath(path) : path, index), source };
}

type Found =
  | { readonly answer: "known"; readonly entry: PackageEntry }
  | { readonly answer: "unknown"; readonly suggestions: readonly NameSuggestion[] }
  | {
      readonly answer: "not-covered";
      readonly reason: string;
      readonly suggestions?: readonly NameSuggestion[];
    };

function lookup(path: readonly string[], index: PackageIndex): Found {
  let set = "";
  for (let at = 0; at < path.length; at++) {
    const name = path[at]!;
    const attributes = index.set(set);
    if (attributes === undefined) return { answer: "not-covered", reason: `the set ${set} is not listed` };
    const entry = attributes.find(name);
    if (entry === undefined) {
      if (isInternal(name))
        return { answer: "not-covered", reason: `${name} belongs to what makes package sets` };
      if (index.isPartly(set)) return notListed(set, name, index);
      return { answer: "unknown", suggestions: suggestPackages(set, name, index) };
    }
    if (at === path.length - 1) return { answer: "known", entry };
    const below = set === "" ? name : `${set}.${name}`;
    if (index.isWhole(below)) set = "";
    else if (index.set(below) !== undefined) set = below;
    else if (entry.alias && entry.to !== undefined)
      return lookup([...readOptionPath(entry.to), ...path.slice(at + 1)], index);
    // `python3.12` is one name to who writes it, not an attribute of `python3`.
    else if (!entry.set && /^\d/.test(path[at + 1]!)) {
      return { answer: "unknown", suggestions: suggestPackages(set, path.slice(at).join("."), index) };
    }
    // What lies in a package or a function is another thing than whether the package exists.
    else if (!entry.set) return { answer: "known", entry };
    else return { answer: "not-covered", reason: `the set ${below} is not listed` };
  }
  return { answer: "not-covered", reason: "there is no name" };
}

/** A name of a set of which not all names are listed: it may exist, and may be a slip all the same. */
function notListed(set: string, name: string, index: PackageIndex): Found {
  const near = rankNames(name, tableOf(index.set(set)!)).filter(
    (one) => skeletonOf(one.name) === skeletonOf(name) || (name.length > 5 && distance(one.name, name) === 1),
  );
  const reason = `only some names of ${set} are listed`;
  if (near.length === 0) return { answer: "not-covered", reason };
  const suggestions = near.map((one) => ({
    path: `${set}.${printName(one.name)}`,
    reason: "a similar name",
  }));
  return { answer: "not-covered", reason, suggestions };
}

/** Attributes that every package set can have, whichever way it was made. */
function isInternal(name: string): boolean {
  return /^(__.*|_type|override|overrideDerivation|overrideScope|overrideScope'|newScope|callPackage|callPackages|extend|packages|recurseForDerivations|type|outPath|drvPath|name|meta)$/.test(
    name,
  );
}

const tables = new WeakMap<PackageSetNames, NameTable>();

/** The names of a set, ready to be compared. Names that were removed are not proposed. */
function tableOf(attributes: PackageSetNames): NameTable {
  let table = tables.get(attributes);
  if (table === undefined) {
    table = buildNameTable(attributes.names.filter((name) => !attributes.find(name)?.removed));
    tables.set(attributes, table);
  }
  return table;
}

/** Prefixes by which other collections mark the packages of a language, and the sets that hold them in nixpkgs. */
const languageSets: readonly (readonly [prefix: RegExp, set: string])[] = [
  [/^python3?\d*[-_.]/, "python3Packages"],
  [/^py3?\d*[-_]/, "python3Packages"],
  [/^perl[-_]/, "perlPackages"],
  [/^(vim|nvim|neovim)[-_]/, "vimPlugins"],
  [/^(ruby|gem)[-_]/, "rubyPackages"],
  [/^lua[-_]/, "luaPackages"],
  [/^ocaml[-_]/, "ocamlPackages"],
  [/^(kde|plasma|kf6)[-_]/, "kdePackages"],
  [/^php[-_]/, "phpPackages"],
  [/^emacs[-_]/, "emacsPackages"],
  [/^(xorg|x11)[-_]/, "xorg"],
];

/** The packages that could be meant by a name that a set does not have, the likeliest first; at most `limit`. */
export function suggestPackages(set: string, name: string, index: PackageIndex, limit = 3): NameSuggestion[] {
  const found = new Map<string, NameSuggestion>();
  const add = (path: string, reason: string) => {
    if (!found.has(path) && found.size < limit && exists(path, index)) found.set(path, { path, reason });
  };
  const prefix = set === "" ? "" : `${set}.`;
  if (set === "") {
    for (const path of foreignNames().get(name) ?? foreignNames().get(name.toLowerCase()) ?? [])
      add(path, `the name in nixpkgs for ${name}`);
  }
  const attributes = index.set(set);
  const ranked = attributes === undefined ? [] : rankNames(name, tableOf(attributes), limit * 3);
  for (const item of ranked.filter((item) => item.score < 0.3))
    add(prefix + printName(item.name), "spelled so");
  if (set === "") for (const path of inLanguageSets(name, index)) add(path, "a package of that language");
  else for (const path of atTopLevel(name, index)) add(path, "at the top level");
  // A slip of the hand is likelier than a name that is elsewhere; any other likeness is less likely.
  for (const item of ranked.filter((item) => item.score < 1.1))
    add(prefix + printName(item.name), "a similar name");
  if (set === "") for (const path of inUsualSets(name, index)) add(path, "the name in a set of packages");
  for (const item of mergeAliases(ranked, attributes)) add(prefix + printName(item), "a similar name");
  return [...found.values()];
}

/** Ranked names, without an alias where the name that it stands for is among them. */
function mergeAliases(
  ranked: readonly { readonly name: string }[],
  attributes: PackageSetNames | undefined,
): string[] {
  const names = new Set(ranked.map((item) => item.name));
  return ranked
    .map((item) => item.name)
    .filter((name) => {
      const to = attributes?.find(name)?.to;
      return to === undefined || !names.has(to);
    });
}

function exists(path: string, index: PackageIndex): boolean {
  const found = lookup(readOptionPath(path), index);
  return found.answer === "not-covered" || (found.answer === "known" && !found.entry.removed);
}

function* inLanguageSets(name: string, index: PackageIndex): Generator<string> {
  for (const [prefix, set] of languageSets) {
    if (!prefix.test(name)) continue;
    const attributes = index.set(set);
    const rest = name.replace(prefix, "").replace(/[-_.](dev|devel)$/, "");
    const same = attributes && tableOf(attributes).bySkeleton.get(skeletonOf(rest));
    if (same !== undefined) yield `${set}.${printName(same[0]!)}`;
  }
}

/** Sets that are looked for at the top level: programs written in Python, and those of KDE, are in no other place. */
const usualSets = ["python3Packages", "kdePackages", "gst_all_1", "perlPackages"] as const;

function* inUsualSets(name: string, index: PackageIndex): Generator<string> {
  for (const set of usualSets) {
    const entry = index.set(set)?.find(name);
    if (entry !== undefined && !entry.removed && !entry.other) yield `${set}.${printName(name)}`;
  }
}

function* atTopLevel(name: string, index: PackageIndex): Generator<string> {
  if (index.set("")?.find(name)) yield printName(name);
}

function printName(name: string): string {
  return printOptionPath([name]);
}
