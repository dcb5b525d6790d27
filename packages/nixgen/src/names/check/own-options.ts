import { findOption, type OptionPlace } from "../find-option.js";
import type { OptionIndex, OptionNode } from "../option-index.js";
import { besideOptions } from "./beside-options.js";
import type { CheckContext } from "./context.js";
import { anyName } from "./declared-options.js";

/** Names of options that hold a whole configuration again. */
const configurations = new Set(["configuration", "vmVariant", "vmVariantWithBootLoader"]);

/** The places in a path at which a configuration starts: the beginning, and below `specialisation.<name>.configuration`. */
export function startsOf(path: readonly string[]): number[] {
  const last = path.findLastIndex((name) => configurations.has(name));
  return last === -1 ? [0] : [0, last + 1];
}

/** What stands at a path among the options that an index lacks: those that the project declares, and those of modules beside. */
export function findOwn(
  path: readonly string[],
  index: OptionIndex,
  { declarations }: CheckContext,
): OptionPlace {
  let best: Extract<OptionPlace, { place: "nowhere" }> | undefined;
  for (const start of startsOf(path)) {
    for (const root of [declarations.optionTree, besideOptions(index.kind)]) {
      const found = findOption(path.slice(start), { ...index, root });
      if (found.place !== "nowhere") return found;
      if (best === undefined || found.at + start > best.at) best = { ...found, at: found.at + start };
    }
  }
  return best!; // There are always two trees.
}

/** The place of the first name of a path that is declared only in that some name is, which evaluation tells. */
export function placeOfAnyName(path: readonly string[], { declarations }: CheckContext): number | undefined {
  for (const start of startsOf(path)) {
    let node: OptionNode | undefined = declarations.optionTree;
    for (let at = start; node !== undefined && at < path.length; at++) {
      if (!node.children.has(path[at]!) && node.children.has(anyName)) return at;
      node = node.children.get(path[at]!) ?? node.children.get("<name>") ?? node.children.get("*");
    }
  }
  return undefined;
}

/** Whether the project declares options below a name at that place of a path. */
export function isOwnName(
  path: readonly string[],
  at: number,
  { optionTree }: CheckContext["declarations"],
): boolean {
  return startsOf(path).some((start) => {
    let node: OptionNode | undefined = optionTree;
    for (const name of path.slice(start, at + 1)) node = node?.children.get(name);
    return node !== undefined;
  });
}
