/**
 * A stretch of source text: `[start, end)`, in UTF-16 code units (the units of `String.prototype.slice`). For lines and
 * columns see {@link buildLineIndex}.
 *
 * @example
 * text.slice(span.start, span.end)
 */
export interface Span {
  /** Offset of the first code unit. */
  readonly start: number;
  /** Offset after the last code unit. */
  readonly end: number;
}

/**
 * The spans that a parser makes. Being an instance of this class marks a node as parsed code: data that merely looks like
 * a node (JSON from elsewhere) can't be one, and is never taken for code.
 */
export class SourceSpan implements Span {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}
