import { binaryRule, leafRules, nodeRules, unaryRule, type NodeRule } from "./rules.js";
import type { LeafRule } from "./leaves.js";

/** What lowering does with a kind of node of the grammar. */
export const treat = {
  token: 0,
  leaf: 1,
  node: 2,
  string: 3,
  indentedString: 4,
  path: 5,
  binding: 6,
  select: 7,
  list: 8,
  interpolation: 9,
  root: 10,
  error: 11,
} as const;

const treatments: Readonly<Record<string, number>> = {
  string_expression: treat.string,
  indented_string_expression: treat.indentedString,
  path_expression: treat.path,
  hpath_expression: treat.path,
  binding: treat.binding,
  select_expression: treat.select,
  list_expression: treat.list,
  interpolation: treat.interpolation,
  source_code: treat.root,
  ERROR: treat.error,
};

/** The kinds of the grammar by their numbers: what to do with each, and the rule that makes its node. */
export interface KindTable {
  readonly names: readonly string[];
  readonly treatments: Uint8Array;
  readonly leaves: readonly (LeafRule | undefined)[];
  readonly nodes: readonly (NodeRule | undefined)[];
}

/** @param names the names of the kinds of the grammar. */
export function buildKindTable(names: readonly string[]): KindTable {
  const rules: Readonly<Record<string, NodeRule>> = {
    ...nodeRules,
    binary_expression: binaryRule(names),
    unary_expression: unaryRule(names),
  };
  const leaves = names.map((name) => own(leafRules, name));
  const nodes = names.map((name) => own(rules, name));
  const numbers = names.map((name, kind) => {
    const other = leaves[kind] ? treat.leaf : nodes[kind] ? treat.node : treat.token;
    return own(treatments, name) ?? other;
  });
  return { names, treatments: Uint8Array.from(numbers), leaves, nodes };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
