import type { Splice } from "./splice.js";

/** Questions about the lines of a text. Offsets are in UTF-16 code units. */

/** Whether lines of a text end as on Windows. */
export function hasWindowsLineEnds(text: string): boolean {
  return text.includes("\r\n");
}

/** A text whose lines end with line feeds alone. */
export function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** Whether what is written into a text has its line ends already, and stays as it is. */
export function keepsLineEnds(text: string, written: string): boolean {
  return !hasWindowsLineEnds(text) || !/(?:^|[^\r])\n/.test(written);
}

/** The offset at which the line of `offset` starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset of the line feed that ends the line of `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  return found < 0 ? text.length : found;
}

/** The white space at the start of the line of `offset`. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))![0];
}

/** Whether nothing but white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** Whether nothing but white space stands after `offset` on its line. */
export function endsLine(text: string, offset: number): boolean {
  return text.slice(offset, lineEnd(text, offset)).trim() === "";
}

/** Comments up to the end of the line: block comments, and the one after them. */
const commentsToLineEnd =
  /[ \t]*((?:\/\*(?!\*)(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)*(?:#[^\r\n]*)?)(?=\r?\n|\r?$)/y;

/**
 * The end of the comment that follows `offset` and ends its line; `offset` where there is none. Doc comments, and those that
 * name the language of a string in the next line, belong to what follows.
 */
export function endWithComment(text: string, offset: number): number {
  commentsToLineEnd.lastIndex = offset;
  const found = commentsToLineEnd.exec(text);
  if (!found?.[1]) return offset;
  const isBeforeString =
    found[1].startsWith("/*") && /^\s*(?:"|'')/.test(text.slice(offset + found[0].length));
  return isBeforeString ? offset : offset + found[0].trimEnd().length;
}

/** What is written into a text, with the line ends of the lines around; those of lines that stay are as they were. */
export function withLineEndsOf(text: string, { start, end, text: written }: Splice): Splice {
  if (!hasWindowsLineEnds(text)) return { start, end, text: written };
  const [old, now] = [splitLines(text.slice(start, end)), splitLines(written)];
  const isKept = (line: string | undefined, other: string | undefined): boolean =>
    line !== undefined && other !== undefined && withLineFeeds(line) === withLineFeeds(other);
  let first = 0;
  while (isKept(old[first], now[first])) first++;
  let last = 0;
  while (last < Math.min(old.length, now.length) - first && isKept(old.at(-1 - last), now.at(-1 - last)))
    last++;
  const around = lineEndAt(text, start);
  const middle = now.slice(first, now.length - last).map((line, index) => {
    const ends = /\r?\n$/.exec(old[first + index] ?? "")?.[0] ?? around;
    return line.replace(/\r?\n$/, ends);
  });
  const lines = [...old.slice(0, first), ...middle, ...old.slice(old.length - last)];
  return { start, end, text: lines.join("") };
}

/** What ends the line of `offset`; of the last line, what ends the one before. */
function lineEndAt(text: string, offset: number): string {
  const next = text.indexOf("\n", offset);
  const feed = next < 0 ? text.lastIndexOf("\n") : next;
  return text.charAt(feed - 1) === "\r" ? "\r\n" : "\n";
}

/** Lines with what ends them. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
