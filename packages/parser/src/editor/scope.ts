import { staticName, type Expr, type List, type Node, type Select } from "@nixgen/core";
import { chainTo } from "./chain.js";
import { isSame } from "./same.js";
import type { Source } from "./source.js";
import { namesBoundBy } from "./variables.js";
import { bare } from "./view.js";

/** From what the names in a list are taken. */
export interface ListScope {
  /** What the `with`s around the list take names from, from the inside out. */
  readonly scopes: readonly Expr[];
  /** What new names are taken from, in the way of the list: `pkgs` where it writes `ripgrep` for `pkgs.ripgrep`. */
  readonly written: readonly Expr[];
  /** Names that stand for something else around the list, whatever a `with` offers. */
  readonly bound: ReadonlySet<string>;
}

/** The scope in which a list stands. */
export function scopeOf({ tree }: Source, list: List): ListScope {
  const scopes: Expr[] = [];
  const own: Expr[] = [];
  const bound = new Set<string>();
  let isOwn = true;
  for (let link = chainTo(tree, list)?.parent; link !== undefined; link = link.parent) {
    const { node } = link;
    if (node.kind === "With") {
      scopes.push(node.scope);
      if (isOwn) own.push(node.scope);
    } else if (!isJoined(node)) isOwn = false;
    for (const name of namesBoundBy(node)) bound.add(name);
  }
  const written = scopes.filter((scope) => own.includes(scope) || isWrittenBare(list, scope, bound));
  return { scopes, written, bound };
}

/** Whether a list is the whole of a node, or a part that is joined with others: `[ a ] ++ optionals b [ c ]`. */
function isJoined({ kind }: Node): boolean {
  return kind === "Parenthesized" || kind === "Binary" || kind === "Application";
}

/** An element as it is written in a list: `ripgrep` for `pkgs.ripgrep` below `with pkgs;`. */
export function writeIn({ written, bound }: ListScope, element: Expr): Expr {
  return shorten(element, written, bound);
}

/** Whether an element of a list is another one, however it is written. */
export function isElement({ scopes, bound }: ListScope, other: Expr, element: Expr): boolean {
  const inner = bare(other);
  const [name, sought] = [lastName(inner), lastName(bare(element))];
  // In a long list, most elements are told by their names.
  if (name !== undefined && sought !== undefined && name !== sought) return false;
  return isSame(shorten(inner, scopes, bound), shorten(element, scopes, bound));
}

/** The name that an expression ends with, whatever it is taken from. */
function lastName(node: Expr): string | undefined {
  if (node.kind === "Identifier") return node.name;
  const last = node.kind === "Select" && node.default === undefined ? node.path.names.at(-1) : undefined;
  return last && staticName(last);
}

function shorten(element: Expr, scopes: readonly Expr[], bound: ReadonlySet<string>): Expr {
  if (element.kind !== "Select" || element.default !== undefined) return element;
  const { names } = element.path;
  for (let length = 0; length < names.length; length++) {
    const path = { ...element.path, names: names.slice(0, length) };
    const owner = length === 0 ? element.subject : { ...element, path };
    if (!scopes.some((scope) => isSame(owner, scope))) continue;
    const [first, ...rest] = names.slice(length);
    if (first?.kind !== "Identifier" || bound.has(first.name)) return element;
    if (rest.length === 0) return first;
    return { ...element, subject: first, path: { ...element.path, names: rest } } satisfies Select;
  }
  return element;
}

/** Whether the elements of a list are written without the name of the scope: some are, and none is with it. */
function isWrittenBare(list: List, scope: Expr, bound: ReadonlySet<string>): boolean {
  const elements = list.elements.map(bare);
  const isNamed = elements.some((node) => node.kind === "Select" && isSame(node.subject, scope));
  const isBare = elements.some((node) => {
    const first = node.kind === "Select" ? bare(node.subject) : node;
    return first.kind === "Identifier" && !bound.has(first.name);
  });
  return isBare && !isNamed;
}
