import {
  escapeIndentedString,
  escapeString,
  fitsIndentedString,
  float,
  markNode,
  unescapeIndentedString,
  unescapeString,
  type Expr,
  type IndentedString,
  type StringLiteral,
} from "@nixgen/core";
import { parse } from "../parse.js";
import { toValue } from "./literal.js";

/**
 * The new value, written in the style of the old one: a number instead of a float is a float, a string has the same
 * quotes, and what stays of it the same escapes.
 */
export function restyle(old: Expr, next: Expr): Expr {
  if (isFloat(old) && isInteger(next)) return float(Number(toValue(next)));
  if (!isPlainString(old) || !isPlainString(next)) return next;
  const value = textOf(next);
  if (value === "") return next;
  if (old.kind === "IndentedString") {
    const shown = withoutControls(value, textOf(old));
    const fits = shown.includes("\n") ? fitsIndentedString(shown) : fitsOneLine(shown);
    if (!fits) return next;
    const raw = keepEscapes(rawOf(old), value, indentedPiece, unescapeIndentedString, (text, isLast) =>
      escapeIndentedString(text, isLast),
    );
    return markNode({ kind: "IndentedString", parts: [{ kind: "StringText", value, ...raw }] });
  }
  if (next.kind === "IndentedString" && !textOf(old).includes("\n")) return next;
  const raw = keepEscapes(rawOf(old), value, stringPiece, unescapeString, escapeString);
  return markNode({ kind: "String", parts: [{ kind: "StringText", value, ...raw }] });
}

/**
 * The text of a string literal with another value, as much like the old text as can be: lines and escapes that stay are as
 * they were. `undefined` where that is not possible.
 *
 * @param old the text of the old literal, quotes included.
 */
export function restyleLiteral(old: string, value: string): string | undefined {
  const isIndented = old.startsWith("''");
  const quotes = isIndented ? "''" : '"';
  const inner = old.slice(quotes.length, -quotes.length);
  const pieces = isIndented ? indentedPieces(inner) : simplePieces(inner);
  const before = pieces.map(({ value: text }) => text).join("");
  let start = 0;
  while (start < value.length && start < before.length && value[start] === before[start]) start++;
  let end = 0;
  while (
    end < value.length - start &&
    end < before.length - start &&
    value.at(-1 - end) === before.at(-1 - end)
  ) {
    end++;
  }
  const from = offsetOf(pieces, start, inner.length, false);
  const to = offsetOf(pieces, before.length - end, inner.length, true);
  if (from === undefined || to === undefined || to < from) return undefined;
  const middle = value.slice(start, value.length - end);
  const rest = inner.slice(to);
  const literal = quotes + inner.slice(0, from) + write(inner, from, middle, rest, isIndented) + quotes;
  const { tree, diagnostics } = parse(literal);
  const isExact =
    diagnostics.length === 0 && isPlainString(tree.expression) && textOf(tree.expression) === value;
  return isExact ? literal : undefined;
}

/** The new middle of a literal with what follows it. */
function write(inner: string, from: number, middle: string, rest: string, isIndented: boolean): string {
  if (!isIndented) return escapeString(middle) + rest;
  const margin = " ".repeat(marginOf(inner.split("\n")));
  const startsLine = inner.charAt(from - 1) === "\n" && middle !== "" && !middle.startsWith("\n");
  // The line of the closing quotes becomes one of the text.
  const isLastLine = startsLine && /^ *$/.test(rest) && !middle.endsWith("\n");
  const escaped = escapeIndentedString(middle, isLastLine || rest === "")
    .replaceAll(/\n(?=[^\n])/g, `\n${margin}`)
    .replaceAll("''\\r\n", inner.includes("\r\n") ? "\r\n" : "''\\r\n");
  return (startsLine ? margin : "") + escaped + (isLastLine ? "" : rest);
}

/** How far all lines of an indented string are indented that have text. */
function marginOf(lines: readonly string[]): number {
  const counted = lines.filter((line) => /[^ ]/.test(line));
  return counted.length === 0 ? 0 : Math.min(...counted.map((line) => /^ */.exec(line)![0].length));
}

/** A piece of a literal: what it stands for, and where it stands. */
interface Piece {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function simplePieces(inner: string): Piece[] {
  return [...inner.matchAll(stringPiece)].map(({ 0: text, index }) => ({
    value: unescapeString(text),
    start: index,
    end: index + text.length,
  }));
}

function indentedPieces(inner: string): Piece[] {
  const lines = inner.split("\n");
  const skipsFirst = lines.length > 1 && /^ *$/.test(lines[0]!);
  const isBlankLast = /^ *$/.test(lines.at(-1)!);
  const margin = marginOf(lines);
  const pieces: Piece[] = [];
  let offset = 0;
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    if (!(index === 0 && skipsFirst) && !(isLast && isBlankLast)) {
      const indent = Math.min(margin, /^ */.exec(line)![0].length);
      for (const { 0: text, index: at } of line.slice(indent).matchAll(indentedPiece)) {
        const from = offset + indent + at;
        // Nix takes a carriage return in an indented string as it is.
        const value = text === "\r" ? text : unescapeIndentedString(text);
        pieces.push({ value, start: from, end: from + text.length });
      }
      if (!isLast) pieces.push({ value: "\n", start: offset + line.length, end: offset + line.length + 1 });
    }
    offset += line.length + 1;
  });
  return pieces;
}

/** Where in a literal the character `count` of its value stands; `undefined` inside of an escape. */
function offsetOf(pieces: readonly Piece[], count: number, end: number, atEnd: boolean): number | undefined {
  let length = 0;
  for (const [index, piece] of pieces.entries()) {
    if (length === count) {
      const previous = pieces[index - 1];
      return atEnd || previous === undefined ? piece.start : previous.end;
    }
    length += piece.value.length;
  }
  if (length !== count) return undefined;
  return pieces.at(-1)?.end ?? end;
}

type PlainString = StringLiteral | IndentedString;

/** Whether an expression is a string without interpolations. */
export function isPlainString(node: Expr): node is PlainString {
  if (node.kind !== "String" && node.kind !== "IndentedString") return false;
  return node.parts.every(({ kind }) => kind === "StringText");
}

export function textOf({ parts: [part] }: PlainString): string {
  return part?.kind === "StringText" ? part.value : "";
}

function rawOf({ kind, parts: [part] }: PlainString): string {
  if (part?.kind !== "StringText") return "";
  return part.raw ?? (kind === "String" ? escapeString(part.value) : escapeIndentedString(part.value, true));
}

// eslint-disable-next-line no-control-regex -- these are the characters it is about
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text in which control characters that the old text has too are none: where they were, they may be. */
function withoutControls(text: string, old: string): string {
  return text.replaceAll(controls, (character) => (old.includes(character) ? "?" : character));
}

function isFloat(node: Expr): boolean {
  return node.kind === "Float" || (node.kind === "Unary" && node.operator === "-" && isFloat(node.operand));
}

function isInteger(node: Expr): boolean {
  return (
    node.kind === "Integer" || (node.kind === "Unary" && node.operator === "-" && isInteger(node.operand))
  );
}

/** On one line, an indented string holds what does not start with a space and has no characters that are not seen. */
function fitsOneLine(value: string): boolean {
  return !value.startsWith(" ") && fitsIndentedString(`${value}\n`);
}

const stringPiece = /\\[\s\S]|\$[^{"\\]|\r\n?|[\s\S]/g;
const indentedPiece = /'''|''\$|''\\[\s\S]|\$[^{']|[\s\S]/g;

/** The text of a new value that keeps the pieces of the old text at both ends. */
function keepEscapes(
  old: string,
  value: string,
  piece: RegExp,
  unescape: (raw: string) => string,
  escape: (value: string, isLast: boolean) => string,
): { readonly raw?: string } {
  const pieces = old.match(piece) ?? [];
  let start = 0;
  let from = 0;
  for (; start < pieces.length; start++) {
    const text = unescape(pieces[start]!);
    if (!value.startsWith(text, from)) break;
    from += text.length;
  }
  let end = pieces.length;
  let to = value.length;
  for (; end > start; end--) {
    const text = unescape(pieces[end - 1]!);
    if (to - text.length < from || !value.endsWith(text, to)) break;
    to -= text.length;
  }
  const tail = pieces.slice(end).join("");
  const raw = pieces.slice(0, start).join("") + escape(value.slice(from, to), tail === "") + tail;
  const isExact = unescape(raw) === value && raw !== escape(value, true);
  return isExact && closesRight(raw, piece) ? { raw } : {};
}

/** Whether all pieces of a text stand for themselves: none runs into the next one, the closing quotes or an interpolation. */
function closesRight(raw: string, piece: RegExp): boolean {
  const pieces = raw.match(piece) ?? [];
  return pieces.every((text, index) => {
    if (text === "$") return pieces[index + 1] !== "{";
    if (text === '"') return piece === indentedPiece;
    if (text === "'" && piece === indentedPiece)
      return index < pieces.length - 1 && !pieces[index + 1]!.startsWith("'");
    return true;
  });
}
