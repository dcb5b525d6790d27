import {
  inherit,
  inheritFrom,
  markNode,
  toAttributeName,
  toExpr,
  type Expr,
  type Inherit,
  type NixValue,
} from "@nixgen/core";
import type { Editor } from "./editor.js";
import { searchPath, type Definition } from "./find.js";
import { refuseUnsoundNode } from "./in-error.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { removeInherited } from "./remove.js";
import { insertItem, replaceNode } from "./rewrite.js";
import { isSame } from "./same.js";
import { namesOfBinding } from "./variables.js";
import { couldDefine } from "./unsound.js";
import { letsOf, setsOf } from "./view.js";

/** Where an `inherit` is, and what it takes names from. */
export interface InheritOptions {
  /** The path to the set; without it, the set that the file is. `["let"]`-scopes are written `let`. */
  readonly in?: readonly PathStep[];
  /** Edit the `let` around the set and not the set. */
  readonly let?: boolean;
  /** What the names are taken from: `inherit (from) names;`. */
  readonly from?: NixValue;
}

/** Adds names to an `inherit`, or an `inherit` where there is none of this kind. */
export function addInherited(editor: Editor, names: readonly string[], options: InheritOptions): void {
  for (const name of names) {
    const container = containerOf(editor, options);
    refuseUnsoundBinding(editor, container, name);
    const from = options.from === undefined ? undefined : toExpr(options.from);
    if (inheritsOf(container, from).some(({ node }) => namesOfBinding(node).includes(name))) continue;
    const taker = container.bindings.find((node) => namesOfBinding(node).includes(name));
    if (taker !== undefined) {
      throw problem(editor.source, "edit/exists", `\`${name}\` is defined there already`, { at: taker });
    }
    const [first] = inheritsOf(container, from);
    if (first !== undefined) {
      const node = markNode({ ...first.node, names: [...first.node.names, toAttributeName(name)] });
      editor.apply(replaceNode(editor.source, first.node, node));
    } else {
      const node = from === undefined ? inherit(name) : inheritFrom(from, name);
      const index = container.bindings.findLastIndex(({ kind }) => kind === "Inherit") + 1;
      editor.apply(insertItem(editor.source, container, node, { index }));
    }
  }
}

/** Takes names out of the `inherit`s of a set. @returns whether one had any of them. */
export function removeInheritedNames(
  editor: Editor,
  names: readonly string[],
  options: InheritOptions,
): boolean {
  let removed = false;
  const from = options.from === undefined ? undefined : toExpr(options.from);
  for (const name of names) {
    const container = containerOf(editor, options);
    refuseUnsoundBinding(editor, container, name);
    const all = container.bindings.flatMap((node, index) =>
      node.kind === "Inherit" ? [{ node, index }] : [],
    );
    const found = all.find(
      ({ node }) => namesOfBinding(node).includes(name) && (from === undefined || isFrom(node, from)),
    );
    if (found === undefined) continue;
    removeInherited(editor, found.node, container, found.index, name);
    removed = true;
  }
  return removed;
}

type Container = Exclude<Definition["container"], { readonly kind: "List" | "Error" }>;

function refuseUnsoundBinding({ source }: Editor, { bindings }: Container, name: string): void {
  const error = bindings.find((node) => node.kind === "Error" && couldDefine(node, [name]));
  refuseUnsoundNode(source, error);
}

function containerOf(editor: Editor, { in: steps = [], let: isLet }: InheritOptions): Container {
  const { source } = editor;
  const node =
    steps.length === 0 ? source.tree.expression : searchPath(source.tree, steps).definitions[0]?.value;
  const container = node && (isLet ? letsOf(node)[0] : setsOf(node)[0]?.node);
  if (container !== undefined) return container;
  refuseUnsoundNode(source, node);
  const where = steps.length === 0 ? "the file" : `\`${printPath(steps)}\``;
  throw problem(
    source,
    "edit/not-a-set",
    `${where} has no ${isLet ? "`let`" : "attribute set"}`,
    node ? { at: node } : {},
  );
}

function inheritsOf(
  container: Container,
  from: Expr | undefined,
): { readonly node: Inherit; readonly index: number }[] {
  return container.bindings.flatMap((node, index) =>
    node.kind === "Inherit" && isFrom(node, from) ? [{ node, index }] : [],
  );
}

function isFrom(node: Inherit, from: Expr | undefined): boolean {
  if (node.from === undefined || from === undefined) return node.from === from;
  return isSame(node.from, from);
}
