import {
  binding,
  escapeString,
  identifier,
  isIdentifier,
  markNode,
  select,
  staticName,
  toAttributeName,
  type AttributeName,
  type Binding,
  type Expr,
} from "@nixgen/core";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { inError, refuseUnsound } from "./in-error.js";
import { commentBehind, commentsInPath, ownedComments } from "./leading.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { renameUses } from "./rename-uses.js";
import { insertItem, replaceNode } from "./rewrite.js";
import { isVariableScope, type VariableScope } from "./variables.js";
import { insertSteps, type SetOptions } from "./set.js";
import { notFound, openSetMessage, removeInherited, removeSteps } from "./remove.js";
import { spanOf } from "./source.js";
import type { Splice } from "./splice.js";

/** Gives what stands at a path another name. Uses of a name that a `let` or a `rec` binds are renamed with it. */
export function renameSteps(editor: Editor, steps: readonly PathStep[], name: string, options: At): void {
  const last = steps.at(-1);
  const isLet = typeof last === "object";
  const to: PathStep[] = [...steps.slice(0, -1), isLet ? { let: name } : name];
  refuseUnsound(editor.source, [to]);
  const taken = searchPath(editor.source.tree, to);
  const taker = taken.definitions[0] ?? taken.parts[0];
  if (taker !== undefined) {
    throw problem(editor.source, "edit/exists", `\`${printPath(to)}\` is there already`, { at: taker.node });
  }
  const { definitions, parts } = searchPath(editor.source.tree, steps);
  if (definitions.length === 0 && parts.length === 0) throw notFound(editor, steps);
  const definition = chooseDefinition(editor.source, steps, definitions, options);
  const first = definition ?? parts[0]!;
  // Below a dotted name, `b` of `a.b = …`, there are no variables.
  const isWhole =
    first.node.kind !== "Binding" ||
    first.node.path.names.length - ("rest" in first ? first.rest.length : 0) === 1;
  if (isWhole && isVariableScope(first.container)) {
    const scopeNow = (): VariableScope => {
      const now = searchPath(editor.source.tree, steps);
      const place = chooseDefinition(editor.source, steps, now.definitions, options) ?? now.parts[0]!;
      // The place is the same as before, whose container is a scope.
      return place.container as VariableScope;
    };
    renameUses(editor, scopeNow, isLet ? last.let : String(last), name);
  }
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
    if (found.container.kind === "Error") throw inError(editor.source, found.container, openSetMessage);
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
  const old = node.path.names[index]!;
  const next = isQuotedFreely(old) ? quotedName(name) : toAttributeName(name);
  const written = next.kind === "Identifier" ? name : `"${escapeString(name)}"`;
  const { text } = source;
  const literal = text.slice(start, spanOf(old).start) + written + text.slice(spanOf(old).end, end);
  const names = node.path.names.with(index, next);
  const renamed: Binding = markNode({ ...node, path: { ...node.path, names } });
  return replaceNode(source, node, renamed, literal);
}

/** Whether a name stands in quotes that it does not need: then its next one does too. */
function isQuotedFreely(name: AttributeName): boolean {
  const text = staticName(name);
  return name.kind === "String" && text !== undefined && isIdentifier(text);
}

function quotedName(name: string): AttributeName {
  return markNode({ kind: "String", parts: [{ kind: "StringText", value: name }] });
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
  const { node } = definition;
  const trailing = commentBehind(editor.source.text, node);
  const leading = [
    ...ownedComments(editor.source.text, node),
    ...(node.kind === "Binding" ? commentsInPath(node.path) : []),
  ];
  removeSteps(editor, from, options);
  const tokens = node.kind === "Binding" ? node.tokens : undefined;
  const comments = { leading, ...(trailing !== undefined && { trailing }), ...(tokens && { tokens }) };
  insertSteps(editor, to, definition.value, {}, comments);
}
