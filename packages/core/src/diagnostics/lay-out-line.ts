/** A line of source as a terminal shows it, with a stretch of it to mark. */
export interface LaidOutLine {
  readonly text: string;
  /** The columns before the stretch. */
  readonly before: number;
  /** The columns of the stretch. */
  readonly marked: number;
}

/** The columns that a line may take. */
const mostColumns = 120;
/** The columns before the stretch that a long line keeps, at least. */
const leastBefore = 40;
/** What is farther away than this, in UTF-16 code units, is never shown, and need not be looked at. */
const farAway = 1000;
const ellipsis = "…";

/**
 * Lays out a line, of which the stretch from `from` up to `to` is to be marked (in UTF-16 code units). Of a line that is too
 * long only what stands around the stretch is shown, with `…` for the rest.
 */
export function layOutLine(line: string, from: number, to: number): LaidOutLine {
  const before = cellsOf(line.slice(Math.max(0, from - farAway), from));
  const marked = cellsOf(line.slice(from, Math.min(to, from + farAway)));
  const after = cellsOf(line.slice(to, to + farAway));
  const columns = widthOf(before) + widthOf(marked) + widthOf(after);
  const isShort = columns <= mostColumns && line.length <= farAway;
  const room = isShort ? mostColumns : mostColumns - 2 * ellipsis.length;
  const roomBefore = isShort ? room : Math.max(leastBefore, room - widthOf(marked) - widthOf(after));
  const shownBefore = takeFitting(before.reverse(), roomBefore).reverse();
  const shownMarked = takeFitting(marked, room - widthOf(shownBefore));
  const roomAfter = room - widthOf(shownBefore) - widthOf(shownMarked);
  const shownAfter = shownMarked.length < marked.length ? [] : takeFitting(after, roomAfter);
  const lead = shownBefore.length < before.length || from > farAway ? ellipsis : "";
  const isCut =
    shownMarked.length < marked.length || shownAfter.length < after.length || line.length - to > farAway;
  return {
    text: lead + textOf([...shownBefore, ...shownMarked, ...shownAfter]) + (isCut ? ellipsis : ""),
    before: lead.length + widthOf(shownBefore),
    marked: widthOf(shownMarked),
  };
}

/** What a reader takes for one character, and the columns that it takes in a terminal. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function cellsOf(text: string): Cell[] {
  const isPlain = /^[ -~]*$/.test(text);
  const characters = isPlain ? Array.from(text) : Array.from(segmenter.segment(text), (part) => part.segment);
  return characters.map(cellOf);
}

function cellOf(character: string): Cell {
  if (character === "\t") return { text: "    ", width: 4 };
  // Control characters have pictures from U+2400 on.
  if (character < " ") return { text: String.fromCharCode(0x2400 + character.charCodeAt(0)), width: 1 };
  // These would turn the direction of the line.
  if (/^\p{Bidi_Control}/u.test(character)) return { text: "\ufffd", width: 1 };
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(character)) return { text: character, width: 0 };
  return { text: character, width: wide.test(character) ? 2 : 1 };
}

/** Emoji, and what East Asian scripts write at full width (Unicode Standard Annex 11). */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/** As many cells from the start as there is room for. */
function takeFitting(cells: readonly Cell[], room: number): Cell[] {
  let left = room;
  const end = cells.findIndex(({ width }) => (left -= width) < 0);
  return cells.slice(0, end < 0 ? cells.length : end);
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join("");
}
