import { frontCode, frontDecode } from "./front-coding.js";

/** How many lines are compressed together: few enough that reading one takes no time, many enough that they compress well. */
export const blockSize = 512;

/** What stands between the columns of a block. */
const between = "\u0000";

/** Some of the rows of a sorted table: their keys, and the other columns as texts. */
export interface Block {
  readonly keys: readonly string[];
  readonly columns: readonly string[];
}

/** The text of a block. */
export function writeBlock({ keys, columns }: Block): string {
  return [frontCode(keys), ...columns].join(between);
}

export function readBlock(text: string): Block {
  const [keys = "", ...columns] = text.split(between);
  return { keys: frontDecode(keys), columns };
}

/** Items in groups of one block each. */
export function inBlocks<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / blockSize);
  return Array.from({ length: count }, (_, at) => items.slice(at * blockSize, (at + 1) * blockSize));
}

/** The place of the first of sorted texts that is greater than a given one. */
export function upperBound(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (texts[middle]! <= text) low = middle + 1;
    else high = middle;
  }
  return low;
}
