import {
  binding,
  markNode,
  type Binding,
  type BindingNode,
  type Expr,
  type File,
  type Trivia,
} from "@nixgen/core";
import { countLast, customPlace } from "./custom-places.js";
import { knownName } from "./known-name.js";
import { hasBlankBefore } from "./leading.js";
import type { Insertion } from "./rewrite.js";
import { isSorted, sortedPlace } from "./sorted.js";
import { isOverLines, type Container as AnyContainer, type Source } from "./source.js";

type Container = Exclude<AnyContainer, { readonly kind: "List" }>;

/** The comments of a new binding. */
export interface ItemComments {
  readonly leading?: readonly Trivia[];
  /** The comment after it on its line, without its `#`. */
  readonly trailing?: string;
  /** Those at `=` and `;`. */
  readonly tokens?: Binding["tokens"];
}

/** A binding as the file would write it: with a dotted path, or with sets in sets. */
export function newBinding(
  { writes }: Source,
  container: Container,
  names: readonly string[],
  value: Expr,
  { leading = [], trailing, tokens }: ItemComments = {},
): Binding {
  const path = names as readonly [string, ...string[]];
  const isOnOneLine = !isOverLines(container) && container.bindings.length > 0;
  const own = (inner: Binding): Binding =>
    markNode({ ...inner, ...(trailing !== undefined && { trailing }), ...(tokens && { tokens }) });
  const node =
    names.length === 1 || isOnOneLine || (names.at(-1) === "follows" ? writes.dottedFollows : writes.dotted)
      ? own(binding(path, value))
      : names
          .slice(0, -1)
          .reduceRight<Binding>(
            (inner, name) =>
              binding(name, markNode({ kind: "AttributeSet", bindings: [inner], multiline: true })),
            own(binding(path.at(-1)!, value)),
          );
  return leading.length === 0 ? node : markNode({ ...node, leading });
}

/**
 * Where a person would put a new binding among others: beside those with the same beginning, in order where these are, and
 * else at the end, but where custom has a place for it.
 */
export function placeFor(tree: File, items: readonly BindingNode[], names: readonly string[]): Insertion {
  const custom = customPlace(items, names);
  if (custom !== undefined) return custom;
  const paths = items.map((item) => namesOf(tree, item));
  const shared = paths.map((path) => sharedLength(path, names));
  const most = Math.max(0, ...shared);
  if (most === 0) return placeAtEnd(items, paths, names);
  const isAlike = (index: number): boolean => paths[index] !== undefined && shared[index] === most;
  const start = paths.findIndex((_, index) => isAlike(index));
  let end = start;
  while (end < items.length && isAlike(end)) end++;
  const isApart = areApart(items.slice(start, end)) || (end - start === 1 && isBlock(items, start));
  const index = inOrder(paths, names, start, end);
  if (index !== undefined) return { index, isApart };
  return { index: paths.findLastIndex((_, at) => isAlike(at)) + 1, isApart };
}

/** The place of a binding that begins like no other one. */
function placeAtEnd(
  all: readonly BindingNode[],
  allPaths: readonly (readonly string[] | undefined)[],
  names: readonly string[],
): Insertion {
  const items = all.slice(0, all.length - countLast(all));
  const paths = allPaths.slice(0, items.length);
  const isApart = areApart(items);
  const first = paths.findIndex((path) => path !== undefined);
  const group = lastGroup(items, isApart);
  const index = inOrder(paths, names, Math.max(first, group), items.length);
  if (index !== undefined) return { index, isApart };
  const hasGroups = all.slice(1).some(hasBlankBefore);
  // What stands alone between blank lines takes no company, nor do the name and version of a package.
  const isClosed = group === items.length - 1 || paths.at(-1)?.[0] === "version";
  return { index: items.length, isApart: isApart || (hasGroups && isClosed) };
}

/** Whether a blank line stands before each binding but the first. */
function areApart(items: readonly BindingNode[]): boolean {
  return items.length > 1 && items.slice(1).every(hasBlankBefore);
}

/** Whether an item is a block of lines between blank lines. */
function isBlock(items: readonly BindingNode[], index: number): boolean {
  const item = items[index]!;
  const next = items[index + 1];
  if (item.kind !== "Binding") return false;
  const { value } = item;
  const isOverLines = (value.kind === "AttributeSet" || value.kind === "List") && value.multiline === true;
  return isOverLines && (index === 0 || hasBlankBefore(item)) && next !== undefined && hasBlankBefore(next);
}

/** Where the last run of bindings without a blank line between them starts. */
function lastGroup(items: readonly BindingNode[], isApart: boolean): number {
  if (isApart) return 0;
  return Math.max(0, items.findLastIndex(hasBlankBefore));
}

/** How many names tell whether they are in order. */
const fewestInOrder = 3;

/** The place of a name among sorted ones; `undefined` where they are not sorted, or too few to tell. */
function inOrder(
  paths: readonly (readonly string[] | undefined)[],
  names: readonly string[],
  start: number,
  end: number,
): number | undefined {
  const known = paths.slice(start, end).filter((path) => path !== undefined);
  if (known.length < fewestInOrder || known.length < end - start) return undefined;
  const keys = known.map((path) => path.join("."));
  return isSorted(keys) ? start + sortedPlace(keys, names.join(".")) : undefined;
}

function namesOf(tree: File, item: BindingNode): readonly string[] | undefined {
  if (item.kind !== "Binding") return undefined;
  const names = item.path.names.map((name) => knownName(tree, name));
  const known = names.slice(0, names.indexOf(undefined) < 0 ? names.length : names.indexOf(undefined));
  // `slice` leaves only names that are known.
  return known as string[];
}

function sharedLength(path: readonly string[] | undefined, names: readonly string[]): number {
  if (path === undefined) return 0;
  let length = 0;
  while (length < path.length && path[length] === names[length]) length++;
  return length;
}
