import { readDataFile } from "./data-file.js";

/** The words that a name is made of: `allowedTCPPorts` and `allowed-tcp-ports` have the same. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3-$2$4")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

const roots = new Map<string, readonly string[]>();

/** The roots of the words in a name: `allowedPorts` and `allowPort` have the same. */
export function rootsOf(name: string): string[] {
  let found = roots.get(name);
  if (found === undefined) roots.set(name, (found = wordsOf(name).map(rootOf)));
  return [...found];
}

/** A word without what makes a plural or a participle of it, in British spelling. */
export function rootOf(word: string): string {
  if (word.length < 4) return word;
  const singular = word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^aisu])s$/, "");
  const bare = singular.replace(/(?<=[aeiouy][a-z]+)(ed|ing)$/, "");
  const single = bare === singular ? bare : bare.replace(/([bdfgmnprt])\1$/, "$1");
  return single.replace(/(?<=[a-z]{3})(e|y)$/, (end) => (end === "y" ? "i" : "")).replace(/iz$/, "is");
}

/**
 * What it costs to take one root for another; `undefined` where they are different things. Nothing where they are the same, little
 * where one is short for the other, as `dir` for `directory`, and more where they mean the same.
 */
export function likenessOf(word: string, other: string): number | undefined {
  if (word === other) return 0;
  if (isStart(word, other)) return 0.15;
  if (meaningsOf(word)?.has(other)) return 0.2;
  return isStart(other, word) && endings.test(word.slice(other.length)) ? 0.4 : undefined;
}

/** How roots of words end that are written out: `compatibility`, `configuration`, `directory`. */
const endings = /(abl|ag|anc|enc|ificat|ing|ion|iti|ment|ori|eter|ress)$/;

/** Whether a word is short for another one. */
function isStart(short: string, long: string): boolean {
  return short.length > 2 && long.startsWith(short) && /^[a-z]+$/.test(long);
}

let meanings: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The roots of the words that mean the same as one, by a list that was made by hand. */
export function meaningsOf(word: string): ReadonlySet<string> | undefined {
  meanings ??= readMeanings();
  return meanings.get(word);
}

function readMeanings(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of (readDataFile("same-words.txt") ?? "").split("\n").filter(Boolean)) {
    const words = line.split(" ").map(rootOf);
    for (const word of words) {
      const same = found.get(word) ?? new Set();
      for (const other of words) same.add(other);
      found.set(word, same);
    }
  }
  return found;
}
