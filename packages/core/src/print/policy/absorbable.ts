import type { List, AttributeSet, Inherit } from "../../ast/collections.js";
import type { Expr } from "../../ast/expr.js";
import type { Formals, Function } from "../../ast/functions.js";
import type { Parenthesized } from "../../ast/operators.js";
import { firstToken, hasLeading, hasTrivia } from "../tokens.js";
import { indentedLines, isPrintedSimple } from "./string-lines.js";

/** Whether an expression is one of the terms of the standard: no operation, application, function or keyword expression. */
export function isTerm(node: Expr): boolean {
  switch (node.kind) {
    case "Let":
    case "With":
    case "Assert":
    case "If":
    case "Function":
    case "Application":
    case "HasAttribute":
    case "Unary":
    case "Binary":
      return false;
    default:
      return true;
  }
}

/**
 * Whether an expression that spans lines may start on the line of what it belongs to: lists, sets and indented
 * strings, and parentheses around one.
 */
export function isAbsorbable(node: Expr): boolean {
  switch (node.kind) {
    case "IndentedString":
      return !isPrintedSimple(node) && indentedLines(node).length > 1;
    case "List":
      return (
        node.elements.length > 0 ||
        node.multiline === true ||
        hasTrivia(openToken(node)) ||
        hasInnerComments(node)
      );
    case "AttributeSet":
    case "LegacyLet":
      return (
        node.bindings.length > 0 ||
        node.multiline === true ||
        hasTrivia(openToken(node)) ||
        hasInnerComments(node)
      );
    case "Parenthesized":
      return isAbsorbableInside(node);
    default:
      return false;
  }
}

/** What is known of parentheses and functions. Nested ones are asked about at each level, and there can be thousands of levels. */
const known = new WeakMap<Expr, boolean>();

function remember(answer: boolean, nodes: readonly Expr[]): boolean {
  for (const node of nodes) known.set(node, answer);
  return answer;
}

function isAbsorbableInside(node: Parenthesized): boolean {
  const outer: Parenthesized[] = [];
  let at: Expr = node;
  for (; at.kind === "Parenthesized"; at = at.expression) {
    const answer = known.get(at);
    if (answer !== undefined) return remember(answer, outer);
    outer.push(at);
    if (hasOpenTrivia(at)) return remember(false, outer);
  }
  return remember(isTerm(at) && isAbsorbable(at), outer);
}

/** Whether comments stand around the opening parenthesis. */
function hasOpenTrivia({ expression, leading, tokens }: Parenthesized): boolean {
  return (
    (leading ?? []).length > 0 ||
    tokens?.open?.trailing !== undefined ||
    (firstToken(expression).leading ?? []).some((piece) => piece.kind !== "LanguageAnnotation")
  );
}

function trailingOf(trailing: string | undefined): { trailing?: string } {
  return trailing === undefined ? {} : { trailing };
}

type Bracketed = List | AttributeSet | Extract<Expr, { kind: "LegacyLet" }>;

/** The trivia of the opening bracket of a list or set. */
export function openToken(node: Bracketed): {
  leading?: NonNullable<Bracketed["leading"]>;
  trailing?: string;
} {
  const trailing = trailingOf(node.tokens?.open?.trailing);
  const hasKeyword = node.kind === "LegacyLet" || (node.kind === "AttributeSet" && node.recursive === true);
  const leading = hasKeyword ? node.tokens?.open?.leading : node.leading;
  return { ...(leading && leading.length > 0 && { leading }), ...trailing };
}

/** Whether comments stand before the closing bracket. */
export function hasInnerComments(node: Bracketed): boolean {
  return hasLeading(node.tokens?.close);
}

/** Whether an expression as a whole may start on the line of what it belongs to. */
export function isAbsorbableExpr(node: Expr): boolean {
  const functions: Expr[] = [];
  let at = node;
  while (at.kind === "Function") {
    const answer = known.get(at);
    if (answer !== undefined) return remember(answer, functions);
    functions.push(at);
    const { body } = at;
    const isInWay =
      at.parameter.kind === "Identifier" ? body.kind === "With" : !startsInline(at, at.parameter);
    if (isInWay) return remember(false, functions);
    at = body;
  }
  const last = at.kind === "With" ? at.body : at;
  return remember(isTerm(last) && isAbsorbable(last), functions);
}

/** Whether formals and what follows them may stand on one line. */
function startsInline(node: Function, formals: Formals): boolean {
  return (
    formals.alias === undefined &&
    isFlat(formals) &&
    !hasLeading(firstToken(node)) &&
    formals.tokens?.open?.trailing === undefined &&
    node.bodyOnNextLine !== true
  );
}

/** The most formals that may stand on one line. */
const maxFlatFormals = 2;

/** Whether formals may stand on one line: one or two without defaults, with or without an ellipsis, and no comments. */
export function isFlat(node: Formals): boolean {
  return (
    node.multiline !== true &&
    !hasTrivia(closeToken(node)) &&
    node.formals.length <= maxFlatFormals &&
    !hasTrivia(node.ellipsis) &&
    node.formals.every((item) => !item.default && !hasTrivia(item.name) && !hasTrivia(item.tokens?.comma))
  );
}

/** The trivia of the closing brace of formals. */
export function closeToken(node: Formals): { leading?: NonNullable<Formals["leading"]>; trailing?: string } {
  const leading = node.tokens?.close?.leading;
  // Where the alias comes after, the comment after the brace has the slot; the node's own is that of the alias.
  const trailing =
    node.tokens?.close?.trailing ?? (node.alias && !node.aliasFirst ? undefined : node.trailing);
  return { ...(leading && leading.length > 0 && { leading }), ...trailingOf(trailing) };
}

/** The most names that an `inherit` may have on one line. */
const maxInlineInherits = 3;

/** Whether an `inherit` may stay on one line. */
export function isInline(node: Inherit): boolean {
  return node.multiline !== true && node.names.length <= maxInlineInherits;
}
