import {
  findFreeVariables,
  isIdentifier,
  markNode,
  select,
  staticName,
  type Expr,
  type Node,
} from "@nixgen/core";
import { replaceFree } from "./rename-variable.js";

/**
 * `with pkgs.python3Packages; [ protobuf ]` names each element by its set where the expression also takes another
 * `protobuf` from `pkgs`: as an argument of a file, that one would hide it.
 */
export function openScopes(expression: Expr): Expr {
  const supplied = new Set(suppliedNames(expression));
  const hidden = new Set<string>();
  replaceFree(expression, (node) => {
    const name = packageName(node);
    if (name !== undefined && supplied.has(name)) hidden.add(name);
    return undefined;
  });
  if (hidden.size === 0) return expression;
  return replaceFree(expression, (node, isBound) => {
    if (node.kind !== "With" || node.body.kind !== "List") return undefined;
    const { scope, body } = node;
    const names = body.elements.flatMap((item) =>
      item.kind === "Identifier" && !isBound(item.name) ? [item.name] : [],
    );
    if (names.length < body.elements.length || !names.some((name) => hidden.has(name))) return undefined;
    const elements = body.elements.map(({ leading, trailing }, index) =>
      markNode({
        ...select(scope, names[index]!),
        ...(leading && { leading }),
        ...(trailing !== undefined && { trailing }),
      }),
    );
    return markNode({ ...body, elements });
  });
}

/** The names that a `with` may supply. */
export function suppliedNames(expression: Expr): string[] {
  return findFreeVariables(expression).flatMap(({ node, underWith }) => (underWith ? [node.name] : []));
}

/** The `x` of `pkgs.x` or `pkgs.x.y`. */
export function packageName(node: Node): string | undefined {
  if (node.kind !== "Select" || node.default !== undefined) return undefined;
  if (node.subject.kind !== "Identifier" || node.subject.name !== "pkgs") return undefined;
  const [first] = node.path.names;
  const name = first && staticName(first);
  return name !== undefined && isIdentifier(name) ? name : undefined;
}

/** The expression without what stands below `with pkgs;`, which has a `lib` of its own. */
export function withoutScopesOfPackages(expression: Expr): Expr {
  return replaceFree(expression, (node) =>
    node.kind === "With" && node.scope.kind === "Identifier" && node.scope.name === "pkgs"
      ? node.scope
      : undefined,
  );
}
