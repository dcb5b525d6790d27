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

const ownTreatments: Readonly<Record<string, number>> = {
  string_expression: treat.string,
  indented_string_expression: treat.indentedString,
  path_expression: treat.path,
  hpath_expression: treat.path,
  binding: treat.binding,
  select_expression: treat.select,
  list_expression: treat.list,
  interpolation: treat.interpolation,
  source_code: treat.root,
};

/**
 * The kinds of the grammar by their numbers: what to do with each, and the rule that makes its node.
 *
 * In the records of a text with errors there are more kinds: see {@link incompleteKind}, {@link errorKind},
 * {@link missingKind} and {@link wrapperKind}.
 */
export interface KindTable {
  readonly names: readonly string[];
  /** Of incomplete nodes too, that of the kind that they would have. */
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
    return own(ownTreatments, name) ?? other;
  });
  const treatments = Uint8Array.from([...numbers, ...numbers, treat.error, treat.token]);
  return { names, treatments, leaves, nodes };
}

/** The kind of a node that would be of kind `kind`, and lacks something or has something in it that is no part of it. */
export function incompleteKind({ names }: KindTable, kind: number): number {
  return names.length + kind;
}

/** The kind that an incomplete node would have. */
export function completeKind({ names }: KindTable, kind: number): number {
  return kind - names.length;
}

export function isIncomplete({ names }: KindTable, kind: number): boolean {
  return kind >= names.length;
}

/** The kind of a node that holds things together which stand beside each other by mistake. */
export function wrapperKind(table: KindTable): number {
  // The end of the text is no node.
  return incompleteKind(table, 0);
}

/** The kind of a stretch of text that is no part of any construct. */
export function errorKind({ names }: KindTable): number {
  return 2 * names.length;
}

/** The kind of what is not there. */
export function missingKind(table: KindTable): number {
  return errorKind(table) + 1;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
