import { describeValue, refusedArgument, requireList, requireText } from "./arguments.js";
import type { Diagnostic } from "./diagnostic.js";
import { frameOf, framesOf, markLine, valuePath } from "./frame.js";
import { buildLineIndex } from "./line-index.js";

/** Diagnostics as text, one after the other with a blank line between. See {@link printDiagnostic}. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source?: string): string {
  requireList(diagnostics, "diagnostics");
  diagnostics.forEach(requireDiagnostic);
  requireSource(source);
  return framesOf(diagnostics, source);
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
  requireDiagnostic(diagnostic);
  requireSource(source);
  return frameOf(diagnostic, source, source === undefined ? undefined : buildLineIndex(source));
}

/** The same diagnostic with the line of its place, which is then shown wherever it is printed. */
export function withExcerpt(diagnostic: Diagnostic, source: string): Diagnostic {
  requireDiagnostic(diagnostic);
  requireText(source, "the text that a diagnostic is about");
  return markLine(diagnostic, source);
}

/** Keys as JavaScript would write them: `services.nginx[0]["odd key"]`. */
export function printValuePath(path: readonly (string | number)[]): string {
  requireList(path, "the path to a value");
  if (!path.every(isKey)) throw refusedArgument("a path is made of names and numbers", "give those alone");
  return valuePath(path);
}

function requireSource(source: unknown): void {
  if (source !== undefined) requireText(source, "the text that a diagnostic is about");
}

/** Refuses what is no diagnostic. @throws NixError `input/invalid` */
function requireDiagnostic(value: unknown): void {
  const isDiagnostic =
    isObject(value) &&
    [value["code"], value["severity"], value["message"]].every(isText) &&
    isListOf(value["suggestions"], (one) => isObject(one) && isText(one["message"])) &&
    [value["excerpt"], value["file"]].every((text) => text === undefined || isText(text)) &&
    (value["span"] === undefined || isPlace(value["span"])) &&
    (value["path"] === undefined || isListOf(value["path"], isKey)) &&
    (value["related"] === undefined ||
      isListOf(value["related"], (one) => isObject(one) && isText(one["message"]) && isPlace(one["span"])));
  if (isDiagnostic) return;
  throw refusedArgument(
    `expected a diagnostic, found ${describeValue(value)}`,
    "give one of the `diagnostics` of a result or a NixError",
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isKey(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function isPlace(value: unknown): boolean {
  return isObject(value) && Number.isInteger(value["start"]) && Number.isInteger(value["end"]);
}

function isListOf(value: unknown, test: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((one) => test(one));
}
