import type { DiagnosticCode, Span } from "@nixgen/core";
import type { TokenKind } from "./lexer.js";

/** What stands between tokens, has no meaning in Nix, and has one that is known. */
export interface Stray {
  readonly code: DiagnosticCode;
  readonly span: Span;
  readonly message: string;
  /** What to write instead. */
  readonly written: string;
  /** The token that is meant; absent where it is white space. */
  readonly kind?: TokenKind;
}

const fence = /```[\w+-]*[ \t]*(?:\r?\n)?/y;
const escapedBreak = /(?:\\[nrt])+(?=[\s\\{}()[\];#"]|$)(?!\s*->)/y;

/** Punctuation of wide scripts, and what it is for Nix. */
const wideCharacters: Readonly<Record<string, TokenKind>> = {
  "\uff1b": ";",
  "\uff0c": ",",
  "\uff1a": ":",
  "\uff1d": "=",
  "\uff08": "(",
  "\uff09": ")",
  "\uff5b": "{",
  "\uff5d": "}",
  "\uff3b": "[",
  "\uff3d": "]",
};

/** What is at an offset where no token starts: a fence of Markdown, a line break written as an escape, wide punctuation. */
export function findStray(text: string, start: number): Stray | undefined {
  const wide = wideCharacters[text.charAt(start)];
  if (wide !== undefined) {
    const span = { start, end: start + 1 };
    const message = `found \`${text.charAt(start)}\`, which looks like \`${wide}\``;
    return { code: "syntax/invalid-character", span, message, written: wide, kind: wide };
  }
  fence.lastIndex = start;
  if (fence.test(text)) {
    const span = { start, end: fence.lastIndex };
    const message = "found a fence of Markdown; a file holds only the code";
    return { code: "syntax/markdown-fence", span, message, written: "" };
  }
  escapedBreak.lastIndex = start;
  if (!escapedBreak.test(text)) return undefined;
  const span = { start, end: escapedBreak.lastIndex };
  const source = text.slice(start, span.end);
  const message = `found \`${source}\`, which means white space only in strings`;
  return { code: "syntax/escape-outside-string", span, message, written: source.includes("n") ? "\n" : " " };
}
