import type { Expr, File, Select, Trivia } from "@nixgen/core";
import { lowerBinding } from "./collections.js";
import { joinPieces, lowerError, lowerIncomplete } from "./errors.js";
import { completeKind, isIncomplete, treat, type KindTable } from "./kinds.js";
import type { Notes } from "./notes.js";
import { Lowering, nodeMark, type TreeSpans, type Unfinished } from "./state.js";
import { lowerIndentedString, lowerPath, lowerString } from "./strings.js";
import { closeDisabledRegion, readTrivia, readTriviaAtStart } from "./trivia.js";

/** What a concrete syntax tree becomes. */
export interface Lowered {
  readonly tree: File;
  readonly notes: Notes;
}

/** How many numbers a record has: its kind, its start, its end, the number of its children. */
export const recordSize = 4;

/**
 * Turns the concrete syntax tree of a text into the tree of `core`, with all trivia. One pass over the records, with a stack
 * of its own, so that depth does not matter.
 *
 * @param records the nodes in preorder, without comments.
 * @param spans takes all places of the tree, where they are wanted.
 */
export function lowerTree(text: string, records: Uint32Array, table: KindTable, spans?: TreeSpans): Lowered {
  const s = new Lowering(text, spans);
  const frames = new Frames();
  readTriviaAtStart(s, 0);
  for (let i = 0; i < records.length; i += recordSize) {
    const kind = records[i]!;
    const start = records[i + 1]!;
    const end = records[i + 2]!;
    const children = records[i + 3]!;
    if (children > 0) {
      openFrame(s, frames, table.treatments[kind]!, kind, start, end, children);
      continue;
    }
    readChildless(s, frames, table, kind, start, end);
    while (frames.depth >= 0 && --frames.left[frames.depth]! === 0) closeFrame(s, frames, table);
  }
  return { tree: finishFile(s), notes: s.notes };
}

/** The nodes that are open, the innermost at `depth`. The arrays are parallel. */
class Frames {
  depth = -1;
  readonly treatments: number[] = [];
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Where on the stack the children begin. */
  readonly bases: number[] = [];
  /** How many children are still to come. */
  readonly left: number[] = [];
  /** What stood before the node, where that belongs to it and not to its first token. */
  readonly leads: (readonly Trivia[] | undefined)[] = [];
  /** Of an interpolation: where a disabled region was open at its start. Of a string: whether a region cuts it. */
  readonly regions: number[] = [];

  /** The treatment of the node around the one at `depth`. */
  outer(depth: number): number {
    return depth > 0 ? this.treatments[depth - 1]! : treat.root;
  }
}

const isCut = 1;
const isNotCut = -1;

function openFrame(
  s: Lowering,
  frames: Frames,
  treatment: number,
  kind: number,
  start: number,
  end: number,
  children: number,
): void {
  const depth = ++frames.depth;
  frames.treatments[depth] = treatment;
  frames.kinds[depth] = kind;
  frames.starts[depth] = start;
  frames.ends[depth] = end;
  frames.bases[depth] = s.top;
  frames.left[depth] = children;
  frames.regions[depth] = isNotCut;
  frames.leads[depth] = ownsTrivia(treatment, frames.outer(depth)) ? s.takePending() : undefined;
}

/** Strings, bindings, and selections in a list keep what stands before them. */
function ownsTrivia(treatment: number, outer: number): boolean {
  if (treatment < treat.string || treatment > treat.select) return false;
  return treatment !== treat.select || outer === treat.list;
}

/** Whether a kind is a string or a path, whose texts are read from the source. */
export function isText(treatment: number): boolean {
  return treatment >= treat.string && treatment <= treat.path;
}

function readChildless(
  s: Lowering,
  frames: Frames,
  table: KindTable,
  kind: number,
  start: number,
  end: number,
): void {
  const { depth } = frames;
  const around = depth >= 0 ? frames.treatments[depth]! : treat.root;
  // The texts of strings and paths are read from the source.
  if (isText(around)) return;
  const { top } = s;
  const treatment = table.treatments[kind]!;
  if (treatment === treat.leaf) s.values[top] = table.leaves[kind]!(s, start, end);
  else if (treatment === treat.path) s.values[top] = lowerPath(s, top, start, end, s.takePending());
  else if (treatment === treat.error) s.values[top] = lowerError(s, start, end);
  else {
    pushToken(s, frames, around, kind, start, end);
    return;
  }
  s.kinds[top] = nodeMark;
  s.top++;
}

function pushToken(
  s: Lowering,
  frames: Frames,
  around: number,
  kind: number,
  start: number,
  end: number,
): void {
  const top = s.top++;
  s.leads[top] = s.pending;
  s.starts[top] = start;
  s.kinds[top] = kind;
  if (around === treat.interpolation) {
    const { depth } = frames;
    const isFirst = top === frames.bases[depth]!;
    if (isFirst) {
      frames.regions[depth] = s.disabledFrom;
      readTriviaAtStart(s, end);
      s.values[top] = undefined;
      return;
    }
    if (depth > 0 && frames.regions[depth] !== s.disabledFrom) frames.regions[depth - 1] = isCut;
    if (isText(frames.outer(depth))) {
      s.values[top] = undefined;
      s.pending = undefined;
      return;
    }
  }
  readTrivia(s, end);
  s.values[top] = s.trailing;
}

function closeFrame(s: Lowering, frames: Frames, table: KindTable): void {
  const depth = frames.depth--;
  const treatment = frames.treatments[depth]!;
  if (treatment === treat.root) return;
  const base = frames.bases[depth]!;
  const start = frames.starts[depth]!;
  const end = frames.ends[depth]!;
  const kind = frames.kinds[depth]!;
  const lead = frames.leads[depth];
  if (isIncomplete(table, kind)) {
    const name = table.names[completeKind(table, kind)]!;
    s.values[base] = lowerIncomplete(s, name, base, start, end, lead, isText(treatment));
    s.kinds[base] = nodeMark;
    s.top = base + 1;
    return;
  }
  let node: unknown;
  switch (treatment) {
    case treat.string:
      node = lowerString(s, base, start, end, lead);
      break;
    case treat.indentedString:
      node = lowerIndentedString(s, base, start, end, lead, frames.regions[depth] === isCut);
      break;
    case treat.path:
      node = lowerPath(s, base, start, end, lead);
      break;
    case treat.binding:
      node = lowerBinding(s, base, start, end, lead);
      break;
    default:
      node = table.nodes[kind]!(s, base, start, end);
      // Only a selection in a list has a lead here.
      if (lead !== undefined) (node as Unfinished<Select>).leading = lead;
  }
  s.values[base] = node;
  s.kinds[base] = nodeMark;
  s.top = base + 1;
}

function finishFile(s: Lowering): File {
  const { text } = s;
  // The grammar has one expression in a file; a text with errors can have more.
  const isOne = s.top === 1 && s.kinds[0] === nodeMark;
  const expression = isOne ? (s.values[0] as Expr) : joinPieces(s);
  const file: Unfinished<File> = { kind: "File", expression, span: s.nodeSpan(0, text.length) };
  const open = closeDisabledRegion(s);
  const end = open === undefined ? s.pending : [...(s.pending ?? []), open];
  if (end !== undefined) file.end = end;
  return file;
}
