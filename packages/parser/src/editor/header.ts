import {
  findFreeVariables,
  formal,
  globalNames,
  identifier,
  markNode,
  printExprAt,
  type Expr,
  type Formal,
  type Formals,
  type Function as FunctionNode,
  type NixValue,
} from "@nixgen/core";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { indentationAt } from "./lines.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { replaceNode } from "./rewrite.js";
import { spanOf } from "./source.js";
import { bare } from "./view.js";

/** What every module gets; a file that is a plain set can become a function of these. */
const moduleArguments: ReadonlySet<string> = new Set(["config", "lib", "modulesPath", "options", "pkgs"]);

/** Adds to the header of the file what a new expression uses and nothing in the file binds. */
export function addHeaderNames(editor: Editor, expression: Expr): void {
  const { tree } = editor.source;
  const header = headerOf(tree.expression);
  const known = new Set(header ? namesOf(header) : []);
  const wanted = new Set<string>();
  for (const { node, underWith } of findFreeVariables(expression)) {
    if (!underWith && !known.has(node.name) && !globalNames.has(node.name)) wanted.add(node.name);
  }
  if (wanted.size === 0) return;
  const free = new Set(
    findFreeVariables(tree.expression)
      .filter(({ underWith }) => !underWith)
      .map(({ node }) => node.name),
  );
  const missing = [...wanted].filter((name) => free.has(name));
  if (missing.length === 0) return;
  if (header === undefined) {
    if (tree.expression.kind === "AttributeSet" && missing.every((name) => moduleArguments.has(name))) {
      const { start } = spanOf(tree.expression);
      editor.apply({ start, end: start, text: `{ ${missing.sort().join(", ")}, ... }:\n` });
    }
    return;
  }
  const { parameter } = header;
  if (parameter.kind !== "Formals") return;
  const canTake = parameter.ellipsis !== undefined || missing.every((name) => moduleArguments.has(name));
  if (canTake) for (const name of missing) addArgument(editor, name, {});
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
  if (namesOf(header).includes(name)) return;
  const added =
    options.default === undefined
      ? markNode<Formal>({ kind: "Formal", name: identifier(name) })
      : formal(name, options.default);
  const names = parameter.formals.map((item) => item.name.name);
  const isSorted = names.every((other, index) => index === 0 || names[index - 1]! <= other);
  const after = isSorted ? names.findIndex((other) => other > name) : -1;
  const formals = [...parameter.formals];
  formals.splice(after < 0 ? formals.length : after, 0, added);
  replaceFormals(editor, header, markNode({ ...parameter, formals }));
}

/** Takes an argument from a function. @throws NixError `edit/in-use` where it is used. */
export function removeArgument(editor: Editor, name: string, options: Pick<ArgumentOptions, "at">): boolean {
  const header = functionAt(editor, options.at);
  const { parameter } = header;
  if (parameter.kind !== "Formals") return false;
  const formals = parameter.formals.filter((item) => item.name.name !== name);
  if (formals.length === parameter.formals.length) return false;
  const users = [header.body, ...formals.flatMap((item) => (item.default ? [item.default] : []))];
  const use = users.flatMap((user) => findFreeVariables(user)).find(({ node }) => node.name === name);
  if (use !== undefined) {
    throw problem(editor.source, "edit/in-use", `the argument \`${name}\` is still used`, {
      at: use.node,
      suggestions: ["remove what uses it first"],
    });
  }
  replaceFormals(editor, header, markNode({ ...parameter, formals }));
  return true;
}

/** The names that a function takes. */
export function namesOf({ parameter }: FunctionNode): string[] {
  if (parameter.kind === "Identifier") return [parameter.name];
  return [
    ...parameter.formals.map((item) => item.name.name),
    ...(parameter.alias ? [parameter.alias.name] : []),
  ];
}

/** The function that a file is, if it is one. */
export function headerOf(node: Expr): FunctionNode | undefined {
  const inner = bare(node);
  if (inner.kind === "Let" || inner.kind === "With" || inner.kind === "Assert") return headerOf(inner.body);
  return inner.kind === "Function" ? inner : undefined;
}

/** The function at a path. @throws NixError `edit/no-function` */
export function functionAt(editor: Editor, at: readonly PathStep[] | undefined): FunctionNode {
  const { source } = editor;
  const node =
    at === undefined || at.length === 0
      ? source.tree.expression
      : searchPath(source.tree, at).definitions.find(({ value }) => value !== undefined)?.value;
  const found = node && headerOf(node);
  if (found !== undefined) return found;
  const where = at === undefined || at.length === 0 ? "the file" : `\`${printPath(at)}\``;
  throw problem(source, "edit/no-function", `${where} is no function`, node ? { at: node } : {});
}

/** Writes the formals of a function anew, and leaves its body as it is where it starts on a line of its own. */
function replaceFormals(editor: Editor, fn: FunctionNode, parameter: Formals): void {
  const { source } = editor;
  if (!fn.bodyOnNextLine) {
    editor.apply(replaceNode(source, fn, markNode({ ...fn, parameter })));
    return;
  }
  const { start } = spanOf(fn.parameter);
  const column = indentationAt(source.text, start).length;
  const { leading: _leading, ...bareParameter } = parameter;
  const probe = markNode({ ...fn, leading: [], parameter: bareParameter, tokens: {}, body: identifier("x") });
  const text = printExprAt(probe, { ...source.layout, column });
  editor.apply({ start, end: spanOf(fn.parameter).end, text: text.slice(0, text.lastIndexOf(":")) });
}
