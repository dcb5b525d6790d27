import type { Binary, BinaryOperator, Unary, UnaryOperator } from "@nixgen/core";
import { addToken, type Lowering, nodeAt, trailingAt, triviaAt, type Unfinished } from "./state.js";

export function lowerBinary(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  operator: BinaryOperator,
): Binary {
  const node: Unfinished<Binary> = {
    kind: "Binary",
    operator,
    left: nodeAt(s, base),
    right: nodeAt(s, base + 2),
    span: s.nodeSpan(start, end),
  };
  addToken(node, "operator", triviaAt(s, base + 1));
  return node;
}

export function lowerUnary(
  s: Lowering,
  base: number,
  start: number,
  end: number,
  operator: UnaryOperator,
): Unary {
  const node: Unfinished<Unary> = {
    kind: "Unary",
    operator,
    operand: nodeAt(s, base + 1),
    span: s.nodeSpan(start, end),
  };
  const leading = s.leads[base];
  const trailing = trailingAt(s, base);
  if (leading !== undefined) node.leading = leading;
  if (trailing !== undefined) addToken(node, "operator", { trailing });
  return node;
}
