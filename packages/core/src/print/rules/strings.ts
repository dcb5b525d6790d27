import type { Uri } from "../../ast/literals.js";
import type { IndentedString, StringLiteral } from "../../ast/strings.js";
import { spacing, textRole } from "../../doc/types.js";
import { printLeading, printTrailing } from "../comments.js";
import {
  indentedLines,
  isPrintedSimple,
  stringLines,
  toSimpleText,
  type StringLine,
} from "../policy/string-lines.js";
import type { Printer } from "../printer.js";
import { printLine } from "./interpolation.js";

/** @see RFC 166 standard, "Strings" */
export function printString(node: StringLiteral, p: Printer): void {
  printLeading(p, node.leading);
  printSimple(stringLines(node), p);
  printTrailing(p, node.trailing);
}

/** URIs are written as strings, which they are. */
export function printUri(node: Uri, p: Printer): void {
  printLeading(p, node.leading);
  printSimple([[node.text]], p);
  printTrailing(p, node.trailing);
}

/** An indented string of one line without quotes and backslashes is written in double quotes. */
export function printIndentedString(node: IndentedString, p: Printer): void {
  printLeading(p, node.leading);
  const lines = indentedLines(node);
  if (isPrintedSimple(node)) {
    printSimple(
      lines.map((line) => line.map((part) => (typeof part === "string" ? toSimpleText(part) : part))),
      p,
    );
  } else printIndented(lines, node.keptIndentation, p);
  printTrailing(p, node.trailing);
}

function printSimple(lines: readonly StringLine[], p: Printer): void {
  p.open();
  p.ascii('"');
  lines.forEach((line, index) => {
    // A line feed that is part of the text: what comes after it is not indented.
    if (index > 0) p.ascii("\n");
    printLine(line, p);
  });
  p.ascii('"');
  p.close();
}

/** @param keptIndentation of a string that a region of `nixfmt:disable` cuts: its lines stay in their columns, or its value would change. */
function printIndented(lines: readonly StringLine[], keptIndentation: number | undefined, p: Printer): void {
  p.open();
  p.ascii("''");
  if (lines.length > 1) p.breakable();
  p.indent();
  lines.forEach((line, index) => {
    if (index > 0) p.space(spacing.newlines);
    if (keptIndentation === undefined) printLine(line, p);
    else printKeptLine(line, keptIndentation, p);
  });
  p.dedent();
  p.ascii("''");
  p.close();
}

function printKeptLine(line: StringLine, indentation: number, p: Printer): void {
  const [first, ...rest] = line;
  if (first === undefined) return;
  const text = typeof first === "string" ? first : "";
  const margin = /^\s*/.exec(text)![0];
  const content = text.slice(margin.length);
  p.textAs(textRole.raw, " ".repeat(indentation) + margin);
  p.shift(margin.length);
  if (typeof first !== "string") printLine(line, p);
  else printLine(content === "" ? rest : [content, ...rest], p);
  p.shift(-margin.length);
}
