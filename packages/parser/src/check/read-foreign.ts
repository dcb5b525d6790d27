import type { Suggestion } from "@nixgen/core";
import { anyString, anyValue } from "../recover/repairs.js";
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
    case ".":
    case "/":
      return readFolder(r) || readMissing(r, "an expression");
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

/** Skips a comment that starts with two slashes or two dashes, as other languages write it. */
export function readSlashComment(r: Reader): void {
  const line = /[^\r\n]*/.exec(r.text.slice(r.token.start))![0];
  const span = { start: r.token.start, end: r.token.start + 2 };
  r.report("syntax/slash-comment", span, `a comment starts with \`#\`, found \`${line.slice(0, 2)}\``, {
    suggestions: [replaceAt(span, "#", "write `#`")],
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
  if (readForeignQuotes(r) || readEscapedQuotes(r)) return true;
  r.report("syntax/invalid-character", r.token, `${nameToken(r)} has no meaning in Nix`, {
    suggestions: characterHints(r),
  });
  r.standIn(anyValue, () => r.advance());
  return true;
}

/** How much text is looked through for the quotes that close a string. */
const longestString = 1000;

/** Reads a string in quotes of another language. Returns whether there was one. */
export function readForeignQuotes(r: Reader): boolean {
  const { start, end } = r.token;
  const text = r.tokenText();
  const closing = foreignQuotes[text];
  if (closing === undefined) return false;
  const rest = /[^\r\n]*/.exec(r.text.slice(end, end + longestString))![0];
  const length = rest.indexOf(closing);
  if (length < 0) return false;
  const span = { start, end: end + length + 1 };
  const written = `"${rest.slice(0, length).replaceAll('"', '\\"')}"`;
  const code = text === "'" ? "syntax/single-quotes" : "syntax/foreign-quotes";
  r.report(code, span, `strings are written in double quotes, found \`${text}\``, {
    suggestions: [replaceAt(span, written, `write \`${written}\``)],
  });
  r.standIn(anyString, () => r.goTo(span.end));
  return true;
}

const escapedQuotes = /\\"((?:[^"\\\n]|\\[^"\n])*)\\"/y;

/** Reads `\"a\"`, from a text whose quotes were escaped for a string of another language. Returns whether there was one. */
function readEscapedQuotes(r: Reader): boolean {
  escapedQuotes.lastIndex = r.token.start;
  const found = escapedQuotes.exec(r.text);
  if (found === null) return false;
  const span = { start: r.token.start, end: escapedQuotes.lastIndex };
  const written = `"${found[1]}"`;
  r.report("syntax/escape-outside-string", span, 'quotes that start a string are not escaped, found `\\"`', {
    suggestions: [replaceAt(span, written, `write \`${written}\``)],
  });
  r.standIn(anyValue, () => r.goTo(span.end));
  return true;
}

function characterHints(r: Reader): readonly Suggestion[] {
  const { token } = r;
  switch (r.tokenText()) {
    case "$": {
      if (r.text[token.end] === "(") return [{ message: "no command can be run here; a string can hold it" }];
      const message = "a variable is written without `$`; in a string, as `${name}`";
      return /[A-Za-z_]/.test(r.text.charAt(token.end)) ? [replaceAt(token, "", message)] : [{ message }];
    }
    case "'":
      return [{ message: 'strings are written in double quotes: `"…"`' }];
    case "\\":
      return [{ message: "a function is written `argument: body`" }];
    case "~":
      return [replaceAt(token, "~/.", "write `~/.` for the home folder")];
    default:
      return [];
  }
}

const folderAlone = /(?:\.{1,2}\/?|\/)(?![\w.+/-])/y;

/** Reads `./`, `..` and such, which Nix takes for paths only with a name after the slash. Returns whether there was one. */
function readFolder(r: Reader): boolean {
  folderAlone.lastIndex = r.token.start;
  const folder = folderAlone.exec(r.text)?.[0];
  if (folder === undefined) return false;
  const span = { start: r.token.start, end: folderAlone.lastIndex };
  const written = `${folder.replace(/\/$/, "")}/.`;
  const message = `a path needs a name after a slash, found \`${folder}\``;
  r.report("syntax/path-trailing-slash", span, message, {
    suggestions: [replaceAt(span, written, `write \`${written}\``)],
  });
  r.standIn(anyValue, () => r.goTo(span.end));
  return true;
}
