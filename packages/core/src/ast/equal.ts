import type { Node } from "./expr.js";

/** Fields that say where or how a node is written, not what it means. */
const layoutKeys: ReadonlySet<string> = new Set([
  "span",
  "leading",
  "trailing",
  "tokens",
  "end",
  "multiline",
  "bodyOnNextLine",
  "raw",
  "keptIndentation",
]);

/**
 * Whether two trees are the same but for layout: positions, comments, blank lines, how an escape is written.
 * Works at any depth.
 */
export function equalTrees(left: Node, right: Node): boolean {
  return findTreeDifference(left, right) === undefined;
}

/** The path to the first place in which two trees differ but for layout; `undefined` where they are equal. */
export function findTreeDifference(left: Node, right: Node): string | undefined {
  const open: [unknown, unknown, string][] = [[left, right, ""]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [a, b, path] = pair;
    if (a === b) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
    if (Array.isArray(a) !== Array.isArray(b)) return path;
    const fieldsA = a as Record<string, unknown>;
    const fieldsB = b as Record<string, unknown>;
    for (const key of new Set([...Object.keys(fieldsA), ...Object.keys(fieldsB)])) {
      if (!layoutKeys.has(key)) open.push([fieldsA[key], fieldsB[key], path === "" ? key : `${path}.${key}`]);
    }
  }
  return undefined;
}
