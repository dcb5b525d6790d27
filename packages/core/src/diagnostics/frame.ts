import { buildLineIndex, type LineIndex } from "../text/lines.js";
import type { Span } from "../text/span.js";
import type { Diagnostic } from "./diagnostic.js";

/** Diagnostics as text, one after the other with a blank line between. See {@link printDiagnostic}. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source?: string): string {
  const lines = source === undefined ? undefined : buildLineIndex(source);
  return diagnostics.map((diagnostic) => printOne(diagnostic, source, lines)).join("\n\n");
}

/**
 * One diagnostic as text: a headline, the place, and, where the source is given, the line with a marker under it.
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
  if (source !== undefined && lines !== undefined) {
    if (diagnostic.span) output.push(...printMarkedLine(diagnostic.span, "^", "", source, lines));
    for (const related of diagnostic.related ?? []) {
      output.push(...printMarkedLine(related.span, "-", related.message, source, lines));
    }
  }
  for (const suggestion of diagnostic.suggestions) output.push(`  help: ${suggestion.message}`);
  return output.join("\n");
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

const tabWidth = 4;

function printMarkedLine(
  span: Span,
  marker: string,
  message: string,
  source: string,
  lines: LineIndex,
): string[] {
  const { line, column } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const text = /[^\r\n]*/.exec(source.slice(start))?.[0] ?? "";
  const before = text.slice(0, column - 1);
  const marked = text.slice(column - 1, Math.max(column, span.end - start));
  const gutter = String(line).length;
  const underline = " ".repeat(displayWidth(before)) + marker.repeat(Math.max(1, displayWidth(marked)));
  return [
    `  ${line} | ${expandTabs(text)}`,
    `  ${" ".repeat(gutter)} | ${underline}${message === "" ? "" : ` ${message}`}`,
  ];
}

function expandTabs(text: string): string {
  return text.replaceAll("\t", " ".repeat(tabWidth));
}

function displayWidth(text: string): number {
  return Array.from(expandTabs(text)).length;
}
