import { staticName, type BindingNode, type Expr, type File, type Node } from "@nixgen/core";
import { chainTo, type Chain } from "./chain.js";
import type { Definition } from "./find.js";
import { nameOf, type PathStep } from "./path.js";
import { isVariableScope, parametersOf } from "./variables.js";
import { bare, setsOf } from "./view.js";

/** How often names are followed, so that a circle ends. */
const mostHops = 100;

/** The expression that a definition leads to: `inherit`s, variables and selections from sets of the file are followed. */
export function resolveName(
  tree: File,
  definition: Definition,
  steps: readonly PathStep[],
): Expr | undefined {
  if (definition.kind !== "inherit") return definition.value && follow(tree, definition.value, mostHops);
  const { node } = definition;
  const name = nameOf(steps.at(-1)!);
  if (node.kind !== "Inherit") return undefined;
  if (node.from !== undefined) return selectFrom(tree, node.from, [name], mostHops);
  const chain = chainTo(tree, node);
  // What a set inherits comes from around the set.
  return chain?.parent && lookUp(tree, chain.parent, name, mostHops);
}

/** What an expression stands for, where the file tells it. */
export function followName(tree: File, node: Expr): Expr | undefined {
  return follow(tree, node, mostHops);
}

function follow(tree: File, node: Expr, hops: number): Expr | undefined {
  if (hops === 0) return undefined;
  const inner = bare(node);
  if (inner.kind === "Identifier" && !["true", "false", "null"].includes(inner.name)) {
    const chain = chainTo(tree, inner);
    return chain && lookUp(tree, chain, inner.name, hops - 1);
  }
  if (inner.kind === "Select" && inner.default === undefined) {
    const names = inner.path.names.map((name) => staticName(name));
    if (names.includes(undefined)) return inner;
    return selectFrom(tree, inner.subject, names as string[], hops - 1) ?? inner;
  }
  return inner;
}

function selectFrom(tree: File, subject: Expr, names: readonly string[], hops: number): Expr | undefined {
  if (hops <= 0) return undefined;
  const target = follow(tree, subject, hops);
  if (target === undefined) return undefined;
  for (const { node } of setsOf(target)) {
    const found = inBindings(tree, node, node.bindings, names, hops);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inBindings(
  tree: File,
  owner: Node,
  bindings: readonly BindingNode[],
  names: readonly string[],
  hops: number,
): Expr | undefined {
  for (const binding of bindings) {
    if (binding.kind === "Inherit" && binding.names.some((name) => staticName(name) === names[0])) {
      const [first, ...rest] = names as readonly [string, ...string[]];
      const chain = chainTo(tree, owner);
      const source = binding.from
        ? selectFrom(tree, binding.from, [first], hops - 1)
        : chain && lookUp(tree, chain, first, hops - 1);
      if (source === undefined || rest.length === 0) return source;
      return selectFrom(tree, source, rest, hops - 1);
    }
    if (binding.kind !== "Binding") continue;
    const path = binding.path.names.map((name) => staticName(name));
    if (path.length > names.length || path.some((name, index) => name !== names[index])) continue;
    if (path.length === names.length) return follow(tree, binding.value, hops - 1);
    return selectFrom(tree, binding.value, names.slice(path.length), hops - 1);
  }
  return undefined;
}

/** The value of a variable as seen from a place: what the innermost `let` or `rec` around it binds. */
function lookUp(tree: File, from: Chain, name: string, hops: number): Expr | undefined {
  if (hops <= 0) return undefined;
  for (let link: Chain | undefined = from.parent; link !== undefined; link = link.parent) {
    const { node } = link;
    if (isVariableScope(node)) {
      const found = inBindings(tree, node, node.bindings, [name], hops);
      if (found !== undefined) return found;
    }
    if (node.kind === "Function" && parametersOf(node).includes(name)) return undefined;
  }
  return undefined;
}
