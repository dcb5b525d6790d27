import { isPlainAttributes, type NixValue } from "@nixgen/core";
import type { Path } from "./problems.js";

/** A value without what stands at some paths, or around them where they lead into code; `undefined` where nothing is left. */
export function leaveOut(value: NixValue, paths: readonly Path[]): NixValue | undefined {
  if (paths.length === 0) return value;
  if (paths.some((path) => path.length === 0)) return undefined;
  const below = (key: string | number): Path[] =>
    paths.filter(([first]) => String(first) === String(key)).map((path) => path.slice(1));
  if (Array.isArray(value)) {
    return value.flatMap((item: NixValue, index) => {
      const left = leaveOut(item, below(index));
      return left === undefined ? [] : [left];
    });
  }
  if (!isPlainAttributes(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, NixValue][] => {
      const left = leaveOut(item as NixValue, below(key));
      return left === undefined ? [] : [[key, left]];
    }),
  );
}
