import { staticName, type AttributeName, type BindingNode, type Expr } from "@nixgen/core";
import { other, resolve, type Binding, type Scope } from "./meaning.js";

/** A scope with the names of bindings. Each name stands for its expression, which is looked at when it is asked for. */
export function extend(parent: Scope, bindings: readonly BindingNode[]): Scope {
  const names = new Map<string, Binding>();
  const inner: Scope = { parent, names };
  for (const binding of bindings) {
    if (binding.kind === "Binding") {
      const name = staticName(binding.path.names[0]!);
      if (name === undefined) continue;
      names.set(
        name,
        binding.path.names.length === 1 ? { value: binding.value, scope: () => inner } : { meaning: other },
      );
    } else if (binding.kind === "Inherit") {
      for (const node of binding.names) addInherited(node, binding.from, names, parent, inner);
    }
  }
  return inner;
}

function addInherited(
  node: AttributeName,
  from: Expr | undefined,
  names: Map<string, Binding>,
  outer: Scope,
  inner: Scope,
): void {
  const name = staticName(node);
  if (name === undefined) return;
  if (from === undefined) {
    names.set(name, resolve(name, outer) ?? { meaning: other });
  } else {
    const value: Expr = { kind: "Select", subject: from, path: { kind: "AttributePath", names: [node] } };
    names.set(name, { value, scope: () => inner });
  }
}
