import {
  findFreeVariables,
  formal,
  globalNames,
  identifier,
  isIdentifier,
  mapChildren,
  markNode,
  printExprAt,
  staticName,
  type AttributeSet,
  type Expr,
  type Formal,
  type Formals,
  type Function as FunctionNode,
  type NixValue,
  type Node,
} from "@nixgen/core";
import type { Editor } from "./editor.js";
import { fitLineEnds } from "./fit-line-ends.js";
import { insertFormal, removeFormal } from "./formals.js";
import { searchPath } from "./find.js";
import { indentationAt } from "./lines.js";
import { refuseUnsoundNode, refuseUnsoundUse } from "./in-error.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { replaceTidy } from "./rewrite.js";
import { isSorted, sortedPlace } from "./sorted.js";
import { spanOf, type Source } from "./source.js";
import type { Splice } from "./splice.js";
import { parametersOf } from "./variables.js";
import { bare, setsOf } from "./view.js";

/** What every module gets; a file that is a plain set can become a function of these. */
export const moduleArguments: ReadonlySet<string> = new Set([
  "config",
  "lib",
  "modulesPath",
  "options",
  "pkgs",
]);

/**
 * Adds to the header of the file what a new expression uses and nothing in the file binds.
 *
 * @param old what was there before: its names are not new.
 */
export function addHeaderNames(editor: Editor, expression: Expr, old?: Expr): void {
  const { tree } = editor.source;
  const header = headerOf(tree.expression);
  const known = new Set(header ? parametersOf(header) : []);
  const wanted = new Set<string>();
  for (const { node, underWith } of findFreeVariables(expression)) {
    if (!underWith && !known.has(node.name) && !globalNames.has(node.name)) wanted.add(node.name);
  }
  for (const { node } of old ? findFreeVariables(old) : []) wanted.delete(node.name);
  if (wanted.size === 0) return;
  const free = new Set(
    findFreeVariables(tree.expression)
      .filter(({ underWith }) => !underWith)
      .map(({ node }) => node.name),
  );
  const missing = [...wanted].filter((name) => free.has(name));
  if (missing.length === 0) return;
  if (header === undefined) {
    refuseUnsoundHeader(editor.source, tree.expression, missing);
    const body = tree.expression;
    const canBeModule = body.kind === "AttributeSet" && !isFlake(body);
    if (canBeModule && missing.every((name) => moduleArguments.has(name)))
      addHeader(editor, body, missing.sort());
    return;
  }
  const { parameter } = header;
  const canTake =
    parameter.kind === "Formals" &&
    (parameter.ellipsis !== undefined ||
      missing.every((name) => moduleArguments.has(name)) ||
      isPackage(header));
  if (canTake) for (const name of missing) addArgument(editor, name, {});
}

/**
 * A new expression as a file that `callPackage` calls takes it: `pkgs.cmake` is its argument `cmake`. In other files, the
 * expression itself.
 */
export function asArguments(source: Source, expression: Expr): Expr {
  const header = headerOf(source.tree.expression);
  if (header === undefined || header.parameter.kind !== "Formals" || !isPackage(header)) return expression;
  const isFree = findFreeVariables(expression).some(({ node }) => node.name === "pkgs");
  return isFree ? (fromPackages(expression) as Expr) : expression; // An expression becomes one.
}

function fromPackages(node: Node): Node {
  if (node.kind !== "Select" || node.subject.kind !== "Identifier" || node.subject.name !== "pkgs")
    return mapChildren(node, fromPackages);
  const [first, ...rest] = node.path.names;
  const name = first && staticName(first);
  if (name === undefined || !isIdentifier(name)) return mapChildren(node, fromPackages);
  const subject = markNode(identifier(name));
  if (rest.length > 0) return markNode({ ...node, subject, path: { ...node.path, names: rest } });
  const { leading, trailing } = node;
  return markNode({ ...subject, ...(leading && { leading }), ...(trailing !== undefined && { trailing }) });
}

/** Whether a file is called with what its header names, as `callPackage` does: its body is a call with a set. */
function isPackage(header: FunctionNode): boolean {
  const takesAll = parametersOf(header).includes("pkgs");
  return (
    !takesAll && setsOf(header.body).some(({ layers }) => layers.some(({ kind }) => kind === "argument"))
  );
}

/** Makes a file that is a set the body of a function. */
function addHeader(editor: Editor, body: AttributeSet, names: readonly string[]): void {
  const { source } = editor;
  const { leading, ...rest } = body;
  const parameter = markNode<Formals>({
    kind: "Formals",
    formals: names.map((name) => argument(name)),
    ellipsis: markNode({ kind: "Ellipsis" }),
    ...(leading && { leading }),
  });
  const fn: FunctionNode = markNode({
    kind: "Function",
    parameter,
    body: markNode(rest),
    bodyOnNextLine: true,
  });
  const { start } = spanOf(body);
  const text = `{ ${names.join(", ")}, ... }:\n`;
  editor.apply(replaceTidy(source, body, fn) ?? { start, end: start, text });
}

function argument(name: string): Formal {
  return markNode({ kind: "Formal", name: identifier(name) });
}

/** A flake can't be a function. */
function isFlake({ bindings }: AttributeSet): boolean {
  return bindings.some((node) => {
    const name = node.kind === "Binding" ? staticName(node.path.names[0]!) : undefined;
    return name === "inputs" || name === "outputs";
  });
}

/** Which function an edit is about, and what its new argument is. */
export interface ArgumentOptions {
  /** The path to the function; without it, the function that the file is. */
  readonly at?: readonly PathStep[];
  /** The value where the caller gives none. */
  readonly default?: NixValue;
}

/** Adds an argument to a function, in order where the others are. */
export function addArgument(editor: Editor, name: string, options: ArgumentOptions): void {
  const header = functionAt(editor, options.at);
  const { parameter } = header;
  if (parameter.kind !== "Formals") {
    throw problem(
      editor.source,
      "edit/no-function",
      `the function takes one argument, \`${parameter.name}\`, and no set`,
      {
        at: parameter,
      },
    );
  }
  if (parametersOf(header).includes(name)) return;
  const added = options.default === undefined ? argument(name) : formal(name, options.default);
  const index = placeOf(
    name,
    parameter.formals.map((item) => item.name.name),
  );
  const formals = [...parameter.formals];
  formals.splice(index, 0, added);
  const { source } = editor;
  const written = printFormal(
    source,
    fitLineEnds(source, added),
    indentationAt(source.text, spanOf(parameter).start).length,
  );
  const splice = insertFormal(source, parameter, index, written);
  replaceFormals(editor, header, markNode({ ...parameter, formals }), splice);
}

/** Names that stand before the others, which may be in order after them. */
const firstNames: ReadonlySet<string> = new Set(["self", "lib", "stdenv", "config", "pkgs"]);

/** Where a new name stands among those of a header: in order where they are. */
function placeOf(name: string, names: readonly string[]): number {
  const isAlone = names.length === 1 && ["self", "stdenv", "nixpkgs"].includes(names[0]!);
  if (isSorted(names) && !isAlone) return sortedPlace(names, name);
  // Files of packages begin with `lib`.
  if (name === "lib" && !names.includes("config") && !names.includes("pkgs"))
    return names[0] === "self" ? 1 : 0;
  const start = names.findIndex((other) => !firstNames.has(other));
  const rest = start < 0 ? [] : names.slice(start);
  return rest.length > 1 && isSorted(rest) ? start + sortedPlace(rest, name) : names.length;
}

/** The text of a formal on its own. */
function printFormal({ layout }: Source, node: Formal, column: number): string {
  const { name, default: value } = node;
  return value === undefined ? name.name : `${name.name} ? ${printExprAt(value, { ...layout, column })}`;
}

/** Takes an argument from a function. @throws NixError `edit/in-use` where it is used. */
export function removeArgument(editor: Editor, name: string, options: Pick<ArgumentOptions, "at">): boolean {
  const header = functionAt(editor, options.at);
  const { parameter } = header;
  if (parameter.kind !== "Formals") return false;
  const formals = parameter.formals.filter((item) => item.name.name !== name);
  if (formals.length === parameter.formals.length) return false;
  refuseUnsoundUse(editor.source, header, name);
  const users = [header.body, ...formals.flatMap((item) => (item.default ? [item.default] : []))];
  const use = users.flatMap((user) => findFreeVariables(user)).find(({ node }) => node.name === name);
  if (use !== undefined) {
    throw problem(editor.source, "edit/in-use", `the argument \`${name}\` is still used`, {
      at: use.node,
      suggestions: ["remove what uses it first"],
    });
  }
  const index = parameter.formals.findIndex((item) => item.name.name === name);
  const splice = removeFormal(editor.source, parameter, index);
  replaceFormals(editor, header, markNode({ ...parameter, formals }), splice);
  return true;
}

/** The function that a file is, if it is one. */
export function headerOf(node: Expr): FunctionNode | undefined {
  const inner = bare(node);
  if (inner.kind === "Let" || inner.kind === "With" || inner.kind === "Assert") return headerOf(inner.body);
  return inner.kind === "Function" ? inner : undefined;
}

/** Refuses to change a header that is not Nix. @param needed what it would have to name, where that is all */
function refuseUnsoundHeader(source: Source, node: Expr | undefined, needed?: readonly string[]): void {
  let inner = node && bare(node);
  while (inner?.kind === "Let" || inner?.kind === "With" || inner?.kind === "Assert")
    inner = bare(inner.body);
  if (inner?.kind !== "Error") return;
  const [parameter] = inner.children ?? [];
  const named = parameter?.kind === "Formals" ? parameter.formals.map((item) => item.name.name) : [];
  if (needed === undefined || !needed.every((name) => named.includes(name))) refuseUnsoundNode(source, inner);
}

/** The function at a path. @throws NixError `edit/no-function` */
function functionAt(editor: Editor, at: readonly PathStep[] | undefined): FunctionNode {
  const { source } = editor;
  const node =
    at === undefined || at.length === 0
      ? source.tree.expression
      : searchPath(source.tree, at).definitions.find(({ value }) => value !== undefined)?.value;
  const found = node && headerOf(node);
  if (found !== undefined) return found;
  refuseUnsoundHeader(source, node);
  const where = at === undefined || at.length === 0 ? "the file" : `\`${printPath(at)}\``;
  throw problem(source, "edit/no-function", `${where} is no function`, node ? { at: node } : {});
}

/**
 * Makes a change of a header: in a file as nixfmt writes it, the header is laid out anew; in another one, `splice` changes
 * as little as can be.
 */
function replaceFormals(editor: Editor, fn: FunctionNode, parameter: Formals, splice: Splice): void {
  const tidy = replaceTidy(editor.source, fn, markNode({ ...fn, parameter }));
  editor.apply(tidy ?? splice);
}
