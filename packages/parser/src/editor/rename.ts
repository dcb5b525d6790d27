import {
  binding,
  escapeString,
  findNode,
  identifier,
  isIdentifier,
  markNode,
  select,
  staticName,
  toAttributeName,
  type Binding,
  type Expr,
  type Inherit,
  type Let,
  type Trivia,
} from "@nixgen/core";
import { chainTo } from "./chain.js";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { insertItem, replaceNode } from "./rewrite.js";
import { insertSteps, type SetOptions } from "./set.js";
import { notFound, removeInherited, removeSteps, usesOf } from "./remove.js";
import { spanOf, type Container } from "./source.js";
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
  if (isLet && container.kind === "Let") {
    const scopeAgain = (): Let => {
      const { definitions: again, parts: others } = searchPath(editor.source.tree, steps);
      // What is renamed is still there, and still in a `let`.
      return (chooseDefinition(editor.source, steps, again, options) ?? others[0]!).container as Let;
    };
    renameUses(editor, scopeAgain, last.let, name);
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

/** Writes attributes that are inherited from a name of a `let` as bindings: `version = v;` for `inherit version;`. */
function nameInherited(editor: Editor, scopeAgain: () => Let, from: string, to: string): void {
  for (;;) {
    const { tree } = editor.source;
    const links = usesOf(scopeAgain(), from).map((use) => chainTo(tree, use)?.parent);
    const link = links.find((parent) => parent?.node.kind === "Inherit");
    if (link === undefined) return;
    const node = link.node as Inherit;
    const named = binding(from, identifier(to));
    const names = node.names.filter((name) => staticName(name) !== from);
    if (names.length === 0) {
      editor.apply(replaceNode(editor.source, node, named));
      continue;
    }
    editor.apply(replaceNode(editor.source, node, markNode({ ...node, names })));
    const { kind, span } = link.parent!.node as Container;
    // What holds the `inherit` starts where it did.
    const container = findNode(editor.source.tree, kind, (other) => other.span?.start === span?.start)!;
    editor.apply(insertItem(editor.source, container, named, { index: link.index! + 1 }));
  }
}

/** Renames the uses of a name that a `let` binds. */
function renameUses(editor: Editor, scopeAgain: () => Let, from: string, to: string): void {
  if (!isIdentifier(to)) {
    throw problem(editor.source, "edit/invalid-path", `\`${to}\` can't be the name of a variable`);
  }
  const count = usesOf(scopeAgain(), from).length;
  const other = usesOf(scopeAgain(), to)[0];
  if (other !== undefined) throw isTaken(editor, to, other);
  nameInherited(editor, scopeAgain, from, to);
  const uses = usesOf(scopeAgain(), from)
    .map(spanOf)
    .sort((a, b) => a.start - b.start);
  const [first] = uses;
  const last = uses.at(-1);
  if (first !== undefined && last !== undefined) {
    const { text } = editor.source;
    let written = "";
    let at = first.start;
    for (const { start, end } of uses) {
      written += text.slice(at, start) + to;
      at = end;
    }
    editor.apply({ start: first.start, end: last.end, text: written });
  }
  // Something between the `let` and a use may bind the new name, too.
  if (usesOf(scopeAgain(), to).length < count) throw isTaken(editor, to, scopeAgain());
}

function isTaken(editor: Editor, name: string, at: Expr): Error {
  return problem(editor.source, "edit/exists", `\`${name}\` is the name of something else there`, {
    at,
    suggestions: ["choose another name"],
  });
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
