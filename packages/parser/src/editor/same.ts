import {
  equalTrees,
  isExpr,
  isNode,
  mapChildren,
  staticName,
  toAttributeName,
  toExpr,
  walk,
  type Expr,
  type Node,
  type NixValue,
} from "@nixgen/core";
import { toValue } from "./literal.js";
import { bare } from "./view.js";

/** Whether two expressions are the same but for how they are written: layout, parentheses, kinds of strings, names. */
export function isSame(left: Expr, right: Expr): boolean {
  const [a, b] = [bare(left), bare(right)];
  return equalTrees(a, b) || isSameValue(toValue(a), toValue(b));
}

/** Whether comments stand in an expression that was not read from a file. */
export function hasNewComments(expression: Expr): boolean {
  let found = false;
  walk(expression, (node) => {
    const { span, leading = [], trailing } = node as Partial<Expr>;
    found ||=
      span === undefined && (trailing !== undefined || leading.some(({ kind }) => kind !== "BlankLine"));
    return !found;
  });
  return found;
}

/** Whether two trees are the same, whatever quotes their names have. */
function isSameTree(left: Node, right: Node): boolean {
  return equalTrees(left, right) || equalTrees(plainNames(left), plainNames(right));
}

/** A tree in which names have quotes only where they need them. */
function plainNames(node: Node): Node {
  if (node.kind !== "AttributePath") return mapChildren(node, plainNames);
  const names = node.names.map((name) => {
    const known = staticName(name);
    return known === undefined ? plainNames(name) : toAttributeName(known);
  });
  // Names become names.
  return { ...node, names } as Node;
}

function isSameValue(a: NixValue, b: NixValue): boolean {
  if (isExpression(a) || isExpression(b)) return isExpression(a) && isExpression(b) && isSameTree(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: NixValue, index) => isSameValue(item, b[index] as NixValue));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    // `1` and `1.0` are equal numbers here and differ in Nix.
    return a === b && equalTrees(toExpr(a), toExpr(b));
  }
  const [one, other] = [a as Readonly<Record<string, NixValue>>, b as Readonly<Record<string, NixValue>>];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameValue(one[name]!, other[name]!))
  );
}

function isExpression(value: NixValue): value is Expr {
  return isNode(value) && isExpr(value);
}
