import { NixError, type Diagnostic, under } from "@nixgen/core";

/** A part of some options that is built by itself, and where it stands in them. */
export interface Part<Result> {
  readonly path: readonly (string | number)[];
  readonly build: () => Result;
}

/**
 * Builds parts of some options.
 *
 * @throws NixError with what is wrong with any of them, each with its path from the options.
 */
export function buildAll<Result>(parts: readonly Part<Result>[]): Result[] {
  const diagnostics: Diagnostic[] = [];
  const results = parts.flatMap(({ path, build }): Result[] => {
    try {
      return [build()];
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      diagnostics.push(...under(path, error.diagnostics));
      return [];
    }
  });
  if (diagnostics.length > 0) throw new NixError(diagnostics);
  return results;
}
