import type {
  AttributeName,
  AttributePath,
  AttributeSet,
  Binding,
  Expr,
  Inherit,
  LegacyLet,
  List,
  Trivia,
} from "@nixgen/core";
import {
  addToken,
  bindingsBetween,
  type Lowering,
  nodeAt,
  toTrivia,
  trailingAt,
  triviaAt,
  type Unfinished,
} from "./state.js";

export function lowerList(s: Lowering, base: number, start: number, end: number): List {
  const close = s.top - 1;
  const node: Unfinished<List> = {
    kind: "List",
    // Between the brackets stand only expressions.
    elements: s.values.slice(base + 1, close) as Expr[],
    span: s.nodeSpan(start, end),
  };
  addBrackets(s, node, base, close);
  const leading = s.leads[base];
  if (leading !== undefined) node.leading = leading;
  return node;
}

export function lowerAttributeSet(s: Lowering, base: number, start: number, end: number): AttributeSet {
  const close = s.top - 1;
  const node: Unfinished<AttributeSet> = {
    kind: "AttributeSet",
    bindings: bindingsBetween(s, base + 1, close),
    span: s.nodeSpan(start, end),
  };
  addBrackets(s, node, base, close);
  const leading = s.leads[base];
  if (leading !== undefined) node.leading = leading;
  return node;
}

export function lowerRecursiveSet(s: Lowering, base: number, start: number, end: number): AttributeSet {
  const close = s.top - 1;
  const node: Unfinished<AttributeSet> = {
    kind: "AttributeSet",
    recursive: true,
    bindings: bindingsBetween(s, base + 2, close),
    span: s.nodeSpan(start, end),
  };
  addKeyword(s, node, "rec", base, close);
  return node;
}

export function lowerLegacyLet(s: Lowering, base: number, start: number, end: number): LegacyLet {
  const close = s.top - 1;
  const node: Unfinished<LegacyLet> = {
    kind: "LegacyLet",
    bindings: bindingsBetween(s, base + 2, close),
    span: s.nodeSpan(start, end),
  };
  addKeyword(s, node, "let", base, close);
  return node;
}

/** The trivia of `rec` or `let`, and of the braces after it. */
function addKeyword<K extends "rec" | "let">(
  s: Lowering,
  node: Bracketed & { tokens?: { readonly [S in K | "open" | "close"]?: object } },
  keyword: K,
  base: number,
  close: number,
): void {
  const keywordTrailing = trailingAt(s, base);
  if (keywordTrailing !== undefined) addToken(node as Bracketed<K>, keyword, { trailing: keywordTrailing });
  const open = s.leads[base + 1];
  addBrackets(s, node, base + 1, close);
  if (open !== undefined) addToken(node, "open", toTrivia(open, trailingAt(s, base + 1)));
  const leading = s.leads[base];
  if (leading !== undefined) node.leading = leading;
}

interface Bracketed<K extends string = never> {
  leading?: readonly Trivia[];
  trailing?: string;
  multiline?: true;
  tokens?: { readonly [S in K | "open" | "close"]?: object };
}

/** Notes whether brackets stand on different lines, and the trivia on their inner sides and after them. */
export function addBrackets(s: Lowering, node: Bracketed, open: number, close: number): void {
  if (s.spansLines(s.starts[open]!, s.starts[close]!)) node.multiline = true;
  addBracketTrivia(s, node, open, close);
}

export function addBracketTrivia(
  s: Lowering,
  node: Omit<Bracketed, "multiline">,
  open: number,
  close: number,
): void {
  const afterOpen = trailingAt(s, open);
  const beforeClose = s.leads[close];
  if (afterOpen !== undefined) addToken(node, "open", { trailing: afterOpen });
  if (beforeClose !== undefined) addToken(node, "close", { leading: beforeClose });
  const trailing = trailingAt(s, close);
  if (trailing !== undefined) node.trailing = trailing;
}

/** @param leading what stood before the binding. */
export function lowerBinding(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  leading: readonly Trivia[] | undefined,
): Binding {
  const node: Unfinished<Binding> = {
    kind: "Binding",
    path: nodeAt<AttributePath>(s, base),
    value: nodeAt(s, base + 2),
    span: s.nodeSpan(start, end),
  };
  if (leading !== undefined) node.leading = leading;
  addToken(node, "equals", triviaAt(s, base + 1));
  addSemicolon(s, node, base + 3);
  return node;
}

export function lowerInherit(s: Lowering, base: number, start: number, end: number): Inherit {
  const last = s.top - 1;
  const names = s.values.slice(base + 1, last) as AttributeName[];
  const node: Unfinished<Inherit> = { kind: "Inherit", names, span: s.nodeSpan(start, end) };
  return finishInherit(s, node, base);
}

export function lowerInheritFrom(s: Lowering, base: number, start: number, end: number): Inherit {
  const last = s.top - 1;
  const names = s.values.slice(base + 4, last) as AttributeName[];
  const node: Unfinished<Inherit> = {
    kind: "Inherit",
    from: nodeAt(s, base + 2),
    names,
    span: s.nodeSpan(start, end),
  };
  addToken(node, "open", triviaAt(s, base + 1));
  addToken(node, "close", triviaAt(s, base + 3));
  return finishInherit(s, node, base);
}

function finishInherit(s: Lowering, node: Unfinished<Inherit>, base: number): Inherit {
  const last = s.top - 1;
  if (s.spansLines(s.starts[base]!, s.starts[last]!)) node.multiline = true;
  const leading = s.leads[base];
  const trailing = trailingAt(s, base);
  if (leading !== undefined) node.leading = leading;
  if (trailing !== undefined) addToken(node, "inherit", { trailing });
  addSemicolon(s, node, last);
  for (const name of node.names) {
    if (name.kind === "Identifier") continue;
    s.notes.inherits.push(node);
    break;
  }
  return node;
}

function addSemicolon(s: Lowering, node: Unfinished<Binding | Inherit>, index: number): void {
  const leading = s.leads[index];
  const trailing = trailingAt(s, index);
  if (leading !== undefined) addToken(node, "semicolon", { leading });
  if (trailing !== undefined) node.trailing = trailing;
}

/** Names and the dots between them stand on the stack by turns. */
export function lowerAttributePath(s: Lowering, base: number, start: number, end: number): AttributePath {
  const names: AttributeName[] = [nodeAt<AttributeName>(s, base)];
  const node: Unfinished<AttributePath> = { kind: "AttributePath", names, span: s.nodeSpan(start, end) };
  for (let i = base + 2; i < s.top; i += 2) {
    addToken(node, `dot${names.length}`, triviaAt(s, i - 1));
    names.push(nodeAt<AttributeName>(s, i));
  }
  return node;
}
