import type { Expr, File, Node } from "@nixgen/core";
import { openEnd } from "./regions.js";

/**
 * The file with a new node at the end of a path; the nodes around it are copied, all others are shared.
 *
 * @param text the new text, where brackets around the container may now stand on other lines.
 */
export function rebuild(tree: File, path: readonly Node[], node: Node, text: string | undefined): File {
  let child = node;
  for (let i = path.length - 1; i > 0; i--) {
    const parent = replaceChild(path[i - 1]!, path[i]!, child);
    child = text === undefined ? parent : withBreaks(parent, text);
  }
  return { ...tree, expression: child as Expr };
}

function replaceChild(parent: Node, old: Node, child: Node): Node {
  const copy: Record<string, unknown> = { ...parent };
  for (const [key, value] of Object.entries(copy)) {
    if (value === old) copy[key] = child;
    else if (Array.isArray(value)) {
      const index = value.indexOf(old);
      if (index >= 0) copy[key] = value.with(index, child);
    }
  }
  return copy as unknown as Node;
}

/** Notes anew whether brackets stand on different lines. */
function withBreaks(node: Node, text: string): Node {
  if (node.kind !== "AttributeSet" && node.kind !== "LegacyLet" && node.kind !== "List") return node;
  const { multiline: _multiline, ...rest } = node;
  const isOverLines = text.slice(openEnd(node, text), node.span!.end - 1).includes("\n");
  return { ...rest, ...(isOverLines && { multiline: true }) } as Node;
}

/** The column of an offset, counted in characters from 0; `undefined` where a tab stands before it. */
export function columnAt(text: string, offset: number): number | undefined {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.includes("\t") ? undefined : [...line].length;
}
