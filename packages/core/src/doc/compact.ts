import { spacingOf } from "./spacing.js";
import { spacing, textRole, type Doc } from "./types.js";

/**
 * The document on one line, groups dissolved and spacings fixed; `undefined` where a line break can't be avoided or the
 * text is wider than `limit`.
 */
export function compactDoc(doc: Doc, limit = Number.POSITIVE_INFINITY): Doc | undefined {
  const result: Doc = [];
  let left = limit;
  const add = (items: Doc): boolean => {
    for (const item of items) {
      if (item.type === 2) {
        if (item.isHard || !add(item.items)) return false;
      } else if (item.type === 0) {
        if (item.role >= textRole.disableMarker) return false;
        left -= item.width;
        result.push(item);
      } else if (item.size >= spacing.hardLine) {
        return false;
      } else if (item.size >= spacing.hardSpace) {
        left -= 1;
        result.push(spacingOf(spacing.hardSpace));
      }
      if (left < 0) return false;
    }
    return true;
  };
  return add(doc) ? result : undefined;
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
