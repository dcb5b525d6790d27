import { describeValue, refusedArgument, requireList, requireTexts } from "../diagnostics/arguments.js";
import { isNode, markNode } from "../ast/node.js";
import type { IndentedString, Interpolation, StringLiteral, StringText } from "../ast/strings.js";
import { interpolation } from "./expr.js";
import { toExpr } from "./from-value.js";
import { toNix, type NixValue, type ToNix } from "./value.js";

/** What may fill a hole of a string template: text and numbers are data, all else is interpolated code. */
export type TextHole =
  string | number | bigint | Exclude<NixValue, readonly NixValue[] | boolean | null> | ToNix;

/**
 * A string with interpolations. The template's text and holes with strings or numbers are data; holes with expressions
 * become `${…}`. Escapes such as `\n` are those of JavaScript.
 *
 * @example
 * str`${pkgs.hello}/bin/hello --port ${8080}` // "${pkgs.hello}/bin/hello --port 8080"
 */
export function str(strings: TemplateStringsArray, ...holes: TextHole[]): StringLiteral {
  return markNode({ kind: "String", parts: toParts(cooked(strings), holes) });
}

/**
 * An indented string with interpolations. The common indentation of the template's lines is removed, and so are its
 * first line, where it is empty, and the white space of the last one. Holes are as in {@link str}. A backslash stands for
 * itself, as in Nix's indented strings, so that scripts stay as they are; `` \` `` is a backtick, and `\${` is `${` as text.
 *
 * @example
 * indented`
 *   mkdir -p $out/bin
 *   cp ${src}/run $out/bin
 * `
 */
export function indented(strings: TemplateStringsArray, ...holes: TextHole[]): IndentedString {
  return markNode({ kind: "IndentedString", parts: toParts(dedent(rawTexts(strings)), holes) });
}

/** The texts of a template, with line ends as line feeds. */
function cooked(strings: TemplateStringsArray): string[] {
  requireTemplate(strings);
  return strings.map((text, index) => (text ?? strings.raw[index] ?? "").replaceAll("\r\n", "\n"));
}

/**
 * The texts of a template as they are written, but for the backslashes that JavaScript wants before a backtick and before
 * `${`.
 */
export function rawTexts(strings: TemplateStringsArray): string[] {
  requireTemplate(strings);
  return strings.raw.map((text) => text.replace(/\\(?=`|\$\{)/g, ""));
}

/** Refuses what no template gives. @throws NixError `input/invalid` */
export function requireTemplate(strings: unknown): void {
  const raw: unknown = Array.isArray(strings) ? (strings as { readonly raw?: unknown }).raw : undefined;
  if (Array.isArray(raw) && raw.length > 0 && raw.every((text) => typeof text === "string")) return;
  throw refusedArgument(
    `expected a template, found ${describeValue(strings)}`,
    "write a text between backticks right behind the name, without parentheses",
  );
}

/** Removes the indentation that all lines share; a line that starts with a hole counts as its text before the hole. */
function dedent(texts: readonly string[]): string[] {
  const opened = texts.map((text, index) => (index === 0 ? text.replace(/^[ \t]*\n/, "") : text));
  const last = opened.length - 1;
  const closed = opened.map((text, index) => (index === last ? text.replace(/(^|\n)[ \t]*$/, "$1") : text));
  let margin = Number.POSITIVE_INFINITY;
  closed.forEach((text, index) => {
    const lines = text.split("\n");
    lines.forEach((line, lineIndex) => {
      if (lineIndex === 0 && index > 0) return;
      const endsInHole = lineIndex === lines.length - 1 && index < last;
      if (line.trim() === "" && !endsInHole) return;
      margin = Math.min(margin, /^ */.exec(line)![0].length);
    });
  });
  if (!Number.isFinite(margin) || margin === 0) return closed;
  const pattern = new RegExp(`\\n {1,${margin}}`, "g");
  return closed.map((text, index) => {
    const first = index === 0 ? text.replace(new RegExp(`^ {1,${margin}}`), "") : text;
    return first.replace(pattern, "\n");
  });
}

/** The parts of a string: texts, and between each two of them what fills a hole. Holes are as in {@link str}. */
export function toParts(
  texts: readonly string[],
  holes: readonly TextHole[],
): (StringText | Interpolation)[] {
  requireTexts(texts, "the texts of a string");
  requireList(holes, "what fills the holes of a string");
  const parts: (StringText | Interpolation)[] = [];
  let pending = "";
  const flush = (): void => {
    if (pending !== "") parts.push({ kind: "StringText", value: pending });
    pending = "";
  };
  texts.forEach((text, index) => {
    pending += text;
    if (index >= holes.length) return;
    const hole = holes[index]!;
    if (typeof hole === "string" || typeof hole === "number" || typeof hole === "bigint") {
      toExpr(hole);
      pending += String(hole);
    } else if (isNode(hole) && hole.kind === "String") {
      // A string in a string is its text, but its interpolations stay code.
      for (const part of hole.parts) {
        if (part.kind === "StringText") pending += part.value;
        else {
          flush();
          parts.push(part);
        }
      }
    } else {
      flush();
      parts.push(interpolation(toNix in Object(hole) ? (hole as ToNix)[toNix]() : hole));
    }
  });
  flush();
  return parts;
}
