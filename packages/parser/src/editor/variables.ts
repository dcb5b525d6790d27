import {
  findFreeVariables,
  staticName,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type Function as FunctionNode,
  type Identifier,
  type LegacyLet,
  type Let,
  type Node,
} from "@nixgen/core";

/** What binds variables by bindings: `let`, `rec { … }`, and the legacy `let { … }`. */
export type VariableScope = Let | LegacyLet | AttributeSet;

/** Whether the names that a node binds by bindings are variables in it. */
export function isVariableScope(node: Node): node is VariableScope {
  return (
    node.kind === "Let" ||
    node.kind === "LegacyLet" ||
    (node.kind === "AttributeSet" && node.recursive === true)
  );
}

/** The names that a node binds for what stands in it. */
export function namesBoundBy(node: Node): string[] {
  if (node.kind === "Function") return parametersOf(node);
  return isVariableScope(node) ? node.bindings.flatMap(namesOfBinding) : [];
}

/** The names that a function takes. */
export function parametersOf({ parameter }: FunctionNode): string[] {
  if (parameter.kind === "Identifier") return [parameter.name];
  return [
    ...parameter.formals.map((item) => item.name.name),
    ...(parameter.alias ? [parameter.alias.name] : []),
  ];
}

/** The names that a binding defines, or begins to: `a` of `a.b = 1;`. Those that are computed are left out. */
export function namesOfBinding(node: BindingNode): string[] {
  if (node.kind === "Error") return [];
  const names = node.kind === "Inherit" ? node.names : node.path.names.slice(0, 1);
  return names.flatMap((name) => staticName(name) ?? []);
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
