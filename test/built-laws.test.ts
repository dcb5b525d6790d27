import { equalTrees, parenthesize, print, toExpr, walk, type NixValue, type Trivia } from "@nixgen/core";
import { format, parseOrThrow } from "@nixgen/parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { builtValues } from "./built-values.js";
import { withPlainStrings } from "./format-laws.mjs";
import { findComments } from "./pieces.mjs";

const runs = { numRuns: 10_000, seed: 20260101 };

test("10,000 built values of all kinds are printed as nixfmt leaves them, and are the same trees when they are parsed", () => {
  fc.assert(
    fc.property(builtValues("at line ends"), (built) => {
      const printed = print(built);
      expect(format(printed)).toBe(printed);
      expect(isSameTree(printed, built)).toBe(true);
    }),
    runs,
  );
});

test("10,000 built values with comments anywhere are printed with all comments, and are the same trees when they are parsed", () => {
  fc.assert(
    fc.property(builtValues("anywhere"), (built) => {
      const printed = print(built);
      expect(isSameTree(printed, built)).toBe(true);
      const formatted = format(printed);
      expect(format(formatted)).toBe(formatted);
      expect(isSameTree(formatted, built)).toBe(true);
      expect(wordsIn(findComments(printed).map(({ content }) => content))).toEqual(
        wordsIn(commentsOf(built)),
      );
    }),
    runs,
  );
});

function isSameTree(printed: string, built: NixValue): boolean {
  const { expression } = parseOrThrow(printed);
  return equalTrees(withPlainStrings(expression), withPlainStrings(parenthesize(toExpr(built))));
}

/** The comments of a value, in any order. */
function commentsOf(built: NixValue): string[] {
  const comments: string[] = [];
  const add = (trivia: readonly Trivia[] = []): void => {
    for (const piece of trivia) if (piece.kind === "LineComment") comments.push(piece.text);
  };
  walk(toExpr(built), (node) => {
    if (node.kind === "StringText" || node.kind === "PathText") return;
    add(node.leading);
    if (node.trailing !== undefined) comments.push(node.trailing);
  });
  return comments;
}

/** Two comments at the end of one line become one, so words are what is compared. */
function wordsIn(comments: readonly string[]): string[] {
  return comments.flatMap((comment) => comment.split(/\s+/).filter(Boolean)).sort();
}
