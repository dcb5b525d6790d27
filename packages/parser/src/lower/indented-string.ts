import {
  escapeIndentedString,
  unescapeIndentedString,
  type Interpolation,
  type StringText,
} from "@nixgen/core";

/**
 * The parts of an indented string, as Nix evaluates them: without the first line where it is blank, and without
 * the common indentation.
 *
 * @param start the offset after the opening quotes, `end` that of the closing ones.
 * @param interpolations the interpolations of the string, in order.
 */
export function readIndentedParts(
  text: string,
  start: number,
  end: number,
  interpolations: readonly Interpolation[],
): (StringText | Interpolation)[] {
  const bounds = chunkBounds(skipBlankFirstLine(text, start), end, interpolations);
  const parts: (StringText | Interpolation)[] = [];
  const texts = hasSpecial(text, bounds) ? readSpecial(text, bounds) : readPlain(text, bounds);
  for (let i = 0; i < texts.length; i++) {
    const piece = texts[i];
    if (piece !== undefined) parts.push(piece);
    const interpolation = interpolations[i];
    if (interpolation !== undefined) parts.push(interpolation);
  }
  return parts;
}

/** How wide the indentation is that all lines of an indented string share. */
export function commonIndentation(
  text: string,
  start: number,
  end: number,
  interpolations: readonly Interpolation[],
): number {
  const bounds = chunkBounds(skipBlankFirstLine(text, start), end, interpolations);
  const width = narrowestLine(text, bounds, false);
  return width === noLine ? 0 : width;
}

const lineFeed = 10;
const space = 32;
const quote = 39;
const backslash = 92;

/** More than any indentation: no line has text. */
const noLine = 1_000_000;

function skipBlankFirstLine(text: string, start: number): number {
  let i = start;
  while (text.charCodeAt(i) === space) i++;
  return text.charCodeAt(i) === lineFeed ? i + 1 : start;
}

/** The starts and ends of the texts between the interpolations, one after the other. */
function chunkBounds(start: number, end: number, interpolations: readonly Interpolation[]): number[] {
  const bounds = [start];
  for (const { span } of interpolations) bounds.push(span!.start, span!.end);
  bounds.push(end);
  return bounds;
}

/** Whether some text has an escape, or is written otherwise than the printer would write its value. */
function hasSpecial(text: string, bounds: readonly number[]): boolean {
  for (let b = 0; b < bounds.length; b += 2) {
    const end = bounds[b + 1]!;
    for (let i = bounds[b]!; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code > quote) continue;
      if (code === 13) return true;
      if (i + 1 === end) continue;
      if (code === quote && text.charCodeAt(i + 1) === quote) return true;
      if (code === 36 && text.charCodeAt(i + 1) === 123) return true;
    }
  }
  return false;
}

function readPlain(text: string, bounds: readonly number[]): (StringText | undefined)[] {
  return stripLines(text, bounds, narrowestLine(text, bounds, false)).map((value) =>
    value === "" ? undefined : { kind: "StringText", value },
  );
}

function readSpecial(text: string, bounds: readonly number[]): (StringText | undefined)[] {
  const raws = stripLines(text, bounds, narrowestLine(text, bounds, false));
  const values = evaluate(text, bounds, narrowestLine(text, bounds, true));
  return raws.map((raw, index) => {
    const value = values[index]!;
    if (raw === "" && value === "") return undefined;
    const isDefault = escapeIndentedString(value, index === raws.length - 1) === raw;
    return isDefault ? { kind: "StringText", value } : { kind: "StringText", value, raw };
  });
}

/**
 * The number of spaces before the text of the line that has fewest. Lines of spaces alone do not count.
 *
 * @param asEvaluated whether an escaped line feed goes on with its line, as it does for Nix; nixfmt takes it for
 * the end of a line.
 */
function narrowestLine(text: string, bounds: readonly number[], asEvaluated: boolean): number {
  let narrowest = noLine;
  let atStart = true;
  let width = 0;
  for (let b = 0; b < bounds.length; b += 2) {
    const end = bounds[b + 1]!;
    for (let i = bounds[b]!; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === lineFeed) {
        atStart = true;
        width = 0;
        continue;
      }
      if (atStart) {
        if (code === space) {
          width++;
          continue;
        }
        atStart = false;
        if (width < narrowest) narrowest = width;
      }
      if (code === quote && i + 1 < end && text.charCodeAt(i + 1) === quote) {
        const isBackslash = text.charCodeAt(i + 2) === backslash;
        i += isBackslash && (asEvaluated || text.charCodeAt(i + 3) !== lineFeed) ? 3 : 2;
      } else {
        // The rest of the line says nothing about its indentation, but it can hold an escaped line feed.
        i = skipToBreakOrQuotes(text, i + 1, end) - 1;
      }
    }
    if (atStart && b + 2 < bounds.length) {
      atStart = false;
      if (width < narrowest) narrowest = width;
    }
  }
  return narrowest;
}

function skipToBreakOrQuotes(text: string, from: number, end: number): number {
  let i = from;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === lineFeed || (code === quote && text.charCodeAt(i + 1) === quote)) return i;
  }
  return i;
}

/** The source of each text without the first `width` spaces of its lines, and without a last line of spaces alone. */
function stripLines(text: string, bounds: readonly number[], width: number): string[] {
  const stripped: string[] = [];
  let atStart = true;
  for (let b = 0; b < bounds.length; b += 2) {
    const end = bounds[b + 1]!;
    const isLast = b + 2 === bounds.length;
    let result = "";
    let i = bounds[b]!;
    while (i < end) {
      if (atStart) i = skipSpaces(text, i, Math.min(end, i + width));
      const lineBreak = text.indexOf("\n", i);
      if (lineBreak < 0 || lineBreak >= end) {
        atStart = false;
        const isBlankLine = isLast && startsLine(text, bounds[b]!, i) && skipSpaces(text, i, end) === end;
        if (!isBlankLine) result += text.slice(i, end);
        break;
      }
      result += text.slice(i, lineBreak + 1);
      atStart = true;
      i = lineBreak + 1;
    }
    if (!isLast) atStart = false;
    stripped.push(result);
  }
  return stripped;
}

/** Whether only spaces stand between the last line feed of the text that starts at `from` and the offset `i`. */
function startsLine(text: string, from: number, i: number): boolean {
  let start = i;
  while (start > from && text.charCodeAt(start - 1) === space) start--;
  return start > from && text.charCodeAt(start - 1) === lineFeed;
}

function skipSpaces(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && text.charCodeAt(i) === space) i++;
  return i;
}

/**
 * The values of the texts, escapes resolved. Nix strips indentation after it has resolved escapes, piece by piece: spaces
 * that come after an escaped line feed are stripped too, and only the last piece can lose a last line of spaces.
 */
function evaluate(text: string, bounds: readonly number[], width: number): string[] {
  let atStart = true;
  let dropped = 0;
  return Array.from({ length: bounds.length / 2 }, (_, chunk) => {
    const pieces = splitEscapes(text.slice(bounds[2 * chunk], bounds[2 * chunk + 1]));
    const isLastChunk = 2 * chunk + 2 === bounds.length;
    let value = "";
    pieces.forEach((piece, index) => {
      let stripped = "";
      for (const character of piece) {
        if (character === "\n") {
          atStart = true;
          dropped = 0;
        } else if (atStart && character === " ") {
          if (dropped++ < width) continue;
        } else atStart = false;
        stripped += character;
      }
      value += isLastChunk && index === pieces.length - 1 ? stripped.replace(/\n *$/, "\n") : stripped;
    });
    if (!isLastChunk) atStart = false;
    return value;
  });
}

/** The pieces of a text as Nix reads them: an escape is a piece of its own, resolved. */
function splitEscapes(source: string): string[] {
  return source
    .split(/('''|''\$|''\\[\s\S])/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("''") ? unescapeIndentedString(piece) : piece));
}
