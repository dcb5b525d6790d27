import type { AttributeName, AttributePath } from "../ast/collections.js";
import { firstFieldOf, lastFieldOf } from "../ast/edges.js";
import type { Expr, Node } from "../ast/expr.js";
import type { TokenTrivia, Trivia } from "../ast/trivia.js";
import { printLeading, printTrailing } from "./comments.js";
import type { Printer } from "./printer.js";

/** Writes a token of a node with its trivia. */
export function printToken(p: Printer, text: string, trivia: TokenTrivia | undefined): void {
  if (trivia === undefined) {
    p.ascii(text);
    return;
  }
  printLeading(p, trivia.leading);
  p.ascii(text);
  printTrailing(p, trivia.trailing);
}

/** A comment at the end of a line as a comment on a line of its own. */
export function toLineComment(trailing: string): Trivia {
  return { kind: "LineComment", text: ` ${trailing}` };
}

/** The trivia of a token with the comment after it moved before it. */
export function moveTrailingUp(trivia: TokenTrivia | undefined): TokenTrivia | undefined {
  if (trivia?.trailing === undefined) return trivia;
  return { leading: [...(trivia.leading ?? []), toLineComment(trivia.trailing)] };
}

export function hasTrivia(trivia: TokenTrivia | undefined): boolean {
  return trivia !== undefined && (hasLeading(trivia) || trivia.trailing !== undefined);
}

export function hasLeading(trivia: TokenTrivia | undefined): boolean {
  return trivia?.leading !== undefined && trivia.leading.length > 0;
}

/** The trivia of the first token of an expression. */
export function firstToken(node: Expr): TokenTrivia {
  let before: readonly Trivia[] = [];
  // A chain of operators or a call starts with its first member, however long it is.
  for (let at = node; ; at = firstChild(at)!) {
    const own = firstOwnToken(at);
    if (own !== undefined) return precededBy(before, own);
    if (hasLeading(at)) before = [...before, ...at.leading!];
  }
}

/** The same expression with other trivia at its first token. */
export function withFirstToken<N extends Expr>(node: N, change: (trivia: TokenTrivia) => TokenTrivia): N {
  let before: readonly Trivia[] = [];
  const outer: Expr[] = [];
  let at: Expr = node;
  let own = firstOwnToken(at);
  while (own === undefined) {
    outer.push(at);
    if (hasLeading(at)) before = [...before, ...at.leading!];
    at = firstChild(at)!;
    own = firstOwnToken(at);
  }
  let changed: Expr = setFirstOwnToken(at, change(precededBy(before, own)));
  for (const parent of outer.reverse()) changed = setFirstChild({ ...parent, leading: [] }, changed);
  // It has the fields of `node`, and so its kind.
  return changed as N;
}

function precededBy(before: readonly Trivia[], token: TokenTrivia): TokenTrivia {
  return before.length === 0 ? token : { ...token, leading: [...before, ...(token.leading ?? [])] };
}

/** The same expression with trivia added before its first token. */
export function prependTrivia<N extends Expr>(node: N, trivia: readonly Trivia[]): N {
  if (trivia.length === 0) return node;
  return withFirstToken(node, (token) => ({ ...token, leading: [...trivia, ...(token.leading ?? [])] }));
}

/** The slot of the first token of the kinds that start with one of their own, or "" where the token is the whole node. */
const firstSlots: Partial<Record<Node["kind"], string>> = {
  Identifier: "",
  Integer: "",
  Float: "",
  String: "",
  IndentedString: "",
  Path: "",
  SearchPath: "",
  Uri: "",
  Error: "",
  List: "open",
  AttributeSet: "open",
  Parenthesized: "open",
  Let: "let",
  LegacyLet: "let",
  With: "with",
  Assert: "assert",
  If: "if",
  Unary: "operator",
};

function firstSlot(node: Expr): string | undefined {
  return node.kind === "AttributeSet" && node.recursive ? "rec" : firstSlots[node.kind];
}

function firstOwnToken(node: Expr): TokenTrivia | undefined {
  if (node.kind === "Function") return firstParameterToken(node);
  const slot = firstSlot(node);
  if (slot === undefined) return undefined;
  return toToken(node.leading, slot === "" ? node.trailing : slotOf(node, slot)?.trailing);
}

function firstParameterToken({ parameter, leading }: Extract<Expr, { kind: "Function" }>): TokenTrivia {
  const before = leading ?? [];
  const token =
    parameter.kind === "Identifier"
      ? parameter
      : parameter.aliasFirst
        ? parameter.alias!
        : toToken(parameter.leading, parameter.tokens?.open?.trailing);
  if (before.length === 0) return toToken(token.leading, token.trailing);
  return toToken([...before, ...(token.leading ?? [])], token.trailing);
}

function toToken(leading: readonly Trivia[] | undefined, trailing: string | undefined): TokenTrivia {
  return { ...(leading && leading.length > 0 && { leading }), ...(trailing !== undefined && { trailing }) };
}

function slotOf(node: Node, slot: string): TokenTrivia | undefined {
  const { tokens } = node as { readonly tokens?: Readonly<Record<string, TokenTrivia | undefined>> };
  return tokens?.[slot];
}

function setFirstOwnToken<N extends Expr>(node: N, { leading = [], trailing }: TokenTrivia): N {
  if (node.kind === "Function")
    return { ...node, leading: [], parameter: setParameterToken(node.parameter, leading, trailing) };
  const slot = firstSlot(node)!;
  if (slot === "") {
    const { trailing: _dropped, ...rest } = node;
    return { ...rest, leading, ...(trailing !== undefined && { trailing }) } as unknown as N;
  }
  return { ...node, leading, tokens: { ...node.tokens, [slot]: { ...slotOf(node, slot), trailing } } };
}

type Parameter = Extract<Expr, { kind: "Function" }>["parameter"];

function setParameterToken(
  parameter: Parameter,
  leading: readonly Trivia[],
  trailing: string | undefined,
): Parameter {
  if (parameter.kind === "Identifier") return setFirstOwnToken(parameter, toToken(leading, trailing));
  if (parameter.aliasFirst) {
    return { ...parameter, alias: setFirstOwnToken(parameter.alias!, toToken(leading, trailing)) };
  }
  const open = { ...parameter.tokens?.open, trailing } as TokenTrivia;
  return { ...parameter, leading, tokens: { ...parameter.tokens, open } };
}

function firstChild(node: Expr): Expr | undefined {
  const key = firstFieldOf(node);
  return key === undefined ? undefined : (node as unknown as Record<string, Expr>)[key];
}

function setFirstChild<N extends Expr>(node: N, child: Expr): N {
  return { ...node, [firstFieldOf(node)!]: child };
}

/** The comment after the last token of an expression, and the expression without it. */
export function takeLastTrailing(node: Expr): { readonly node: Expr; readonly trailing: string | undefined } {
  const outer: Ending[] = [];
  let at: Ending | undefined = node;
  while (at !== undefined && at.trailing === undefined) {
    outer.push(at);
    at = lastChild(at);
  }
  if (at === undefined) return { node, trailing: undefined };
  const { trailing, ...bare } = at;
  let changed = bare as Ending;
  for (const parent of outer.reverse()) changed = withLastChild(parent, changed);
  // It has the fields of `node`, and so its kind.
  return { node: changed as Expr, trailing };
}

/** The same expression with what stands before it at its first token, where that is a child's: there it is printed. */
export function settleLeading<N extends Expr>(node: N): N {
  return hasLeading(node) && firstOwnToken(node) === undefined
    ? withFirstToken(node, (token) => token)
    : node;
}

/** The same expression with its own comment at the end after its last token, where that is a child's: there it is printed. */
export function settleTrailing<N extends Expr>(node: N): N {
  const { trailing } = node;
  if (trailing === undefined || lastChild(node) === undefined) return node;
  const outer: Ending[] = [];
  let at: Ending = node;
  for (let child = lastChild(at); child !== undefined; child = lastChild(child)) {
    outer.push(at);
    at = child;
  }
  let changed: Ending = { ...at, trailing: joinTrailing(at.trailing, trailing) };
  for (const parent of outer.reverse()) changed = withLastChild(parent, changed);
  const { trailing: _moved, ...settled } = changed;
  // It has the fields of `node`, and so its kind.
  return settled as unknown as N;
}

/** Two comments at the end of a line as one. */
export function joinTrailing(inner: string | undefined, outer: string): string {
  return inner === undefined ? outer : `${inner} ${outer}`;
}

/** What an expression can end with. */
type Ending = Expr | AttributePath | AttributeName;

/** The child that a node ends with; `undefined` where it ends with a token of its own. */
function lastChild(node: Ending): Ending | undefined {
  const [key, index] = lastFieldOf(node);
  if (key === undefined) return undefined;
  const field = (node as unknown as Record<string, Ending | readonly Ending[]>)[key];
  return index === undefined ? (field as Ending) : (field as readonly Ending[])[index];
}

function withLastChild(node: Ending, child: Ending): Ending {
  if (node.kind === "AttributePath")
    return { ...node, names: [...node.names.slice(0, -1), child as AttributeName] };
  return { ...node, [lastFieldOf(node)[0]!]: child } as Ending;
}
