import type { Interpolation } from "../../ast/strings.js";
import { compactDoc } from "../../doc/compact.js";
import { widthOf } from "../../doc/types.js";
import { isAbsorbable, isTerm } from "../policy/absorbable.js";
import { isSimple } from "../policy/simple.js";
import type { StringLine } from "../policy/string-lines.js";
import type { Printer } from "../printer.js";
import { printLeading } from "../comments.js";
import { printEnclosed } from "./parentheses.js";

/** Writes a line of a string, or a path. */
export function printLine(line: StringLine, p: Printer): void {
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

/** Writes an interpolation among other parts of a line, or as the name of an attribute. */
export function printInterpolation(node: Interpolation, p: Printer): void {
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
