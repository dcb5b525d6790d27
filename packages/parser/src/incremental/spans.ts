import type { File, Span } from "@nixgen/core";
import type { TreeSpans } from "../lower/state.js";

const known = new WeakMap<File, TreeSpans>();

/** Keeps the places of a tree that was read, to be moved when its text changes. */
export function keepSpans(tree: File, spans: TreeSpans): void {
  known.set(tree, spans);
}

/** Whether the places of a tree are kept. They are no longer once a tree that follows has them. */
export function hasSpans(tree: File): boolean {
  return known.has(tree);
}

/** Takes the places of a tree that has them. */
export function takeSpans(tree: File): TreeSpans {
  const spans = known.get(tree)!;
  known.delete(tree);
  return spans;
}

/**
 * Makes places fit a text in which what stood in a region was replaced by something that is longer by `delta`. Those within
 * the region are dropped, and fresh ones take their places.
 */
export function replaceSpans(spans: TreeSpans, region: Span, delta: number, fresh: TreeSpans): void {
  replaceIn(spans.nodes, region, delta, fresh.nodes);
  replaceIn(spans.comments, region, delta, fresh.comments);
}

/** @param spans in the order of their ends: those before the region stay as they are, and are not looked at. */
function replaceIn(spans: Span[], region: Span, delta: number, fresh: readonly Span[]): void {
  const from = firstEndingAfter(spans, region.start);
  const to = firstEndingAfter(spans, region.end);
  if (delta !== 0) {
    for (let i = to; i < spans.length; i++) {
      const span = spans[i]!;
      // What starts before the region goes around it.
      setSpan(span, span.start < region.end ? span.start : span.start + delta, span.end + delta);
    }
  }
  spans.splice(from, to - from);
  // A call takes only so many arguments.
  for (let i = 0; i < fresh.length; i += 1000) spans.splice(from + i, 0, ...fresh.slice(i, i + 1000));
}

function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Moves places by a number of code units. */
export function moveSpans({ nodes, comments }: TreeSpans, by: number): void {
  for (const span of nodes) setSpan(span, span.start + by, span.end + by);
  for (const span of comments) setSpan(span, span.start + by, span.end + by);
}

/** The places of a parsed tree move with its text: only here is one changed. */
function setSpan(span: Span, start: number, end: number): void {
  const moving = span as { start: number; end: number };
  moving.start = start;
  moving.end = end;
}
