import type { AttributeSet, Binding, BindingNode } from "./collections.js";
import type { Expr } from "./expr.js";
import { staticName } from "./static-name.js";

/**
 * The bindings with those made one that define parts of the same set, as Nix does it. The first part says whether the whole
 * is recursive.
 *
 * @example
 * // `{ a = rec { b = 1; }; a.c = b; }` is `{ a = rec { b = 1; c = b; }; }`
 */
export function mergeSets(bindings: readonly BindingNode[]): readonly BindingNode[] {
  const groups = new Map<string, Binding[]>();
  let isRepeated = false;
  for (const binding of bindings) {
    const name = firstName(binding);
    if (name === undefined || binding.kind !== "Binding") continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [binding]);
    else isRepeated = group.push(binding) > 1;
  }
  if (!isRepeated) return bindings;
  return bindings.flatMap((binding) => {
    const name = firstName(binding);
    const group = name === undefined ? undefined : groups.get(name);
    if (binding.kind !== "Binding" || group === undefined || group.length < 2) return [binding];
    const parts = group.map(partOf);
    // An attribute that is defined twice is an error of its own.
    if (!parts.every((part) => part !== undefined)) return [binding];
    return binding === group[0] ? [merged(binding, parts)] : [];
  });
}

function firstName(binding: BindingNode): string | undefined {
  return binding.kind === "Binding" ? staticName(binding.path.names[0]!) : undefined;
}

type Part = Pick<AttributeSet, "recursive" | "bindings">;

/** What a binding adds to the set that its first name stands for. */
function partOf(binding: Binding): Part | undefined {
  const { path, value } = binding;
  if (path.names.length > 1) {
    return {
      bindings: [{ kind: "Binding", path: { kind: "AttributePath", names: path.names.slice(1) }, value }],
    };
  }
  let set: Expr = value;
  while (set.kind === "Parenthesized") set = set.expression;
  return set.kind === "AttributeSet" ? set : undefined;
}

function merged(first: Binding, parts: readonly Part[]): Binding {
  return {
    kind: "Binding",
    path: { kind: "AttributePath", names: first.path.names.slice(0, 1) },
    value: {
      kind: "AttributeSet",
      ...(parts[0]?.recursive && { recursive: true }),
      bindings: parts.flatMap((part) => part.bindings),
    },
  };
}
