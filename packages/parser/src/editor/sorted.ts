/** Questions about keys in the order of their characters. */

/** Whether no key comes after the next one. */
export function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || keys[index - 1]! <= key);
}

/** The place of a key among sorted ones: before the first that comes after it. */
export function sortedPlace(keys: readonly string[], key: string): number {
  const after = keys.findIndex((other) => other > key);
  return after < 0 ? keys.length : after;
}
