import { foreignNames, foreignOptionNames } from "./foreign-names.js";

/** Paths to search. */
export interface Searchable {
  readonly lower: readonly string[];
  /** All names that paths are made of as one text, a line each, which is searched fast; and where each starts. */
  readonly joined: string;
  readonly starts: Uint32Array;
  /** The places of the paths that have each of the names. */
  readonly having: readonly (readonly number[])[];
  /** The words that each path is made of, with a space before and after each. */
  readonly words: readonly string[];
  /** The place of each path. */
  readonly places: ReadonlyMap<string, number>;
}

export function toSearchable(paths: readonly string[]): Searchable {
  const lower = paths.map((path) => path.toLowerCase());
  const having = new Map<string, number[]>();
  for (const [at, path] of lower.entries()) {
    for (const name of new Set(path.split("."))) {
      const same = having.get(name);
      if (same === undefined) having.set(name, [at]);
      else same.push(at);
    }
  }
  const names = [...having.keys()];
  const starts = new Uint32Array(names.length + 1);
  for (const [at, name] of names.entries()) starts[at + 1] = starts[at]! + name.length + 1;
  return {
    places: new Map(paths.map((path, at) => [path, at])),
    lower,
    joined: `${names.join("\n")}\n`,
    starts,
    having: [...having.values()],
    words: paths.map(
      (path) =>
        ` ${path
          .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
          .replaceAll(/[^A-Za-z0-9]+/g, " ")
          .toLowerCase()} `,
    ),
  };
}

/** What is looked for. */
export interface Wanted {
  readonly words: readonly string[];
  /** The paths that are asked for, with how much of it they stand for. */
  readonly asked: ReadonlyMap<string, number>;
  readonly limit: number;
  /** The places that are looked at; all, where it is not given. */
  readonly keeps?: ((at: number) => boolean) | undefined;
}

/** The places with the highest scores: rare words count more, whole words more than parts, short paths more than long ones. */
export function findBest<T extends { readonly path: string; readonly factor: number }>(
  searched: Searchable,
  { words, asked, limit, keeps }: Wanted,
  describe: (at: number) => T,
): (Omit<T, "factor"> & { readonly score: number })[] {
  const { lower, places: placeOf } = searched;
  const { scores, matched } = scoreWords(words, searched);
  const shares = new Map<number, number>();
  for (const [name, share] of asked) {
    const at = placeOf.get(name);
    if (at !== undefined) shares.set(at, share);
  }
  // What a path is about, as `nginx` in `services.nginx.sslCiphers`.
  const subjects = new RegExp(
    `^(?:services|programs)\\.(?:${words
      .flatMap((word) => [word, ...namesInNixpkgs(word)])
      .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("|")})\\.`,
  );
  const places: number[] = [];
  for (let at = 0; at < lower.length; at++) {
    if (scores[at] === 0 && words.length > 0 && !shares.has(at)) continue;
    if (keeps?.(at) === false) continue;
    if (scores[at]! > 0) {
      scores[at] = (scores[at]! * (1 + matched[at]!)) / Math.sqrt(8 + lower[at]!.length);
      if (subjects.test(lower[at]!)) scores[at]! *= 1.3;
    }
    places.push(at);
  }
  const askingAt = (at: number) => scoreOf(shares.get(at) ?? 0);
  for (const at of shares.keys()) scores[at]! += askingAt(at);
  return highest(places, scores, Math.max(limit * 3, 60))
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

/** How well each path fits words, and how many of them it has. */
function scoreWords(
  words: readonly string[],
  searched: Searchable,
): { readonly scores: Float64Array; readonly matched: Uint8Array } {
  const { lower, words: texts } = searched;
  const scores = new Float64Array(lower.length);
  const matched = new Uint8Array(lower.length);
  const fitting = new Float64Array(lower.length);
  const hitsOf: number[][] = [];
  for (const word of words) {
    const hits: number[] = [];
    hitsOf.push(hits);
    for (const variant of [word, ...namesInNixpkgs(word)]) {
      const fitOf = fitTo(variant);
      for (const at of placesWith(variant, searched)) {
        if (fitting[at] === 0) hits.push(at);
        fitting[at] = Math.max(fitting[at]!, fitOf(lower[at]!, texts[at]!));
      }
    }
    const rarity = Math.log2(1 + lower.length / (1 + hits.length));
    for (const at of hits) {
      scores[at]! += fitting[at]! * rarity;
      matched[at]!++;
      fitting[at] = 0;
    }
  }
  for (const at of findPairs(words, hitsOf, searched)) scores[at]! += fitOfPair;
  return { scores, matched };
}

/** The places with the highest scores, as many as are wanted, the highest first. */
function highest(places: readonly number[], scores: Float64Array, count: number): number[] {
  let kept = places;
  if (places.length > count) {
    const sorted = new Float64Array(places.length);
    for (const [index, at] of places.entries()) sorted[index] = scores[at]!;
    sorted.sort();
    const least = sorted[sorted.length - count]!;
    kept = places.filter((at) => scores[at]! >= least);
  }
  return kept.toSorted((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count);
}

const mostPairs = 3;
const fitOfPair = 12;

/** The places of paths that have two words as one name, as `systemd-boot` and `networkmanager`. */
function findPairs(
  words: readonly string[],
  hitsOf: readonly (readonly number[])[],
  { lower }: Searchable,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [at, word] of words.slice(1, mostPairs + 1).entries()) {
    const before = words[at]!;
    const [fewer] = [hitsOf[at]!, hitsOf[at + 1]!].sort((a, b) => a.length - b.length);
    for (const place of fewer!) {
      const text = `.${lower[place]!}.`;
      if (text.includes(`.${before}-${word}.`) || text.includes(`.${before}${word}.`)) found.add(place);
    }
  }
  return found;
}

/** The places of the paths that have a word in a name of theirs, one with two such names twice. A letter is a name of its own. */
function placesWith(word: string, { joined, starts, having }: Searchable): number[] {
  const places: number[] = [];
  let line = 0;
  if (word.length === 1) {
    for (const [at, same] of having.entries())
      if (joined.slice(starts[at], starts[at + 1]) === `${word}\n`) places.push(...same);
    return places;
  }
  for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, starts[line])) {
    while (starts[line + 1]! <= at) line++;
    for (const place of having[line++]!) places.push(place);
  }
  return places;
}

/** How well a name fits that stands for a share of what is asked for: where it is all of it, better than any other name. */
export function scoreOf(share: number): number {
  return 60 * share ** 3;
}

/** The order of results: those with higher scores first. */
export function byScore(
  a: { readonly path: string; readonly score: number },
  b: { readonly path: string; readonly score: number },
): number {
  return b.score - a.score || (a.path < b.path ? -1 : 1);
}

/** What a word is called in nixpkgs, where other collections have it as a name: `postgres` is `postgresql`. */
export function namesInNixpkgs(word: string): readonly string[] {
  const names = [...(foreignNames().get(word) ?? []), ...(foreignOptionNames().get(word) ?? [])];
  return names.filter((path) => !path.includes(".")).slice(0, 1);
}

/** How well a path fits a word. */
function fitTo(word: string): (lower: string, text: string) => number {
  const [atEnd, atStart, within, whole, begin] = [
    `.${word}`,
    `${word}.`,
    `.${word}.`,
    ` ${word} `,
    ` ${word}`,
  ];
  return (lower, text) => {
    if (lower === word) return 4;
    // A name on the way of a path, as `hostname` in `networking.hostName`.
    if (lower.endsWith(atEnd)) return 2.4;
    if (lower.startsWith(atStart) || lower.includes(within)) return 2.2;
    if (text.includes(whole)) return 2;
    return text.includes(begin) ? 1.3 : 0.6;
  };
}
