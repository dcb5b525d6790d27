import { buildLineIndex, type LineIndex } from "../text/lines.js";
import type { Span } from "../text/span.js";
import type { Diagnostic } from "./diagnostic.js";
import { layOutLine } from "./lay-out-line.js";

/** Diagnostics as text, one after the other with a blank line between. See {@link printDiagnostic}. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source?: string): string {
  const lines = source === undefined ? undefined : buildLineIndex(source);
  return diagnostics.map((diagnostic) => printOne(diagnostic, source, lines)).join("\n\n");
}

/**
 * One diagnostic as text: a headline, the place, and, where the source is given, the line with a marker under it. Characters
 * that a terminal shows wide or not at all are counted so; of a line longer than 120 columns what is around the place is shown.
 *
 * @example
 * error[syntax/missing-semicolon]: expected `;` after the value of `a`
 *  --> default.nix:1:8
 *   1 | { a = 1 }
 *     |        ^
 *   help: write `;`
 */
export function printDiagnostic(diagnostic: Diagnostic, source?: string): string {
  return printOne(diagnostic, source, source === undefined ? undefined : buildLineIndex(source));
}

function printOne(diagnostic: Diagnostic, source: string | undefined, lines: LineIndex | undefined): string {
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

/** The same diagnostic with the line of its place, which is then shown wherever it is printed. */
export function withExcerpt(diagnostic: Diagnostic, source: string): Diagnostic {
  if (diagnostic.span === undefined) return diagnostic;
  const lines = printMarkedLine(diagnostic.span, "^", "", source, buildLineIndex(source));
  return { ...diagnostic, excerpt: lines.join("\n") };
}

function printPlace(diagnostic: Diagnostic, lines: LineIndex | undefined): string {
  const pieces: string[] = [];
  const position = diagnostic.span && lines?.positionAt(diagnostic.span.start);
  if (diagnostic.file !== undefined || position) {
    const at = position ? `${position.line}:${position.column}` : "";
    pieces.push([diagnostic.file, at].filter(Boolean).join(":"));
  }
  if (diagnostic.path && diagnostic.path.length > 0) pieces.push(printValuePath(diagnostic.path));
  return pieces.join(", at ");
}

/** Keys as JavaScript would write them: `services.nginx[0]["odd key"]`. */
export function printValuePath(path: readonly (string | number)[]): string {
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
