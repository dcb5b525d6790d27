import {
  findNode,
  firstFieldOf,
  isExpr,
  lastFieldOf,
  markNode,
  type Expr,
  type Node,
  type Trivia,
} from "@nixgen/core";

/** A value in the place of another one, between the comments that stand around that. */
export function keepTrivia(old: Node, replacement: Node): Node {
  if (!isExpr(old) || !isExpr(replacement) || isPart(old, replacement)) return replacement;
  const isString = replacement.kind === "String" || replacement.kind === "IndentedString";
  const leading = (leadingOf(old) ?? []).map((piece): Trivia =>
    piece.kind === "LanguageAnnotation" && !isString
      ? { kind: "LineComment", text: ` ${piece.language}` }
      : piece,
  );
  const comments = leading.filter(({ kind }) => kind !== "BlankLine");
  const { trailing } = lastOf(old);
  const hasLeading = comments.length === 0 || (leadingOf(replacement) ?? []).length > 0;
  const hasTrailing = trailing === undefined || lastOf(replacement).trailing !== undefined;
  if (hasLeading && hasTrailing) return replacement;
  return markNode({
    ...replacement,
    ...(!hasLeading && { leading }),
    ...(!hasTrailing && isLeaf(replacement) && { trailing }),
  });
}

/** Whether the old value lives on in the new one, comments included. */
function isPart(old: Expr, replacement: Expr): boolean {
  return findNode(replacement, old.kind, (node) => (node as Node) === old) !== undefined;
}

/** What stands before a node: before what it begins with. */
export function leadingOf(node: Node): readonly Trivia[] | undefined {
  for (let at = node; ;) {
    if ("leading" in at && at.leading !== undefined) return at.leading;
    const key = firstFieldOf(at);
    if (key === undefined) return undefined;
    at = fieldsOf(at)[key] as Node;
  }
}

/** The same node with other comments and blank lines before it. */
export function withLeading<N extends Node>(node: N, leading: readonly Trivia[]): N {
  const key = firstFieldOf(node);
  const { leading: own, ...bare } = node as N & { readonly leading?: readonly Trivia[] };
  if (key === undefined || own !== undefined) {
    // With or without what stands before it, it is what it was.
    return markNode({ ...bare, ...(leading.length > 0 && { leading }) } as unknown as N);
  }
  return markNode({ ...node, [key]: withLeading(fieldsOf(node)[key] as Node, leading) });
}

/** Whether a node is another one, but for the comments around it. */
export function isCopy(node: Node, other: Node): boolean {
  if (node === other) return true;
  if (node.kind !== other.kind) return false;
  const isAround = (key: string): boolean => key === "leading" || key === "trailing";
  const keys = (all: Node): string[] => Object.keys(all).filter((key) => !isAround(key));
  const first = firstFieldOf(node);
  const [own, others] = [fieldsOf(node), fieldsOf(other)];
  return (
    keys(node).length === keys(other).length &&
    keys(node).every((key) =>
      key === first ? isCopy(own[key] as Node, others[key] as Node) : own[key] === others[key],
    )
  );
}

function fieldsOf(node: Node): Readonly<Record<string, unknown>> {
  return node as unknown as Readonly<Record<string, unknown>>;
}

/** The node that an expression ends with; its trailing comment is that of the expression. */
export function lastOf(node: Node): { readonly trailing?: string } {
  for (let at = node; ;) {
    const [key, index] = lastFieldOf(at);
    if (key === undefined) return at as { readonly trailing?: string };
    const field = fieldsOf(at)[key];
    at = index === undefined ? (field as Node) : (field as readonly Node[])[index]!;
  }
}

/** The same node without the comment behind it. */
export function withoutTrailing<N extends Node>(node: N): N {
  const [key, index] = lastFieldOf(node);
  if (key === undefined) {
    const { trailing: _trailing, ...bare } = node as N & { readonly trailing?: string };
    // All but the comment is there.
    return markNode(bare as unknown as N);
  }
  const field = fieldsOf(node)[key];
  const last = withoutTrailing(index === undefined ? (field as Node) : (field as readonly Node[])[index]!);
  const value = index === undefined ? last : (field as readonly Node[]).with(index, last);
  return markNode({ ...node, [key]: value });
}

/** Whether the comment after an expression stands at the expression itself. */
function isLeaf(node: Expr): boolean {
  return lastOf(node) === node;
}
