import { printDiagnostics, type Diagnostic, type Span } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { expect, test } from "vitest";
import { mistakes } from "./mistakes.mjs";
import { findFault } from "./parse-laws.mjs";
import { findTreeFault } from "./recovery-laws.mjs";

interface Repair {
  readonly span: Span;
  readonly text: string;
}

/** The first repair that each diagnostic suggests, in the order of the places. */
function repairsOf(diagnostics: readonly Diagnostic[]): readonly Repair[] {
  return diagnostics
    .flatMap(({ suggestions }) => suggestions.find(({ replacement }) => replacement)?.replacement ?? [])
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The text with all repairs made at once, and again while there are more. */
function repair(text: string): string {
  let result = text;
  for (let round = 0; round < 5; round++) {
    const repairs = repairsOf(parse(result).diagnostics);
    if (repairs.length === 0) break;
    let repaired = "";
    let from = 0;
    for (const { span, text: written } of repairs) {
      expect(span.start, "two repairs overlap").toBeGreaterThanOrEqual(from);
      repaired += result.slice(from, span.start) + written;
      from = span.end;
    }
    result = repaired + result.slice(from);
  }
  return result;
}

test.each(mistakes)("explains $what", ({ text, codes, fixed }) => {
  const { diagnostics } = parse(text);
  expect(findTreeFault(text)).toBeUndefined();
  expect(diagnostics.map(({ code }) => code.replace(/^syntax\//, ""))).toEqual(codes);
  expect(findFault(text)).toBeUndefined();
  // Each says what to write; where that is known for sure, writing it makes the text Nix.
  for (const { suggestions } of diagnostics) expect(suggestions.length).toBeGreaterThan(0);
  const repaired = repair(text);
  if (fixed !== undefined) expect(repaired).toBe(fixed);
  expect(parse(repaired).diagnostics.length === 0).toBe(fixed !== undefined);
});

test("says where what is not closed was opened", () => {
  for (const { text } of mistakes) {
    for (const { code, span, related = [] } of parse(text).diagnostics) {
      if (!code.startsWith("syntax/unclosed-")) continue;
      const opened = [span!, ...related.map((place) => place.span!)];
      expect(opened.some(({ start }) => /^(["'([{]|\$\{|\/\*)/.test(text.slice(start)))).toBe(true);
    }
  }
});

test("has words of their own for more than forty kinds of mistakes", () => {
  const codes = new Set(mistakes.flatMap((mistake) => mistake.codes));
  codes.delete("unexpected");
  expect(codes.size).toBeGreaterThan(40);
});

test("shows each mistake in a frame", async () => {
  const frames = mistakes.map(
    ({ what, text }) => `## ${what}\n\n${printDiagnostics(parse(text).diagnostics, text)}\n`,
  );
  await expect(frames.join("\n")).toMatchFileSnapshot("samples/mistakes.txt");
});
