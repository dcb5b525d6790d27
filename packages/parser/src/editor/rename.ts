import {
  binding,
  escapeString,
  identifier,
  isIdentifier,
  markNode,
  select,
  toAttributeName,
  type Binding,
  type Expr,
  type Let,
  type Trivia,
} from "@nixgen/core";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { insertItem, replaceNode } from "./rewrite.js";
import { insertSteps, type SetOptions } from "./set.js";
import { notFound, removeInherited, removeSteps, usesOf } from "./remove.js";
import { spanOf } from "./source.js";
import type { Splice } from "./splice.js";

/** Gives what stands at a path another name. Uses of a name that a `let` or a `rec` binds are renamed with it. */
export function renameSteps(editor: Editor, steps: readonly PathStep[], name: string, options: At): void {
  const last = steps.at(-1);
  const isLet = typeof last === "object";
  const to: PathStep[] = [...steps.slice(0, -1), isLet ? { let: name } : name];
  const taken = searchPath(editor.source.tree, to);
  const taker = taken.definitions[0] ?? taken.parts[0];
  if (taker !== undefined) {
    throw problem(editor.source, "edit/exists", `\`${printPath(to)}\` is there already`, { at: taker.node });
  }
  const { definitions, parts } = searchPath(editor.source.tree, steps);
  if (definitions.length === 0 && parts.length === 0) throw notFound(editor, steps);
  const definition = chooseDefinition(editor.source, steps, definitions, options);
  const container = definition?.container ?? parts[0]!.container;
  if (isLet && container.kind === "Let") renameUses(editor, container, last.let, name);
  renameParts(editor, steps, name);
  const found = chooseDefinition(
    editor.source,
    steps,
    searchPath(editor.source.tree, steps).definitions,
    options,
  );
  if (found === undefined) return;
  if (found.kind === "binding") {
    const node = found.node as Binding;
    editor.apply(replaceName(editor, node, node.path.names.length - 1, name));
  } else if (found.kind === "inherit" && found.node.kind === "Inherit") {
    const { from } = found.node;
    const old = isLet ? last.let : String(last);
    const value: Expr = from ? select(from, old) : identifier(old);
    editor.apply(
      insertItem(editor.source, found.container, binding(name, value), { index: found.index + 1 }),
    );
    const again = searchPath(editor.source.tree, steps).definitions.find(({ kind }) => kind === "inherit");
    if (again?.node.kind === "Inherit")
      removeInherited(editor, again.node, again.container, again.index, old);
  }
}

function renameParts(editor: Editor, steps: readonly PathStep[], name: string): void {
  for (;;) {
    const part = searchPath(editor.source.tree, steps).parts[0];
    if (part === undefined) return;
    const { node, rest } = part;
    editor.apply(replaceName(editor, node, node.path.names.length - rest.length - 1, name));
  }
}

/** The change that gives a binding another name and leaves its value as it is written. */
function replaceName({ source }: Editor, node: Binding, index: number, name: string): Splice {
  const { start, end } = spanOf(node);
  const old = spanOf(node.path.names[index]!);
  const written = isIdentifier(name) ? name : `"${escapeString(name)}"`;
  const literal = source.text.slice(start, old.start) + written + source.text.slice(old.end, end);
  return replaceNode(source, node, withName(node, index, name), literal);
}

function withName(node: Binding, index: number, name: string): Binding {
  const names = node.path.names.with(index, toAttributeName(name));
  return markNode({ ...node, path: { ...node.path, names } });
}

/** Renames the uses of a name that a `let` binds. */
function renameUses(editor: Editor, scope: Let, from: string, to: string): void {
  if (!isIdentifier(to)) {
    throw problem(editor.source, "edit/invalid-path", `\`${to}\` can't be the name of a variable`);
  }
  const uses = usesOf(scope, from)
    .map(spanOf)
    .sort((a, b) => a.start - b.start);
  const [first] = uses;
  const last = uses.at(-1);
  if (first === undefined || last === undefined) return;
  const { text } = editor.source;
  let written = "";
  let at = first.start;
  for (const { start, end } of uses) {
    written += text.slice(at, start) + to;
    at = end;
  }
  editor.apply({ start: first.start, end: last.end, text: written });
}

/** Moves what stands at a path to another one, with its comments. */
export function moveSteps(
  editor: Editor,
  from: readonly PathStep[],
  to: readonly PathStep[],
  options: SetOptions,
): void {
  const { definitions } = searchPath(editor.source.tree, from);
  const definition = chooseDefinition(editor.source, from, definitions, options);
  if (definition?.value === undefined) throw notFound(editor, from);
  const taken = searchPath(editor.source.tree, to);
  const taker = taken.definitions[0] ?? taken.parts[0];
  if (taker !== undefined) {
    throw problem(editor.source, "edit/exists", `\`${printPath(to)}\` is there already`, { at: taker.node });
  }
  const leading: readonly Trivia[] = (definition.node.leading ?? []).filter(
    ({ kind }) => kind !== "BlankLine",
  );
  removeSteps(editor, from, options);
  insertSteps(editor, to, definition.value, {}, leading);
}
