import { findNode, isExpr, markNode, type Expr, type Node, type Trivia } from "@nixgen/core";

/** A value in the place of another one, between the comments that stand around that. */
export function keepTrivia(old: Node, replacement: Node): Node {
  if (!isExpr(old) || !isExpr(replacement) || isPart(old, replacement)) return replacement;
  const isString = replacement.kind === "String" || replacement.kind === "IndentedString";
  const leading = (firstOf(old).leading ?? []).map((piece): Trivia =>
    piece.kind === "LanguageAnnotation" && !isString
      ? { kind: "LineComment", text: ` ${piece.language}` }
      : piece,
  );
  const comments = leading.filter(({ kind }) => kind !== "BlankLine");
  const { trailing } = lastOf(old);
  const hasLeading = comments.length === 0 || (firstOf(replacement).leading ?? []).length > 0;
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

/** The expression that an expression begins with. */
export function firstOf(node: Expr): Expr {
  switch (node.kind) {
    case "Application":
      return firstOf(node.function);
    case "Select":
    case "HasAttribute":
      return firstOf(node.subject);
    case "Binary":
      return firstOf(node.left);
    default:
      return node;
  }
}

/** An expression with other comments and blank lines before it. */
export function withLeading(node: Expr, leading: readonly Trivia[] = []): Expr {
  switch (node.kind) {
    case "Application":
      return markNode({ ...node, function: withLeading(node.function, leading) });
    case "Select":
    case "HasAttribute":
      return markNode({ ...node, subject: withLeading(node.subject, leading) });
    case "Binary":
      return markNode({ ...node, left: withLeading(node.left, leading) });
    default: {
      const { leading: _leading, ...rest } = node;
      // Without what stands before it, it is still what it was.
      return markNode({ ...rest, ...(leading.length > 0 && { leading }) } as Expr);
    }
  }
}

/** The node that an expression ends with; its trailing comment is that of the expression. */
export function lastOf(node: Expr): { readonly trailing?: string } {
  switch (node.kind) {
    case "Application":
      return lastOf(node.argument);
    case "Select":
      return node.default ? lastOf(node.default) : node.path.names.at(-1)!;
    case "HasAttribute":
      return node.path.names.at(-1)!;
    case "Binary":
      return lastOf(node.right);
    case "Unary":
      return lastOf(node.operand);
    default:
      return node;
  }
}

/** Whether the comment after an expression stands at the expression itself. */
function isLeaf(node: Expr): boolean {
  return lastOf(node) === node;
}
