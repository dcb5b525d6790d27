import type { Ellipsis, Float, Identifier, Integer, SearchPath, Uri } from "@nixgen/core";
import type { Lowering, Unfinished } from "./state.js";
import { readTrivia } from "./trivia.js";

type Leaf = Identifier | Integer | Float | Uri | SearchPath | Ellipsis;

/** Makes the node of a token that is a node by itself. */
export type LeafRule = (s: Lowering, start: number, end: number) => Leaf;

export function lowerIdentifier(s: Lowering, start: number, end: number): Identifier {
  return finish(s, end, {
    kind: "Identifier",
    name: s.text.slice(start, end),
    span: s.nodeSpan(start, end),
  });
}

export function lowerInteger(s: Lowering, start: number, end: number): Integer {
  const text = s.text.slice(start, end);
  const node = finish<Integer>(s, end, { kind: "Integer", text, span: s.nodeSpan(start, end) });
  if (text.length >= longInteger) s.notes.numbers.push(node);
  return node;
}

/** Integers with fewer digits are never out of range; nor are floats that are no longer than this. */
const longInteger = 19;
const longFloat = 5;

export function lowerFloat(s: Lowering, start: number, end: number): Float {
  const text = s.text.slice(start, end);
  const node = finish<Float>(s, end, { kind: "Float", text, span: s.nodeSpan(start, end) });
  if (text.length > longFloat) s.notes.numbers.push(node);
  return node;
}

export function lowerUri(s: Lowering, start: number, end: number): Uri {
  return finish(s, end, { kind: "Uri", text: s.text.slice(start, end), span: s.nodeSpan(start, end) });
}

export function lowerSearchPath(s: Lowering, start: number, end: number): SearchPath {
  const text = s.text.slice(start + 1, end - 1);
  return finish(s, end, { kind: "SearchPath", text, span: s.nodeSpan(start, end) });
}

export function lowerEllipsis(s: Lowering, start: number, end: number): Ellipsis {
  return finish(s, end, { kind: "Ellipsis", span: s.nodeSpan(start, end) });
}

function finish<N extends Leaf>(s: Lowering, end: number, node: Unfinished<N>): N {
  if (s.pending !== undefined) node.leading = s.pending;
  readTrivia(s, end);
  if (s.trailing !== undefined) node.trailing = s.trailing;
  return node as N;
}
