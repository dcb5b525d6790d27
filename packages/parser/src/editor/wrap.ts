import {
  call,
  findNode,
  identifier,
  reference,
  toExpr,
  type Expr,
  type File,
  type NixValue,
  type Trivia,
} from "@nixgen/core";
import { chainTo } from "./chain.js";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { addHeaderNames } from "./header.js";
import { lastOf, leadingOf, withLeading } from "./keep-trivia.js";
import type { PathStep } from "./path.js";
import { notFound } from "./remove.js";
import { replaceNode } from "./rewrite.js";
import { namesBoundBy } from "./variables.js";
import { bare, functionName, readWrapped } from "./view.js";

/** What a value is wrapped in: the name of a function of `lib`, or what becomes of the value. */
export type Wrapper = string | ((value: Expr) => NixValue);

/** Wraps the value at a path: `lib.mkForce value`. With a name, a value that is wrapped so already stays. */
export function wrapValue(editor: Editor, steps: readonly PathStep[], wrapper: Wrapper, options: At): void {
  const value = valueAt(editor, steps, options);
  if (typeof wrapper === "string" && readWrapped(bare(value))?.name === wrapper) return;
  const wrapped =
    typeof wrapper === "string" ? call(libFunction(editor, wrapper, value), value) : toExpr(wrapper(value));
  editor.apply(replaceNode(editor.source, value, wrapped));
  addHeaderNames(editor, wrapped, value);
}

/** Takes away the function around the value at a path. @returns whether there was one. */
export function unwrapValue(
  editor: Editor,
  steps: readonly PathStep[],
  name: string | undefined,
  options: At,
): boolean {
  const value = valueAt(editor, steps, options);
  const inner = bare(value);
  if (inner.kind !== "Application") return false;
  const wrapped = readWrapped(inner) ?? { name: functionName(inner.function), value: inner.argument };
  if (name !== undefined && wrapped.name !== name) return false;
  const after = lastOf(inner.function).trailing;
  editor.apply(
    replaceNode(editor.source, value, unwrapped(wrapped.value, after === undefined ? [] : [after])),
  );
  return true;
}

/** A value without the parentheses around it, unless a comment stands at their end, and with the comments at their start. */
function unwrapped(node: Expr, before: readonly string[]): Expr {
  const isKept = node.kind !== "Parenthesized" || node.tokens?.close?.leading?.some(isComment);
  if (isKept) {
    const leading = [...before.map(lineComment), ...(leadingOf(node) ?? [])];
    return before.length === 0 ? node : withLeading(node, leading);
  }
  const outer = [...before.map(lineComment), ...(node.leading ?? [])];
  const open = node.tokens?.open?.trailing;
  const inner = unwrapped(node.expression, open === undefined ? [] : [open]);
  return outer.some(isComment) ? withLeading(inner, [...outer, ...(leadingOf(inner) ?? [])]) : inner;
}

function lineComment(text: string): Trivia {
  return { kind: "LineComment", text: ` ${text}` };
}

function isComment({ kind }: Trivia): boolean {
  return kind !== "BlankLine";
}

/** Whether something around a node binds a name, or may: a `with`. */
function isKnownAt(tree: File, node: Expr, name: string): boolean {
  for (let link = chainTo(tree, node)?.parent; link !== undefined; link = link.parent) {
    if (link.node.kind === "With" || namesBoundBy(link.node).includes(name)) return true;
  }
  return false;
}

function valueAt(editor: Editor, steps: readonly PathStep[], options: At): Expr {
  const { definitions } = searchPath(editor.source.tree, steps);
  const value = chooseDefinition(editor.source, steps, definitions, options)?.value;
  if (value === undefined) throw notFound(editor, steps);
  return value;
}

/** A function of `lib` as the file calls it: `mkForce` where it uses that name and it is known, else `lib.mkForce`. */
function libFunction({ source: { tree } }: Editor, name: string, value: Expr): Expr {
  const used = findNode(tree, "Application", (node) => {
    return node.function.kind === "Identifier" && node.function.name === name;
  });
  return used && isKnownAt(tree, value, name) ? identifier(name) : toExpr(reference("lib")[name]!);
}
