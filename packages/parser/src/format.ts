import { printTree, type FormatOptions } from "@nixgen/core";
import { readSoundTree } from "./parse.js";

/**
 * A text as nixfmt 1.4 lays it out. Only the layout changes: no comment is lost, and the meaning stays.
 *
 * @throws {@link NixError} with the diagnostics, where the text has syntax errors. Nothing is formatted then. Names that are
 * defined twice do not matter here, nor to nixfmt. `value/too-deep` where the formatted text would be longer than a JavaScript
 * string can be.
 * @see RFC 166, the standard of Nix formatting
 * @example
 * format("{a=1;}") // "{ a = 1; }\n"
 */
export function format(text: string, options: FormatOptions = {}): string {
  return printTree(readSoundTree(text), options);
}
