import {
  dotted,
  isPlainAttributes,
  markNode,
  staticName,
  toExpr,
  type AttributeSet,
  type Binding,
  type Expr,
  type LegacyLet,
  type Let,
  type List,
  type NixValue,
} from "@nixgen/core";
import { chooseDefinition, chooseValue, refuseCondition, type At } from "./choose.js";
import { separateComments, writeComments, writeCommentsAt } from "./comments.js";
import type { Editor } from "./editor.js";
import { searchPath, type Definition, type Part, type Reached, type Search } from "./find.js";
import { addHeaderNames, asArguments } from "./header.js";
import { inError } from "./in-error.js";
import { inheritedBinding } from "./inherited.js";
import { addLet } from "./let.js";
import { assignList } from "./assign-list.js";
import { addAt, toValue } from "./literal.js";
import { openDynamic } from "./open-dynamic.js";
import { nameOf, printPath, type PathStep } from "./path.js";
import { newBinding, placeFor, type ItemComments } from "./place.js";
import { problem } from "./problem.js";
import { openSetMessage, removeSteps, removeParts } from "./remove.js";
import { insertItem } from "./rewrite.js";
import { replaceValue, setLiteral } from "./set-literal.js";
import { hasNewComments, isSame } from "./same.js";
import { spanOf } from "./source.js";
import { bare } from "./view.js";

/** How a value is set. */
export interface SetOptions extends At {
  /** Write the value although a name on the way is dynamic, and could be the one that is set. */
  readonly ignoreDynamic?: boolean;
  /** Refuse to write where the value would hold only under a condition: below `mkIf`, `optionalAttrs` or `if`. */
  readonly unconditional?: boolean;
}

/** Makes the value at a path `value`, where it is not already, and writes the comments that it brings. */
export function setSteps(
  editor: Editor,
  steps: readonly PathStep[],
  value: NixValue,
  options: SetOptions,
): void {
  const { value: plain, ...comments } = separateComments(value);
  setPlain(editor, steps, plain, options);
  writeCommentsAt(editor, steps, comments, options);
}

function setPlain(editor: Editor, steps: readonly PathStep[], value: NixValue, options: SetOptions): void {
  if (options.unconditional !== true && setLiteral(editor, steps, value, options)) return;
  const search = searchPath(editor.source.tree, steps);
  const { definitions, parts } = search;
  if (definitions.length === 0 && parts.length === 0) {
    insertSteps(editor, steps, toNewExpr(editor, value), options);
    return;
  }
  if (definitions.length === 0) return setParts(editor, steps, parts, value, options);
  const definition = chooseDefinition(editor.source, steps, definitions, options);
  if (definition === undefined) throw noPlace(editor, steps, options.at!);
  if (definition.kind === "inherit") return setInherited(editor, steps, definition, value, options);
  if (parts.length > 0) removeParts(editor, steps);
  const again = parts.length > 0 ? searchPath(editor.source.tree, steps).definitions : definitions;
  const expression = toNewExpr(editor, value);
  // Only an `inherit` has no value.
  const place = chooseValue(editor.source, steps, again, options, expression)!;
  refuseCondition(editor.source, steps, place, options);
  setNode(editor, steps, place.node, value);
  const find = (): Expr =>
    chooseValue(editor.source, steps, searchPath(editor.source.tree, steps).definitions, options, expression)!
      .node;
  writeElementComments(editor, value, find);
  addHeaderNames(editor, expression);
}

/** Writes the comments that elements of a new list bring. @param find finds the list, as it is after each edit. */
function writeElementComments(editor: Editor, value: NixValue, find: () => Expr): void {
  if (!Array.isArray(value)) return;
  value.forEach((element: NixValue, index) =>
    writeComments(editor, separateComments(element), () => {
      const list = bare(find());
      // A list is written as one.
      return (list as List).elements[index]!;
    }),
  );
}

/** Puts `value` where an expression stands, and leaves what is the same in it as it is. */
function setNode(editor: Editor, steps: readonly PathStep[], node: Expr, value: NixValue): void {
  const expression = toNewExpr(editor, withoutElementComments(value));
  if (isSame(node, expression) && !hasNewComments(expression)) return;
  const old = bare(node);
  if (isPlainAttributes(value) && old.kind === "AttributeSet" && !old.recursive && mergeable(old)) {
    return mergeSet(editor, steps, old, value);
  }
  if (
    expression.kind === "List" &&
    old.kind === "List" &&
    old.elements.length > 0 &&
    expression.elements.length > 0
  ) {
    return assignList(editor, old, expression.elements);
  }
  editor.apply(replaceValue(editor.source, node, expression));
}

function withoutElementComments(value: NixValue): NixValue {
  return Array.isArray(value) ? value.map((element: NixValue) => separateComments(element).value) : value;
}

/** Whether all names in a set are known, so that it can be changed attribute by attribute. */
function mergeable(set: AttributeSet): boolean {
  return set.bindings.length > 0 && toValue(set) !== set;
}

function mergeSet(
  editor: Editor,
  steps: readonly PathStep[],
  old: AttributeSet,
  value: { readonly [name: string]: NixValue | undefined },
): void {
  // A set whose names are all known has an object.
  const before = Object.keys(toValue(old) as object);
  const kept = Object.keys(value).filter((name) => value[name] !== undefined);
  for (const name of kept) setSteps(editor, [...steps, name], value[name]!, {});
  for (const name of before) if (!kept.includes(name)) removeSteps(editor, [...steps, name], {});
}

/** Sets what is defined piece by piece: `a.b = 1; a.c = 2;` for the path `a`. */
function setParts(
  editor: Editor,
  steps: readonly PathStep[],
  parts: readonly Part[],
  value: NixValue,
  options: SetOptions,
): void {
  const object: { [name: string]: NixValue } = {};
  for (const { rest, node } of parts) addAt(object, rest, toValue(node.value));
  const expression = toNewExpr(editor, value);
  if (isSame(toExpr(object), expression) && !hasNewComments(expression)) return;
  if (isPlainAttributes(value)) {
    const kept = Object.keys(value).filter((name) => value[name] !== undefined);
    for (const name of kept) setSteps(editor, [...steps, name], value[name]!, options);
    for (const name of Object.keys(object))
      if (!kept.includes(name)) removeSteps(editor, [...steps, name], {});
    if (kept.length > 0) return;
  } else removeParts(editor, steps);
  insertSteps(editor, steps, toNewExpr(editor, value), options);
}

function setInherited(
  editor: Editor,
  steps: readonly PathStep[],
  definition: Definition,
  value: NixValue,
  options: SetOptions,
): void {
  const bound = inheritedBinding(editor.source.tree, definition, nameOf(steps.at(-1)!));
  if (bound !== undefined) {
    setNode(editor, steps, bound.value, value);
    return addHeaderNames(editor, toNewExpr(editor, value));
  }
  removeSteps(editor, steps, {});
  insertSteps(editor, steps, toNewExpr(editor, value), options);
}

/** Adds a binding for a path at which nothing stands. */
export function insertSteps(
  editor: Editor,
  steps: readonly PathStep[],
  value: Expr,
  options: SetOptions,
  comments: ItemComments = {},
): void {
  if (steps.length === 0) {
    throw problem(editor.source, "edit/invalid-path", "a path without steps leads to the whole file", {
      suggestions: ["name what is to be set, or use `replace` to write the file anew"],
    });
  }
  const search = searchPath(editor.source.tree, steps);
  const scope = steps.findIndex((step) => typeof step === "object");
  if (scope >= 0 && !search.reached.some(({ depth }) => depth >= scope)) {
    return addLet(editor, steps, scope, value);
  }
  refuseObstacles(editor, steps, search, options);
  const { node: container, depth, layers } = chooseContainer(editor, steps, search, options);
  refuseCondition(editor.source, steps, { node: container, layers }, options);
  const names = steps.slice(depth).map((step) => (typeof step === "object" ? step.let : step));
  if (!names.every((name) => typeof name === "string")) {
    throw problem(editor.source, "edit/not-found", `no list element stands at \`${printPath(steps)}\``, {
      at: container,
    });
  }
  const { source } = editor;
  const opened = openDynamic(source, container, names, value, comments);
  const place = placeFor(source.tree, container.bindings, names);
  const node: Binding = newBinding(source, container, names, value, comments);
  editor.apply(opened ?? insertItem(source, container, node, place));
  addHeaderNames(editor, value);
}

function chooseContainer(
  editor: Editor,
  steps: readonly PathStep[],
  { reached, obstacles }: Search,
  { at }: SetOptions,
): Reached {
  const depth = Math.max(...reached.map((place) => place.depth));
  const isBlocked = ({ node }: Reached): boolean => {
    const { start, end } = spanOf(node);
    return obstacles.some(({ node: other }) => spanOf(other).start > start && spanOf(other).end < end);
  };
  const all = reached.filter((place) => place.depth === depth && (at !== undefined || !isBlocked(place)));
  if (at !== undefined) {
    const chosen = all[at];
    if (chosen === undefined) throw noPlace(editor, steps, at);
    return chosen;
  }
  const plain = outermost(
    all.filter(({ layers }) => !layers.some(({ kind }) => kind === "condition" || kind === "merge")),
  );
  const candidates =
    plain.length > 0 ? plain : all.length > 0 ? all : reached.filter((place) => place.depth === depth);
  const byPrefix = candidates.filter(({ node }) => hasSibling(node, steps[depth]));
  const isOne = candidates.length === 1 || byPrefix.length === 1 || plain.length > 0;
  if (!isOne) throw severalPlaces(editor, steps, candidates);
  // Of `a // b`, the right one wins; of a set that is opened several times, any does.
  const chosen = (byPrefix.at(-1) ?? candidates.at(-1))!;
  const over = reached.filter(
    (place) => isRightOf(place, chosen) && hasSibling(place.node, steps[place.depth]),
  );
  if (over.length === 0) return chosen;
  const certain = over.filter(({ layers }) => !layers.some(({ kind }) => kind === "condition"));
  if (certain.length > 0) return certain.reduce((best, place) => (place.depth >= best.depth ? place : best));
  throw severalPlaces(editor, steps, [chosen, ...over]);
}

function severalPlaces(editor: Editor, steps: readonly PathStep[], places: readonly Reached[]): Error {
  const message = `\`${printPath(steps)}\` can be written in ${places.length} places`;
  return problem(editor.source, "edit/ambiguous", message, {
    at: places[0]!.node,
    related: places.slice(1).map(({ node }) => ({ message: "or here", at: node })),
    suggestions: ["choose one of them with `{ at: number }`, from 0"],
  });
}

/** Whether a place is joined with another one by `//`, from the right: its attributes take the place of the other ones. */
function isRightOf(place: Reached, other: Reached): boolean {
  const parting = place.layers.findIndex((layer, index) => layer !== other.layers[index]);
  const isUpdate = place.layers[parting]?.kind === "update" && other.layers[parting]?.kind === "update";
  const isResult = !place.layers.slice(parting).some(({ kind }) => kind === "argument");
  return isUpdate && isResult && spanOf(place.node).start >= spanOf(other.node).end;
}

/** Of `{ … } // import ./more.nix { … }`, the set and not the argument of the call. */
function outermost(places: readonly Reached[]): readonly Reached[] {
  const depthOf = ({ layers }: Reached): number => layers.filter(({ kind }) => kind === "argument").length;
  const least = Math.min(...places.map(depthOf));
  return places.filter((place) => depthOf(place) === least);
}

function hasSibling(container: AttributeSet | LegacyLet | Let, step: PathStep | undefined): boolean {
  return container.bindings.some(
    (node) => node.kind === "Binding" && staticName(node.path.names[0]!) === step,
  );
}

function refuseObstacles(
  editor: Editor,
  steps: readonly PathStep[],
  { obstacles, reached }: Search,
  { ignoreDynamic }: SetOptions,
): void {
  const deepest = Math.max(-1, ...reached.map(({ depth }) => depth));
  const { source } = editor;
  for (const { kind, node, depth, layers } of obstacles) {
    // Of several branches, another one may do.
    const isBranch = layers.some((layer) => layer.kind === "condition" || layer.kind === "merge");
    if (isBranch && reached.some((place) => !layers.every((layer, index) => place.layers[index] === layer)))
      continue;
    const before = printPath(steps.slice(0, depth));
    if (kind === "dynamic") {
      if (ignoreDynamic || depth < deepest) continue;
      throw problem(
        source,
        "edit/dynamic-attribute",
        `\`${printPath(steps)}\` could be what \`${source.slice(node)}\` stands for`,
        { at: node, suggestions: ["pass `{ ignoreDynamic: true }` to write it beside that"] },
      );
    }
    if (depth < deepest) continue;
    if (node.kind === "Error") throw inError(source, node, openSetMessage);
    if (kind === "inherit") {
      throw problem(source, "edit/inherited", `\`${before}\` is inherited; it can't be changed here`, {
        at: node,
        suggestions: [`set \`${before}\` as a whole, or edit what it is inherited from`],
      });
    }
    throw problem(
      source,
      "edit/not-a-set",
      before === "" ? "the file is no attribute set" : `the value of \`${before}\` is no attribute set`,
      {
        at: node,
        suggestions: [before === "" ? "use `replace` to write it anew" : `set \`${before}\` as a whole`],
      },
    );
  }
}

function noPlace(editor: Editor, steps: readonly PathStep[], at: number): Error {
  return problem(editor.source, "edit/not-found", `\`${printPath(steps)}\` has no place number ${at}`, {
    suggestions: ["`find` lists the places; they are counted from 0"],
  });
}

/** The expression of a new value as the file writes it, sets with one attribute as dotted paths. */
function toNewExpr(editor: Editor, value: NixValue): Expr {
  const expression = isPlainAttributes(value) ? overLines(dotted(value)) : toExpr(value);
  return asArguments(editor.source, expression);
}

/** A set of several attributes spans lines. */
function overLines(set: AttributeSet): AttributeSet {
  return set.bindings.length > 1 ? markNode({ ...set, multiline: true }) : set;
}
