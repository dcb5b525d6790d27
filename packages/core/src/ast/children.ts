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

/** The children of a node, in source order (but for an alias that stands before its formals, which comes last). */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of childKeys[node.kind]) {
    const child = (node as unknown as Record<string, Node | readonly Node[] | undefined>)[key];
    if (child === undefined) continue;
    if (!Array.isArray(child)) children.push(child as Node);
    // One by one: a call takes only so many arguments.
    else for (const node of child as readonly Node[]) children.push(node);
  }
  return children;
}
