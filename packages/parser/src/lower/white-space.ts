/** What nixfmt counts as white space at the ends of comments: Unicode white space without the byte order mark. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 160) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The end of `text[start, end)` without the white space at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
  return last;
}

/** The start of `text[start, end)` without the white space at its start. */
function trimmedStart(text: string, start: number, end: number): number {
  let first = start;
  while (first < end && isSpace(text.charCodeAt(first))) first++;
  return first;
}

/** `text[start, end)` without white space at either end. */
export function trimmedSlice(text: string, start: number, end: number): string {
  const last = trimmedEnd(text, start, end);
  return text.slice(trimmedStart(text, start, last), last);
}

/** The number of white space characters at the start of `text`. */
export function leadingSpace(text: string): number {
  return trimmedStart(text, 0, text.length);
}

const tabWidth = 8;

/**
 * The column of an offset, from 0, as nixfmt counts: characters, not UTF-16 code units, and a tab goes on to the next
 * multiple of eight.
 */
export function columnAt(text: string, offset: number): number {
  let column = 0;
  for (let i = text.lastIndexOf("\n", offset - 1) + 1; i < offset; i++) {
    const code = text.charCodeAt(i);
    if (code === 9) column += tabWidth - (column % tabWidth);
    else if (code < 0xdc00 || code > 0xdfff) column++;
  }
  return column;
}
