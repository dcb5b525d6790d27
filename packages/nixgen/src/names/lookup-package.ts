import { distance } from "fastest-levenshtein";
import type { Answer, NameSuggestion } from "./answer.js";
import { findPackage, isInternal } from "./find-package.js";
import { shippedNames, type Names } from "./names.js";
import { printOptionPath, readOptionPath } from "./option-path.js";
import type { PackageEntry, PackageIndex } from "./package-index.js";
import { describeProvenance } from "./provenance.js";
import { suggestPackages, suggestSuccessors, tableOf } from "./suggest-packages.js";
import { rankNames } from "./suggest.js";

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
  const found = findPackage(typeof path === "string" ? readOptionPath(path) : path, index);
  switch (found.place) {
    case "package": {
      const { entry, set, rest } = found;
      if (rest.length > 0 && !isAttribute(rest[0]!) && !entry.removed && !entry.alias)
        return { answer: "not-covered", ...describeInside(entry, set, rest[0]!, index), source };
      const suggestions =
        (entry.removed || entry.alias) && entry.to === undefined
          ? suggestSuccessors(set, entry.name, index, rest)
          : [];
      return {
        answer: "known",
        entry,
        ...(suggestions.length > 0 ? { suggestions } : {}),
        source: describeSourceOf(entry, set === "" ? entry.name : `${set}.${entry.name}`, index),
      };
    }
    case "nowhere": {
      const { set, name, rest } = found;
      return { answer: "unknown", suggestions: suggestPackages(set, name, index, rest), source };
    }
    case "not-listed": {
      const { set, name, list } = found;
      const sources = [...index.provenance.sources, list];
      const described = describeUnlisted(set, name, index);
      return { answer: "not-covered", ...described, source: describeProvenance({ sources }) };
    }
    case "not-covered":
      return { answer: "not-covered", reason: found.reason, source };
  }
}

/** What the facts about a package rest on: the index, or the list alone that names it. */
export function describeSourceOf(entry: PackageEntry, path: string, index: PackageIndex): string {
  const list = entry.listed ? index.listOf(printOptionPath(readOptionPath(path).slice(0, -1))) : undefined;
  return describeProvenance(list === undefined ? index.provenance : { sources: [list] });
}

/** What lies in a package is not listed; a package of that name may be meant. */
function describeInside(
  { name }: PackageEntry,
  set: string,
  inner: string,
  index: PackageIndex,
): { readonly reason: string; readonly suggestions?: readonly NameSuggestion[] } {
  const reason = `what lies in ${[...(set === "" ? [] : [set]), printOptionPath([name])].join(".")} is not listed`;
  const top = index.set("")?.find(inner);
  if (top === undefined || top.removed || top.alias || top.other) return { reason };
  return { reason, suggestions: [{ path: printOptionPath([inner]), reason: "at the top level" }] };
}

/** Attributes that packages have in common: their outputs, what they were made from, and what changes them. */
function isAttribute(name: string): boolean {
  return (
    isInternal(name) ||
    /^(out|bin|dev|lib|man|doc|info|static|debug|pname|version|src|passthru|tests|outputs|system|drvAttrs|overrideAttrs|pkgs|python|withPackages|unwrapped)$/.test(
      name,
    )
  );
}

/** What names differ by that are the same but for separators, case and what others put around them. */
const hardlyAny = 0.5;

/** A name of a set of which not all names are listed: it may exist, and may be a slip all the same. */
function describeUnlisted(
  set: string,
  name: string,
  index: PackageIndex,
): { readonly reason: string; readonly suggestions?: readonly NameSuggestion[] } {
  const near = rankNames(name, tableOf(index.set(set)!)).filter(
    (one) => one.score < hardlyAny || (name.length > 5 && distance(one.name, name) === 1),
  );
  const reason = `only some names of ${set} are listed`;
  if (near.length === 0) return { reason };
  const suggestions = near.map((one) => ({
    path: `${set}.${printOptionPath([one.name])}`,
    reason: "a similar name",
  }));
  return { reason, suggestions };
}
