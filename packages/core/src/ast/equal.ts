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
  const open: unknown[] = [left, right];
  while (open.length > 0) {
    const b = open.pop();
    const a = open.pop();
    if (a === b) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Array.isArray(a) || Array.isArray(b)) {
      if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
      for (let i = 0; i < a.length; i++) open.push(a[i], b[i]);
    } else if (!pushFields(a as Fields, b as Fields, open)) return false;
  }
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Puts the fields of two nodes on the stack, two by two; `false` where one of them has a field more. */
function pushFields(a: Fields, b: Fields, open: unknown[]): boolean {
  for (const key in a) if (!layoutKeys.has(key)) open.push(a[key], b[key]);
  for (const key in b) if (b[key] !== undefined && a[key] === undefined && !layoutKeys.has(key)) return false;
  return true;
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
