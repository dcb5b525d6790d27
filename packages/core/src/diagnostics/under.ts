import { requireList, requireOptions } from "./arguments.js";
import type { Diagnostic } from "./diagnostic.js";

/** Diagnostics of a part of some options, or of some JSON, with the paths from the whole. */
export function under(path: readonly (string | number)[], diagnostics: readonly Diagnostic[]): Diagnostic[] {
  requireList(path, "the path to a part");
  requireList(diagnostics, "the diagnostics of a part");
  return Array.from(diagnostics, (problem) => {
    requireOptions(problem, "a diagnostic");
    const { path: inner = [] } = problem;
    requireList(inner, "the path of a diagnostic");
    return { ...problem, path: [...path, ...inner] };
  });
}
