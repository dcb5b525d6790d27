import type { BinaryOperator, UnaryOperator } from "@nixgen/core";
import {
  lowerAttributePath,
  lowerAttributeSet,
  lowerInherit,
  lowerInheritFrom,
  lowerLegacyLet,
  lowerList,
  lowerRecursiveSet,
} from "./collections.js";
import { lowerAssert, lowerIf, lowerLet, lowerParenthesized, lowerWith } from "./control.js";
import {
  lowerApplication,
  lowerFormal,
  lowerFormals,
  lowerFunction,
  lowerHasAttribute,
  lowerOrApplication,
  lowerSelect,
} from "./functions.js";
import {
  lowerEllipsis,
  lowerFloat,
  lowerIdentifier,
  lowerInteger,
  lowerSearchPath,
  lowerUri,
  type LeafRule,
} from "./leaves.js";
import { lowerBinary, lowerUnary } from "./operators.js";
import { lowerInterpolation } from "./strings.js";
import type { Lowering } from "./state.js";

/** Makes a node of its children, which stand on the stack from `base` on. */
export type NodeRule = (s: Lowering, base: number, start: number, end: number) => unknown;

/** By the names of the grammar: nodes without children that are nodes of the tree. All others are tokens. */
export const leafRules: Readonly<Record<string, LeafRule>> = {
  identifier: lowerIdentifier,
  integer_expression: lowerInteger,
  float_expression: lowerFloat,
  uri_expression: lowerUri,
  spath_expression: lowerSearchPath,
  ellipses: lowerEllipsis,
};

/** By the names of the grammar: nodes with children, but for those of which lowering itself must know. */
export const nodeRules: Readonly<Record<string, NodeRule>> = {
  list_expression: lowerList,
  attrset_expression: lowerAttributeSet,
  rec_attrset_expression: lowerRecursiveSet,
  let_attrset_expression: lowerLegacyLet,
  inherit: lowerInherit,
  inherit_from: lowerInheritFrom,
  attrpath: lowerAttributePath,
  let_expression: lowerLet,
  with_expression: lowerWith,
  assert_expression: lowerAssert,
  if_expression: lowerIf,
  parenthesized_expression: lowerParenthesized,
  function_expression: lowerFunction,
  formals: lowerFormals,
  formal: lowerFormal,
  apply_expression: lowerApplication,
  or_expression: lowerOrApplication,
  select_expression: lowerSelect,
  has_attr_expression: lowerHasAttribute,
  interpolation: lowerInterpolation,
};

/** A rule for the operations whose operator has the kind `names.indexOf(operator)`. */
export function binaryRule(names: readonly string[]): NodeRule {
  // Between the operands of an operation stands one of the operators.
  return (s, base, start, end) =>
    lowerBinary(s, base, start, end, names[s.kinds[base + 1]!] as BinaryOperator);
}

export function unaryRule(names: readonly string[]): NodeRule {
  return (s, base, start, end) => lowerUnary(s, base, start, end, names[s.kinds[base]!] as UnaryOperator);
}
