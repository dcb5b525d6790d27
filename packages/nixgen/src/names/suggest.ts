import { distance } from "fastest-levenshtein";

/** A name that could be meant, and how far it is from what was written; 0 is the same but for separators and case. */
export interface RankedName {
  readonly name: string;
  readonly score: number;
}

/** Names that can be compared fast: what was computed of them is kept. */
export interface NameTable {
  readonly names: readonly string[];
  readonly lower: readonly string[];
  /** Names by their letters and digits alone. */
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>;
}

export function buildNameTable(names: readonly string[]): NameTable {
  const bySkeleton = new Map<string, string[]>();
  for (const name of names) {
    const key = skeletonOf(name);
    const same = bySkeleton.get(key);
    if (same === undefined) bySkeleton.set(key, [name]);
    else same.push(name);
  }
  return { names, lower: names.map((name) => name.toLowerCase()), bySkeleton };
}

/** The letters and digits of a name: `nodejs-22`, `nodejs_22` and `nodeJS22` have the same. */
export function skeletonOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/**
 * The names of a table that are most like a given one, the nearest first: the same but for separators and case, then
 * the same without an affix that other package collections use, then those with few other letters.
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
  return [...best]
    .map(([candidate, score]) => ({ name: candidate, score }))
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** Words that others put around the name of a package. */
const suffixes =
  /[-_.](bin|git|dev|devel|latest|stable|unstable|nightly|cli|cmd|tool|tools|utils|package|pkg|app|desktop|common|core|full|lib|libs|headers|server|client|daemon|gui|wrapped|unwrapped|nix|rs|go|py|js|beta|lts|current|new|next|release|linux|x11|wayland|gtk|qt|tui|community|edition|ce|oss|standalone|portable|extra|plus)$/i;
const prefixes =
  /^(lib|python3?-|py3?-|node-|nodejs-|golang-|go-|rust-|ruby-|perl-|php-|haskell-|ghc-|r-|lua-|the-|nix-|pkgs?-|linux-|gnu-|apache-)/i;

/** A name without what may have been put around it, the least change first. */
function* withoutAffixes(name: string): Generator<[text: string, score: number]> {
  let text = name;
  for (let round = 1; round <= 2; round++) {
    const shorter = text.replace(suffixes, "");
    if (shorter === text || shorter === "") break;
    text = shorter;
    yield [text, 0.4 * round];
  }
  const camel = name.replace(/(Package|Bin|Cli|Git|Tools|Latest|Unstable|Stable|Nightly|Wrapped|App)$/, "");
  if (camel !== name && camel.length > 1) yield [camel, 0.45];
  const bare = text.replace(prefixes, "");
  if (bare !== text && bare.length > 1) yield [bare, text === name ? 0.6 : 0.9];
  const versionless = text.replace(/[-_.]?v?\d+([-_.]\d+)*$/, "");
  if (versionless !== text && versionless.length > 1) yield [versionless, 0.8];
  const fewer = text.replace(/([-_.]?\d+)([-_.]\d+)+$/, "$1");
  if (fewer !== text) yield [fewer, 0.7];
}

/** The most letters that may differ, by the length of what was written. */
function mostEdits(length: number): number {
  return length <= 2 ? 1 : length <= 5 ? 2 : Math.min(6, Math.floor(length / 3) + 1);
}

function offerSimilar(
  name: string,
  table: NameTable,
  offer: (candidate: string, score: number) => void,
): void {
  const wanted = name.toLowerCase();
  const most = mostEdits(wanted.length);
  for (let at = 0; at < table.lower.length; at++) {
    const candidate = table.lower[at]!;
    if (Math.abs(candidate.length - wanted.length) > most) continue;
    const edits = distance(wanted, candidate);
    if (edits > most) continue;
    offer(table.names[at]!, weigh(wanted, candidate, edits));
  }
}

/** Slips of the hand are likelier than other differences: letters swapped, doubled or left out; keys that lie together. */
function weigh(written: string, meant: string, edits: number): number {
  const otherStart = written[0] === meant[0] ? 0 : 0.3;
  if (edits === 1) return weighOne(written, meant) + otherStart;
  if (edits === 2 && isSwap(written, meant)) return 0.95 + otherStart / 2;
  return edits + otherStart + edits / Math.max(4, meant.length);
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
