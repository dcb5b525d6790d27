import { staticName, walk, type Binding, type File } from "@nixgen/core";

/** Which of two ways a file writes sets with one attribute: as dotted paths or as sets in sets. */
export interface PathStyle {
  /** Dotted; so does a file that has none of either. */
  readonly dotted: boolean;
  /** The same for `follows`, which nearly everyone writes dotted, whatever the other sets are like. */
  readonly dottedFollows: boolean;
}

/** How a file writes sets with one attribute. */
export function findPathStyle(tree: File): PathStyle {
  let nested = 0;
  let dotted = 0;
  let nestedFollows = 0;
  walk(tree, (node) => {
    if (node.kind !== "Binding") return;
    const inner = onlyBindingOf(node);
    if (inner !== undefined && isFollows(inner)) nestedFollows++;
    if (node.path.names.length > 1) dotted++;
    else if (inner !== undefined) nested++;
  });
  return { dotted: dotted > 0 || nested === 0, dottedFollows: nestedFollows === 0 };
}

function onlyBindingOf({ value }: Binding): Binding | undefined {
  if (value.kind !== "AttributeSet" || value.bindings.length !== 1) return undefined;
  const [inner] = value.bindings;
  return inner!.kind === "Binding" ? inner : undefined;
}

function isFollows({ path }: Binding): boolean {
  return path.names.length === 1 && staticName(path.names[0]!) === "follows";
}
