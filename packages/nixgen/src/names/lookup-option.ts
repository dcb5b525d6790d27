import type { Answer } from "./answer.js";
import { findOption, type OptionPlace } from "./find-option.js";
import type { OptionEntry } from "./option-index.js";
import { toOptionKind, type OptionKind } from "./option-kind.js";
import { shippedNames, type Names } from "./names.js";
import { printOptionPath, readOptionPath } from "./option-path.js";
import { describeProvenance } from "./provenance.js";
import { suggestInstead, suggestOptions } from "./suggest-options.js";

/**
 * What is known of an option.
 *
 * @param path names joined by dots, as in `services.nginx.virtualHosts."example.org".root`, or the names themselves.
 * @throws NixError `input/invalid` where there is no such kind.
 * @example
 * lookupOption("services.ngnix.enable", "nixos").suggestions[0].path // "services.nginx.enable"
 */
export function lookupOption(
  path: string | readonly string[],
  kind: OptionKind,
  names: Names = shippedNames,
): Answer<OptionPlace> {
  const index = names.options(toOptionKind(kind));
  if (index === undefined)
    return {
      answer: "not-covered",
      reason: `there is no index of the options of ${kind}`,
      source: "nothing",
    };
  const source = describeProvenance(index.provenance);
  const wanted = typeof path === "string" ? readOptionPath(path) : path;
  const found = findOption(wanted, index);
  if (found.place !== "nowhere") {
    const suggestions = suggestInstead(wanted, found, index);
    return { answer: "known", entry: found, ...(suggestions.length > 0 ? { suggestions } : {}), source };
  }
  return { answer: "unknown", suggestions: suggestOptions(wanted, index), source };
}

/** What is known of an option, in words: its type, its default, its flags, its neighbours. */
export interface OptionExplanation {
  readonly path: string;
  readonly entry?: OptionEntry;
  /** The names below it; placeholders stand for names that users choose. */
  readonly children: readonly string[];
  /** The names beside an option, in the set that it lies in; none for a set of options, beside which lie thousands. */
  readonly siblings: readonly string[];
  readonly source: string;
}

/**
 * What is known of an option, with what stands beside it, or of a set of options, with what stands in it; `undefined` where
 * nothing is there.
 *
 * @throws NixError `input/invalid` where there is no such kind.
 * @example
 * explainOption("services.nginx.enable", "nixos")?.entry?.type // ["bool"]
 */
export function explainOption(
  path: string,
  kind: OptionKind,
  names: Names = shippedNames,
): OptionExplanation | undefined {
  const index = names.options(toOptionKind(kind));
  if (index === undefined) return undefined;
  const wanted = readOptionPath(path);
  const found = findOption(wanted, index);
  if (found.place === "nowhere") return undefined;
  const namesOf = (place: OptionPlace) => ("node" in place ? [...place.node.children.keys()] : []);
  return {
    path: found.place === "group" ? printOptionPath(wanted) : found.entry.path,
    ...(found.place === "group" ? {} : { entry: found.entry }),
    children: namesOf(found),
    siblings:
      found.place === "group"
        ? []
        : namesOf(findOption(wanted.slice(0, -1), index)).filter((name) => name !== wanted.at(-1)),
    source: describeProvenance(index.provenance),
  };
}
