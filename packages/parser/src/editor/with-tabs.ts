import { walk, type Span } from "@nixgen/core";
import { parse } from "../parse.js";
import type { Source } from "./source.js";

/**
 * New code indented with tabs where the file is. Lines of indented strings keep their spaces: Nix takes tabs there as text.
 *
 * @param before what the code needs before it to be an expression, and `after` behind it: `{` and `}` for bindings.
 */
export function withTabs({ text, layout }: Source, written: string, before: string, after: string): string {
  if (layout.indent !== 1 || !written.includes("\n ") || !text.includes("\n\t")) return written;
  const strings = indentedStrings(`${before}${written}\n${after}`);
  const isInString = (offset: number): boolean =>
    strings.some(({ start, end }) => start < offset + before.length && offset + before.length < end);
  return written.replaceAll(/\n +/g, (match, offset: number) =>
    isInString(offset) ? match : match.replaceAll(" ", "\t"),
  );
}

function indentedStrings(text: string): Span[] {
  const found: Span[] = [];
  walk(parse(text).tree, (node) => {
    if (node.kind === "IndentedString" && node.span) found.push(node.span);
  });
  return found;
}
