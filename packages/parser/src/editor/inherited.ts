import { type Binding, type File, type Let } from "@nixgen/core";
import { chainTo } from "./chain.js";
import type { Definition } from "./find.js";
import { isVariableScope, namesOfBinding, parametersOf, usesOf } from "./variables.js";

/**
 * The binding of the `let` that an `inherit name;` takes its value from, where that is the place to change it: in the
 * arguments of a call, as the version of a package, or where the `let` binds the name for nothing else.
 */
export function inheritedBinding(tree: File, definition: Definition, name: string): Binding | undefined {
  const found = bindingOf(tree, definition, name);
  if (found === undefined) return undefined;
  const isArgument = definition.layers.some(({ kind }) => kind === "argument");
  return isArgument || usesOf(found.scope, name).length === 1 ? found.binding : undefined;
}

/** What a `let` binds to the name that is inherited. */
function bindingOf(
  tree: File,
  { node }: Definition,
  name: string,
): { readonly scope: Let; readonly binding: Binding } | undefined {
  if (node.kind !== "Inherit" || node.from !== undefined) return undefined;
  // What a set inherits comes from around the set.
  for (let link = chainTo(tree, node)?.parent?.parent; link !== undefined; link = link.parent) {
    const { node: owner } = link;
    if (owner.kind === "Function" && parametersOf(owner).includes(name)) return undefined;
    if (!isVariableScope(owner)) continue;
    const binding = owner.bindings.find((item) => namesOfBinding(item).includes(name));
    if (binding === undefined) continue;
    const isWhole = binding.kind === "Binding" && binding.path.names.length === 1;
    return owner.kind === "Let" && isWhole ? { scope: owner, binding } : undefined;
  }
  return undefined;
}
