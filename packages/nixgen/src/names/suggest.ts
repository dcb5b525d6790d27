import { distance } from "fastest-levenshtein";
import { likenessOf, rootsOf, wordsOf } from "./words.js";

/** A name that could be meant, and how far it is from what was written; 0 is the same but for separators and case. */
export interface RankedName {
  readonly name: string;
  readonly score: number;
}

/** Names that can be compared fast: what was computed of them is kept. */
export interface NameTable {
  readonly names: readonly string[];
  readonly lower: readonly string[];
  /** Which letters each name has, as bits. */
  readonly letters: Uint32Array;
  /** Names by their letters and digits alone. */
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>;
  /** The places of names by the roots of the words in them. */
  readonly byWord: ReadonlyMap<string, readonly number[]>;
}

export function buildNameTable(names: readonly string[]): NameTable {
  const bySkeleton = new Map<string, string[]>();
  for (const name of names) {
    const key = skeletonOf(name);
    const same = bySkeleton.get(key);
    if (same === undefined) bySkeleton.set(key, [name]);
    else same.push(name);
  }
  let byWord: ReadonlyMap<string, readonly number[]> | undefined;
  const lower = names.map((name) => name.toLowerCase());
  return {
    names,
    lower,
    letters: Uint32Array.from(lower, lettersOf),
    bySkeleton,
    get byWord() {
      return (byWord ??= groupByWord(names));
    },
  };
}

/** A bit for each letter, and one for all else. */
function lettersOf(name: string): number {
  let letters = 0;
  for (let at = 0; at < name.length; at++) {
    const place = name.charCodeAt(at) - 97;
    letters |= 1 << (place >= 0 && place < 26 ? place : 26);
  }
  return letters;
}

/** How many bits are set. */
function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

function groupByWord(names: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, name] of names.entries()) {
    for (const word of new Set(rootsOf(name))) {
      const same = groups.get(word);
      if (same === undefined) groups.set(word, [at]);
      else same.push(at);
    }
  }
  return groups;
}

/** The letters and digits of a name: `nodejs-22`, `nodejs_22` and `nodeJS22` have the same. */
export function skeletonOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/**
 * The names of a table that are most like a given one, the nearest first: the same but for separators and case, then
 * the same without an affix that other package collections use, then those with few other letters, and those with a word
 * more or less.
 */
export function rankNames(name: string, table: NameTable, limit = 3): RankedName[] {
  const best = new Map<string, number>();
  const offer = (candidate: string, score: number) => {
    if (candidate !== name && score < (best.get(candidate) ?? Infinity)) best.set(candidate, score);
  };
  const sameSkeleton = (text: string, score: number) => {
    for (const found of table.bySkeleton.get(skeletonOf(text)) ?? []) {
      offer(found, score + distance(found, text) * 0.01);
    }
  };
  sameSkeleton(name, 0);
  for (const [shorter, score] of withoutAffixes(name)) sameSkeleton(shorter, score);
  offerSimilar(name, table, offer);
  offerByWords(name, table, offer);
  return [...best]
    .map(([candidate, score]) => ({ name: candidate, score }))
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** Whether a name differs from another one by separators, case, or one slip of the hand. */
export function isSlipOf(written: string, meant: string): boolean {
  const [a, b] = [written.toLowerCase(), meant.toLowerCase()];
  return skeletonOf(a) === skeletonOf(b) || distance(a, b) === 1 || (distance(a, b) === 2 && isSwap(a, b));
}

/** Words that others put around the name of a package. */
const suffixes =
  /[-_.](bin|git|dev|devel|latest|stable|unstable|nightly|cli|cmd|tool|tools|utils|package|pkg|app|desktop|common|core|full|lib|libs|headers|server|client|daemon|gui|wrapped|unwrapped|nix|rs|go|py|js|beta|lts|current|new|next|release|linux|x11|wayland|gtk|qt|tui|community|edition|ce|oss|standalone|portable|extension|plugin|fonts?|src|source)$/i;
const prefixes =
  /^(lib|python3?-|py3?-|node-|nodejs-|golang-|go-|rust-|ruby-|perl-|php-|haskell-|ghc-|r-|lua-|the-|nix-|pkgs?-|linux-|gnu-|apache-)/i;

/** A name without what may have been put around it, the least change first. */
function* withoutAffixes(name: string): Generator<[text: string, score: number]> {
  let text = name;
  for (let round = 0; round <= 2; round++) {
    const shorter = round === 0 ? text : text.replace(suffixes, "");
    if (shorter === "" || (round > 0 && shorter === text)) break;
    text = shorter;
    if (round > 0) yield [text, 0.4 * round];
    const bare = text.replace(prefixes, "");
    if (bare !== text && bare.length > 1) yield [bare, 0.6 + round * 0.25];
  }
  const camel = name.replace(/(Package|Bin|Cli|Git|Tools|Latest|Unstable|Stable|Nightly|Wrapped|App)$/, "");
  if (camel !== name && camel.length > 1) yield [camel, 0.45];
  const versionless = text.replace(/[-_.]?v?\d+([-_.]\d+)*$/, "");
  if (versionless !== text && versionless.length > 1) yield [versionless, 0.8];
  const fewer = text.replace(/([-_.]?\d+)([-_.]\d+)+$/, "$1");
  if (fewer !== text) yield [fewer, 0.7];
}

/** The most words that may be too many or missing. */
const mostWords = 3;

/** Names with the same words in another order, with fewer words, or with more. */
function offerByWords(
  name: string,
  table: NameTable,
  offer: (candidate: string, score: number) => void,
): void {
  const words = wordsOf(name);
  for (let dropped = 1; dropped <= Math.min(mostWords, words.length - 1); dropped++) {
    const first = words.slice(0, -dropped).join("");
    const last = words.slice(dropped).join("");
    const length = first.length + words.slice(-dropped).join("").length;
    for (const found of table.bySkeleton.get(first) ?? [])
      offer(found, 1.25 + (1 - first.length / length) + (first.length < 3 ? 1 : 0));
    for (let start = 1; start < words.length - dropped; start++) {
      const middle = words.slice(start, -dropped).join("");
      if (middle.length * 2 < length) break;
      for (const found of table.bySkeleton.get(middle) ?? []) offer(found, 2 - middle.length / length);
    }
    // A short end of a name, as `-fonts`, tells little.
    if (last.length * 3 < length) continue;
    for (const found of table.bySkeleton.get(last) ?? [])
      offer(found, 1.75 + (1 - last.length / length) + (last.length < 4 ? 1 : 0));
  }
  const roots = words.flatMap(rootsOf);
  if (roots.length === 0) return;
  const likes = roots.map((word) => wordsLike(word, table));
  offerWithMoreWords(likes, words.join("").length < 4 ? 0.5 : 0, table, offer);
  if (words.length > 1) offerWithMoreWords([new Map([[words.join(""), 0]])], 0, table, offer);
}

/**
 * Names that have a word of each group, and at most a few more.
 *
 * @param penalty what it costs that the words are short, and tell little.
 */
function offerWithMoreWords(
  likes: readonly ReadonlyMap<string, number>[],
  penalty: number,
  table: NameTable,
  offer: (candidate: string, score: number) => void,
): void {
  const rarest = likes.toSorted((a, b) => placesOf(a, table) - placesOf(b, table))[0]!;
  for (const at of new Set([...rarest.keys()].flatMap((word) => table.byWord.get(word) ?? []))) {
    const others = rootsOf(table.names[at]!);
    let score = 0;
    for (const like of likes) {
      const found = nearestOf(others, like);
      if (found < 0) score = Infinity;
      else score += like.get(others.splice(found, 1)[0]!)!;
    }
    if (others.length >= mostWords || score === Infinity) continue;
    const start = others.length > 0 ? 1.15 : score === 0 ? 0.55 : 0.7;
    const more = others.reduce((sum, word) => sum + costOf(word, table), 0);
    offer(table.names[at]!, start + score + more + (start + score > 0.55 ? penalty : 0));
  }
}

function nearestOf(words: readonly string[], like: ReadonlyMap<string, number>): number {
  let nearest = -1;
  for (const [at, word] of words.entries()) {
    const cost = like.get(word);
    if (cost !== undefined && (nearest < 0 || cost < like.get(words[nearest]!)!)) nearest = at;
  }
  return nearest;
}

function placesOf(like: ReadonlyMap<string, number>, table: NameTable): number {
  let count = 0;
  for (const word of like.keys()) count += table.byWord.get(word)?.length ?? 0;
  return count;
}

/** Of larger tables, as those of packages and services, only the words themselves are looked for. */
const mostNames = 200;

/** The words of a table that can stand for a word, with what that costs. */
function wordsLike(word: string, table: NameTable): ReadonlyMap<string, number> {
  const like = new Map<string, number>();
  if (table.names.length > mostNames) return like.set(word, 0);
  for (const other of table.byWord.keys()) {
    const cost = likenessOf(word, other);
    if (cost !== undefined) like.set(other, cost);
  }
  return like;
}

/** Words, by their roots, that names have beside what they are about: `enableACME`, `extraRules`, `defaultOptions`. */
const emptyWords = new Set(["default", "enabl", "ensur", "extra", "use"]);

/** What a word more costs: less where many names of the table have it, as `nvim` among plugins of Vim. */
function costOf(word: string, table: NameTable): number {
  if (table.names.length <= mostNames && emptyWords.has(word)) return 0.1;
  const share = (table.byWord.get(word)?.length ?? 0) / table.names.length;
  return 0.35 - Math.min(0.25, share * 2);
}

/** The most letters that may differ, by the length of what was written. */
function mostEdits(length: number): number {
  return length <= 3 ? 1 : length <= 7 ? 2 : Math.min(4, Math.floor(length / 4) + 1);
}

function offerSimilar(
  name: string,
  table: NameTable,
  offer: (candidate: string, score: number) => void,
): void {
  const wanted = name.toLowerCase();
  const most = mostEdits(wanted.length);
  const letters = lettersOf(wanted);
  for (let at = 0; at < table.lower.length; at++) {
    const candidate = table.lower[at]!;
    if (sharesMostOfStart(wanted, candidate)) offer(table.names[at]!, 1.5);
    if (Math.abs(candidate.length - wanted.length) > most) continue;
    // An edit takes one letter away and brings one at most.
    if (countBits(letters ^ table.letters[at]!) > 2 * Math.max(most, 2)) continue;
    const edits = distance(wanted, candidate);
    if (edits > most && !(edits === 2 && isSwap(wanted, candidate))) continue;
    offer(table.names[at]!, weigh(wanted, candidate, edits));
  }
}

/** Slips of the hand are likelier than other differences: letters swapped, doubled or left out; keys that lie together. */
function weigh(written: string, meant: string, edits: number): number {
  const otherStart = written[0] === meant[0] ? 0 : 0.3;
  if (edits === 1) return weighOne(written, meant) + otherStart;
  if (edits === 2 && isSwap(written, meant)) return 0.95 + otherStart / 2;
  if (isMostOf(written, meant)) return 1.1;
  return 1.1 + otherStart + (6 * edits) / Math.max(4, meant.length);
}

/** Whether a name is most of another one, but for the end of a word: `syntaxHighlight` of `syntaxHighlighting`. */
function isMostOf(start: string, name: string): boolean {
  const isStart = start.length > 4 && start.length * 1.5 > name.length && name.startsWith(start);
  return isStart && /^[a-z]+$/.test(name.slice(start.length));
}

/** Whether one name is most of the other one, from its start: `dockerCompat` of `dockerCompatibility`. */
function sharesMostOfStart(a: string, b: string): boolean {
  const short = a.length < b.length ? a : b;
  const long = short === a ? b : a;
  return short.length > 4 && short.length * 1.7 > long.length && long.startsWith(short);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function weighOne(written: string, meant: string): number {
  let at = 0;
  while (at < written.length && written[at] === meant[at]) at++;
  if (written.length > meant.length) return written[at] === written[at - 1] ? 0.85 : 0.97;
  if (written.length < meant.length) return 0.92;
  if (/\d/.test(written[at]!) || /\d/.test(meant[at]!)) return 1.2;
  return areNeighbours(written[at]!, meant[at]!) ? 0.93 : 1;
}

const keyboard = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

function areNeighbours(a: string, b: string): boolean {
  const place = (key: string) => {
    const row = keyboard.findIndex((keys) => keys.includes(key));
    return row < 0 ? undefined : ([row, keyboard[row]!.indexOf(key)] as const);
  };
  const [first, second] = [place(a), place(b)];
  if (first === undefined || second === undefined) return false;
  return Math.abs(first[0] - second[0]) <= 1 && Math.abs(first[1] - second[1]) <= 1;
}
