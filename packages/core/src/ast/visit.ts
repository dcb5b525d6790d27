import { requireFunction } from "../diagnostics/arguments.js";
import { childKeysOf, childrenOf } from "./children.js";
import type { Kind, Node, NodeOf } from "./expr.js";

/**
 * Visits a node and all nodes below it, parents first, in source order. Works at any depth.
 *
 * @param visit returns `false` to leave out what is below the node.
 * @example
 * walk(tree, (node) => { if (node.kind === "Path") paths.push(node); });
 */
export function walk(root: Node, visit: (node: Node, ancestors: readonly Node[]) => boolean | void): void {
  requireFunction(visit, "what `walk` calls for each node");
  childKeysOf(root);
  const ancestors: Node[] = [];
  const open: Node[][] = [[root]];
  while (open.length > 0) {
    const level = open.at(-1)!;
    const node = level.pop();
    if (node === undefined) {
      open.pop();
      ancestors.pop();
      continue;
    }
    if (visit(node, ancestors) === false) continue;
    ancestors.push(node);
    open.push(childrenOf(node).reverse());
  }
}

/** The first node of a kind, parents first, for which `test` holds; `undefined` where there is none. */
export function findNode<K extends Kind>(
  root: Node,
  kind: K,
  test: (node: NodeOf<K>) => boolean = () => true,
): NodeOf<K> | undefined {
  requireFunction(test, "the test of `findNode`");
  let found: NodeOf<K> | undefined;
  walk(root, (node) => {
    if (found !== undefined) return false;
    if (node.kind === kind && test(node as NodeOf<K>)) found = node as NodeOf<K>;
    return found === undefined;
  });
  return found;
}

/**
 * A copy of a node whose children are replaced by what `replace` makes of them; the node itself where nothing changed.
 *
 * @example
 * mapChildren(list, (child) => (child.kind === "Integer" ? { ...child, text: "0" } : child))
 */
export function mapChildren<N extends Node>(node: N, replace: (child: Node) => Node): N {
  requireFunction(replace, "what `mapChildren` makes of a child");
  let copy: Record<string, unknown> | undefined;
  const fields = node as unknown as Record<string, Node | readonly Node[] | undefined>;
  for (const key of childKeysOf(node)) {
    const child = fields[key];
    if (child === undefined) continue;
    const replaced = Array.isArray(child)
      ? mapList(child as readonly Node[], replace)
      : replace(child as Node);
    if (replaced !== child) (copy ??= { ...node })[key] = replaced;
  }
  // The copy has the fields of `node`; that its children are of fitting kinds is up to `replace`.
  return (copy as N | undefined) ?? node;
}

function mapList(nodes: readonly Node[], replace: (child: Node) => Node): readonly Node[] {
  let changed = false;
  const mapped = nodes.map((node) => {
    const replaced = replace(node);
    changed ||= replaced !== node;
    return replaced;
  });
  return changed ? mapped : nodes;
}
