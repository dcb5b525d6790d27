import { binding, markNode, staticName, type AttributeSet, type Binding, type Expr } from "@nixgen/core";
import { knownName } from "./known-name.js";
import type { ItemComments } from "./place.js";
import { replaceNode } from "./rewrite.js";
import type { Container, Source } from "./source.js";
import type { Splice } from "./splice.js";

/**
 * The change that adds a binding beside one that begins with the same dynamic name. Nix merges no bindings below such names:
 * `packages.${system}.a = 1;` becomes `packages.${system} = { a = 1; b = 2; };`. `undefined` where there is none.
 */
export function openDynamic(
  source: Source,
  container: Exclude<Container, { readonly kind: "List" }>,
  names: readonly string[],
  value: Expr,
  { leading = [], trailing }: ItemComments,
): Splice | undefined {
  for (const sibling of container.bindings) {
    if (sibling.kind !== "Binding") continue;
    const path = sibling.path.names;
    let shared = 0;
    while (shared < path.length && knownName(source.tree, path[shared]!) === names[shared]) shared++;
    const beginning = path.slice(0, shared);
    const isDynamic = beginning.some((name) => staticName(name) === undefined);
    if (!isDynamic || shared === path.length || shared === names.length) continue;
    const added = markNode({
      ...binding(rest(names, shared), value),
      ...(leading.length > 0 && { leading }),
      ...(trailing !== undefined && { trailing }),
    });
    return replaceNode(source, sibling, opened(sibling, shared, added));
  }
  return undefined;
}

function rest(names: readonly string[], shared: number): readonly [string, ...string[]] {
  // The new path is longer than what it shares.
  return names.slice(shared) as [string, ...string[]];
}

function opened(sibling: Binding, shared: number, added: Binding): Binding {
  const { names } = sibling.path;
  const inner = markNode<Binding>({
    kind: "Binding",
    path: { ...sibling.path, names: names.slice(shared) },
    value: sibling.value,
  });
  const set = markNode<AttributeSet>({
    kind: "AttributeSet",
    bindings: [inner, added],
    multiline: true,
  });
  const path = { ...sibling.path, names: names.slice(0, shared) };
  return markNode({ ...sibling, path, value: set });
}
