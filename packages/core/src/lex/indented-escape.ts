import { requireText } from "../diagnostics/arguments.js";

/**
 * The text that stands in an indented string for a piece of its value: `''` becomes `'''`, `${` becomes `''${`, and a
 * carriage return becomes `''\r`. Line feeds, tabs, quotes and backslashes stand for themselves.
 *
 * @param atEnd whether the closing quotes come right after; a single quote before them must be escaped.
 * @example
 * escapeIndentedString("it''s ${x}", true) // "it'''s ''${x}"
 */
export function escapeIndentedString(value: string, atEnd: boolean): string {
  requireText(value, "what `escapeIndentedString` takes");
  return value.replace(/''|'(?=$|\$\{|\r)|\$(?=\{)|\r/g, (found, offset: number) => {
    if (found === "''") return "'''";
    if (found === "$") return "''$";
    if (found === "\r") return "''\\r";
    const last = offset === value.length - 1;
    return last && !atEnd ? "'" : "''\\'";
  });
}

/** The value of the text of an indented string whose indentation is stripped already. */
export function unescapeIndentedString(raw: string): string {
  requireText(raw, "what `unescapeIndentedString` takes");
  if (!raw.includes("''") && !raw.includes("\r")) return raw;
  return raw.replace(/'''|''\$|''\\([\s\S])|\r\n?/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) {
      if (escaped === "n") return "\n";
      if (escaped === "r") return "\r";
      if (escaped === "t") return "\t";
      return escaped;
    }
    if (found === "'''") return "''";
    if (found === "''$") return "$";
    return "\n";
  });
}

/**
 * Whether an indented string can hold exactly this value when it is written over several lines, with the printer's own
 * indentation before each of them: some line starts at the margin, no line is made of white space alone, and
 * there are no control characters that an editor would not show.
 */
export function fitsIndentedString(value: string): boolean {
  requireText(value, "what `fitsIndentedString` takes");
  if (!value.includes("\n") || hasHiddenCharacters.test(value)) return false;
  const lines = value.split("\n");
  if (lines.some((line) => line !== "" && line.trim() === "")) return false;
  return lines.some((line) => line !== "" && !line.startsWith(" "));
}

// eslint-disable-next-line no-control-regex -- these are the characters it is about
const hasHiddenCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;
