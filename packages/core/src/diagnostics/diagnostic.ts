import type { Span } from "../text/span.js";
import type { DiagnosticCode } from "./codes.js";

/** How bad it is. An `error` stops the operation; a `warning` and an `info` do not. */
export type Severity = "error" | "warning" | "info";

/** A proposal to mend a diagnostic. */
export interface Suggestion {
  /** What to do, as a sentence part: ``write `;` after the value``. */
  readonly message: string;
  /** The edit that does it, where it can be done by replacing text. */
  readonly replacement?: { readonly span: Span; readonly text: string };
}

/** Another place that belongs to a diagnostic, such as the bracket that is not closed. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/**
 * What went wrong and where: in a source (`span`), in a value that was handed in (`path`), or both.
 * Plain JSON. The same shape serves syntax errors, unknown names, wrong values and what Nix itself reports.
 */
export interface Diagnostic {
  /** Stable; listed in `diagnosticCodes`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What was found and what was expected, as a sentence without a final stop. */
  readonly message: string;
  /** The place in the source, in UTF-16 code units. */
  readonly span?: Span;
  /** The file, where there is one. */
  readonly file?: string;
  /** The keys that lead to the place in a value: `["services", "nginx", 0]`. */
  readonly path?: readonly (string | number)[];
  /**
   * The line of the place with a marker under it, where the span points into a text that whoever prints the diagnostic may
   * not have, such as code inside of a value.
   */
  readonly excerpt?: string;
  readonly related?: readonly RelatedPlace[];
  readonly suggestions: readonly Suggestion[];
}
