import {
  errorKind,
  incompleteKind,
  missingKind,
  treat,
  wrapperKind,
  type KindTable,
} from "../lower/kinds.js";
import { isText, recordSize } from "../lower/lower.js";
import type { Stretch } from "./repaired-text.js";

/**
 * The records of a repaired text, with marks for what the repairs have changed: what was taken out becomes a record of an
 * error, what was written one of a missing token, and a node that has such a child (and is no list of things) an incomplete
 * one. Nodes start and end with what is really there.
 *
 * @param records those of the repaired text, in preorder.
 */
export function markErrors(
  records: Uint32Array,
  stretches: readonly Stretch[],
  table: KindTable,
): Uint32Array {
  const marker = new Marker(stretches, table);
  for (let i = 0; i < records.length;) {
    const kind = records[i]!;
    const start = records[i + 1]!;
    const end = records[i + 2]!;
    const children = records[i + 3]!;
    i += recordSize;
    if (i > recordSize) marker.addErrorsBefore(start);
    const stretch = marker.stretchAround(start, end);
    if (stretch !== undefined && i > recordSize) {
      i = endOfTree(records, i, children);
      if (stretch.isStandIn) marker.addStandIn(stretch, kind);
      else marker.addMissing(start, end);
    } else if (children > 0) marker.open(kind, end, children);
    else marker.addLeaf(kind, start, end);
  }
  return Uint32Array.from(marker.records);
}

/** The place after all that is below a node with some children, the first of which stands at `from`. */
function endOfTree(records: Uint32Array, from: number, children: number): number {
  let at = from;
  for (let left = children; left > 0; left--) {
    left += records[at + 3]!;
    at += recordSize;
  }
  return at;
}

/** A node whose children are not all known yet. */
interface Frame {
  readonly at: number;
  readonly kind: number;
  /** Its end and its children in the repaired text. */
  readonly grammarEnd: number;
  readonly grammarChildren: number;
  left: number;
  children: number;
  isIncomplete: boolean;
  hasTokens: boolean;
  start: number;
  end: number;
}

class Marker {
  readonly records: number[] = [];
  readonly #stretches: readonly Stretch[];
  readonly #table: KindTable;
  readonly #frames: Frame[] = [];
  /** The first stretch whose text was not written as an error yet, and the first that can hold a record. */
  #next = 0;
  #around = 0;

  constructor(stretches: readonly Stretch[], table: KindTable) {
    this.#stretches = stretches;
    this.#table = table;
  }

  /** The stretch that a record lies in as a whole. */
  stretchAround(start: number, end: number): Stretch | undefined {
    while (this.#around < this.#stretches.length && this.#stretches[this.#around]!.to <= start)
      this.#around++;
    const stretch = this.#stretches[this.#around];
    return stretch !== undefined && stretch.from <= start && end <= stretch.to ? stretch : undefined;
  }

  open(kind: number, end: number, children: number): void {
    this.#frames.push({
      at: this.records.length,
      kind,
      grammarEnd: end,
      grammarChildren: children,
      left: children,
      children: 0,
      isIncomplete: false,
      hasTokens: false,
      start: -1,
      end: -1,
    });
    this.records.push(kind, 0, 0, 0);
  }

  addLeaf(kind: number, start: number, end: number): void {
    const frame = this.#frames.at(-1)!;
    if (this.#table.treatments[kind] === treat.token) frame.hasTokens = true;
    this.#add(kind, start, end);
    this.#finishChild();
  }

  /** Something that was written where it is missing. It makes the node around it incomplete. */
  addMissing(start: number, end: number): void {
    const frame = this.#frames.at(-1)!;
    frame.isIncomplete = true;
    frame.children++;
    this.records.push(missingKind(this.#table), start, end, 0);
    this.#finishChild();
  }

  /** @param kind the kind of what was written for it. */
  addStandIn(stretch: Stretch, kind: number): void {
    const frame = this.#frames.at(-1)!;
    this.#addError(stretch);
    if (this.#needsParent(kind, frame)) frame.isIncomplete = true;
    this.#finishChild();
  }

  /** Writes as errors what was taken out before an offset. */
  addErrorsBefore(offset: number): void {
    for (let stretch = this.#stretches[this.#next]; stretch; stretch = this.#stretches[++this.#next]) {
      if (stretch.from > offset) return;
      if (stretch.isStandIn || stretch.start === stretch.end) continue;
      const frame = this.#frames.at(-1)!;
      if (!this.#holdsErrors(frame)) frame.isIncomplete = true;
      this.#addError(stretch);
    }
  }

  #addError({ from, start, end }: Stretch): void {
    this.#add(errorKind(this.#table), from, from + (end - start));
  }

  #add(kind: number, start: number, end: number): void {
    this.records.push(kind, start, end, 0);
    this.#extend(start, end);
  }

  #extend(start: number, end: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    frame.children++;
    if (frame.start < 0) frame.start = start;
    frame.end = end;
  }

  #finishChild(): void {
    for (let frame = this.#frames.at(-1); frame && --frame.left === 0; frame = this.#frames.at(-1)) {
      if (this.#frames.length === 1) this.addErrorsBefore(Infinity);
      this.#close(frame);
    }
  }

  #close(frame: Frame): void {
    const { at, kind, start, children, isIncomplete, hasTokens } = frame;
    const table = this.#table;
    this.#frames.pop();
    if (start < 0 && this.#frames.length > 0) {
      // Nothing of the node is there: its children, all of them missing tokens, are those of the node around it.
      this.records.copyWithin(at, at + recordSize);
      this.records.length -= recordSize;
      this.#frames.at(-1)!.isIncomplete = true;
      this.#frames.at(-1)!.children += children;
      return;
    }
    // The trivia after a path is read from its end on.
    const end = isText(table.treatments[kind]!) ? frame.grammarEnd : frame.end;
    const incomplete = this.#isWrapper(kind, hasTokens) ? wrapperKind(table) : incompleteKind(table, kind);
    this.records[at] = isIncomplete ? incomplete : kind;
    this.records[at + 1] = start;
    this.records[at + 2] = end;
    this.records[at + 3] = children;
    const outer = this.#frames.at(-1);
    if (outer === undefined) return;
    if (isIncomplete && this.#needsParent(kind, outer)) outer.isIncomplete = true;
    this.#extend(start, end);
  }

  /** Whether brackets of a node are all written, and only hold something together. */
  #isWrapper(kind: number, hasTokens: boolean): boolean {
    const name = this.#table.names[kind]!;
    return !hasTokens && (name === "parenthesized_expression" || name === "list_expression");
  }

  /** Whether a node can't be whole with an error in place of one of its children. */
  #needsParent(kind: number, { kind: outer }: Frame): boolean {
    const { names } = this.#table;
    return noExpressions.has(names[kind]!) || holdNames.has(names[outer]!);
  }

  /** Whether an error can stand here beside the children of a node. */
  #holdsErrors({ kind, grammarChildren, left }: Frame): boolean {
    const before = grammarChildren - left;
    switch (this.#table.names[kind]) {
      case "source_code":
        return true;
      case "list_expression":
      case "attrset_expression":
        return before > 0;
      case "rec_attrset_expression":
      case "let_attrset_expression":
        return before > 1;
      case "let_expression":
        // After its bindings come `in` and the body.
        return before > 0 && left > 1;
      default:
        return false;
    }
  }
}

/** Kinds of nodes in whose place no error can stand in the tree. */
const noExpressions: ReadonlySet<string> = new Set([
  "identifier",
  "attrpath",
  "formals",
  "formal",
  "ellipses",
  "interpolation",
]);

/** Kinds of nodes whose children are names. */
const holdNames: ReadonlySet<string> = new Set(["attrpath", "inherit", "inherit_from"]);
