import type { AttributePath, Trivia } from "@nixgen/core";
import { parse } from "../parse.js";
import { leadingOf } from "./keep-trivia.js";
import { startsLine } from "./lines.js";
import { endOfItem, spanOf, type Item } from "./source.js";

/** Whether a blank line stands before an item. */
export function hasBlankBefore({ leading = [] }: Item): boolean {
  return leading.some(({ kind }) => kind === "BlankLine");
}

/**
 * The comments that belong to an item: those right above it. A comment behind a bracket belongs to what the bracket holds,
 * unless the item stands on that line too.
 */
export function ownedComments(text: string, item: Item): readonly Trivia[] {
  const { leading = [] } = item;
  const near = leading.slice(leading.findLastIndex(({ kind }) => kind === "BlankLine") + 1);
  if (!startsLine(text, spanOf(item).start)) return near;
  const first = near.findIndex((piece) => startsLine(text, startOf(piece, item)));
  return first < 0 ? [] : near.slice(first);
}

/** Where what belongs to an item starts: the comments right above it, or itself. */
export function ownedStart(text: string, item: Item): number {
  const [first] = ownedComments(text, item);
  return first === undefined ? spanOf(item).start : startOf(first, item);
}

/** The text of the comment behind an item on its line; `undefined` where there is none. */
export function commentBehind(text: string, item: Item): string | undefined {
  const after = text.slice(spanOf(item).end, endOfItem(text, item)).trim();
  if (after === "") return undefined;
  return after.startsWith("#")
    ? after.replace(/^#+ ?/, "")
    : after.replaceAll(/\s*(?:\/\*|\*\/|#)\s*/g, " ").trim();
}

function startOf(piece: Trivia, item: Item): number {
  return "span" in piece && piece.span ? piece.span.start : spanOf(item).start;
}

/** The comments and blank lines in a text that holds nothing else. They have no place. */
export function readComments(text: string): readonly Trivia[] {
  const pieces = leadingOf(parse(`${text}0`).tree.expression) ?? [];
  return pieces.map((piece): Trivia => {
    if (!("span" in piece)) return piece;
    const { span: _span, ...bare } = piece;
    return bare;
  });
}

/** The comments between the names of a path, and behind the last one. */
export function commentsInPath({ names, tokens = {} }: AttributePath): readonly Trivia[] {
  const slots = names.flatMap((name, index) => [tokens[`dot${index}`] ?? {}, name]);
  return slots.flatMap(({ leading = [], trailing }, index): readonly Trivia[] => [
    // What stands before the first name stands before the binding.
    ...(index < 2 ? [] : leading),
    ...(trailing === undefined ? [] : [{ kind: "LineComment", text: ` ${trailing}` } as const]),
  ]);
}
