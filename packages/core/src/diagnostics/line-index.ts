import { indexLines, type LineIndex } from "../text/lines.js";
import { requireText } from "./arguments.js";

/**
 * An index of the line starts of `text`. Lines end at `\n`, `\r\n` or a lone `\r`, as Nix counts them.
 *
 * @example
 * buildLineIndex("{\n  a = 1;\n}").positionAt(4) // { line: 2, column: 3 }
 */
export function buildLineIndex(text: string): LineIndex {
  requireText(text, "the text whose lines are counted");
  return indexLines(text);
}
