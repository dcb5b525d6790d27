import type { DiagnosticCode, RelatedPlace, Span, Suggestion } from "@nixgen/core";
import { readIndentedPiece, readStringPiece, type StringStop, type TokenKind } from "./lexer.js";
import { gapBefore, insertAt, type Opening, type Reader, replaceAt, spanOf } from "./reader.js";
import { closers, nameToken } from "./token-names.js";

const closingOf: Readonly<Record<string, TokenKind>> = { "{": "}", "[": "]", "(": ")", "${": "}" };

const unclosedCodes: Readonly<Record<string, DiagnosticCode>> = {
  "{": "syntax/unclosed-brace",
  "[": "syntax/unclosed-bracket",
  "(": "syntax/unclosed-parenthesis",
  "${": "syntax/unclosed-interpolation",
};

/** Goes on behind a bracket, and remembers that it is open. Returns what `expectClosing` needs. */
export function openBracket(r: Reader): Opening {
  const open: Opening = { ...spanOf(r.token), text: r.kind };
  r.open.push(open);
  r.advance();
  return open;
}

/** Expects what closes `open`. Where something else stands there, reports it, and goes on behind what closes it later. */
export function expectClosing(r: Reader, open: Opening): void {
  const closing = closingOf[open.text]!;
  r.open.pop();
  const early = r.unclosed.get(open.start);
  if (early !== undefined) {
    const count = r.problems.length;
    r.report(early.code, early.span!, early.message, early);
    // Of several braces that end here each is a mistake of its own.
    if (r.problems.length === count) r.add(early.code, early.span!, early.message, early);
    r.insert(closing);
    return;
  }
  const endsString = open.text === "${" && r.is('"');
  if (!r.is(closing) && !endsString && !closers.has(r.kind) && closesLater(r, closing)) {
    r.report("syntax/unexpected", r.token, `expected \`${closing}\`, found ${nameToken(r)}`, {
      related: [openedHere(open)],
    });
    skipTo(r, new Set([closing]));
  }
  if (r.is(closing)) {
    r.close(open);
    return;
  }
  if (isBracketEnd(r.kind)) {
    if (r.unclosed.has(r.token.start)) {
      replaceClosing(r, open, closing);
      return;
    }
    r.noteMistakenClosing(!isAnyOpen(r, r.kind));
  }
  if (r.is("end")) r.missingAtEnd.push(closing);
  reportUnclosed(r, open, closing);
  r.insert(closing);
  // What comes next is text, so that a comment that is not closed would be read again.
  if (r.is("end") && open.text === "${") r.goTo(r.text.length);
}

function isBracketEnd(kind: TokenKind): boolean {
  return kind === "}" || kind === "]" || kind === ")";
}

/** Whether there is something open that a bracket can close. */
export function isAnyOpen(r: Reader, closing: TokenKind): boolean {
  return r.open.some(({ text }) => closingOf[text] === closing);
}

/** Takes the present bracket for the one that closes `open`, which it is not. */
function replaceClosing(r: Reader, open: Opening, closing: TokenKind): void {
  r.report(unclosedCodes[open.text]!, r.token, expectedToClose(r, open, closing), {
    related: [openedHere(open)],
    suggestions: [replaceAt(r.token, closing, `write \`${closing}\` in its place`)],
  });
  r.repairs.replace(r.token, closing);
  r.close(open);
}

function reportUnclosed(r: Reader, open: Opening, closing: TokenKind): void {
  const mistaken = r.is("end") ? findMisindentedPair(r, closing) : undefined;
  if (mistaken) {
    const count = r.problems.length;
    r.report(unclosedCodes[open.text]!, mistaken.open, `\`${mistaken.open.text}\` is not closed`, {
      related: [{ message: "by its indentation, this closes an outer one", span: spanOf(mistaken.close) }],
      suggestions: [closeBlock(r.text, mistaken.open, closing)],
    });
    const problem = r.problems[count];
    if (problem && open.text === "{") r.misclosed = [mistaken.open.start, problem];
    return;
  }
  const place = r.is("end") ? gapBefore(r) : r.token;
  r.report(unclosedCodes[open.text]!, place, expectedToClose(r, open, closing), {
    related: [openedHere(open)],
    suggestions: [insertAt(r.previousEnd, closing, `write \`${closing}\``)],
  });
}

function expectedToClose(r: Reader, open: Opening, closing: TokenKind): string {
  return `expected \`${closing}\` to close \`${open.text}\`, found ${nameToken(r)}`;
}

export function openedHere(open: Opening): RelatedPlace {
  return { message: "opened here", span: spanOf(open) };
}

/** The first pair whose closing bracket starts a line that is indented less than the line of its opening one. */
function findMisindentedPair(r: Reader, closing: TokenKind): { open: Opening; close: Opening } | undefined {
  const found = r.pairs
    .filter(({ close }) => close.kind === closing && startsItsLine(r.text, close.start))
    .filter(({ open, close }) => indentationAt(r.text, close.start) < indentationAt(r.text, open.start))
    .sort((a, b) => a.open.start - b.open.start)[0];
  return found && { open: found.open, close: { ...spanOf(found.close), text: closing } };
}

/** Suggests to close a block before the first line that is not indented more than the line that opens it. */
function closeBlock(text: string, open: Opening, closing: string): Suggestion {
  const offset = endOfIndentedBlock(text, open.start);
  const written = /=\s*(rec\s*)?$/.test(text.slice(Math.max(0, open.start - 20), open.start))
    ? `${closing};`
    : closing;
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return insertAt(offset, `${written}\n${line}`, `write \`${written}\` before this line`);
}

/** The start of the first line that is indented no more than the line of `open`; or the end of the text. */
export function endOfIndentedBlock(text: string, open: number): number {
  const indentation = indentationAt(text, open);
  let i = text.indexOf("\n", open);
  while (i >= 0) {
    const line = /^[ \t]*(\S?)/.exec(text.slice(i + 1, i + 1001))!;
    if (line[1] !== "" && line[0].length - 1 <= indentation) return i + line[0].length;
    i = text.indexOf("\n", i + 1);
  }
  return text.length;
}

function startsItsLine(text: string, offset: number): boolean {
  // Backwards, because a line can be all of the text.
  let i = offset - 1;
  while (i >= 0 && " \t\r".includes(text[i]!)) i--;
  return i < 0 || text[i] === "\n";
}

function indentationAt(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))![0].length;
}

/** How many tokens, and how much text, a look ahead reads at most, so that the time stays linear. */
const farthest = 200;
const farthestText = 4000;

/** Whether the closing token comes before anything that closes an outer construct, or that starts a binding. */
export function closesLater(r: Reader, closing: TokenKind): boolean {
  return r.lookAheadInText(`closing ${closing}`, () => {
    const end = r.token.start + farthestText;
    for (let count = 0; count < farthest && r.token.start < end; count++) {
      if (r.is(closing)) return true;
      if (closers.has(r.kind) || r.is("=")) return false;
      passOne(r, end);
    }
    return false;
  });
}

/** Goes over a token, or a whole bracket, in a look ahead: no further than to `end`. */
export function passOne(r: Reader, end: number): void {
  passBracket(r, () => passString(r, end), end);
}

/** Goes over a token, or a whole bracket and what stands in it, without recursion: no further than to `end`. */
function passBracket(r: Reader, readString: () => void, end: number): void {
  const expected: TokenKind[] = [];
  do {
    const closing = closingOf[r.kind];
    if (closing !== undefined) expected.push(closing);
    else if (r.is(expected.at(-1))) expected.pop();
    else if (r.is("end")) return;
    if (r.is('"') || r.is("''")) readString();
    else r.advance();
  } while (expected.length > 0 && r.token.start < end);
}

/** Goes over a string, up to `end`. What is interpolated counts as text: quotes in it come in pairs. */
function passString(r: Reader, end: number): void {
  const isDouble = r.is('"');
  const text = r.text.slice(0, end);
  let stop: StringStop = { at: "interpolation", offset: r.token.end - 2 };
  while (stop.at === "interpolation") {
    stop = isDouble ? readStringPiece(text, stop.offset + 2) : readIndentedPiece(text, stop.offset + 2);
  }
  r.goTo(Math.min(r.text.length, stop.offset + (isDouble ? 1 : 2)));
}

/** Skips tokens, and whole brackets, up to one of `stops` or to a token that closes something. They can't stand there. */
export function skipTo(r: Reader, stops: ReadonlySet<TokenKind>): void {
  r.dropAll(() => {
    while (!stops.has(r.kind) && !closers.has(r.kind)) skipOne(r);
  });
}

function skipOne(r: Reader): void {
  if (r.is("path")) r.rules.operand(r);
  else passBracket(r, () => r.rules.operand(r), Infinity);
}

/**
 * Reads what must stand in parentheses here and does not, and says so.
 *
 * @param what what it is, with an article: `a function`.
 * @param where where it stands: `in a list`.
 */
export function readUnparenthesized(r: Reader, what: string, where: string): void {
  const { start } = r.token;
  const before = r.problems.length;
  r.wrap("(", ")", () => r.rules.expression(r));
  const last = r.problems.length > before ? r.problems.at(-1) : undefined;
  // What was taken for a function is none.
  if (last?.code === "syntax/missing-colon" && last.span!.end === r.previousEnd) return;
  const span = { start, end: r.previousEnd };
  r.add("syntax/needs-parentheses", span, `${what} ${where} needs parentheses`, {
    suggestions: [putInParentheses(r, span, before)],
  });
}

/** Suggests parentheses around a stretch; only in words where it has problems of its own, whose repairs are within. */
export function putInParentheses(r: Reader, span: Span, problemsBefore: number): Suggestion {
  const message = "put it in parentheses";
  if (r.problems.length > problemsBefore) return { message };
  return replaceAt(span, `(${r.text.slice(span.start, span.end)})`, message);
}

const keywordNouns: Partial<Record<TokenKind, string>> = {
  if: "`if`",
  let: "`let`",
  with: "`with`",
  assert: "`assert`",
  "!": "`!`",
  "-": "a negative number",
};

/** What the expression is, in a message, that the present keyword or operator starts. */
export function nameExpression(r: Reader): string {
  return keywordNouns[r.kind] ?? "a function";
}
