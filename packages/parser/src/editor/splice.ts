/** A change of a text: what stands from `start` up to `end` becomes `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The splice that takes back what `splice` does to `text`. */
export function invertSplice(text: string, { start, end, text: inserted }: Splice): Splice {
  return { start, end: start + inserted.length, text: text.slice(start, end) };
}

/** Several changes as one, in the order of their places. */
export function joinSplices(text: string, splices: readonly Splice[]): Splice {
  const start = splices[0]!.start;
  let at = start;
  let joined = "";
  for (const splice of splices) {
    joined += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return { start, end: at, text: joined };
}

/** The same change without what stays the same at either end; `undefined` where nothing changes. */
export function shrinkSplice(text: string, splice: Splice): Splice | undefined {
  let { start, end } = splice;
  const { text: inserted } = splice;
  let from = 0;
  let to = inserted.length;
  while (start < end && from < to && text.charCodeAt(start) === inserted.charCodeAt(from)) {
    start++;
    from++;
  }
  while (end > start && to > from && text.charCodeAt(end - 1) === inserted.charCodeAt(to - 1)) {
    end--;
    to--;
  }
  if (start === end && from === to) return undefined;
  return { start, end, text: inserted.slice(from, to) };
}
