import { staticName, walk, type Expr, type Node } from "@nixgen/core";

/** A variable: what it stands for, and the `let` or set that binds it. */
export interface Variable {
  readonly value: Expr;
  readonly scope: Node;
}

/** The variables of a file. */
export type Variables = ReadonlyMap<string, Variable>;

const known = new WeakMap<Node, Variables>();

/**
 * The variables of a file that are bound once, by a `let` or a recursive set, and the expressions that they stand for. A name
 * that is bound in several places, or is a parameter too, may be another thing in each place, and is left out.
 */
export function variablesOf(root: Node): Variables {
  let variables = known.get(root);
  if (variables === undefined) known.set(root, (variables = collectVariables(root)));
  return variables;
}

function collectVariables(root: Node): Variables {
  const found = new Map<string, Variable | undefined>();
  const add = (name: string, scope: Node, value?: Expr) =>
    found.set(name, value === undefined || found.has(name) ? undefined : { value, scope });
  walk(root, (node) => {
    if (node.kind === "Function") {
      const { parameter } = node;
      if (parameter.kind === "Identifier") add(parameter.name, node);
      else {
        for (const { name } of parameter.formals) add(name.name, node);
        if (parameter.alias) add(parameter.alias.name, node);
      }
    }
    const isScope =
      node.kind === "Let" || node.kind === "LegacyLet" || (node.kind === "AttributeSet" && node.recursive);
    if (!isScope) return;
    for (const binding of node.bindings) {
      if (binding.kind === "Binding") {
        const [first, ...more] = binding.path.names;
        const name = staticName(first!);
        if (name !== undefined) add(name, node, more.length === 0 ? binding.value : undefined);
      } else if (binding.kind === "Inherit" && binding.from !== undefined) {
        for (const one of binding.names) {
          const name = staticName(one);
          const path = { kind: "AttributePath", names: [one] } as const;
          if (name !== undefined) add(name, node, { kind: "Select", subject: binding.from, path });
        }
      }
    }
  });
  return new Map([...found].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
