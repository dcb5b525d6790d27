import type { Expr, Node } from "@nixgen/core";
import { errorMark, nodeMark, type Lowering } from "./state.js";

/**
 * In a text with errors, a node of the grammar may lack children, and have text among them that is none. This drops such
 * text from the stack where a node can be made without it, and tells whether a node can be made.
 */
export function keepSound(s: Lowering, names: readonly string[], kind: number, base: number): boolean {
  const shape = shapes[names[kind]!];
  if (shape === undefined) return false;
  if (shape.test(describe(s, names, base))) return true;
  dropErrors(s, base);
  return shape.test(describe(s, names, base));
}

/** Whether an expression is all that is on the stack, once text that is none is dropped. */
export function isWhole(s: Lowering): boolean {
  dropErrors(s, 0);
  return s.top === 1 && s.kinds[0] === nodeMark && isExpression(s.values[0] as Node);
}

function dropErrors(s: Lowering, base: number): void {
  let kept = base;
  for (let i = base; i < s.top; i++) {
    if (s.kinds[i] === errorMark) continue;
    s.values[kept] = s.values[i];
    s.leads[kept] = s.leads[i];
    s.starts[kept] = s.starts[i]!;
    s.kinds[kept] = s.kinds[i]!;
    kept++;
  }
  s.top = kept;
}

/** The children as a text that `shapes` can be held against: tokens between `<` and `>`, nodes as one letter. */
function describe(s: Lowering, names: readonly string[], base: number): string {
  let text = "";
  for (let i = base; i < s.top; i++) {
    const kind = s.kinds[i]!;
    text += kind >= 0 ? `<${names[kind]}>` : letterOf(s.values[i] as Node);
  }
  return text;
}

/** A letter for each kind of node that is no expression; names and other expressions apart, because a name can be both. */
function letterOf(node: Node): string {
  switch (node.kind) {
    case "AttributePath":
      return "p";
    case "Binding":
    case "Inherit":
      return "b";
    case "Formal":
      return "f";
    case "Formals":
      return "F";
    case "Ellipsis":
      return "e";
    case "Interpolation":
      return "i";
    case "Identifier":
      return "n";
    case "String":
      return "s";
    case "Error":
      return "x";
    default:
      return "v";
  }
}

function isExpression(node: Node): node is Expr {
  return "nsxv".includes(letterOf(node));
}

const expression = "[nsxv]";
const attribute = "[nsi]";

/** What the children of a node must be for its rule. */
const shapes: Readonly<Record<string, RegExp>> = {
  string_expression: /^i*$/,
  indented_string_expression: /^i*$/,
  path_expression: /^i*$/,
  hpath_expression: /^i*$/,
  interpolation: new RegExp(`^<\\$\\{>${expression}<\\}>$`),
  list_expression: new RegExp(`^<\\[>${expression}*<\\]>$`),
  attrset_expression: /^<\{>[bx]*<\}>$/,
  rec_attrset_expression: /^<rec><\{>[bx]*<\}>$/,
  let_attrset_expression: /^<let><\{>[bx]*<\}>$/,
  let_expression: new RegExp(`^<let>[bx]*<in>${expression}$`),
  binding: new RegExp(`^p<=>${expression}<;>$`),
  inherit: new RegExp(`^<inherit>${attribute}*<;>$`),
  inherit_from: new RegExp(`^<inherit><\\(>${expression}<\\)>${attribute}*<;>$`),
  attrpath: new RegExp(`^${attribute}(<\\.>${attribute})*$`),
  with_expression: new RegExp(`^<with>${expression}<;>${expression}$`),
  assert_expression: new RegExp(`^<assert>${expression}<;>${expression}$`),
  if_expression: new RegExp(`^<if>${expression}<then>${expression}<else>${expression}$`),
  parenthesized_expression: new RegExp(`^<\\(>${expression}<\\)>$`),
  function_expression: new RegExp(`^(n|F|n<@>F|F<@>n)<:>${expression}$`),
  formals: /^<\{>(f<,>)*[fe]?<\}>$/,
  formal: new RegExp(`^n(<\\?>${expression})?$`),
  apply_expression: new RegExp(`^${expression}{2}$`),
  or_expression: new RegExp(`^${expression}<or>$`),
  select_expression: new RegExp(`^${expression}<\\.>p(<or>${expression})?$`),
  has_attr_expression: new RegExp(`^${expression}<\\?>p$`),
  binary_expression: new RegExp(`^${expression}<.{1,2}>${expression}$`),
  unary_expression: new RegExp(`^<[-!]>${expression}$`),
};
