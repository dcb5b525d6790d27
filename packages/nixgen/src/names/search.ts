import { requireInteger, requireText } from "@nixgen/core";
import { byScore, findBest, namesInNixpkgs, scoreOf, toSearchable, type Searchable } from "./find-best.js";
import { findOption } from "./find-option.js";
import { describeSourceOf, lookupPackage } from "./lookup-package.js";
import { shippedNames, type Names } from "./names.js";
import type { OptionEntry, OptionIndex } from "./option-index.js";
import { toOptionKind, type OptionKind } from "./option-kind.js";
import { readOptionPath } from "./option-path.js";
import { describeType, type OptionType } from "./option-type.js";
import type { PackageEntry, PackageSetNames } from "./package-index.js";
import { describeProvenance } from "./provenance.js";
import { namesAround, tableOf } from "./suggest-packages.js";
import { skeletonOf } from "./suggest.js";
import { findTopics, tellingWords, type TopicSet } from "./topics.js";

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
  const asked = set === "" ? askedAnywhere(words, names) : askedOfSet(words, set, names);
  // All words may be one name: `python 3.12` is `python312`.
  for (const first of [words[0]!, ...namesInNixpkgs(words[0]!)]) {
    const joined = skeletonOf([first, ...words.slice(1)].join(""));
    for (const name of tableOf(attributes).bySkeleton.get(joined) ?? [])
      if (words.length > 1) asked.set(name, 1);
  }
  const found = findBest(texts, { words: tellingWords(words), asked, limit }, (at) => {
    const entry = attributes.find(attributes.names[at]!)!;
    // Old names come after the ones to use.
    const factor = entry.removed ? 0 : entry.alias ? 0.5 : entry.program !== undefined ? 1.05 : 1;
    return { path: set === "" ? entry.name : `${set}.${entry.name}`, entry, factor };
  });
  const inSets = [...asked].flatMap(([name, share]) => {
    const path = set === "" ? name : `${set}.${name}`;
    const answer = name.includes(".") ? lookupPackage(path, names) : undefined;
    return answer?.answer === "known" ? [{ path, entry: answer.entry, score: scoreOf(share) }] : [];
  });
  return [...found, ...inSets]
    .sort(byScore)
    .slice(0, limit)
    .map((result) => ({ ...result, source: describeSourceOf(result.entry, result.path, names.packages!) }));
}

/** Words for the languages and programs whose packages are in sets with topics, and those sets. */
const setsOfWords: ReadonlyMap<string, TopicSet> = new Map([
  ["python", "python3Packages"],
  ["python3", "python3Packages"],
  ["vim", "vimPlugins"],
  ["neovim", "vimPlugins"],
  ["nvim", "vimPlugins"],
  ["tmux", "tmuxPlugins"],
  ["vscode", "vscode-extensions"],
  ["gnome", "gnomeExtensions"],
]);

/** Words for what such a set holds. */
const kindsOfPackages = new Set(
  "extension extensions library libraries module modules package packages plugin plugins".split(" "),
);

/** The names that are asked for, at the top level or in a set of which words speak, with how much of that they are. */
function askedAnywhere(words: readonly string[], names: Names): Map<string, number> {
  const asked = new Map(findTopics(words, "packages"));
  for (const word of words) {
    const set = setsOfWords.get(word);
    if (set === undefined) continue;
    const rest = words.filter((other) => other !== word && !kindsOfPackages.has(other));
    const attributes = names.packages?.set(set);
    const named = attributes && tableOf(attributes).bySkeleton.get(skeletonOf(rest.join("")));
    const found = [...findTopics(rest, set), ...(named ?? []).map((name) => [name, 1] as const)];
    for (const [name, share] of found) asked.set(`${set}.${name}`, share * shareInSet);
  }
  return asked;
}

/** What is in a set comes after what is at the top level and fits as well. */
const shareInSet = 0.94;

/** The names that are asked for in a set. */
function askedOfSet(words: readonly string[], set: string, { packages }: Names): Map<string, number> {
  const named = packages === undefined ? [] : namesAround(set, words.join(""), packages);
  const asked = new Map(named.map((name) => [name, 1]));
  const family = /^python3\d*Packages$/.test(set) ? "python3Packages" : set;
  const kind = [...setsOfWords.values()].find((one) => one === family);
  for (const [path, share] of findTopics(words, kind ?? "packages")) {
    if (kind !== undefined) asked.set(path, share);
    else if (path.startsWith(`${set}.`)) asked.set(path.slice(set.length + 1), share);
  }
  return asked;
}

/**
 * The options whose paths fit words best.
 *
<<<<<<< HEAD
 * @param query words; `type:enum` and the like ask for a type, in the words of {@link describeType}.
 * @throws NixError `input/invalid` where there is no such kind.
=======
 * @param query words; `type:enum` and the like ask for a type, by the name of any type in it or in the words of {@link describeType}.
>>>>>>> 81500e9 (Search sets of packages by topics, and for all types by their names)
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
  const things = tellingWords(words.length > 1 ? words.filter((word) => word !== "enable") : words);
  const enabled = words.includes("enable") && things.length < words.length ? 1.5 : 1.1;
  const source = describeProvenance(index.provenance);
  const fits = type === undefined ? undefined : (at: number) => wordsOfType(entries[at]!.type).includes(type);
  const describe = (at: number) => {
    const entry = entries[at]!;
    const old = entry.removed || entry.movedTo !== undefined;
    // Of what belongs to a service, what switches it on comes first.
    const usual = entry.path.endsWith(".enable") ? enabled : 1;
    return { path: entry.path, entry, source, factor: old || entry.internal ? 0.4 : usual };
  };
  const asked = findTopics(words, "options");
  const found = findBest(optionTextsOf(index), { words: things, asked, limit, keeps: fits }, describe);
  // What is asked for may lie in an option whose names are free.
  const inside = [...asked].flatMap(([path, share]) => {
    const place = findOption(readOptionPath(path), index);
    if (place.place !== "inside" || (type !== undefined && !wordsOfType(place.entry.type).includes(type)))
      return [];
    return [{ path, entry: place.entry, source, score: scoreOf(share) }];
  });
  return [...found, ...inside].sort(byScore).slice(0, limit);
}

const typeWords = new WeakMap<OptionType, string>();

/** What a type can be asked for by: its description, and the names of all types in it. */
function wordsOfType(type: OptionType): string {
  let words = typeWords.get(type);
  if (words === undefined)
    typeWords.set(type, (words = `${namesOfTypes(type).join(" ")} ${describeType(type)}`));
  return words;
}

function namesOfTypes(type: OptionType): string[] {
  const [name, ...parts] = type;
  const inner = name === "either" ? (parts as [readonly OptionType[]])[0] : parts.filter(Array.isArray);
  return name === "enum" ? [name] : [name, ...(inner as readonly OptionType[]).flatMap(namesOfTypes)];
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
