import { leadingSpace, trimmedEnd, trimmedSlice } from "./white-space.js";

/**
 * The lines of a block comment as they are kept: without the stars that line up with its opening, without the common
 * indentation, without white space at the ends of lines, and without empty lines at either end.
 *
 * @param inner the text between the delimiters.
 * @param column the column of `/*`, from 0.
 */
export function readCommentLines(inner: string, column: number): string[] {
  if (!inner.includes("\n")) {
    const only = trimmedSlice(inner, 0, inner.length);
    return only === "" ? [] : [only];
  }
  const lines = splitLines(inner);
  const first = lines.shift();
  if (first === undefined) return [];
  const rest = removeIndentation(removeStars(lines, column), first.startsWith(" ") ? column + 3 : column + 2);
  const all = [trimmedSlice(first, 0, first.length), ...rest];
  dropEmptyEnd(all);
  const start = all.findIndex((line) => line !== "");
  return start < 0 ? [] : all.slice(start);
}

function dropEmptyEnd(lines: string[]): void {
  while (lines.at(-1) === "") lines.pop();
}

function splitLines(inner: string): string[] {
  const lines = inner.split(/\r?\n/).map((line) => line.slice(0, trimmedEnd(line, 0, line.length)));
  dropEmptyEnd(lines);
  return lines;
}

/** Blanks the stars before all lines but the first, where every one of them has its star right under the opening's. */
function removeStars(lines: readonly string[], column: number): readonly string[] {
  const margin = " ".repeat(column);
  const star = `${margin} *`;
  if (!lines.every((line) => line.startsWith(star))) return lines;
  return lines.map((line) => {
    const rest = line.slice(star.length);
    return rest === "" ? "" : margin + rest;
  });
}

function removeIndentation(lines: readonly string[], most: number): string[] {
  let common = most;
  for (const line of lines) if (line !== "") common = Math.min(common, countSpaces(line));
  const margin = " ".repeat(common);
  return lines.map((line) => line.slice(line.startsWith(margin) ? common : leadingSpace(line)));
}

function countSpaces(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === 32) count++;
  return count;
}
