import type { Expr } from "@nixgen/core";
import { staticName } from "@nixgen/core";
import { hasBlankBefore } from "./leading.js";
import { isSorted, sortedPlace } from "./sorted.js";
import { bare } from "./view.js";

/** Where an element stands among others. */
export interface OrderedPlace {
  readonly index: number;
  /** Whether it stands below the comment of the next element, which is that of their group. */
  readonly isBelowComment?: true;
}

/** How lists are ordered: by all characters, or without regard to upper and lower case. */
const orders: readonly ((key: string) => string)[] = [(key) => key, (key) => key.toLowerCase()];

/**
 * The place of an element where elements are in order: all of them, or those of the last group, which a blank line sets
 * apart. `undefined` where they are not.
 */
export function findOrderedPlace(elements: readonly Expr[], element: Expr): OrderedPlace | undefined {
  const whole = placeAmong(elements, element, 0);
  if (whole !== undefined) return { index: whole };
  const start = elements.findLastIndex(hasBlankBefore);
  if (start <= 0) return undefined;
  const index = placeAmong(elements, element, start);
  return index === undefined ? undefined : { index, ...(index === start && { isBelowComment: true }) };
}

function placeAmong(elements: readonly Expr[], element: Expr, start: number): number | undefined {
  const keys = elements.slice(start).map(keyOf);
  const key = keyOf(element);
  // What has no name has no place in an order.
  if (key === "" || keys.includes("")) return undefined;
  const order = orders.find((by) => keys.length > 1 && isSorted(keys.map(by)));
  return order && start + sortedPlace(keys.map(order), order(key));
}

/** The place of an element before the first one that comes after it. */
export function placeInOrder(elements: readonly Expr[], element: Expr): OrderedPlace {
  return { index: sortedPlace(elements.map(keyOf), keyOf(element)) };
}

/** What elements are ordered by: their names or text; nothing for calls and the like. */
function keyOf(element: Expr): string {
  const inner = bare(element);
  switch (inner.kind) {
    case "Identifier":
      return inner.name;
    case "Select":
      return [keyOf(inner.subject), ...inner.path.names.map((name) => staticName(name) ?? "")].join(".");
    case "String":
    case "IndentedString":
      return inner.parts.map((part) => (part.kind === "StringText" ? part.value : "")).join("");
    case "Path":
      return inner.parts.map((part) => (part.kind === "PathText" ? part.text : "")).join("");
    case "Integer":
      return inner.text.padStart(20, "0");
    default:
      return "";
  }
}
