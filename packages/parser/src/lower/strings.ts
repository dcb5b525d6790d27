import type {
  IndentedString,
  Interpolation,
  Path,
  PathText,
  StringLiteral,
  StringText,
  Trivia,
} from "@nixgen/core";
import { commonIndentation, readIndentedParts } from "./indented-string.js";
import { type Lowering, nodeAt, trailingAt, type Unfinished } from "./state.js";
import { readStringText } from "./string-text.js";
import { readTrivia } from "./trivia.js";

/** `leading` is what stood before the string: of a string, only interpolations are on the stack. */
export function lowerString(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  leading: readonly Trivia[] | undefined,
): StringLiteral {
  const parts: (StringText | Interpolation)[] = [];
  let from = start + 1;
  for (let i = base; i < s.top; i++) {
    const interpolation = nodeAt<Interpolation>(s, i);
    const span = interpolation.span!;
    if (span.start > from) parts.push(readStringText(s.text, from, span.start));
    parts.push(interpolation);
    from = span.end;
  }
  if (end - 1 > from) parts.push(readStringText(s.text, from, end - 1));
  return finish(s, end, leading, { kind: "String", parts, span: s.nodeSpan(start, end) });
}

/** @param isCut whether a region of `nixfmt:disable` begins or ends in an interpolation of the string. */
export function lowerIndentedString(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  leading: readonly Trivia[] | undefined,
  isCut: boolean,
): IndentedString {
  const interpolations: Interpolation[] = [];
  for (let i = base; i < s.top; i++) interpolations.push(nodeAt<Interpolation>(s, i));
  const parts = readIndentedParts(s.text, start + 2, end - 2, interpolations);
  const node: Unfinished<IndentedString> = {
    kind: "IndentedString",
    parts,
    span: s.nodeSpan(start, end),
  };
  if (isCut) node.keptIndentation = commonIndentation(s.text, start + 2, end - 2, interpolations);
  return finish(s, end, leading, node);
}

export function lowerPath(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  leading: readonly Trivia[] | undefined,
): Path {
  const parts: (PathText | Interpolation)[] = [];
  let from = start;
  for (let i = base; i < s.top; i++) {
    const interpolation = nodeAt<Interpolation>(s, i);
    const span = interpolation.span!;
    if (span.start > from) parts.push({ kind: "PathText", text: s.text.slice(from, span.start) });
    parts.push(interpolation);
    from = span.end;
  }
  if (end > from) parts.push({ kind: "PathText", text: s.text.slice(from, end) });
  return finish(s, end, leading, { kind: "Path", parts, span: s.nodeSpan(start, end) });
}

function finish<N extends StringLiteral | IndentedString | Path>(
  s: Lowering,
  end: number,
  leading: readonly Trivia[] | undefined,
  node: Unfinished<N>,
): N {
  if (leading !== undefined) node.leading = leading;
  readTrivia(s, end);
  if (s.trailing !== undefined) node.trailing = s.trailing;
  return node as N;
}

/** `${ expression }`. The comment after it, and what stands before it, exist only where it is the name of an attribute. */
export function lowerInterpolation(s: Lowering, base: number, start: number, end: number): Interpolation {
  const close = s.top - 1;
  const node: Unfinished<Interpolation> = {
    kind: "Interpolation",
    expression: nodeAt(s, base + 1),
    span: s.nodeSpan(start, end),
  };
  const leading = s.leads[base];
  const last = s.leads[close];
  const trailing = trailingAt(s, close);
  if (leading !== undefined) node.leading = leading;
  if (last !== undefined) node.end = last;
  if (trailing !== undefined) node.trailing = trailing;
  return node;
}
