import type { Trivia } from "@nixgen/core";
import { readCommentLines } from "./block-comment.js";
import type { Lowering } from "./state.js";
import { columnAt, trimmedEnd, trimmedSlice } from "./white-space.js";

/**
 * Reads what stands between a token that ends at `from` and the next one, and sets `s.trailing` (the comment that belongs
 * to the token before) and `s.pending` (what stands before the next token). The rules are nixfmt's.
 */
export function readTrivia(s: Lowering, from: number): void {
  const { text } = s;
  s.trailing = undefined;
  s.pending = undefined;
  let code = text.charCodeAt(from);
  if (code === space) code = text.charCodeAt(from + 1);
  if (code > space && code !== hash && code !== slash) return;
  readGap(s, from, true);
}

/** Like {@link readTrivia} for the start of a file or of an interpolation, where no token stands before. */
export function readTriviaAtStart(s: Lowering, from: number): void {
  s.trailing = undefined;
  s.pending = undefined;
  readGap(s, from, false);
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const hash = 35;
const star = 42;
const slash = 47;

/** Shared by all blank lines. */
const blankLine: Trivia = { kind: "BlankLine" };
/** Shared by all tokens that have nothing but a blank line before them; never changed. */
const onlyBlankLine: Trivia[] = [blankLine];

function readGap(s: Lowering, from: number, afterToken: boolean): void {
  const { text } = s;
  let i = skipBlanks(text, from);
  let code = text.charCodeAt(i);
  // The first line: comments here belong to the token before, as long as none spans several lines.
  let comments = 0;
  let lineCommentStart = -1;
  if (afterToken && (code === hash || code === slash)) {
    let trailing = "";
    for (;;) {
      const end = endOfComment(text, i, code);
      if (end < 0) break;
      const piece = code === hash ? trimmedSlice(text, i + 1, end) : trailingBlock(text, i, end);
      if (piece === undefined) break;
      if (code === hash) lineCommentStart = i;
      comments++;
      if (piece !== "") trailing = trailing === "" ? piece : `${trailing} ${piece}`;
      i = skipBlanks(text, end);
      code = text.charCodeAt(i);
      if (code !== hash && code !== slash) break;
    }
    if (trailing !== "") s.trailing = trailing;
  }
  const pending: Trivia[] = [];
  if (comments === 1 && lineCommentStart >= 0 && formsBlock(text, lineCommentStart, i)) {
    s.trailing = undefined;
    pending.push(lineComment(s, lineCommentStart, i));
  }
  readLeading(s, i, pending);
  if (pending.length > 0)
    s.pending = pending.length === 1 && pending[0] === blankLine ? onlyBlankLine : pending;
}

/**
 * Whether a comment after a token goes on in the next line: a comment, or the next token, stands right under it.
 * Then it is the first line of a block, and belongs to what follows.
 */
function formsBlock(text: string, comment: number, lineEnd: number): boolean {
  const next = endOfLineBreak(text, lineEnd);
  if (next < 0) return false;
  const i = skipBlanks(text, next);
  const code = text.charCodeAt(i);
  if (code === lineFeed || code === carriageReturn) return false;
  if (code === slash && endOfComment(text, i, code) >= 0) return false;
  return columnAt(text, comment) === columnAt(text, i);
}

function readLeading(s: Lowering, from: number, pending: Trivia[]): void {
  const { text } = s;
  let i = from;
  for (;;) {
    i = skipBlanks(text, i);
    const code = text.charCodeAt(i);
    if (code === hash) {
      const end = endOfLine(text, i);
      pending.push(lineComment(s, i, end));
      i = end;
    } else if (code === slash) {
      const end = endOfComment(text, i, code);
      if (end < 0) return;
      const trivia = readBlock(s, i, end);
      if (trivia !== undefined) pending.push(trivia);
      i = end;
    } else {
      let breaks = 0;
      for (let next = endOfLineBreak(text, i); next >= 0; next = endOfLineBreak(text, i)) {
        breaks++;
        i = skipBlanks(text, next);
      }
      if (breaks === 0) return;
      if (breaks > 1) pending.push(blankLine);
    }
  }
}

function lineComment(s: Lowering, start: number, end: number): Trivia {
  const { text } = s;
  const last = trimmedEnd(text, start + 1, end);
  return { kind: "LineComment", text: text.slice(start + 1, last), span: s.commentSpan(start, last) };
}

/** What a block comment after a token says, `""` where it is empty; `undefined` where it can't stand at a line's end. */
function trailingBlock(text: string, start: number, end: number): string | undefined {
  if (directiveAt(text, start, end) !== undefined) return text.slice(start + 2, end - 2);
  if (isDoc(text, start, end) || annotatedLanguage(text, start, end) !== undefined) return undefined;
  const lines = linesOf(text, start, end);
  return lines.length > 1 ? undefined : onlyLine(lines);
}

function readBlock(s: Lowering, start: number, end: number): Trivia | undefined {
  const { text } = s;
  const directive = directiveAt(text, start, end);
  if (directive !== undefined) return readDirective(s, directive, start, end);
  const span = s.commentSpan(start, end);
  if (isDoc(text, start, end)) {
    const lines = linesOf(text, start, end);
    return lines.length === 0 ? undefined : { kind: "BlockComment", lines, doc: true, span };
  }
  const language = annotatedLanguage(text, start, end);
  if (language !== undefined) return { kind: "LanguageAnnotation", language, span };
  const lines = linesOf(text, start, end);
  if (lines.length === 0) return undefined;
  if (lines.length === 1) return { kind: "LineComment", text: ` ${onlyLine(lines)}`, span };
  return { kind: "BlockComment", lines, span };
}

/** A directive opens or closes a region only where nothing stands before it on its line. */
function readDirective(s: Lowering, directive: "disable" | "enable", start: number, end: number): Trivia {
  const { text } = s;
  const span = s.commentSpan(start, end);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (trimmedEnd(text, lineStart, start) > lineStart) {
    return { kind: "LineComment", text: ` nixfmt:${directive}`, span };
  }
  if (directive === "disable") {
    if (s.disabledFrom < 0) s.disabledFrom = lineStart;
    return { kind: "FormatDirective", directive, span };
  }
  if (s.disabledFrom < 0) return { kind: "FormatDirective", directive, span };
  const raw = text.slice(s.disabledFrom, skipBlanks(text, end));
  s.disabledFrom = -1;
  return { kind: "FormatDirective", directive, raw, span };
}

/** Closes, at the end of a file, the region that a directive left open. */
export function closeDisabledRegion(s: Lowering): Trivia | undefined {
  if (s.disabledFrom < 0) return undefined;
  return { kind: "FormatDirective", directive: "disabledToEnd", raw: s.text.slice(s.disabledFrom) };
}

/** Which directive a block comment is: written without any space, and with nothing after it on its line. */
function directiveAt(text: string, start: number, end: number): "disable" | "enable" | undefined {
  if (!text.startsWith("nixfmt:", start + 2)) return undefined;
  const word = text.slice(start + 9, end - 2);
  if (word !== "disable" && word !== "enable") return undefined;
  const next = skipBlanks(text, end);
  return next === text.length || endOfLineBreak(text, next) >= 0 ? word : undefined;
}

/** `/**`, but not the empty comment. */
function isDoc(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start + 2) === star && end > start + 4;
}

function linesOf(text: string, start: number, end: number): string[] {
  const inner = text.slice(start + (isDoc(text, start, end) ? 3 : 2), end - 2);
  return readCommentLines(inner, inner.includes("\n") ? columnAt(text, start) : 0);
}

const languagePattern = /^[\p{L}\p{N}\-+._]{1,30}$/u;

/** The language that a comment names, where it names one and a string comes next. */
function annotatedLanguage(text: string, start: number, end: number): string | undefined {
  let next = skipBlanks(text, end);
  const afterBreak = endOfLineBreak(text, next);
  if (afterBreak >= 0) next = skipBlanks(text, afterBreak);
  if (!text.startsWith('"', next) && !text.startsWith("''", next)) return undefined;
  const lines = linesOf(text, start, end);
  if (lines.length !== 1) return undefined;
  const language = onlyLine(lines);
  return languagePattern.test(language) ? language : undefined;
}

function onlyLine(lines: readonly string[]): string {
  const line = lines[0] ?? "";
  return trimmedSlice(line, 0, line.length);
}

/** The end of the comment that starts at `i`; -1 where there is none, or it is not closed. */
function endOfComment(text: string, i: number, code: number): number {
  if (code === hash) return endOfLine(text, i);
  if (text.charCodeAt(i + 1) !== star) return -1;
  const close = text.indexOf("*/", i + 2);
  return close < 0 ? -1 : close + 2;
}

function endOfLine(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === lineFeed || code === carriageReturn) break;
  }
  return i;
}

/** The offset after the line break at `i`; -1 where there is none. */
function endOfLineBreak(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code === lineFeed) return i + 1;
  if (code !== carriageReturn) return -1;
  return text.charCodeAt(i + 1) === lineFeed ? i + 2 : i + 1;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code !== space && code !== tab) return i;
    i++;
  }
}
