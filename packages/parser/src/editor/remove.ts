import { markNode, staticName, type BindingNode, type Inherit } from "@nixgen/core";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath, type Definition } from "./find.js";
import { inError, refuseFruitless, refuseUnsoundUse } from "./in-error.js";
import { removeEmptyLet } from "./let.js";
import { nameOf, printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { removeItem, replaceNode } from "./rewrite.js";
import { isVariableScope, usesOf, type VariableScope } from "./variables.js";
import { bare } from "./view.js";

/** How something is removed. */
export interface RemoveOptions extends At {
  /** Leave the comments above it where they are. */
  readonly keepComments?: boolean;
}

/** Removes what stands at a path. @returns whether anything did. */
export function removeSteps(editor: Editor, steps: readonly PathStep[], options: RemoveOptions): boolean {
  const { definitions, parts } = searchPath(editor.source.tree, steps);
  if (definitions.length === 0 && parts.length === 0) {
    refuseFruitless(editor.source, steps);
    return false;
  }
  if (parts.length > 0) removeParts(editor, steps, options);
  const definition = chooseDefinition(
    editor.source,
    steps,
    searchPath(editor.source.tree, steps).definitions,
    options,
  );
  if (definition !== undefined) removeDefinition(editor, steps, definition, options);
  return true;
}

function removeDefinition(
  editor: Editor,
  steps: readonly PathStep[],
  { kind, node, container, index }: Definition,
  options: RemoveOptions,
): void {
  const name = nameOf(steps.at(-1)!);
  if (isVariableScope(container)) refuseUsed(editor, container, index, name);
  if (kind === "inherit") return removeInherited(editor, node as Inherit, container, index, name);
  removeFrom(editor, container, index, options);
}

/** Takes an item out of what holds it, and a `let` with its last binding. */
function removeFrom(
  editor: Editor,
  container: Definition["container"],
  index: number,
  { keepComments }: RemoveOptions = {},
): void {
  if (container.kind === "Error") throw inError(editor.source, container, openSetMessage);
  if (container.kind === "Let" && container.bindings.length === 1) removeEmptyLet(editor, container);
  else editor.apply(removeItem(editor.source, container, index, keepComments));
}

/** Where a set ends that lacks a bracket, nobody knows. */
export const openSetMessage = "the set lacks a bracket; only what stands in it can be changed";

/** A name that a `let` or `rec` binds stays as long as it is used. */
function refuseUsed(editor: Editor, scope: VariableScope, index: number, inherited: string): void {
  const firstName = (node: BindingNode | undefined): string | undefined =>
    node?.kind === "Binding" ? staticName(node.path.names[0]!) : undefined;
  const name = firstName(scope.bindings[index]) ?? inherited;
  const isAlone = scope.bindings.every((node, other) => other === index || firstName(node) !== name);
  if (!isAlone) return;
  refuseUnsoundUse(editor.source, scope, name);
  const use = usesOf(scope, name)[0];
  if (use === undefined) return;
  throw problem(editor.source, "edit/in-use", `\`${name}\` is still used`, {
    at: use,
    suggestions: ["remove what uses it first"],
  });
}

/** Takes a name out of an `inherit`, and the `inherit` with its last name. */
export function removeInherited(
  editor: Editor,
  node: Inherit,
  container: Definition["container"],
  index: number,
  name: string,
): void {
  const names = node.names.filter((other) => staticName(other) !== name);
  if (names.length > 0) {
    editor.apply(replaceNode(editor.source, node, markNode({ ...node, names })));
  } else removeFrom(editor, container, index);
}

/** Removes the set or list at a path where nothing is left in it, no comment either. */
export function removeIfEmpty(editor: Editor, steps: readonly PathStep[]): void {
  const { definitions, parts } = searchPath(editor.source.tree, steps);
  const value = definitions[0]?.value && bare(definitions[0].value);
  if (definitions.length !== 1 || parts.length > 0 || value === undefined) return;
  const isEmpty =
    (value.kind === "AttributeSet" && value.bindings.length === 0) ||
    (value.kind === "List" && value.elements.length === 0);
  if (isEmpty && value.tokens?.close?.leading === undefined) removeSteps(editor, steps, {});
}

/** Removes every binding that defines something below a path. */
export function removeParts(editor: Editor, steps: readonly PathStep[], options: RemoveOptions = {}): void {
  for (;;) {
    const part = searchPath(editor.source.tree, steps).parts.at(-1);
    if (part === undefined) return;
    removeFrom(editor, part.container, part.index, options);
  }
}

/** The error for a path at which nothing stands. */
export function notFound(editor: Editor, steps: readonly PathStep[]): Error {
  return problem(editor.source, "edit/not-found", `nothing stands at \`${printPath(steps)}\``);
}
