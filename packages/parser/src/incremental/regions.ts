import {
  childrenOf,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type File,
  type LegacyLet,
  type Let,
  type List,
  type Node,
} from "@nixgen/core";
import { skipTrivia } from "../text/trivia.js";

/** A node that holds bindings or elements, each of which can be read by itself. */
export type Container = AttributeSet | LegacyLet | Let | List;

/** A container that a change lies in, and the stretch of its items to read anew. */
export interface Region {
  /** The nodes from the file's expression down to the container. */
  readonly path: readonly Node[];
  readonly container: Container;
  /** The item before the change, the first one to be read anew; -1 where there is none. */
  readonly previous: number;
  /** The first item after the change; the number of items where there is none. */
  readonly next: number;
  /** The stretch of the old text. */
  readonly start: number;
  readonly end: number;
  /** Where what is between the brackets begins and ends in the old text. */
  readonly open: number;
  readonly close: number;
}

/** The nodes that a change lies in, from the file's expression down. */
export function findPath(tree: File, start: number, end: number): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = tree.expression;
  while (node !== undefined) {
    path.push(node);
    node = childAround(node, start, end);
  }
  return path;
}

/**
 * The regions that a change lies in, the innermost first.
 *
 * @param path the nodes that it lies in.
 */
export function findRegions(path: readonly Node[], text: string, start: number, end: number): Region[] {
  const regions: Region[] = [];
  for (const [index, node] of path.entries()) {
    const around = path.slice(0, index + 1);
    const region = isContainer(node) ? regionIn(node, around, text, start, end) : undefined;
    if (region !== undefined) regions.unshift(region);
  }
  return regions;
}

/** The child that a stretch lies in. */
function childAround(node: Node, start: number, end: number): Node | undefined {
  const isAround = (child: Node | undefined): boolean => {
    const span = child !== undefined && "span" in child ? child.span : undefined;
    return span !== undefined && span.start <= start && end <= span.end;
  };
  if (!isContainer(node)) return childrenOf(node).find(isAround);
  const items = itemsOf(node);
  const item = items[countEndingBefore(items, end)];
  if (isAround(item)) return item;
  return node.kind === "Let" && isAround(node.body) ? node.body : undefined;
}

/** How many items end before an offset. */
function countEndingBefore(items: readonly (BindingNode | Expr)[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.span!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isContainer(node: Node): node is Container {
  return (
    node.kind === "AttributeSet" || node.kind === "LegacyLet" || node.kind === "Let" || node.kind === "List"
  );
}

export function itemsOf(container: Container): readonly (BindingNode | Expr)[] {
  return container.kind === "List" ? container.elements : container.bindings;
}

function regionIn(
  container: Container,
  path: readonly Node[],
  text: string,
  start: number,
  end: number,
): Region | undefined {
  const items = itemsOf(container);
  const open = openEnd(container, text);
  const close = closeStart(container, text, open);
  if (start < open || end > close) return undefined;
  const previous = countEndingBefore(items, start) - 1;
  let next = previous + 1;
  while (next < items.length && (items[next]!.span!.start <= end || !isApart(items[next]!, text))) next++;
  return {
    path,
    container,
    previous,
    next,
    start: previous < 0 ? open : items[previous]!.span!.start,
    end: next === items.length ? close : items[next]!.span!.start,
    open,
    close,
  };
}

/** Whether an item can't become one with what stands before it, whatever that becomes: `1''a''` could be part of a name. */
function isApart({ span }: BindingNode | Expr, text: string): boolean {
  return /[\s;]/.test(text.charAt(span!.start - 1));
}

/** The offset after the opening bracket or word. */
export function openEnd(container: Container, text: string): number {
  const { start } = container.span!;
  if (container.kind === "List" || (container.kind === "AttributeSet" && !container.recursive))
    return start + 1;
  // `rec` and `let` have three letters.
  return container.kind === "Let" ? start + 3 : skipTrivia(text, start + 3) + 1;
}

/** The offset of the closing bracket or word. */
function closeStart(container: Container, text: string, open: number): number {
  if (container.kind !== "Let") return container.span!.end - 1;
  const last = container.bindings.at(-1);
  return skipTrivia(text, last ? last.span!.end : open);
}
