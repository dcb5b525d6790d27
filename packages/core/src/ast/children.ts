import { describeValue, refusedArgument } from "../diagnostics/arguments.js";
import type { Kind, Node, NodeOf } from "./expr.js";

type ChildKey<K extends Kind> = {
  [Key in keyof NodeOf<K>]-?: NonNullable<NodeOf<K>[Key]> extends Node | readonly Node[] ? Key : never;
}[keyof NodeOf<K>];

/** For each kind, the fields that hold child nodes, in source order. */
export const childKeys = {
  Identifier: [],
  Integer: [],
  Float: [],
  String: ["parts"],
  IndentedString: ["parts"],
  Path: ["parts"],
  SearchPath: [],
  Uri: [],
  List: ["elements"],
  AttributeSet: ["bindings"],
  Let: ["bindings", "body"],
  LegacyLet: ["bindings"],
  With: ["scope", "body"],
  Assert: ["condition", "body"],
  If: ["condition", "consequence", "alternative"],
  Function: ["parameter", "body"],
  Application: ["function", "argument"],
  Select: ["subject", "path", "default"],
  HasAttribute: ["subject", "path"],
  Unary: ["operand"],
  Binary: ["left", "right"],
  Parenthesized: ["expression"],
  Error: ["children"],
  File: ["expression"],
  Binding: ["path", "value"],
  Inherit: ["from", "names"],
  AttributePath: ["names"],
  Interpolation: ["expression"],
  StringText: [],
  PathText: [],
  Formals: ["formals", "ellipsis", "alias"],
  Formal: ["name", "default"],
  Ellipsis: [],
} as const satisfies { readonly [K in Kind]: readonly ChildKey<K>[] };

/**
 * The fields of a node that hold its children.
 *
 * @throws NixError `tree/invalid-node` where it is no node, which a program without types can hand in.
 */
export function childKeysOf(node: Node): readonly string[] {
  const keys: unknown =
    Object(node) === node && typeof node.kind === "string" ? childKeys[node.kind] : undefined;
  if (Array.isArray(keys)) return keys as readonly string[];
  throw refusedArgument(
    `expected a node of a syntax tree, found ${describeValue(node)}`,
    "`toExpr` makes one of a value, and `parse` of a text",
    "tree/invalid-node",
  );
}

/** The children of a node, in source order (but for an alias that stands before its formals, which comes last). */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of childKeysOf(node)) {
    const child = (node as unknown as Record<string, Node | readonly Node[] | undefined>)[key];
    if (child === undefined) continue;
    if (!Array.isArray(child)) children.push(child as Node);
    // One by one: a call takes only so many arguments.
    else for (const node of child as readonly Node[]) children.push(node);
  }
  return children;
}
