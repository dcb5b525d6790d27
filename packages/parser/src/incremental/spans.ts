import { childKeys, type File, type Node, type Span, type Trivia } from "@nixgen/core";

/** All places in a tree, of nodes and of comments, in no particular order. Works at any depth. */
export function collectSpans(roots: readonly Node[]): Span[] {
  const spans: Span[] = [];
  const open: Node[] = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const fields = node as unknown as Record<string, Node | readonly Node[] | undefined>;
    for (const key of childKeys[node.kind]) {
      const field = fields[key];
      if (field === undefined) continue;
      if (Array.isArray(field)) for (const child of field as readonly Node[]) open.push(child);
      else open.push(field as Node);
    }
    const { span, leading, tokens, end } = node as Partial<Spanned>;
    if (span !== undefined) spans.push(span);
    addTrivia(leading, spans);
    addTrivia(end, spans);
    if (tokens !== undefined) for (const token of Object.values(tokens)) addTrivia(token?.leading, spans);
  }
  return spans;
}

interface Spanned {
  readonly span: Span;
  readonly leading: readonly Trivia[];
  readonly tokens: Readonly<Record<string, { readonly leading?: readonly Trivia[] } | undefined>>;
  readonly end: readonly Trivia[];
}

export function addTrivia(trivia: readonly Trivia[] | undefined, spans: Span[]): void {
  if (trivia === undefined) return;
  for (const piece of trivia) if ("span" in piece && piece.span !== undefined) spans.push(piece.span);
}

const known = new WeakMap<File, Span[]>();

/** The places of a tree, to be moved when its text changes. They are collected once. */
export function takeSpans(tree: File): Span[] {
  const spans = known.get(tree) ?? collectSpans([tree]);
  known.delete(tree);
  return spans;
}

/** Hands the places over to the tree that follows. */
export function giveSpans(tree: File, spans: Span[]): void {
  known.set(tree, spans);
}

/** Moves places by a number of code units. */
export function moveSpans(spans: readonly Span[], by: number): void {
  for (const span of spans) setSpan(span, span.start + by, span.end + by);
}

/**
 * Makes places fit a text in which what stood from `start` up to `end` was replaced by something that is longer by
 * `delta`. Those within are dropped.
 */
export function shiftSpans(spans: Span[], start: number, end: number, delta: number): void {
  let kept = 0;
  for (const span of spans) {
    if (span.start >= end) setSpan(span, span.start + delta, span.end + delta);
    else if (span.start >= start) continue;
    else if (span.end >= end) setSpan(span, span.start, span.end + delta);
    spans[kept++] = span;
  }
  spans.length = kept;
}

/** The places of a parsed tree move with its text: only here is one changed. */
function setSpan(span: Span, start: number, end: number): void {
  const moving = span as { start: number; end: number };
  moving.start = start;
  moving.end = end;
}
