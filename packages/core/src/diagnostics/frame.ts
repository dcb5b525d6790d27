import { indexLines, type LineIndex } from "../text/lines.js";
import type { Span } from "../text/span.js";
import type { Diagnostic } from "./diagnostic.js";
import { layOutLine } from "./lay-out-line.js";

/** Diagnostics as text, one after the other with a blank line between. */
export function framesOf(diagnostics: readonly Diagnostic[], source?: string): string {
  const lines = source === undefined ? undefined : indexLines(source);
  return diagnostics.map((diagnostic) => frameOf(diagnostic, source, lines)).join("\n\n");
}

/** One diagnostic as text. */
export function frameOf(
  diagnostic: Diagnostic,
  source: string | undefined,
  lines: LineIndex | undefined,
): string {
  const output = [`${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`];
  const place = printPlace(diagnostic, lines);
  if (place !== "") output.push(` --> ${place}`);
  if (diagnostic.excerpt !== undefined) output.push(diagnostic.excerpt);
  else if (source !== undefined && lines !== undefined) {
    if (diagnostic.span) output.push(...printMarkedLine(diagnostic.span, "^", "", source, lines));
    for (const related of diagnostic.related ?? []) {
      output.push(...printMarkedLine(related.span, "-", related.message, source, lines));
    }
  }
  for (const suggestion of diagnostic.suggestions) output.push(`  help: ${suggestion.message}`);
  return output.join("\n");
}

/** The same diagnostic with the line of its place. */
export function markLine(diagnostic: Diagnostic, source: string): Diagnostic {
  if (diagnostic.span === undefined) return diagnostic;
  const lines = printMarkedLine(diagnostic.span, "^", "", source, indexLines(source));
  return { ...diagnostic, excerpt: lines.join("\n") };
}

function printPlace(diagnostic: Diagnostic, lines: LineIndex | undefined): string {
  const pieces: string[] = [];
  const position = diagnostic.span && lines?.positionAt(diagnostic.span.start);
  if (diagnostic.file !== undefined || position) {
    const at = position ? `${position.line}:${position.column}` : "";
    pieces.push([diagnostic.file, at].filter(Boolean).join(":"));
  }
  if (diagnostic.path && diagnostic.path.length > 0) pieces.push(valuePath(diagnostic.path));
  return pieces.join(", at ");
}

/** Keys as JavaScript would write them. */
export function valuePath(path: readonly (string | number)[]): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

/** Of a stretch over several lines, the first line is shown. */
function printMarkedLine(
  span: Span,
  marker: string,
  message: string,
  source: string,
  lines: LineIndex,
): string[] {
  const { line, column } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const next = line < lines.lineCount ? lines.lineStart(line + 1) : source.length;
  const text = source.slice(start, next).replace(/[\r\n]+$/, "");
  const from = Math.min(column - 1, text.length);
  const { text: shown, before, marked } = layOutLine(text, from, Math.max(from, span.end - start));
  const gutter = " ".repeat(String(line).length);
  const underline = " ".repeat(before) + marker.repeat(Math.max(1, marked));
  return [`  ${line} | ${shown}`, `  ${gutter} | ${underline}${message === "" ? "" : ` ${message}`}`];
}
