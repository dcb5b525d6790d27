import type { Suggestion } from "@nixgen/core";
import { anyValue } from "../recover/repairs.js";
import { type Reader, replaceAt, type ProblemDetails } from "./reader.js";
import { expectClosing, openBracket } from "./recovery.js";
import { keywords, nameToken } from "./token-names.js";

/**
 * Reads what can't be a value, where one is expected: quotes of other languages, `//` comments, stray symbols. Reports it.
 * Returns whether it can count as a value, so that what follows is read as what follows a value.
 */
export function readForeign(r: Reader): boolean {
  switch (r.kind) {
    case "unknown":
      return readCharacter(r);
    case "//":
      readSlashComment(r);
      r.nested(() => r.rules.operand(r));
      return false;
    case "${":
      return readBareInterpolation(r);
    case "or":
      r.report("syntax/keyword-as-name", r.token, "`or` can't be a variable here", {
        suggestions: [{ message: "use another name" }],
      });
      r.standIn(anyValue, () => r.advance());
      return true;
    default:
      return readMissing(r, "an expression");
  }
}

/** Reports that something is missing before the present token. */
export function readMissing(r: Reader, what: string): false {
  const details: ProblemDetails = keywords.has(r.kind)
    ? { suggestions: [{ message: `\`${r.kind}\` is a keyword, and can't be a variable` }] }
    : {};
  r.report("syntax/missing-expression", r.token, `expected ${what}, found ${nameToken(r)}`, details);
  r.insert(anyValue);
  return false;
}

/** Skips a comment as C++ and JavaScript write it. */
export function readSlashComment(r: Reader): void {
  const line = /[^\r\n]*/.exec(r.text.slice(r.token.start))![0];
  r.report("syntax/slash-comment", r.token, "`//` is an operator; a comment starts with `#`", {
    suggestions: [replaceAt(r.token, "#", "write `#`")],
  });
  r.dropAll(() => r.goTo(r.token.start + line.length));
}

function readBareInterpolation(r: Reader): boolean {
  const { start } = r.token;
  const before = r.problems.length;
  let inner = 0;
  let innerEnd = 0;
  r.standIn(anyValue, () => {
    const open = openBracket(r);
    inner = r.token.start;
    r.rules.expression(r);
    innerEnd = r.previousEnd;
    expectClosing(r, open);
  });
  if (r.problems.length > before) return true;
  const span = { start, end: r.previousEnd };
  r.add(
    "syntax/interpolation-outside-string",
    span,
    "`${…}` stands only in strings, paths and attribute names",
    {
      suggestions: [replaceAt(span, `(${r.text.slice(inner, innerEnd)})`, "write the expression itself")],
    },
  );
  return true;
}

/** Quotes of other languages, by the character that opens them. */
const foreignQuotes: Readonly<Record<string, string>> = {
  "'": "'",
  "`": "`",
  "\u201c": "\u201d",
  "\u201e": "\u201c",
  "\u2018": "\u2019",
  "\u00ab": "\u00bb",
};

function readCharacter(r: Reader): boolean {
  const { start } = r.token;
  const text = r.tokenText();
  const closing = foreignQuotes[text];
  const rest = closing === undefined ? "" : /[^\r\n]*/.exec(r.text.slice(r.token.end))![0];
  const length = closing === undefined ? -1 : rest.indexOf(closing);
  if (length >= 0) {
    const span = { start, end: r.token.end + length + 1 };
    const written = `"${rest.slice(0, length).replaceAll('"', '\\"')}"`;
    const code = text === "'" ? "syntax/single-quotes" : "syntax/foreign-quotes";
    r.report(code, span, `strings are written in double quotes, found \`${text}\``, {
      suggestions: [replaceAt(span, written, `write \`${written}\``)],
    });
    r.standIn(anyValue, () => r.goTo(span.end));
    return true;
  }
  r.report("syntax/invalid-character", r.token, `${nameToken(r)} has no meaning in Nix`, {
    suggestions: characterHints(text),
  });
  r.standIn(anyValue, () => r.advance());
  return true;
}

function characterHints(text: string): readonly Suggestion[] {
  if (text === "$") return [{ message: "a variable is written without `$`; in a string, as `${name}`" }];
  if (text === "'") return [{ message: 'strings are written in double quotes: `"…"`' }];
  if (text === "\\") return [{ message: "a function is written `argument: body`" }];
  return [];
}
