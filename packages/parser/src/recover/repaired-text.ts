import type { Repair } from "./repairs.js";

/** A repair, and where it stands in the repaired text. */
export interface Stretch {
  /** The place in the text as it was. */
  readonly start: number;
  readonly end: number;
  /** The place in the repaired text: first what was taken out, then what was written for it. */
  readonly from: number;
  readonly to: number;
  readonly isStandIn: boolean;
}

/** A text with all repairs made, in two versions of the same length. */
export interface RepairedText {
  /** The text without what was taken out: blanks stand there. It is Nix, if the repairs are right. */
  readonly code: string;
  /** The text with what was taken out, and without what stands for it. */
  readonly full: string;
  readonly stretches: readonly Stretch[];
}

/** Makes the repairs of a text. */
export function repairText(text: string, repairs: readonly Repair[]): RepairedText {
  const code: string[] = [];
  const full: string[] = [];
  const stretches: Stretch[] = [];
  let from = 0;
  let length = 0;
  for (const repair of repairs) {
    const start = Math.max(repair.start, from);
    const end = Math.max(repair.end, start);
    const kept = text.slice(from, start);
    const dropped = text.slice(start, end);
    const written = repair.text === "" ? "" : ` ${repair.text} `;
    code.push(kept, " ".repeat(dropped.length), written);
    full.push(kept, dropped, repair.isStandIn ? " ".repeat(written.length) : written);
    length += kept.length;
    const to = length + dropped.length + written.length;
    stretches.push({ start, end, from: length, to, isStandIn: repair.isStandIn });
    length = to;
    from = end;
  }
  const rest = text.slice(from);
  return { code: code.join("") + rest, full: full.join("") + rest, stretches };
}

/** The place in the text as it was, of an offset in the repaired one. What was written has the place of what it stands for. */
export function toOriginal(stretches: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= offset) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low - 1];
  if (stretch === undefined) return offset;
  if (offset >= stretch.to) return stretch.end + (offset - stretch.to);
  return Math.min(stretch.end, stretch.start + (offset - stretch.from));
}
