import type { Diagnostic, Expr, File } from "@nixgen/core";
import { findOption } from "../find-option.js";
import type { Names } from "../names.js";
import { optionKinds, type OptionKind } from "../option-kind.js";
import { printOptionPath } from "../option-path.js";
import { definedPaths } from "./guess-kind.js";
import { mayBeModule } from "./may-be-module.js";

/** Tells of what a file sets that seem to be options, and were not looked up, for nothing says whose module it is. */
export function findUnchecked(tree: File | Expr, kinds: readonly OptionKind[], names: Names): Diagnostic[] {
  if (kinds.length > 0 || !mayBeModule(tree)) return [];
  const paths = definedPaths(tree).filter((path) => isInGroup(path, names));
  return paths.map((path) => ({
    code: "names/unchecked",
    severity: "info",
    message: `the option \`${printOptionPath(path)}\` was not looked up: nothing tells whose module this is`,
    suggestions: [{ message: 'say its kind: "nixos", "home-manager" or "nix-darwin"' }],
  }));
}

/** Whether there are options in the group of a path, as there are in `services`. */
function isInGroup(path: readonly string[], names: Names): boolean {
  return (
    path.length > 1 &&
    optionKinds.some((kind) => {
      const index = names.options(kind);
      return index !== undefined && findOption(path.slice(0, 1), index).place !== "nowhere";
    })
  );
}
