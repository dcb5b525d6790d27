import { mapChildren, markNode, type IndentedString, type Node, type StringLiteral } from "@nixgen/core";
import { hasWindowsLineEnds } from "./lines.js";
import type { Source } from "./source.js";

/**
 * A node as it can be written into a source. Nix takes the line ends in an indented string as they are: in a file with
 * Windows line ends, a text over several lines keeps its value only in a string with escapes.
 */
export function fitLineEnds<N extends Node>({ text }: Source, node: N): N {
  // Strings become strings; all else keeps its kind.
  return hasWindowsLineEnds(text) ? (quoteLines(node) as N) : node;
}

function quoteLines(node: Node): Node {
  const inner = mapChildren(node, quoteLines);
  return inner.kind === "IndentedString" && isOverLines(inner) ? toQuoted(inner) : inner;
}

function isOverLines({ parts }: IndentedString): boolean {
  return parts.some((part) => part.kind === "StringText" && part.value.includes("\n"));
}

function toQuoted({ kind: _kind, parts, ...rest }: IndentedString): StringLiteral {
  return markNode<StringLiteral>({
    ...rest,
    kind: "String",
    parts: parts.map((part) =>
      part.kind === "StringText" ? { kind: "StringText", value: part.value } : part,
    ),
  });
}
