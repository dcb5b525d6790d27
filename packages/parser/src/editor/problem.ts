import { NixError, type DiagnosticCode, type Node } from "@nixgen/core";
import { spanOf, type Source } from "./source.js";

/** What an error of an edit says besides its message. */
export interface ProblemDetails {
  /** The place that it is about. */
  readonly at?: Node;
  /** Other places, each with what it is. */
  readonly related?: readonly { readonly message: string; readonly at: Node }[];
  readonly suggestions?: readonly string[];
}

/** An error of an edit, with code frames of the source. */
export function problem(
  source: Source,
  code: DiagnosticCode,
  message: string,
  { at, related = [], suggestions = [] }: ProblemDetails = {},
): NixError {
  return new NixError(
    [
      {
        code,
        severity: "error",
        message,
        ...(at && { span: spanOf(at) }),
        ...(related.length > 0 && {
          related: related.map((place) => ({ message: place.message, span: spanOf(place.at) })),
        }),
        suggestions: suggestions.map((text) => ({ message: text })),
      },
    ],
    source.text,
  );
}
