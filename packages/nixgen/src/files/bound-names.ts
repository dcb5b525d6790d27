import { staticName, type Node } from "@nixgen/core";

/** The names that a node binds for what is below it: parameters, and the bindings of `let` and `rec`. */
export function boundNamesOf(node: Node): string[] {
  switch (node.kind) {
    case "Function": {
      const { parameter } = node;
      if (parameter.kind === "Identifier") return [parameter.name];
      const names = parameter.formals.map((formal) => formal.name.name);
      return parameter.alias ? [...names, parameter.alias.name] : names;
    }
    case "AttributeSet":
      return node.recursive ? namesOf(node.bindings) : [];
    case "Let":
    case "LegacyLet":
      return namesOf(node.bindings);
    default:
      return [];
  }
}

/** The names of bindings; those that are computed have none. */
export function namesOf(bindings: readonly Node[]): string[] {
  return bindings.flatMap((binding): string[] => {
    if (binding.kind === "Inherit") return binding.names.flatMap((name) => staticName(name) ?? []);
    if (binding.kind !== "Binding") return [];
    const [first] = binding.path.names;
    const name = first && staticName(first);
    return name === undefined ? [] : [name];
  });
}
