import type { ErrorNode, File, Span } from "@nixgen/core";
import { SourceSpan, walk } from "@nixgen/core";
import type { KindTable } from "../lower/kinds.js";
import { lowerTree, type Lowered } from "../lower/lower.js";
import { emptyNotes } from "../lower/notes.js";
import type { TreeSpans } from "../lower/state.js";
import { readFlatTree } from "../syntax/flat-tree.js";
import { markErrors } from "./mark-errors.js";
import { repairText, toOriginal, type Stretch } from "./repaired-text.js";
import type { Repair } from "./repairs.js";

/**
 * The tree of a text with syntax errors: the repaired text is parsed, and what the repairs have changed becomes `Error` nodes.
 * All other nodes are what stands in the text. Where the repairs don't make Nix of the text, all of it is one `Error`.
 */
export function recoverTree(text: string, repairs: readonly Repair[], table: KindTable): Lowered {
  const { code, full, stretches } = repairText(text, repairs);
  const { records, errorAt } = readFlatTree(code);
  if (errorAt !== undefined) return unreadTree(text);
  const spans: TreeSpans = { nodes: [], comments: [] };
  const lowered = lowerTree(full, markErrors(records, stretches, table), table, spans);
  moveToOriginal(lowered.tree, spans, text, stretches);
  return lowered;
}

function unreadTree(text: string): Lowered {
  const expression: ErrorNode = { kind: "Error", text, span: new SourceSpan(0, text.length) };
  const tree: File = { kind: "File", expression, span: new SourceSpan(0, text.length) };
  return { tree, notes: emptyNotes() };
}

/** Gives all nodes and comments their places in the text as it was. */
function moveToOriginal(tree: File, spans: TreeSpans, text: string, stretches: readonly Stretch[]): void {
  for (const span of [...spans.nodes, ...spans.comments]) {
    // The tree is new: nobody else has seen its places.
    const moving = span as { -readonly [K in keyof Span]: Span[K] };
    moving.start = toOriginal(stretches, span.start);
    moving.end = toOriginal(stretches, span.end);
  }
  walk(tree, (node) => {
    if (node.kind !== "Error") return;
    const unfinished = node as { -readonly [K in keyof ErrorNode]: ErrorNode[K] };
    unfinished.text = text.slice(node.span!.start, node.span!.end);
  });
}
