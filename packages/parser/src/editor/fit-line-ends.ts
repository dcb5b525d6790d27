import {
  mapChildren,
  markNode,
  walk,
  type IndentedString,
  type Node,
  type StringLiteral,
} from "@nixgen/core";
import { hasWindowsLineEnds } from "./lines.js";
import type { Source } from "./source.js";

/**
 * A node as it can be written into a source. Nix takes the line ends in an indented string as they are: in a file with
 * Windows line ends, a text over several lines keeps its value only in a string with escapes.
 *
 * @param old what the node replaces: strings that stood there have the line ends of the file.
 */
export function fitLineEnds<N extends Node>({ text }: Source, node: N, old?: Node): N {
  if (!hasWindowsLineEnds(text)) return node;
  const known = new Set<Node>();
  if (old !== undefined) walk(old, (inner) => void known.add(inner));
  // Strings become strings; all else keeps its kind.
  return quoteLines(node, known) as N;
}

function quoteLines(node: Node, known: ReadonlySet<Node>): Node {
  if (known.has(node)) return node;
  const inner = mapChildren(node, (child) => quoteLines(child, known));
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
