import {
  childrenOf,
  placeholderOf,
  type OptionEntry,
  type OptionIndex,
  type OptionNode,
} from "./option-index.js";
import { isPlaceholder, printOptionPath, readOptionPath } from "./option-path.js";
import { takesNames } from "./takes-names.js";

/** What stands at an option path. */
export type OptionPlace =
  /** An option. */
  | { readonly place: "option"; readonly entry: OptionEntry; readonly node: OptionNode }
  /** A set of options, as `services`. */
  | { readonly place: "group"; readonly node: OptionNode }
  /** A value within an option whose names are free, as `environment.variables.EDITOR`. */
  | { readonly place: "inside"; readonly entry: OptionEntry; readonly rest: readonly string[] }
  /** No option; `at` is the place in the path of the first name that does not exist. */
  | { readonly place: "nowhere"; readonly at: number; readonly parent: OptionNode };

/** What stands at a path in the tree of options; names that users choose match the placeholders. */
export function findOption(path: readonly string[], index: OptionIndex): OptionPlace {
  let node = index.root;
  let last: { entry: OptionEntry; at: number } | undefined;
  for (let at = 0; at < path.length; at++) {
    const name = path[at]!;
    const next = childOf(node, name, index);
    if (next === undefined) {
      // What lay below an option that was removed was removed with it.
      if (last?.entry.removed) return { place: "option", entry: last.entry, node };
      if (last !== undefined && takesNames(last.entry.type, path.slice(last.at)))
        return { place: "inside", entry: last.entry, rest: path.slice(last.at) };
      return findMoved(path, last, index) ?? { place: "nowhere", at, parent: node };
    }
    node = next;
    if (node.entry) last = { entry: node.entry, at: at + 1 };
  }
  if (node.entry) return { place: "option", entry: fromTheTop(node.entry, path, index), node };
  // An element of a set or a list of values that are no submodules.
  if (last !== undefined && last.at < path.length && childrenOf(node, index).size === 0)
    return { place: "inside", entry: last.entry, rest: path.slice(last.at) };
  return { place: "group", node };
}

/** What stands at a path below an option that was renamed as a whole. */
function findMoved(
  path: readonly string[],
  last: { readonly entry: OptionEntry; readonly at: number } | undefined,
  index: OptionIndex,
): OptionPlace | undefined {
  if (last?.entry.movedTo === undefined) return undefined;
  const target = [...readOptionPath(last.entry.movedTo), ...path.slice(last.at)];
  const found = findOption(target, index);
  if (found.place !== "option") return undefined;
  const movedTo = found.entry.movedTo ?? printOptionPath(target);
  return { ...found, entry: { ...found.entry, path: printOptionPath(path), movedTo } };
}

/** An option of a submodule says what took its place from there on; here, the path starts at the top. */
function fromTheTop(entry: OptionEntry, path: readonly string[], index: OptionIndex): OptionEntry {
  if (entry.movedTo === undefined) return entry;
  const target = readOptionPath(entry.movedTo);
  const within = Array.from({ length: path.length - 1 }, (_, at) => [
    ...path.slice(0, path.length - 1 - at),
    ...target,
  ]);
  const found =
    within.find((candidate) => nodeAt(candidate, index)?.entry !== undefined) ??
    (nodeAt(target, index) === undefined
      ? within.find((candidate) => findOption(candidate, index).place === "inside")
      : undefined);
  return found === undefined ? entry : { ...entry, movedTo: printOptionPath(found) };
}

/** The node at a path, where all names of it are those of nodes. */
function nodeAt(path: readonly string[], index: OptionIndex): OptionNode | undefined {
  let node: OptionNode | undefined = index.root;
  for (const name of path) node = node && childOf(node, name, index);
  return node;
}

/** The node below a node for a name: that of the name itself, or that of a placeholder. */
export function childOf(node: OptionNode, name: string, index: OptionIndex): OptionNode | undefined {
  const children = childrenOf(node, index);
  return children.get(name) ?? (isPlaceholder(name) ? undefined : placeholderOf(children)?.[1]);
}
