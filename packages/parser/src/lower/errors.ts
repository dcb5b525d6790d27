import type { ErrorNode, Node, Trivia } from "@nixgen/core";
import { nodeMark, trailingAt, type Lowering, type Unfinished } from "./state.js";
import { readTrivia } from "./trivia.js";

/** A stretch of text that is no part of any construct. */
export function lowerError(s: Lowering, start: number, end: number): ErrorNode {
  const node: Unfinished<ErrorNode> = {
    kind: "Error",
    text: s.text.slice(start, end),
    span: s.nodeSpan(start, end),
  };
  const leading = s.takePending();
  if (leading !== undefined) node.leading = leading;
  readTrivia(s, end);
  if (s.trailing !== undefined) node.trailing = s.trailing;
  return node;
}

/**
 * A node that is not whole: its children are what it has.
 *
 * @param name what the grammar calls the node that it would be.
 * @param lead what stood before it, where that is no trivia of its first token.
 * @param isText whether it is a string or a path, whose end no token marks.
 */
export function lowerIncomplete(
  s: Lowering,
  name: string,
  base: number,
  start: number,
  end: number,
  lead: readonly Trivia[] | undefined,
  isText: boolean,
): ErrorNode {
  const node: Unfinished<ErrorNode> = {
    kind: "Error",
    text: s.text.slice(start, end),
    span: s.nodeSpan(start, end),
  };
  const of = constructs[name];
  if (of !== undefined) node.of = of;
  const children = nodesFrom(s, base);
  if (children.length > 0) node.children = children;
  const last = s.top - 1;
  if (isText) readTrivia(s, end);
  const leading = [...(lead ?? []), ...triviaBefore(s, base, start)];
  const trailing = isText ? s.trailing : isToken(s, last) ? trailingAt(s, last) : undefined;
  if (leading.length > 0) node.leading = leading;
  if (trailing !== undefined) node.trailing = trailing;
  return node;
}

/** What stands beside each other in a file that must hold one expression. */
export function joinPieces(s: Lowering): ErrorNode {
  const children = nodesFrom(s, 0);
  const first = children[0] as ErrorNode | undefined;
  const last = children.at(-1) as ErrorNode | undefined;
  const span = s.nodeSpan(first?.span?.start ?? 0, last?.span?.end ?? s.text.length);
  const text = s.text.slice(span.start, span.end);
  const leading = triviaBefore(s, 0, span.start);
  // A missing token at the end has what comes after it.
  const trailing = isToken(s, s.top - 1) ? trailingAt(s, s.top - 1) : undefined;
  return {
    kind: "Error",
    text,
    ...(children.length > 0 && { children }),
    span,
    ...(leading.length > 0 && { leading }),
    ...(trailing !== undefined && { trailing }),
  };
}

/** What stands at the tokens before a node starts, which are missing ones, and before its first token. */
function triviaBefore(s: Lowering, base: number, start: number): Trivia[] {
  const trivia: Trivia[] = [];
  for (let i = base; isToken(s, i); i++) {
    trivia.push(...(s.leads[i] ?? []));
    if (s.starts[i]! >= start) break;
    const trailing = trailingAt(s, i);
    if (trailing !== undefined) trivia.push({ kind: "LineComment", text: trailing });
  }
  return trivia;
}

function nodesFrom(s: Lowering, base: number): Node[] {
  const nodes: Node[] = [];
  for (let i = base; i < s.top; i++) if (s.kinds[i] === nodeMark) nodes.push(s.values[i] as Node);
  return nodes;
}

function isToken(s: Lowering, index: number): boolean {
  return index < s.top && s.kinds[index] !== nodeMark;
}

/** What the nodes of the grammar are in the tree. */
const constructs: Readonly<Record<string, ErrorNode["of"]>> = {
  string_expression: "String",
  indented_string_expression: "IndentedString",
  path_expression: "Path",
  hpath_expression: "Path",
  list_expression: "List",
  attrset_expression: "AttributeSet",
  rec_attrset_expression: "AttributeSet",
  let_attrset_expression: "LegacyLet",
  binding: "Binding",
  inherit: "Inherit",
  inherit_from: "Inherit",
  attrpath: "AttributePath",
  let_expression: "Let",
  with_expression: "With",
  assert_expression: "Assert",
  if_expression: "If",
  parenthesized_expression: "Parenthesized",
  function_expression: "Function",
  formals: "Formals",
  formal: "Formal",
  apply_expression: "Application",
  or_expression: "Application",
  select_expression: "Select",
  has_attr_expression: "HasAttribute",
  interpolation: "Interpolation",
  binary_expression: "Binary",
  unary_expression: "Unary",
};
