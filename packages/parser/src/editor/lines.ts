/** Questions about the lines of a text. Offsets are in UTF-16 code units. */

/** Whether the lines of a text end as on Windows; the first one tells. */
export function hasWindowsLineEnds(text: string): boolean {
  const first = text.indexOf("\n");
  return first > 0 && text.charAt(first - 1) === "\r";
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

/** The end of a comment `# …` that follows `offset` on its line; `offset` where there is none. */
export function endWithComment(text: string, offset: number): number {
  let i = offset;
  while (text.charAt(i) === " " || text.charAt(i) === "\t") i++;
  if (!text.startsWith("#", i)) return offset;
  const end = lineEnd(text, i);
  return text.charAt(end - 1) === "\r" ? end - 1 : end;
}
