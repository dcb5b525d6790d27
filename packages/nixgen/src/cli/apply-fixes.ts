import type { Diagnostic, DiagnosticCode } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/** Problems with one right answer: a name has another name now. Slips have several, so that a person chooses. */
const fixable: ReadonlySet<DiagnosticCode> = new Set(["names/renamed-package", "names/renamed-option"]);

/**
 * A text with the first proposal of the diagnostics that have one right answer. A text that would not be Nix any more comes
 * back as it was.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics
    .filter(({ code }) => fixable.has(code))
    .flatMap(({ suggestions }) => suggestions[0]?.replacement ?? [])
    .sort((a, b) => b.span.start - a.span.start);
  let fixed = text;
  let last = Infinity;
  for (const { span, text: replacement } of edits) {
    if (span.end > last) continue;
    fixed = fixed.slice(0, span.start) + replacement + fixed.slice(span.end);
    last = span.start;
  }
  return parse(fixed).diagnostics.length === 0 ? fixed : text;
}
