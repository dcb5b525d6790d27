import { readFileSync } from "node:fs";
import { lookupOption, lookupPackage, optionKinds, type OptionKind } from "nixgen/names";
import { describe, expect, test } from "vitest";

interface Invention {
  readonly written: string;
  /** What to write, any of them; empty where nothing takes its place. */
  readonly right: readonly string[];
  /** The right one need not be the first. */
  readonly among: boolean;
}

const sections = new Map(
  readFileSync(new URL("invented-names.txt", import.meta.url), "utf8")
    .split(/^\[(?=[a-z-]+\]$)/m)
    .slice(1)
    .map((text) => {
      const [name, ...lines] = text.split("\n");
      return [name!.slice(0, -1), lines.filter(Boolean).map(readLine)] as const;
    }),
);

function readLine(line: string): Invention {
  const [, among, written, right] = /^(~ )?(.+?): (.+)$/.exec(line)!;
  return {
    written: written!,
    right: right === "-" ? [] : right!.split(", "),
    among: among !== undefined,
  };
}

/** What is proposed for a name; `undefined` where it passes for one that exists. */
function proposalsFor(name: string, kind: OptionKind | undefined): readonly string[] | undefined {
  const answer = kind === undefined ? lookupPackage(name) : lookupOption(name, kind);
  const suggested = (answer.suggestions ?? []).map(({ path }) => path);
  if (answer.answer === "unknown") return suggested;
  if (answer.answer === "not-covered") return suggested.length > 0 ? suggested : undefined;
  const { entry } = answer;
  if (!("place" in entry))
    return entry.removed || entry.alias ? (entry.to ? [inSetOf(name, entry.to)] : suggested) : undefined;
  if (entry.place !== "option") return suggested.length > 0 ? suggested : undefined;
  const { movedTo, removed, replaced, deprecated } = entry.entry;
  if (movedTo !== undefined) return [movedTo];
  return removed || replaced || deprecated ? suggested : undefined;
}

/** The path of what takes the place of an old name: an attribute of the same set, or of the top level. */
function inSetOf(old: string, to: string): string {
  const path = [...old.split(".").slice(0, -1), to].join(".");
  return lookupPackage(path).answer === "known" ? path : to;
}

/** Whether a name is one that can be written. */
function isGood(name: string, kind: OptionKind | undefined): boolean {
  if (kind === undefined) {
    const answer = lookupPackage(name);
    return answer.answer !== "unknown" && !(answer.answer === "known" && answer.entry.removed);
  }
  const answer = lookupOption(name, kind);
  if (answer.answer !== "known") return false;
  return answer.entry.place !== "option" || !(answer.entry.entry.removed || answer.entry.entry.movedTo);
}

describe.each([undefined, ...optionKinds])("inventions: %s", (kind) => {
  const inventions = sections.get(kind ?? "packages")!;

  test("what the list says is right exists", () => {
    const wrong = inventions.flatMap(({ right }) => right).filter((name) => !isGood(name, kind));
    expect(wrong).toEqual([]);
  });

  test("each is caught, and the right name proposed", () => {
    const wrong = inventions.flatMap(({ written, right, among }) => {
      const proposed = proposalsFor(written, kind);
      const places = proposed?.map((path) => right.includes(path));
      const isRight =
        right.length === 0 ? proposed?.length === 0 : among ? places?.includes(true) : places?.[0];
      return isRight ? [] : [{ written, right: right[0], proposed }];
    });
    expect(wrong).toEqual([]);
  });
});
