import {
  Annotated,
  isNode,
  markNode,
  printExprAt,
  requireFunction,
  toExpr,
  type Expr,
  type List,
  type NixValue,
} from "@nixgen/core";
import { ambiguous, refuseCondition, type At } from "./choose.js";
import { separateComments, writeComments } from "./comments.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { addHeaderNames, asArguments } from "./header.js";
import { inError, refuseUnsoundNode } from "./in-error.js";
import { hasBlankBefore } from "./leading.js";
import { findOrderedPlace, placeInOrder, type OrderedPlace } from "./order.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { insertItem, removeItem, replaceNode } from "./rewrite.js";
import { hasNewComments, isSame } from "./same.js";
import { isElement, scopeOf, writeIn, type ListScope } from "./scope.js";
import type { Source } from "./source.js";
import { insertSteps, type SetOptions } from "./set.js";
import { mentions } from "./unsound.js";
import { bare, listsOf, type Place } from "./view.js";

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
  const found = findList(editor, steps, options);
  const list = found?.node;
  if (found !== undefined) refuseCondition(editor.source, steps, found, options);
  if (list === undefined) {
    insertSteps(editor, steps, asArguments(editor.source, toExpr([value])), options);
    return;
  }
  const scope = scopeOf(editor.source, list);
  const { leading, trailing, value: plain } = value instanceof Annotated ? value : { value };
  const element = writeIn(scope, asArguments(editor.source, toExpr(plain)));
  if (index !== undefined || options.unique === true) refuseUnsoundElement(editor, list, index, element);
  const same = options.unique ? list.elements.findIndex((other) => isElement(scope, other, element)) : -1;
  if (same >= 0) {
    return writeComments(
      editor,
      separateComments(value),
      () => findList(editor, steps, options)!.node.elements[same]!,
    );
  }
  const place = index === undefined ? placeFor(list, element, options) : placeAt(editor, list, index);
  const item = markNode({
    ...element,
    ...(leading !== undefined && { leading }),
    ...(trailing !== undefined && { trailing }),
  });
  editor.apply(insertItem(editor.source, list, item, { ...place, isApart: isApart(list) }));
  addHeaderNames(editor, element);
}

/** What stands in a list for no element, or for several, makes its places unknown; it could also be the element. */
function refuseUnsoundElement(editor: Editor, list: List, index: number | undefined, element?: Expr): void {
  for (const error of list.elements) {
    if (error.kind !== "Error") continue;
    const words =
      element === undefined ? undefined : /[\w'-]+(?=\W*$)/.exec(printExprAt(element, { column: 0 }))?.[0];
    if (index === undefined && words !== undefined && !mentions(error.text, words)) continue;
    throw inError(
      editor.source,
      error,
      "what stands in the list is not Nix; an element could be a part of it",
    );
  }
}

/** Where a new element stands: at the end, or in order. */
function placeFor({ elements }: List, element: Expr, { sorted, unique }: AddOptions): OrderedPlace {
  const ordered = (sorted ?? unique) ? findOrderedPlace(elements, element) : undefined;
  if (ordered !== undefined) return ordered;
  return sorted ? placeInOrder(elements, element) : { index: elements.length };
}

function placeAt(editor: Editor, list: List, index: number): OrderedPlace {
  const { length } = list.elements;
  const at = index < 0 ? length + index : index;
  if (at >= 0 && at <= length) return { index: at };
  const message = `the list has ${length} elements, and no place ${index}`;
  throw problem(editor.source, "edit/not-found", message, { at: list });
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
  const { value: plain, ...comments } = separateComments(value);
  const element = writeIn(found.scope, asArguments(editor.source, toExpr(plain)));
  const old = found.list.elements[found.index]!;
  if (!isSame(old, element) || hasNewComments(element))
    editor.apply(replaceNode(editor.source, old, element));
  writeComments(
    editor,
    comments,
    () => findLists(editor, steps, options)[found.listIndex]!.node.elements[found.index]!,
  );
  addHeaderNames(editor, element);
}

interface Found {
  readonly list: List;
  /** The place of the list among those that the path stands for. */
  readonly listIndex: number;
  readonly index: number;
  readonly scope: ListScope;
}

function findElement(
  editor: Editor,
  steps: readonly PathStep[],
  choice: ElementChoice,
  options: At,
): Found | undefined {
  for (const [listIndex, { node: list }] of findLists(editor, steps, options).entries()) {
    const scope = scopeOf(editor.source, list);
    const isTest = typeof choice === "function" && !isNixValue(choice);
    if (isTest || isIndex(choice)) refuseUnsoundElement(editor, list, 0);
    const index = list.elements.findIndex(testOf(editor, choice, scope, list.elements.length));
    if (index >= 0) return { list, listIndex, index, scope };
    refuseUnsoundElement(editor, list, undefined);
  }
  return undefined;
}

function testOf(
  editor: Editor,
  choice: ElementChoice,
  scope: ListScope,
  length: number,
): (element: Expr, index: number) => boolean {
  // References can be called too, but they are expressions.
  if (typeof choice === "function" && !isNixValue(choice)) {
    requireFunction(choice, "the test for an element");
    return choice;
  }
  if (isIndex(choice))
    return (_, index) => index === (choice.index < 0 ? length + choice.index : choice.index);
  const element = asArguments(editor.source, toExpr(choice as NixValue));
  return (other) => isElement(scope, other, element);
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
  if (plain.length > 0) return plain.at(-1)!;
  throw problem(editor.source, "edit/ambiguous", `\`${printPath(steps)}\` is made of ${lists.length} lists`, {
    at: lists[0]!.node,
    related: lists.slice(1).map(({ node }) => ({ message: "and here", at: node })),
    suggestions: ["choose one of the lists with `{ at: number }`, from 0"],
  });
}

/** The lists that a path stands for, or the one that is chosen. */
function findLists(editor: Editor, steps: readonly PathStep[], { at }: At): Place<List>[] {
  const { source } = editor;
  const { definitions } = searchPath(source.tree, steps);
  const isFile = steps.length === 0;
  const place = isFile ? source.tree.expression : definitions[0]?.node;
  if (place === undefined) return [];
  if (at === undefined && definitions.length > 1) throw ambiguous(source, steps, definitions);
  const values = isFile ? [source.tree.expression] : definitions.flatMap(({ value }) => value ?? []);
  const lists = values.flatMap((value) => listsOf(value));
  if (lists.length === 0) {
    refuseUnsoundNode(source, values[0]);
    const what = isFile ? "the file" : `the value of \`${printPath(steps)}\``;
    throw problem(source, "edit/not-a-list", `${what} is no list`, {
      at: values[0] ?? place,
      suggestions: [isFile ? "use `replace` to write it anew" : helpToJoin(source, steps, values[0])],
    });
  }
  if (at === undefined) return lists;
  const chosen = lists[at];
  if (chosen !== undefined) return [chosen];
  throw problem(
    source,
    "edit/not-found",
    `\`${printPath(steps)}\` is made of ${lists.length} lists; there is no number ${at}`,
    { at: place, suggestions: ["lists are counted from 0, in the order of the file"] },
  );
}

/** What to do where a list comes from elsewhere: what it is stays, and is joined with a list that is written here. */
function helpToJoin(source: Source, steps: readonly PathStep[], value: Expr | undefined): string {
  const path = printPath(steps);
  const isReference = value?.kind === "Identifier" || value?.kind === "Select";
  const isConstant = value?.kind === "Identifier" && ["true", "false", "null"].includes(value.name);
  if (!isReference || isConstant) return `set \`${path}\` as a whole`;
  return `set \`${path}\` to \`${source.slice(value)} ++ [ … ]\`; to that list \`add\` adds`;
}

/** Whether a blank line sets each element apart. Comments above names are taken for those of groups. */
function isApart({ elements }: List): boolean {
  const rest = elements.slice(1);
  if (rest.length === 0 || !rest.every(hasBlankBefore)) return false;
  const isNamed = (element: Expr): boolean => ["Identifier", "Select", "String"].includes(bare(element).kind);
  return !rest.some(
    (element) => isNamed(element) && element.leading?.some(({ kind }) => kind !== "BlankLine"),
  );
}
