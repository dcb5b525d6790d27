import { NixError, type Diagnostic } from "@nixgen/core";

/** What a call throws as a `NixError`; nothing where it throws nothing. Other errors are thrown on. */
export function problemsOf(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof NixError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** What {@link problemsOf} finds, as messages with their suggestions by path. */
export function adviceByPath(run: () => unknown, separator = "/"): Record<string, string> {
  return Object.fromEntries(
    problemsOf(run).map(({ path = [], message, suggestions }) => [
      path.join(separator),
      [message, ...suggestions.map((suggestion) => suggestion.message)].join("; "),
    ]),
  );
}
