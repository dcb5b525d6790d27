import type { AttributeName } from "../../ast/collections.js";
import type { Uri } from "../../ast/literals.js";
import type { IndentedString, Interpolation, Path, StringLiteral } from "../../ast/strings.js";
import { compactDoc } from "../../doc/compact.js";
import { spacing, textRole, widthOf } from "../../doc/types.js";
import { isAbsorbable, isAbsorbableExpr, isTerm } from "../policy/absorbable.js";
import { isSimple } from "../policy/simple.js";
import {
  indentedLines,
  isPrintedSimple,
  stringLines,
  toSimpleText,
  type StringLine,
} from "../policy/string-lines.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../tokens.js";

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

export function printPath(node: Path, p: Printer): void {
  printLeading(p, node.leading);
  printLine(
    node.parts.map((part) => (part.kind === "PathText" ? part.text : part)),
    p,
  );
  printTrailing(p, node.trailing);
}

export function printAttributeName(node: AttributeName, p: Printer): void {
  if (node.kind === "String") printString(node, p);
  else {
    printLeading(p, node.leading);
    if (node.kind === "Identifier") p.ascii(node.name);
    else printInterpolation(node, p);
    printTrailing(p, node.trailing);
  }
}

function printLine(line: StringLine, p: Printer): void {
  const [first, second] = line;
  if (first === undefined) return;
  if (line.length === 1 && typeof first !== "string") {
    if (isBare(first)) printAlone("", first, p);
    else printSurrounded(first, p);
    return;
  }
  if (typeof first !== "string") {
    printParts(line, p);
    return;
  }
  if (
    line.length === 2 &&
    second !== undefined &&
    typeof second !== "string" &&
    isBare(second) &&
    /^ *$/.test(first)
  ) {
    printAlone(first, second, p);
    return;
  }
  p.text(first);
  const margin = widthOf(/^\s*/.exec(first)![0]);
  p.shift(margin);
  printParts(line.slice(1), p);
  p.shift(-margin);
}

function printParts(parts: StringLine, p: Printer): void {
  for (const part of parts) {
    if (typeof part === "string") p.text(part);
    else printInterpolation(part, p);
  }
}

/** No comments stand before the closing brace. */
function isBare(node: Interpolation): boolean {
  return node.end === undefined || node.end.length === 0;
}

/** An interpolation that is all there is on its line is laid out as if it stood in parentheses. */
function printAlone(margin: string, node: Interpolation, p: Printer): void {
  p.text(margin);
  p.shift(margin.length);
  p.open();
  p.ascii("${");
  p.indent();
  printEnclosed(node.expression, p);
  p.dedent();
  p.ascii("}");
  p.close();
  p.shift(-margin.length);
}

/** Writes what stands between parentheses or the braces of an interpolation. */
export function printEnclosed(expression: Interpolation["expression"], p: Printer): void {
  if (isAbsorbableExpr(expression)) {
    p.open();
    p.absorbed(expression, false);
    p.close();
  } else if (expression.kind === "Application") {
    p.application(expression, { indentFunction: true, before: undefined, breakAfter: true });
  } else {
    const startsInline = expression.kind === "Select" && !isAbsorbable(expression.subject);
    if (!startsInline) p.breakable();
    p.open();
    p.expr(expression);
    p.close();
    p.breakable();
  }
}

function printSurrounded(node: Interpolation, p: Printer): void {
  p.open();
  p.ascii("${");
  p.breakable();
  p.indent();
  printWhole(node, p);
  p.dedent();
  p.breakable();
  p.ascii("}");
  p.close();
}

/**
 * The widest interpolation that stays on its line even where that makes the line too long. nixfmt counts two spaces in a row as
 * two, which become one later.
 */
const maxInlineWidth = 30;

function printInterpolation(node: Interpolation, p: Printer): void {
  const { expression } = node;
  if (isBare(node) && isTerm(expression) && isAbsorbable(expression)) {
    p.open();
    p.ascii("${");
    p.term(expression);
    p.ascii("}");
    p.close();
    return;
  }
  if (isBare(node) && isSimple(expression)) {
    p.ascii("${");
    if (!p.compact(expression, () => p.expr(expression))) p.expr(expression);
    p.ascii("}");
    return;
  }
  const spacesBefore = p.mergedSpaces;
  p.indent();
  const whole = p.capture(() => printWhole(node, p));
  p.dedent();
  p.open();
  p.ascii("${");
  if (compactDoc(whole, maxInlineWidth - (p.mergedSpaces - spacesBefore)) !== undefined) {
    // It is short. Nothing of it is indented, so it is written again.
    p.mergedSpaces = spacesBefore;
    p.append(p.captureCompact(() => printWhole(node, p))!);
  } else {
    p.breakable();
    p.append(whole);
    p.breakable();
  }
  p.ascii("}");
  p.close();
}

function printWhole(node: Interpolation, p: Printer): void {
  p.open();
  p.expr(node.expression);
  printLeading(p, node.end);
  p.close();
}
