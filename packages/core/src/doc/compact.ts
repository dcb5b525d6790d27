import { spacingOf } from "./spacing.js";
import { spacing, textRole, type Doc } from "./types.js";
import { DocWalk } from "./walk.js";

/**
 * The document on one line, groups dissolved and spacings fixed; `undefined` where a line break can't be avoided or the
 * text is wider than `limit`.
 */
export function compactDoc(doc: Doc, limit = Number.POSITIVE_INFINITY): Doc | undefined {
  const result: Doc = [];
  let left = limit;
  const walk = new DocWalk(doc);
  for (let item = walk.next(); item !== undefined; item = walk.next()) {
    if (item.type === 2) {
      if (item.isHard) return undefined;
      walk.enter(item.items);
    } else if (item.type === 0) {
      if (item.role >= textRole.disableMarker) return undefined;
      left -= item.width;
      result.push(item);
    } else if (item.size >= spacing.hardLine) {
      return undefined;
    } else if (item.size >= spacing.hardSpace) {
      left -= 1;
      result.push(spacingOf(spacing.hardSpace));
    }
    if (left < 0) return undefined;
  }
  return result;
}

/** Whether a document holds a line break that nothing can take away, from an item on. */
export function isHardFrom(doc: Doc, start: number): boolean {
  for (let i = start; i < doc.length; i++) {
    const item = doc[i]!;
    if (
      item.type === 2
        ? item.isHard
        : item.type === 0
          ? item.role >= textRole.disableMarker
          : item.size >= spacing.hardLine
    )
      return true;
  }
  return false;
}

/** The same document with its own spacings fixed as in a compact group; inner groups stay. */
export function fixSpacings(doc: Doc): Doc {
  const result: Doc = [];
  for (const item of doc) {
    if (item.type !== 1 || item.size >= spacing.hardLine) result.push(item);
    else if (item.size >= spacing.hardSpace) result.push(spacingOf(spacing.hardSpace));
  }
  return result;
}
