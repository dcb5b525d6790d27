import {
  findFreeVariables,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type Identifier,
  type LegacyLet,
  type Let,
} from "@nixgen/core";

/** What binds variables by bindings: `let`, `rec { … }`, and the legacy `let { … }`. */
export type VariableScope = Let | LegacyLet | AttributeSet;

/** Whether the names in a container are variables in it. */
export function isVariableScope(container: { readonly kind: string; readonly recursive?: true }): boolean {
  return container.kind === "Let" || container.kind === "LegacyLet" || container.recursive === true;
}

/** The uses of a name that a `let` or `rec` binds. */
export function usesOf(scope: VariableScope, name: string): Identifier[] {
  const body = scope.kind === "Let" ? [scope.body] : [];
  const inside = [...body, ...scope.bindings.flatMap(insideOf)];
  return findFreeVariables({ kind: "List", elements: inside })
    .map(({ node }) => node)
    .filter((node) => node.name === name);
}

/** What in a binding sees the names of the scope that it is in. */
function insideOf(node: BindingNode): Expr[] {
  if (node.kind === "Inherit") return node.from ? [node.from] : [];
  if (node.kind !== "Binding") return [];
  const dynamic = node.path.names.flatMap((name) => (name.kind === "Interpolation" ? [name.expression] : []));
  return [...dynamic, node.value];
}
