import { endOfPathPiece, readIndentedPiece, readStringPiece, type StringStop } from "./lexer.js";
import { anyString, anyValue } from "../recover/repairs.js";
import { insertAt, type Opening, type Reader, replaceAt, spanOf } from "./reader.js";
import { endOfIndentedBlock, expectClosing, openBracket } from "./recovery.js";

/** Reads a string in double quotes. */
export function readString(r: Reader): void {
  const open: Opening = { ...spanOf(r.token), text: '"' };
  if (r.unclosed.has(open.start)) {
    r.standIn(anyString, () => readUnclosed(r, open, endOfLineValue(r.text, open.end)));
    return;
  }
  const { count } = r.repairs;
  r.open.push(open);
  const stop = readParts(r, open.end, readStringPiece);
  r.open.pop();
  const source = r.text.slice(open.end, stop.offset);
  if (stop.at === "end" ? isLastOfLine(source) : codeLine.test(source)) r.suspects.push(open.start);
  if (stop.at === "quote") r.goTo(stop.offset + 1);
  else reportUnclosed(r, open, count);
}

/** Whether no further quotes stand on the first line, but for those in interpolations. */
function isLastOfLine(source: string): boolean {
  return !/^[^\n]*"/.test(source.replace(/\$\{(?:[^{}"\n]|"[^"\n]*")*\}/g, ""));
}

/** A line, after the first one, that looks like the next binding or the end of a set. */
const codeLine = /\n[ \t]*([\w.'-]+[ \t]*=|[}\])]|inherit\b|in\b)/;

/** Reads an indented string. */
export function readIndentedString(r: Reader): void {
  const open: Opening = { ...spanOf(r.token), text: "''" };
  if (r.unclosed.has(open.start)) {
    r.standIn(anyString, () => readUnclosed(r, open, endOfIndentedBlock(r.text, open.start)));
    return;
  }
  const { count } = r.repairs;
  r.open.push(open);
  const stop = readParts(r, open.end, readIndentedPiece);
  r.open.pop();
  if (endOfIndentedBlock(r.text, open.start) < stop.offset) r.suspects.push(open.start);
  if (stop.at === "quote") r.goTo(stop.offset + 2);
  else reportUnclosed(r, open, count);
}

function readParts(
  r: Reader,
  from: number,
  readPiece: (text: string, from: number) => StringStop,
): StringStop {
  for (let offset = from; ; offset = r.previousEnd) {
    const stop = readPiece(r.text, offset);
    if (stop.at !== "interpolation") return stop;
    readInterpolation(r, stop.offset);
  }
}

/** Reads the interpolation at an offset. Its end is `r.previousEnd`. */
export function readInterpolation(r: Reader, offset: number): void {
  r.goTo(offset);
  const open = openBracket(r);
  r.rules.expression(r);
  expectClosing(r, open);
}

/** @param repairs how many there were before the string. */
function reportUnclosed(r: Reader, open: Opening, repairs: number): void {
  const end = r.text.length;
  r.goTo(end);
  r.repairs.forget(repairs);
  r.repairs.standIn({ start: open.start, end }, anyString);
  r.report(...unclosedString(open, end));
}

/** Reads a string without closing quotes as if it ended at `end`. */
function readUnclosed(r: Reader, open: Opening, end: number): void {
  r.add(...unclosedString(open, end));
  r.goTo(end);
}

/** @param end where the closing quotes should be. */
function unclosedString(open: Opening, end: number): Parameters<Reader["add"]> {
  const isDouble = open.text === '"';
  return [
    isDouble ? "syntax/unclosed-string" : "syntax/unclosed-indented-string",
    open,
    `the ${isDouble ? "string" : "indented string"} that starts here is not closed`,
    { suggestions: [insertAt(end, open.text, `write \`${open.text}\` where it ends`)] },
  ];
}

/** Where a string without closing quotes was meant to end: with its line, but for the brackets and `;` after it. */
function endOfLineValue(text: string, from: number): number {
  const line = /[^\r\n]*/.exec(text.slice(from))![0];
  const next = line.search(/;\s*[\w.'-]+\s*=/);
  return from + (next >= 0 ? next : line.replace(/[\s;,)\]}]*$/, "").length);
}

/** Reads a path and the interpolations in it. */
export function readPath(r: Reader): void {
  const first = r.token.start;
  const { count } = r.repairs;
  let { start, end } = r.token;
  let isInterpolated = false;
  let isWrong = false;
  for (;;) {
    if (r.text.startsWith("${", end)) {
      isInterpolated = true;
      readInterpolation(r, end);
      start = end = r.previousEnd;
      if (r.text[end - 1] !== "}") break;
    }
    const next = endOfPathPiece(r.text, end);
    if (next === end) {
      if (r.text.startsWith("${", end)) continue;
      break;
    }
    // A piece ends where two slashes meet. Nix allows that only right before an interpolation, or after one.
    if (!isInterpolated && !(r.text.startsWith("${", next) && start === first)) {
      reportSlashes(r, end);
      isWrong = true;
    }
    start = end;
    end = next;
  }
  r.goTo(end);
  if (end > start && r.text[end - 1] === "/") {
    reportTrailingSlash(r, first, end);
    isWrong = true;
  }
  if (!isWrong) return;
  r.repairs.forget(count);
  r.repairs.standIn({ start: first, end }, anyValue);
}

function reportSlashes(r: Reader, second: number): void {
  const span = { start: second - 1, end: second + 1 };
  r.add("syntax/path-double-slash", span, "a path can't have two slashes in a row", {
    suggestions: [replaceAt(span, "/", "write one slash")],
  });
}

function reportTrailingSlash(r: Reader, start: number, end: number): void {
  r.add("syntax/path-trailing-slash", { start, end }, "a path can't end with a slash", {
    suggestions: [replaceAt({ start: end - 1, end }, "", "remove the slash")],
  });
}
