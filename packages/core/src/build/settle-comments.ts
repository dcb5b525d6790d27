import type { Expr, Node } from "../ast/expr.js";
import { firstToken, settleLeading, settleTrailing } from "../print/tokens.js";

/** What is around and in a built expression. */
interface Surroundings {
  /** It is an element of a list, which keeps what stands before it. */
  readonly isElement: boolean;
  /** Comments stand below it. */
  readonly holdsComments: boolean;
}

/** A built expression with its comments where a parser would find them in its text, and with what they do to its lines. */
export function settleComments<N extends Expr>(node: N, { isElement, holdsComments }: Surroundings): N {
  const settled = settleTrailing(isElement ? node : settleLeading(node));
  if (node.span !== undefined) return settled;
  if (holdsComments && hasBrackets(settled)) return { ...settled, multiline: true };
  return startsBodyOnNextLine(settled) ? { ...settled, bodyOnNextLine: true } : settled;
}

/** Whether comments or a blank line stand at a node itself. */
export function hasComments(node: Node): boolean {
  if (node.kind === "StringText" || node.kind === "PathText") return false;
  const { leading, trailing, tokens } = node;
  return (leading !== undefined && leading.length > 0) || trailing !== undefined || tokens !== undefined;
}

/** Whether a node has brackets, which stand on different lines where comments stand between them. */
function hasBrackets(node: Expr): boolean {
  return node.kind === "AttributeSet" || node.kind === "LegacyLet" || node.kind === "List";
}

/** Whether comments or a blank line before the body of a function take it to the next line. */
function startsBodyOnNextLine(node: Expr): boolean {
  if (node.kind !== "Function" || node.bodyOnNextLine) return false;
  const { leading = [] } = firstToken(node.body);
  return leading.some(({ kind }) => kind !== "LanguageAnnotation");
}
