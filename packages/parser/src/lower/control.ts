import type { Assert, If, Let, Parenthesized, With } from "@nixgen/core";
import { addBracketTrivia } from "./collections.js";
import {
  addToken,
  bindingsBetween,
  type Lowering,
  nodeAt,
  trailingAt,
  triviaAt,
  type Unfinished,
} from "./state.js";

export function lowerLet(s: Lowering, base: number, start: number, end: number): Let {
  const inWord = s.top - 2;
  const bindings = bindingsBetween(s, base + 1, inWord);
  s.notes.lets.push(bindings);
  const node: Unfinished<Let> = {
    kind: "Let",
    bindings,
    body: nodeAt(s, s.top - 1),
    span: s.nodeSpan(start, end),
  };
  addFirst(s, node, "let", base);
  addToken(node, "in", triviaAt(s, inWord));
  return node;
}

export function lowerWith(s: Lowering, base: number, start: number, end: number): With {
  const node: Unfinished<With> = {
    kind: "With",
    scope: nodeAt(s, base + 1),
    body: nodeAt(s, base + 3),
    span: s.nodeSpan(start, end),
  };
  addFirst(s, node, "with", base);
  addToken(node, "semicolon", triviaAt(s, base + 2));
  return node;
}

export function lowerAssert(s: Lowering, base: number, start: number, end: number): Assert {
  const node: Unfinished<Assert> = {
    kind: "Assert",
    condition: nodeAt(s, base + 1),
    body: nodeAt(s, base + 3),
    span: s.nodeSpan(start, end),
  };
  addFirst(s, node, "assert", base);
  addToken(node, "semicolon", triviaAt(s, base + 2));
  return node;
}

export function lowerIf(s: Lowering, base: number, start: number, end: number): If {
  const node: Unfinished<If> = {
    kind: "If",
    condition: nodeAt(s, base + 1),
    consequence: nodeAt(s, base + 3),
    alternative: nodeAt(s, base + 5),
    span: s.nodeSpan(start, end),
  };
  addFirst(s, node, "if", base);
  addToken(node, "then", triviaAt(s, base + 2));
  addToken(node, "else", triviaAt(s, base + 4));
  return node;
}

export function lowerParenthesized(s: Lowering, base: number, start: number, end: number): Parenthesized {
  const node: Unfinished<Parenthesized> = {
    kind: "Parenthesized",
    expression: nodeAt(s, base + 1),
    span: s.nodeSpan(start, end),
  };
  addBracketTrivia(s, node, base, s.top - 1);
  const leading = s.leads[base];
  if (leading !== undefined) node.leading = leading;
  return node;
}

/** The trivia of the keyword that a node starts with. */
function addFirst<K extends "let" | "with" | "assert" | "if">(
  s: Lowering,
  node: Unfinished<Let | With | Assert | If>,
  keyword: K,
  base: number,
): void {
  const leading = s.leads[base];
  const trailing = trailingAt(s, base);
  if (leading !== undefined) node.leading = leading;
  if (trailing !== undefined)
    addToken(node as { tokens?: { readonly [S in K]?: object } }, keyword, { trailing });
}
