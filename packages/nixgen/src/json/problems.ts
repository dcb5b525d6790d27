import { isStackOverflow, NixError, type Diagnostic } from "@nixgen/core";

/** The keys and positions that lead to a place in some JSON. */
export type Path = readonly (string | number)[];

/** What a function gives, or what is wrong where it throws. */
export function attempt<T>(run: () => T): {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
} {
  try {
    return { value: run(), diagnostics: [] };
  } catch (error) {
    return { diagnostics: toDiagnostics(error) };
  }
}

/** What was thrown, as diagnostics: a request that can't be read is a problem of the request. */
export function toDiagnostics(error: unknown): readonly Diagnostic[] {
  if (error instanceof NixError) return error.diagnostics;
  if (error instanceof SyntaxError)
    return refuse([], `the text is not JSON: ${error.message}`, []).diagnostics;
  if (isStackOverflow(error)) return refuse([], "the request is nested too deeply", []).diagnostics;
  return refuse([], `nixgen itself fails on this request, which is a mistake to report: ${String(error)}`, [])
    .diagnostics;
}

/** An error that says what is wrong at one place. */
export function refuse(path: Path, message: string, suggestions: readonly string[]): NixError {
  return new NixError([
    {
      code: "input/invalid",
      severity: "error",
      message,
      path,
      suggestions: suggestions.map((text) => ({ message: text })),
    },
  ]);
}
