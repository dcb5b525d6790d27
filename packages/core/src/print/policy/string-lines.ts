import type { IndentedString, Interpolation, StringLiteral } from "../../ast/strings.js";
import { escapeIndentedString } from "../../lex/indented-escape.js";
import { escapeString } from "../../lex/string-escape.js";

/** A line of a string: texts as they are written, and interpolations. No text is empty, and two never stand side by side. */
export type StringLine = (string | Interpolation)[];

/** The lines of a string in double quotes, as written. */
export function stringLines(node: StringLiteral): StringLine[] {
  const lines: StringLine[] = [[]];
  for (const part of node.parts) {
    if (part.kind === "Interpolation") lines.at(-1)!.push(part);
    else addText(part.raw ?? escapeString(part.value), lines);
  }
  return lines;
}

/** The lines of an indented string, as written but for the indentation. */
export function indentedLines(node: IndentedString): StringLine[] {
  const lines: StringLine[] = [[]];
  node.parts.forEach((part, index) => {
    if (part.kind === "Interpolation") lines.at(-1)!.push(part);
    else addText(part.raw ?? escapeIndentedString(part.value, index === node.parts.length - 1), lines);
  });
  return lines;
}

function addText(text: string, lines: StringLine[]): void {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    if (end > start) lines.at(-1)!.push(text.slice(start, end));
    lines.push([]);
    start = end + 1;
  }
  if (start < text.length) lines.at(-1)!.push(text.slice(start));
}

/** Whether an indented string is printed in double quotes: it has one line, and no character that would need an escape there. */
export function isPrintedSimple(node: IndentedString): boolean {
  if (node.keptIndentation !== undefined) return false;
  for (const part of node.parts) {
    if (
      part.kind === "StringText" &&
      /[\n"\\]/.test(part.raw ?? escapeIndentedString(part.value, part === node.parts.at(-1)))
    ) {
      return false;
    }
  }
  return true;
}

/** The text of an indented string's line with the escapes of a string in double quotes. */
export function toSimpleText(text: string): string {
  return text.replace(/''\$|'''/g, (found) => (found === "'''" ? "''" : "\\$"));
}
