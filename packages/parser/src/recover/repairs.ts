import type { Span } from "@nixgen/core";

/** One change of a text: what stands at the span is taken out, and `text` is written there. */
export interface Repair extends Span {
  readonly text: string;
  /** Whether `text` is one value or name that stands for what is taken out, so that nothing is missing there. */
  readonly isStandIn: boolean;
}

/** A value and a name, to be written where one is missing. Neither joins with what may stand after it. */
export const anyValue = "0";
export const anyName = "x";
/** Where both a value and a name can stand. */
export const anyString = '""';

/** The changes that would make Nix of a text, in the order of their places. */
export class Repairs {
  readonly #repairs: Repair[] = [];

  /** All repairs. Where a later one starts before an earlier one, it goes before it. */
  get list(): readonly Repair[] {
    return this.#repairs.toSorted((a, b) => a.start - b.start);
  }

  /** How many there are by now, for {@link forget} and {@link wrap}. */
  get count(): number {
    return this.#repairs.length;
  }

  /** Writes what is missing. */
  insert(at: number, text: string): void {
    this.replace({ start: at, end: at }, text);
  }

  /** Takes out what can't stand where it does. */
  drop(span: Span): void {
    this.replace(span, "");
  }

  /** Writes something in the place of what can't stand there. */
  replace({ start, end }: Span, text: string): void {
    this.#repairs.push({ start, end, text, isStandIn: false });
  }

  /** Takes a stretch of text for a value or a name that can't be read. */
  standIn({ start, end }: Span, text: string): void {
    this.#repairs.push({ start, end, text, isStandIn: true });
  }

  /** Puts brackets around what was read since there were `count` repairs. */
  wrap(count: number, { start, end }: Span, open: string, close: string): void {
    this.insertAt(count, start, open);
    this.insert(end, close);
  }

  /** Writes something before all repairs but the first `count` ones. */
  insertAt(count: number, at: number, text: string): void {
    // What is missing at the start of something is written right after what stands before.
    const start = Math.min(at, this.#repairs[count]?.start ?? at);
    this.#repairs.splice(count, 0, { start, end: start, text, isStandIn: false });
  }

  /** Forgets all repairs but the first `count` ones. */
  forget(count: number): void {
    this.#repairs.length = count;
  }

  /** Forgets all repairs but the first `count` ones, and those of text that comes after `end`. */
  forgetWithin(count: number, end: number): void {
    const after = this.#repairs.slice(count).filter((repair) => repair.start >= end && repair.end > end);
    this.#repairs.length = count;
    this.#repairs.push(...after);
  }
}
