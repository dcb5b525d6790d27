import { NixError } from "../diagnostics/error.js";
import { layout, type LayoutOptions } from "../doc/layout.js";
import type { Doc } from "../doc/types.js";

/** How text is laid out. */
export interface FormatOptions {
  /** The width that lines should not exceed, in characters; 100 where it is absent. */
  readonly width?: number;
  /** The spaces of one level of indentation; 2 where it is absent. */
  readonly indent?: number;
}

export const defaultWidth = 100;
export const defaultIndent = 2;

/** The text of a document. @throws NixError `value/too-deep` where it is longer than a JavaScript string can be. */
export function layOut(
  doc: Doc,
  { width = defaultWidth, indent = defaultIndent, ...rest }: FormatOptions & Pick<LayoutOptions, "column">,
): string {
  try {
    return layout(doc, { width, indent, ...rest });
  } catch (error) {
    // The layout does not recurse: what has no room is the text.
    if (!(error instanceof RangeError)) throw error;
    throw new NixError([
      {
        code: "value/too-deep",
        severity: "error",
        message: "the text would be longer than a JavaScript string can be",
        suggestions: [{ message: "nest less deeply: the indentation of each line grows with the levels" }],
      },
    ]);
  }
}
