import { readDataFile } from "./data-file.js";

/** What people look for, in a few words, and the names of it, the usual ones first. */
export interface Topic {
  readonly words: readonly string[];
  readonly names: readonly string[];
}

/** What is looked for: packages of nixpkgs, or options. */
export type TopicKind = "packages" | "options";

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

/** Words that say nothing of what is looked for. */
const emptyWords = new Set(
  "a an and best configure enable for good how in my nix nixos of on or program set setup some the to tool use".split(
    " ",
  ),
);

/** Words without what makes a plural of them. */
function stemsOf(words: readonly string[]): string[] {
  return words.map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, "") : word));
}

/**
 * The names that stand for what words ask for, with how much of it they are: 1 where all words are those of a topic.
 *
 * @param words in lower case.
 */
export function findTopics(words: readonly string[], kind: TopicKind): ReadonlyMap<string, number> {
  const stems = new Set(stemsOf(words));
  const telling = Math.max(1, [...stems].filter((word) => !emptyWords.has(word)).length);
  const found = new Map<string, number>();
  for (const topic of topicsOf(kind)) {
    if (!topic.words.every((word) => stems.has(word))) continue;
    const share = Math.min(1, topic.words.length / telling);
    for (const [order, name] of topic.names.entries()) {
      const weight = share * (1 - order * 0.02);
      if (weight > (found.get(name) ?? 0)) found.set(name, weight);
    }
  }
  return found;
}
