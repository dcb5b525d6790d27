import { boundNamesOf } from "./bound-names.js";
import { mapChildren, markNode, type Expr, type Node } from "@nixgen/core";

/**
 * A copy of a tree in which some free expressions are replaced.
 *
 * @param replace what stands for an expression, given whether a name is bound where it stands; `undefined` to keep it and
 *   go on below it.
 */
export function replaceFree<N extends Node>(
  root: N,
  replace: (node: Node, isBound: (name: string) => boolean) => Expr | undefined,
): N {
  const visit = (node: Node, bound: ReadonlySet<string>): Node => {
    const replaced = replace(node, (name) => bound.has(name));
    if (replaced !== undefined) return replaced;
    const names = boundNamesOf(node);
    const inner = names.length === 0 ? bound : new Set([...bound, ...names]);
    if (node.kind === "AttributePath" || node.kind === "Formal" || node.kind === "Formals") {
      // Plain names in them are no variables.
      return mapChildren(node, (child) => (child.kind === "Identifier" ? child : visit(child, inner)));
    }
    if (node.kind === "Inherit") {
      return node.from ? keep(node, { ...node, from: visit(node.from, bound) as Expr }) : node;
    }
    if (node.kind === "Function" && node.parameter.kind === "Identifier") {
      return keep(node, { ...node, body: visit(node.body, inner) as Expr });
    }
    return keep(
      node,
      mapChildren(node, (child) => visit(child, inner)),
    );
  };
  return visit(root, new Set()) as N; // A root that is replaced is an expression, as it was.
}

function keep(before: Node, after: Node): Node {
  return before === after ? before : markNode(after);
}

/** A copy of a tree in which a variable that nothing in it binds is another expression. */
export function renameVariable(root: Expr, name: string, replacement: Expr): Expr {
  return replaceFree(root, (node, isBound) => {
    if (isBound(name)) return undefined;
    if (node.kind === "Identifier" && node.name === name) return replacement;
    const isSelection =
      node.kind === "Select" && node.subject.kind === "Identifier" && node.default === undefined;
    if (!isSelection || replacement.kind !== "Select") return undefined;
    if ((node.subject as Extract<Expr, { kind: "Identifier" }>).name !== name) return undefined;
    // A selection from a selection is one selection with a longer path.
    const names = [...replacement.path.names, ...node.path.names];
    return markNode({ ...node, subject: replacement.subject, path: { kind: "AttributePath", names } });
  });
}
