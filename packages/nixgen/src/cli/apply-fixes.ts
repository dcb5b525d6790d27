import { buildLineIndex, type Diagnostic, type DiagnosticCode } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/** Problems with one right answer: a name has another name now. Slips have several, so that a person chooses. */
const fixable: ReadonlySet<DiagnosticCode> = new Set(["names/renamed-package", "names/renamed-option"]);

/** A fix that was made. */
export interface Fix {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Where the name stood, both from 1, in the text as it was before this and later fixes. */
  readonly line: number;
  readonly column: number;
  /** What stood there, and what stands there now. */
  readonly from: string;
  readonly to: string;
}

/** A text after fixes. */
export interface FixedText {
  readonly text: string;
  /** In the order of their places. */
  readonly fixes: readonly Fix[];
  /** The diagnostics whose edits would have left a text that Nix refuses, by their messages. */
  readonly refused: ReadonlySet<string>;
}

/** Makes the first proposal of the diagnostics that have one right answer, but for those after which Nix would refuse the text. */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): FixedText {
  const lines = buildLineIndex(text);
  const edits = diagnostics
    .flatMap((diagnostic) => {
      const replacement = fixable.has(diagnostic.code) ? diagnostic.suggestions[0]?.replacement : undefined;
      return replacement === undefined ? [] : [{ diagnostic, ...replacement }];
    })
    .sort((a, b) => b.span.start - a.span.start);
  const fixes: Fix[] = [];
  const refused = new Set<string>();
  const before = countProblems(text);
  let fixed = text;
  let last = Infinity;
  for (const { diagnostic, span, text: to } of edits) {
    if (span.end > last) continue;
    const next = fixed.slice(0, span.start) + to + fixed.slice(span.end);
    const { code, message } = diagnostic;
    if (countProblems(next) > before) {
      refused.add(message);
      continue;
    }
    const { line, column } = lines.positionAt(diagnostic.span?.start ?? span.start);
    fixes.unshift({ code, message, line, column, from: text.slice(span.start, span.end), to });
    fixed = next;
    last = span.start;
  }
  return { text: fixed, fixes, refused };
}

/** Why a problem is left to a person. */
export function whyLeft({ code, message, suggestions }: Diagnostic, refused: ReadonlySet<string>): string {
  if (code.startsWith("syntax/")) return "a file that Nix can't read is not touched";
  if (refused.has(message)) return "Nix would refuse the text after that edit";
  if (code.startsWith("names/removed-")) return "what was removed may need something else in its place";
  if (suggestions.length === 0) return "nothing is known that takes its place";
  if (fixable.has(code)) return "an edit of this place alone would change something else";
  return "a person has to choose what is meant";
}

/** How much Nix would complain about in a text, variables that nothing binds among it. */
function countProblems(text: string): number {
  return parse(text, { undefinedVariables: true }).diagnostics.length;
}
