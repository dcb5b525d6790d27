/** A place for people: line and column, both counted from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns. Building it reads the text once; a look-up is a binary search. */
export interface LineIndex {
  /** The number of lines; a text that ends with a line feed has an empty last line. */
  readonly lineCount: number;
  /** The line and column of an offset. Offsets outside the text are clamped to it. */
  positionAt(offset: number): Position;
  /** The offset at which a line (from 1) starts. Lines outside the text are clamped to it. */
  lineStart(line: number): number;
}

/** An index of the line starts of a text. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(clamped);
      return { line: line + 1, column: clamped - starts[line]! + 1 };
    },
    lineStart(line) {
      return starts[Math.max(0, Math.min(line, starts.length) - 1)]!;
    },
  };
}
