import type { Diagnostic } from "@nixgen/core";

/** Diagnostics of a part of some options, or of some JSON, with the paths from the whole. */
export function under(path: readonly (string | number)[], diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((problem) => ({ ...problem, path: [...path, ...(problem.path ?? [])] }));
}
