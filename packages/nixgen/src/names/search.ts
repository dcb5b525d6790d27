import { requireInteger, requireText } from "@nixgen/core";
import { foreignNames, foreignOptionNames } from "./foreign-names.js";
import { describeSourceOf, lookupPackage } from "./lookup-package.js";
import { shippedNames, type Names } from "./names.js";
import type { OptionEntry, OptionIndex } from "./option-index.js";
import { toOptionKind, type OptionKind } from "./option-kind.js";
import { describeType } from "./option-type.js";
import type { PackageEntry, PackageSetNames } from "./package-index.js";
import { describeProvenance } from "./provenance.js";
import { tableOf } from "./suggest-packages.js";
import { skeletonOf } from "./suggest.js";
import { findTopics } from "./topics.js";

/** What a search gives back, the best first. */
export interface SearchResult<T> {
  readonly path: string;
  readonly entry: T;
  /** How well it fits; only the order matters. */
  readonly score: number;
  /** What the result rests on, and how old that is. */
  readonly source: string;
}

export interface SearchOptions {
  /** How many results at most; 20 where not given. */
  readonly limit?: number;
  readonly names?: Names;
}

/**
 * The packages whose names, or whose main programs, fit words best.
 *
 * @param query words; `in:python3Packages` looks into a set instead of the top level.
 * @example
 * searchPackages("json processor jq")[0].path // "jq"
 */
export function searchPackages(query: string, options: SearchOptions = {}): SearchResult<PackageEntry>[] {
  const { limit = 20, names = shippedNames } = options;
  requireText(query, "what `searchPackages` looks for");
  requireInteger(limit, "`limit` of `searchPackages`");
  const { words, filters } = readQuery(query);
  const set = filters.get("in") ?? "";
  const attributes = names.packages?.set(set);
  if (attributes === undefined || words.length === 0) return [];
  const texts = textsOf(attributes);
  const asked = new Map(set === "" ? findTopics(words, "packages") : []);
  // All words may be one name: `python 3.12` is `python312`.
  for (const first of [words[0]!, ...namesInNixpkgs(words[0]!)]) {
    const joined = skeletonOf([first, ...words.slice(1)].join(""));
    for (const name of tableOf(attributes).bySkeleton.get(joined) ?? [])
      if (words.length > 1) asked.set(name, 1);
  }
  const found = best(texts, words, asked, limit, (at) => {
    const entry = attributes.find(attributes.names[at]!)!;
    // Old names come after the ones to use.
    const factor = entry.removed ? 0 : entry.alias ? 0.5 : entry.program !== undefined ? 1.05 : 1;
    return { path: set === "" ? entry.name : `${set}.${entry.name}`, entry, factor };
  });
  const inSets = [...asked].flatMap(([path, share]) => {
    const answer = path.includes(".") ? lookupPackage(path, names) : undefined;
    return answer?.answer === "known" ? [{ path, entry: answer.entry, score: scoreOf(share) }] : [];
  });
  return [...found, ...inSets]
    .sort(byScore)
    .slice(0, limit)
    .map((result) => ({ ...result, source: describeSourceOf(result.entry, result.path, names.packages!) }));
}

/**
 * The options whose paths fit words best.
 *
 * @param query words; `type:enum` and the like ask for a type, in the words of {@link describeType}.
 * @throws NixError `input/invalid` where there is no such kind.
 * @example
 * searchOptions("nginx ssl", "nixos")[0].path // "services.nginx.sslCiphers"
 */
export function searchOptions(
  query: string,
  kind: OptionKind,
  options: SearchOptions = {},
): SearchResult<OptionEntry>[] {
  const { limit = 20, names = shippedNames } = options;
  requireText(query, "what `searchOptions` looks for");
  requireInteger(limit, "`limit` of `searchOptions`");
  const index = names.options(toOptionKind(kind));
  const { words, filters } = readQuery(query);
  if (index === undefined || (words.length === 0 && filters.size === 0)) return [];
  const entries = index.entries();
  const type = filters.get("type");
  // To switch something on is what most options do that are looked for so.
  const things = words.length > 1 ? words.filter((word) => word !== "enable") : words;
  const enabled = things.length < words.length ? 1.5 : 1.1;
  const source = describeProvenance(index.provenance);
  return best(optionTextsOf(index), things, findTopics(words, "options"), limit, (at) => {
    const entry = entries[at]!;
    const fits = type === undefined || entry.type[0] === type || describeType(entry.type).includes(type);
    const old = entry.removed || entry.movedTo !== undefined;
    // Of what belongs to a service, what switches it on comes first.
    const usual = entry.path.endsWith(".enable") ? enabled : 1;
    return { path: entry.path, entry, source, factor: !fits ? 0 : old || entry.internal ? 0.4 : usual };
  });
}

/** How many words of a query count. Each is looked for in all names. */
const mostWords = 32;

function readQuery(query: string): { readonly words: string[]; readonly filters: Map<string, string> } {
  const words = new Set<string>();
  const filters = new Map<string, string>();
  for (const part of query.split(/\s+/).filter(Boolean)) {
    const filter = /^(in|type):(.+)$/.exec(part);
    if (filter) filters.set(filter[1]!, filter[2]!);
    else for (const word of part.toLowerCase().split(".").filter(Boolean)) words.add(word);
  }
  return { words: [...words].slice(0, mostWords), filters };
}

/** A text to search, and the words that it is made of, each with a space before. */
interface Searchable {
  readonly lower: readonly string[];
  /** All texts as one, a line each, which is searched faster; and where each starts. */
  readonly joined: string;
  readonly starts: Uint32Array;
  readonly words: readonly string[];
  /** The place of each text. */
  readonly places: ReadonlyMap<string, number>;
}

const packageTexts = new WeakMap<PackageSetNames, Searchable>();
const optionTexts = new WeakMap<OptionIndex, Searchable>();

function textsOf(attributes: PackageSetNames): Searchable {
  let texts = packageTexts.get(attributes);
  if (texts === undefined) packageTexts.set(attributes, (texts = toSearchable(attributes.names)));
  return texts;
}

function optionTextsOf(index: OptionIndex): Searchable {
  let texts = optionTexts.get(index);
  if (texts === undefined) {
    optionTexts.set(index, (texts = toSearchable(index.entries().map((entry) => entry.path))));
  }
  return texts;
}

function toSearchable(names: readonly string[]): Searchable {
  const lower = names.map((name) => name.toLowerCase());
  const starts = new Uint32Array(lower.length + 1);
  for (const [at, text] of lower.entries()) starts[at + 1] = starts[at]! + text.length + 1;
  return {
    places: new Map(names.map((name, at) => [name, at])),
    lower,
    joined: `${lower.join("\n")}\n`,
    starts,
    words: names.map(
      (name) =>
        ` ${name
          .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
          .replaceAll(/[^A-Za-z0-9]+/g, " ")
          .toLowerCase()} `,
    ),
  };
}

/** The places with the highest scores: rare words count more, whole words more than parts, short names more than long ones. */
function best<T extends { readonly path: string; readonly factor: number }>(
  searched: Searchable,
  words: readonly string[],
  asked: ReadonlyMap<string, number>,
  limit: number,
  describe: (at: number) => T,
): (Omit<T, "factor"> & { readonly score: number })[] {
  const { lower, words: texts, places: placeOf } = searched;
  const scores = new Float64Array(lower.length);
  const matched = new Uint8Array(lower.length);
  for (const word of words) {
    const hits = new Map<number, number>();
    for (const variant of [word, ...namesInNixpkgs(word)]) {
      for (const at of placesWith(variant, searched)) {
        hits.set(at, Math.max(hits.get(at) ?? 0, fit(variant, lower[at]!, texts[at]!)));
      }
    }
    const rarity = Math.log2(1 + lower.length / (1 + hits.size));
    for (const [at, fitting] of hits) {
      scores[at]! += fitting * rarity;
      matched[at]!++;
    }
  }
  const shares = new Map<number, number>();
  for (const [name, share] of asked) {
    const at = placeOf.get(name);
    if (at !== undefined) shares.set(at, share);
  }
  // What a path is about, as `nginx` in `services.nginx.sslCiphers`.
  const subjects = words.flatMap((word) =>
    [word, ...namesInNixpkgs(word)].flatMap((name) => [`services.${name}.`, `programs.${name}.`]),
  );
  const places: number[] = [];
  for (let at = 0; at < lower.length; at++) {
    if (scores[at]! > 0) {
      const about = subjects.some((subject) => lower[at]!.startsWith(subject)) ? 1.3 : 1;
      scores[at] = (about * scores[at]! * (1 + matched[at]!)) / Math.sqrt(8 + lower[at]!.length);
    } else if (words.length > 0 && !shares.has(at)) continue;
    places.push(at);
  }
  const askingAt = (at: number) => scoreOf(shares.get(at) ?? 0);
  for (const at of shares.keys()) scores[at]! += askingAt(at);
  return places
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, Math.max(limit * 3, 60))
    .map((at) => {
      const { factor, ...result } = describe(at);
      const asking = askingAt(at);
      const score = (scores[at]! - asking) * factor + asking * Math.min(1, factor);
      return { ...result, score: words.length === 0 ? factor : score };
    })
    .filter((result) => result.score > 0)
    .sort(byScore)
    .slice(0, limit);
}

/** The places of the texts that have a word in them. */
function* placesWith(word: string, { joined, starts }: Searchable): Generator<number> {
  let line = 0;
  for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, starts[line])) {
    while (starts[line + 1]! <= at) line++;
    yield line++;
  }
}

/** How well a name fits that stands for a share of what is asked for: where it is all of it, better than any other name. */
function scoreOf(share: number): number {
  return 60 * share ** 3;
}

function byScore(
  a: { readonly path: string; readonly score: number },
  b: { readonly path: string; readonly score: number },
): number {
  return b.score - a.score || (a.path < b.path ? -1 : 1);
}

/** What a word is called in nixpkgs, where other collections have it as a name: `postgres` is `postgresql`. */
function namesInNixpkgs(word: string): readonly string[] {
  const names = [...(foreignNames().get(word) ?? []), ...(foreignOptionNames().get(word) ?? [])];
  return names.filter((path) => !path.includes(".")).slice(0, 1);
}

function fit(word: string, lower: string, text: string): number {
  if (lower === word) return 4;
  // A name on the way of a path, as `hostname` in `networking.hostName`.
  if (lower.endsWith(`.${word}`)) return 2.4;
  if (lower.startsWith(`${word}.`) || lower.includes(`.${word}.`)) return 2.2;
  if (text.includes(` ${word} `)) return 2;
  return text.includes(` ${word}`) ? 1.3 : 0.6;
}
