import {
  markNode,
  staticName,
  type AttributeName,
  type AttributeSet,
  type BindingNode,
  type Expr,
} from "@nixgen/core";

/**
 * The set with `inherit` where a binding only repeats its name: `x = x;` becomes `inherit x;`, and `x = from.x;` becomes
 * `inherit (from) x;` for the names given. Bindings that follow one another share one `inherit`.
 *
 * @param sources variables whose attributes are inherited, such as `finalAttrs`.
 */
export function withInherited(set: AttributeSet, sources: readonly string[] = []): AttributeSet {
  if (set.recursive) return set;
  const bindings: BindingNode[] = [];
  let changed = false;
  for (const node of set.bindings) {
    const source = inheritedFrom(node, sources);
    if (source === undefined) {
      bindings.push(node);
      continue;
    }
    changed = true;
    const name = (node as Extract<BindingNode, { kind: "Binding" }>).path.names[0] as AttributeName;
    const last = bindings.at(-1);
    if (node.leading === undefined && last?.kind === "Inherit" && sourceName(last.from) === source) {
      bindings[bindings.length - 1] = markNode({ ...last, names: [...last.names, name] });
    } else {
      bindings.push(
        markNode({
          kind: "Inherit",
          names: [name],
          ...(source !== "" && { from: { kind: "Identifier", name: source } as const }),
          ...(node.leading && { leading: node.leading }),
        }),
      );
    }
  }
  return changed ? markNode({ ...set, bindings }) : set;
}

/** The variable from which a binding takes what has its own name; `""` where it is a variable itself. */
function inheritedFrom(node: BindingNode, sources: readonly string[]): string | undefined {
  if (node.kind !== "Binding" || node.path.names.length !== 1 || node.trailing !== undefined)
    return undefined;
  const name = staticName(node.path.names[0]!);
  const { value } = node;
  if (name === undefined || value.leading !== undefined || value.trailing !== undefined) return undefined;
  if (value.kind === "Identifier") {
    const isLiteral = ["true", "false", "null"].includes(value.name);
    return value.name === name && !isLiteral ? "" : undefined;
  }
  if (value.kind !== "Select" || value.default !== undefined || value.path.names.length !== 1)
    return undefined;
  const source = sourceName(value.subject);
  const isSame = staticName(value.path.names[0]!) === name;
  return isSame && source !== undefined && sources.includes(source) ? source : undefined;
}

function sourceName(from: Expr | undefined): string | undefined {
  if (from === undefined) return "";
  return from.kind === "Identifier" ? from.name : undefined;
}
