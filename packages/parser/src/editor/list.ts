import { isNode, toExpr, type Expr, type List, type NixValue, type Select } from "@nixgen/core";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { addHeaderNames } from "./header.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { insertItem, removeItem, replaceNode } from "./rewrite.js";
import { isSame } from "./same.js";
import { insertSteps, type SetOptions } from "./set.js";
import { bare, listsOf, type Layer, type Place } from "./view.js";

/** How an element is added to a list. */
export interface AddOptions extends SetOptions {
  /** Leave the list as it is where it has the element already. */
  readonly unique?: boolean;
  /** Put the element in order; without it, that is done with `unique` where the list is in order. */
  readonly sorted?: boolean;
}

/** Which element of a list: its place (from 0; negative from the end), a value that is equal, or a test. */
export type ElementChoice =
  { readonly index: number } | NixValue | ((element: Expr, index: number) => boolean);

/** Adds an element to the list at a path, at the end or before the element at `index`. */
export function addElement(
  editor: Editor,
  steps: readonly PathStep[],
  value: NixValue,
  options: AddOptions,
  index?: number,
): void {
  const place = findList(editor, steps, options);
  if (place === undefined) {
    insertSteps(editor, steps, toExpr([value]), options);
    return;
  }
  const { node: list, layers } = place;
  const scope = scopeOf(layers);
  const element = underScope(toExpr(value), scope);
  if (options.unique && list.elements.some((other) => isElement(other, element, scope))) return;
  const isOrdered = options.sorted ?? (options.unique === true && isSorted(list));
  const at = index === undefined ? (isOrdered ? sortedPlace(list, element) : list.elements.length) : index;
  if (at < 0 || at > list.elements.length) {
    throw problem(
      editor.source,
      "edit/not-found",
      `the list has ${list.elements.length} elements, and no place ${at}`,
      {
        at: list,
      },
    );
  }
  editor.apply(insertItem(editor.source, list, element, { index: at, isApart: isApart(list) }));
  addHeaderNames(editor, element);
}

/** Removes an element from the list at a path. @returns whether there was one. */
export function removeElement(
  editor: Editor,
  steps: readonly PathStep[],
  choice: ElementChoice,
  options: At,
): boolean {
  const found = findElement(editor, steps, choice, options);
  if (found === undefined) return false;
  editor.apply(removeItem(editor.source, found.list, found.index));
  return true;
}

/** Puts another value in the place of an element of the list at a path. */
export function replaceElement(
  editor: Editor,
  steps: readonly PathStep[],
  choice: ElementChoice,
  value: NixValue,
  options: At,
): void {
  const found = findElement(editor, steps, choice, options);
  if (found === undefined) {
    throw problem(editor.source, "edit/not-found", `the list at \`${printPath(steps)}\` has no such element`);
  }
  const element = underScope(toExpr(value), found.scope);
  const old = found.list.elements[found.index]!;
  if (isSame(old, element)) return;
  editor.apply(replaceNode(editor.source, old, element));
  addHeaderNames(editor, element);
}

interface Found {
  readonly list: List;
  readonly index: number;
  readonly scope: Expr | undefined;
}

function findElement(
  editor: Editor,
  steps: readonly PathStep[],
  choice: ElementChoice,
  options: At,
): Found | undefined {
  for (const { node: list, layers } of findLists(editor, steps, options)) {
    const scope = scopeOf(layers);
    const index = list.elements.findIndex(testOf(choice, scope, list.elements.length));
    if (index >= 0) return { list, index, scope };
  }
  return undefined;
}

function testOf(
  choice: ElementChoice,
  scope: Expr | undefined,
  length: number,
): (element: Expr, index: number) => boolean {
  // References can be called too, but they are expressions.
  if (typeof choice === "function" && !isNixValue(choice)) return choice;
  if (isIndex(choice))
    return (_, index) => index === (choice.index < 0 ? length + choice.index : choice.index);
  const element = underScope(toExpr(choice as NixValue), scope);
  return (other) => isElement(other, element, scope);
}

function isNixValue(value: object): boolean {
  return Symbol.for("nixgen.toNix") in value;
}

function isIndex(choice: ElementChoice): choice is { readonly index: number } {
  return (
    typeof choice === "object" &&
    choice !== null &&
    !isNode(choice) &&
    Object.keys(choice).length === 1 &&
    typeof (choice as { index?: unknown }).index === "number"
  );
}

/** The list to which something is added; `undefined` where the path has no value yet. */
function findList(editor: Editor, steps: readonly PathStep[], options: At): Place<List> | undefined {
  const lists = findLists(editor, steps, options);
  if (lists.length < 2) return lists[0];
  const plain = lists.filter(
    ({ layers }) => !layers.some(({ kind }) => kind === "condition" || kind === "merge"),
  );
  if (plain.length > 0) return plain.at(-1);
  throw problem(editor.source, "edit/ambiguous", `\`${printPath(steps)}\` is made of ${lists.length} lists`, {
    at: lists[0]!.node,
    related: lists.slice(1).map(({ node }) => ({ message: "and here", at: node })),
    suggestions: ["use `replace` with one of the lists"],
  });
}

function findLists(editor: Editor, steps: readonly PathStep[], options: At): Place<List>[] {
  const { source } = editor;
  const { definitions } = searchPath(source.tree, steps);
  const definition = chooseDefinition(source, steps, definitions, options);
  if (definition === undefined) return [];
  const lists = definition.value ? listsOf(definition.value) : [];
  if (lists.length > 0) return lists;
  throw problem(source, "edit/not-a-list", `the value of \`${printPath(steps)}\` is no list`, {
    at: definition.value ?? definition.node,
    suggestions: [`set \`${printPath(steps)}\` as a whole`],
  });
}

/** What the names in a list are taken from: the `with` around it. */
function scopeOf(layers: readonly Layer[]): Expr | undefined {
  return layers.findLast(({ scope }) => scope !== undefined)?.scope;
}

/** An element as it is written below `with scope;`: `ripgrep` for `pkgs.ripgrep`. */
function underScope(element: Expr, scope: Expr | undefined): Expr {
  if (scope === undefined || element.kind !== "Select" || element.default !== undefined) return element;
  if (!isSame(element.subject, scope)) return element;
  const [first, ...rest] = element.path.names;
  if (first?.kind !== "Identifier") return element;
  if (rest.length === 0) return first;
  return { ...element, subject: first, path: { ...element.path, names: rest } } satisfies Select;
}

function isElement(other: Expr, element: Expr, scope: Expr | undefined): boolean {
  return isSame(underScope(bare(other), scope), element);
}

function isSorted(list: List): boolean {
  const keys = list.elements.map((element) => keyOf(element));
  return keys.length > 1 && keys.every((key, index) => index === 0 || keys[index - 1]! <= key);
}

function sortedPlace(list: List, element: Expr): number {
  const key = keyOf(element);
  const after = list.elements.findIndex((other) => keyOf(other) > key);
  return after < 0 ? list.elements.length : after;
}

/** What elements are ordered by: their names or text. */
function keyOf(element: Expr): string {
  const inner = bare(element);
  switch (inner.kind) {
    case "Identifier":
      return inner.name;
    case "Select":
      return `${keyOf(inner.subject)}.${inner.path.names.map((name) => (name.kind === "Identifier" ? name.name : "")).join(".")}`;
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

function isApart(list: List): boolean {
  const rest = list.elements.slice(1);
  return rest.length > 0 && rest.every(({ leading }) => leading?.some(({ kind }) => kind === "BlankLine"));
}
