import { readDataFile } from "./data-file.js";
import { meaningsOf, rootOf } from "./words.js";

/** What people look for, in a few words, and the names of it, the usual ones first. */
export interface Topic {
  readonly words: readonly string[];
  readonly names: readonly string[];
}

/** What is looked for: packages of nixpkgs, those of one of its sets, or options. */
export type TopicKind = "packages" | "options" | TopicSet;

/** The sets of packages that have topics of their own. The names of those are the names in the set. */
export type TopicSet =
  "gnomeExtensions" | "python3Packages" | "tmuxPlugins" | "vimPlugins" | "vscode-extensions";

let topics: ReadonlyMap<string, readonly Topic[]> | undefined;

function readTopics(): ReadonlyMap<string, readonly Topic[]> {
  const sections = (readDataFile("topics.txt") ?? "").split(/^\[/m).slice(1);
  return new Map(
    sections.map((section) => {
      const [title, ...lines] = section.split("\n");
      const read = lines.filter(Boolean).map((line): Topic => {
        const at = line.indexOf(": ");
        return { words: stemsOf(line.slice(0, at).split(" ")), names: line.slice(at + 2).split(", ") };
      });
      return [title!.slice(0, -1), read] as const;
    }),
  );
}

/** The topics that a search knows of itself, by a list that was made by hand. */
export function topicsOf(kind: TopicKind): readonly Topic[] {
  topics ??= readTopics();
  return topics.get(kind) ?? [];
}

/** Words that say nothing at all. */
const fillers = new Set(
  "a an and at best by configure do for from good how i in is me my need of on or set setup some that the to turn use want with".split(
    " ",
  ),
);

/** Words that say nothing of what is looked for. */
const emptyWords = new Set([...fillers, "enable", "nix", "nixos", "program", "tool"].map(rootOf));

/** Words without those that say nothing, where others are left. */
export function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** Words without their endings. */
function stemsOf(words: readonly string[]): string[] {
  return words.map(rootOf);
}

/** How much of what is asked for a word is that only means the same as another one. */
const shareOfMeaning = 0.95;

/**
 * The names that stand for what words ask for, with how much of it they are: 1 where all words are those of a topic.
 *
 * @param words in lower case.
 */
export function findTopics(words: readonly string[], kind: TopicKind): ReadonlyMap<string, number> {
  const stems = new Set(stemsOf(words));
  const others = new Set([...stems].flatMap((word) => [...(meaningsOf(word) ?? [])]));
  const telling = Math.max(1, [...stems].filter((word) => !emptyWords.has(word)).length);
  const found = new Map<string, number>();
  for (const topic of topicsOf(kind)) {
    if (!topic.words.every((word) => stems.has(word) || others.has(word))) continue;
    const meant = topic.words.filter((word) => !stems.has(word)).length;
    if (meant > 0 && meant === topic.words.length) continue;
    const share = Math.min(1, topic.words.length / telling) * shareOfMeaning ** meant;
    for (const [order, name] of topic.names.entries()) {
      const weight = share * (1 - order * 0.02);
      if (weight > (found.get(name) ?? 0)) found.set(name, weight);
    }
  }
  return found;
}
