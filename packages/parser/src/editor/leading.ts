import type { Trivia } from "@nixgen/core";
import { spanOf, type Item } from "./source.js";

/** Whether a blank line stands before an item. */
export function hasBlankBefore({ leading = [] }: Item): boolean {
  return leading.some(({ kind }) => kind === "BlankLine");
}

/** The comments that belong to an item: those right above it. */
export function ownedComments({ leading = [] }: Item): readonly Trivia[] {
  return leading.slice(leading.findLastIndex(({ kind }) => kind === "BlankLine") + 1);
}

/** Where what belongs to an item starts: the comments right above it, or itself. */
export function ownedStart(item: Item): number {
  return startOf(item, () => true);
}

/** The start of the first comment of an item that passes a test, or of the item. */
export function startOf(item: Item, isSought: (start: number) => boolean): number {
  const starts = ownedComments(item).flatMap((piece) =>
    "span" in piece && piece.span ? [piece.span.start] : [],
  );
  return starts.find(isSought) ?? spanOf(item).start;
}
