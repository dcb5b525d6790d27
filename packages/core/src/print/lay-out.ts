import { isTextTooLong } from "../diagnostics/limits.js";
import { describeValue, refusedArgument, requireOptions } from "../diagnostics/arguments.js";
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
export function layOut(doc: Doc, options: FormatOptions & Pick<LayoutOptions, "column">): string {
  const { width = defaultWidth, indent = defaultIndent, ...rest } = checked(options);
  try {
    return layout(doc, { width, indent, ...rest });
  } catch (error) {
    // The layout does not recurse: what has no room is the text.
    if (!isTextTooLong(error)) throw error;
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

/** The most characters that a width, an indentation or a column may have. */
const most = 1_000_000;

/** @throws NixError `input/invalid` */
function checked<Options extends FormatOptions>(options: Options): Options {
  requireOptions(options, "how text is laid out");
  const given = options as { readonly width?: unknown; readonly indent?: unknown; readonly column?: unknown };
  for (const key of ["width", "indent", "column"] as const) {
    const value = given[key];
    if (value === undefined || (key === "width" && value === Infinity)) continue;
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) continue;
    throw refusedArgument(
      `\`${key}\`: expected a number of characters, found ${describeValue(value)}`,
      `give a whole number from 0 to ${most}`,
    );
  }
  return options;
}
