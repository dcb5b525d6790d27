import { attrs, binding, dotted, markNode, type AttributeSet, type NixValue } from "@nixgen/core";
import { withInherited } from "./inherited.js";

/**
 * An attribute set whose attributes come in the order of some groups, with a blank line between the groups, as package
 * files are written. What is in no group comes before the last one.
 *
 * @param values the attributes; `undefined` is left out.
 */
export function groupedAttributes(
  groups: readonly (readonly string[])[],
  values: Readonly<Record<string, NixValue | undefined>>,
): AttributeSet {
  const known = new Set(groups.flat());
  const others = Object.keys(values).filter((name) => !known.has(name));
  const ordered = [...groups.slice(0, -1), others, ...groups.slice(-1)]
    .map((group) => group.filter((name) => values[name] !== undefined))
    .filter((group) => group.length > 0);
  const bindings = ordered.flatMap((group, groupIndex) =>
    group.map((name, index) => {
      // Values that are `undefined` were left out above.
      const node = binding(name, values[name] as NixValue);
      if (index > 0 || groupIndex === 0) return node;
      return markNode({ ...node, leading: [{ kind: "BlankLine" } as const, ...(node.leading ?? [])] });
    }),
  );
  return withInherited(dotted(attrs(...bindings)), ["finalAttrs"]);
}
