import type { Formals, Node } from "@nixgen/core";
import { skipTrivia } from "../text/trivia.js";
import { endWithComment, indentationAt, startsLine } from "./lines.js";
import { spanOf, type Source } from "./source.js";
import type { Splice } from "./splice.js";

/** How the names in a header are set apart: on one line, on lines that end with a comma, or on lines that start with one. */
type Style = "inline" | "lines" | "commas-first";

/** The change that writes a name into a header, before the one at `index`, in the style of those around it. */
export function insertFormal({ text }: Source, parameter: Formals, index: number, written: string): Splice {
  const items = itemsOf(parameter);
  const [previous, next] = [items[index - 1], items[index]];
  if (previous === undefined && next === undefined) {
    const open = openOf(text, parameter);
    const close = text.indexOf("}", skipTrivia(text, open + 1));
    const isEmpty = text.slice(open + 1, close).trim() === "";
    return isEmpty
      ? { start: open + 1, end: close, text: ` ${written} ` }
      : { start: close, end: close, text: `${written} ` };
  }
  const style = styleAt(text, parameter, index);
  if (next !== undefined && previous !== undefined && style === "commas-first") {
    const at = endWithComment(text, spanOf(previous).end);
    return { start: at, end: at, text: separator(text, parameter, index, style) + written };
  }
  if (next !== undefined) {
    const at = style === "lines" ? startOfLines(text, parameter, index) : spanOf(next).start;
    return { start: at, end: at, text: written + separator(text, parameter, index, style) };
  }
  const { end } = spanOf(previous!);
  const comma = skipTrivia(text, end);
  if (text.startsWith(",", comma)) {
    const at = endWithComment(text, comma + 1);
    const lead = style === "inline" ? " " : `\n${indentationAt(text, end)}`;
    return { start: at, end: at, text: `${lead}${written},` };
  }
  const after = endWithComment(text, end);
  if (style === "commas-first") {
    return { start: after, end: after, text: separator(text, parameter, index, style) + written };
  }
  const lead = separator(text, parameter, index, style).slice(1);
  return { start: end, end: after, text: `,${text.slice(end, after)}${lead}${written}` };
}

/** The change that takes the name at `index` out of a header, with the comments that belong to it. */
export function removeFormal({ text }: Source, parameter: Formals, index: number): Splice {
  const items = itemsOf(parameter);
  const { start, end } = spanOf(items[index]!);
  const [previous, next] = [items[index - 1], items[index + 1]];
  const comma = skipTrivia(text, end);
  const hasComma = text.startsWith(",", comma);
  if (previous === undefined && next === undefined) {
    const open = openOf(text, parameter);
    const close = text.indexOf("}", skipTrivia(text, hasComma ? comma + 1 : end));
    return { start: open + 1, end: close, text: " " };
  }
  if (next !== undefined) {
    const style = styleBetween(text, items[index]!, next);
    if (style === "lines") {
      const from = startOfLines(text, parameter, index);
      return { start: from, end: startOfLines(text, parameter, index + 1), text: "" };
    }
    if (style === "inline" || previous === undefined) return { start, end: spanOf(next).start, text: "" };
    return {
      start: endWithComment(text, spanOf(previous).end),
      end: endWithComment(text, end),
      text: "",
    };
  }
  const before = spanOf(previous!).end;
  const style = styleBetween(text, previous!, items[index]!);
  if (style === "commas-first") {
    return { start: endWithComment(text, before), end: endWithComment(text, end), text: "" };
  }
  const after = endWithComment(text, hasComma ? comma + 1 : end);
  const own = skipTrivia(text, before) + 1;
  const comment = text.slice(own, endWithComment(text, own));
  return { start: before, end: after, text: (hasComma ? "," : "") + comment };
}

function itemsOf({ formals, ellipsis }: Formals): readonly Node[] {
  return ellipsis ? [...formals, ellipsis] : formals;
}

/** The place of the opening brace. */
function openOf(text: string, { alias, aliasFirst, ...parameter }: Formals): number {
  if (!aliasFirst || alias === undefined) return spanOf(parameter as Formals).start;
  const at = skipTrivia(text, spanOf(alias).end);
  return skipTrivia(text, at + 1);
}

/** How the names around the place at `index` are set apart. */
function styleAt(text: string, parameter: Formals, index: number): Style {
  const items = itemsOf(parameter);
  const first = Math.min(Math.max(0, index - 1), items.length - 2);
  if (first >= 0) return styleBetween(text, items[first]!, items[first + 1]!);
  const { start, end } = spanOf(items[0]!);
  if (startsLine(text, start)) return "lines";
  const close = text.indexOf("}", skipTrivia(text, end));
  return text.slice(end, close).includes("\n") ? "commas-first" : "inline";
}

function styleBetween(text: string, left: Node, right: Node): Style {
  const { end } = spanOf(left);
  const comma = skipTrivia(text, end);
  if (text.slice(end, comma).includes("\n")) return "commas-first";
  return text.slice(comma, spanOf(right).start).includes("\n") ? "lines" : "inline";
}

/** What stands between two names of a header. */
function separator(text: string, parameter: Formals, index: number, style: Style): string {
  if (style === "inline") return ", ";
  const items = itemsOf(parameter);
  if (style === "lines") return `,\n${indentationAt(text, spanOf(items[index] ?? items[index - 1]!).start)}`;
  const left = items[Math.min(Math.max(0, index - 1), items.length - 2)];
  const at = left === undefined ? openOf(text, parameter) : skipTrivia(text, spanOf(left).end);
  return `\n${indentationAt(text, at)}, `;
}

/** Where the lines of the name at `index` start: at the comments right above it, or at the name itself. */
function startOfLines(text: string, parameter: Formals, index: number): number {
  const items = itemsOf(parameter);
  const { start } = spanOf(items[index]!);
  const previous = items[index - 1];
  const from = previous ? skipTrivia(text, spanOf(previous).end) + 1 : openOf(text, parameter) + 1;
  const line = text.indexOf("\n", from);
  return line < 0 || line > start ? start : line + 1 + /^\s*/.exec(text.slice(line + 1))![0].length;
}
