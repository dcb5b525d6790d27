import {
  childrenOf,
  staticName,
  walk,
  type BindingNode,
  type ErrorNode,
  type File,
  type Node,
} from "@nixgen/core";
import type { PathStep } from "./path.js";
import { spanOf } from "./source.js";
import { isOpenSet, soundBodyOf } from "./view.js";

/** Questions about the errors in the tree of a text that is not Nix. What can't be read could be anything. */

/** The errors of a tree, in the order of the text. */
export function errorsOf(tree: File): ErrorNode[] {
  const errors: ErrorNode[] = [];
  walk(tree, (node) => {
    if (node.kind === "Error") errors.push(node);
    return true;
  });
  return errors;
}

/** What is written of an error outside of what is sound in it, without white space. */
export function ownText(text: string, error: ErrorNode): string {
  let own = "";
  let at = error.span!.start;
  for (const child of childrenOf(error)) {
    // All children of an error have places.
    const { start, end } = (child as { readonly span: { readonly start: number; readonly end: number } })
      .span;
    own += text.slice(at, start);
    at = end;
  }
  return (own + text.slice(at, error.span!.end)).replaceAll(/\s+/g, "");
}

/** Whether an error among bindings could define what stands at a path, or a part of it. */
export function couldDefine(error: BindingNode & ErrorNode, steps: readonly PathStep[]): boolean {
  const [first] = error.children ?? [];
  if (error.of !== "Binding" || first?.kind !== "AttributePath") {
    // The name can be what is wrong: what has a value can have any name.
    return error.text.includes("=") || typeof steps[0] !== "string" || mentions(error.text, steps[0]);
  }
  return first.names.every((name, index) => {
    const known = staticName(name);
    return known === undefined || steps[index] === undefined || steps[index] === known;
  });
}

/** An error below a node that could use a name. */
export function errorThatUses(root: Node, name: string, text: string): ErrorNode | undefined {
  return findError(root, (error) => mentions(unknownText(text, error), name));
}

/** An error anywhere in a file that seems to define a name, besides those that are bindings of another name. */
export function errorThatDefines(tree: File, name: string, text: string): ErrorNode | undefined {
  return findError(tree, (error) => {
    const [path] = error.of === "Binding" ? (error.children ?? []) : [];
    const start = path?.kind === "AttributePath" ? spanOf(path).end - spanOf(error).start : 0;
    return mentions(unknownText(text, error).slice(start), name, /^"?\s*[.=]/);
  });
}

function findError(root: Node, isSought: (error: ErrorNode) => boolean): ErrorNode | undefined {
  let found: ErrorNode | undefined;
  walk(root, (node) => {
    if (found !== undefined) return false;
    if (node.kind !== "Error") return true;
    if (isSought(node)) found = node;
    return isFrame(node);
  });
  return found;
}

/** Whether an error only lacks something at an end of what stands in it. */
function isFrame(error: ErrorNode): boolean {
  return isOpenSet(error) || soundBodyOf(error) !== undefined;
}

/** The text of an error of which nobody knows what it is. */
function unknownText(text: string, error: ErrorNode): string {
  return isFrame(error) ? ownText(text, error) : error.text;
}

/** Whether a name stands in a text as a word, before something. */
export function mentions(text: string, name: string, before = /^/): boolean {
  const isPartOfName = (character: string): boolean => /[\w'-]/.test(character);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    const isWord = !isPartOfName(text.charAt(at - 1)) && !isPartOfName(text.charAt(end));
    if (isWord && before.test(text.slice(end))) return true;
  }
  return false;
}
