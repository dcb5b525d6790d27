/**
 * A stretch of source text: `[start, end)`, in UTF-16 code units (the units of `String.prototype.slice`).
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
