import { staticName, type Expr, type File } from "@nixgen/core";
import { findOption } from "../find-option.js";
import { shippedNames, type Names } from "../names.js";
import type { OptionIndex } from "../option-index.js";
import { optionKinds, type OptionKind } from "../option-kind.js";
import { unwrapPriority } from "./literal.js";

/**
 * Whose module a file is, by the options that it sets: the kind that has most of them. `undefined` where it sets none that
 * are known, as a package, an overlay or a flake does.
 *
 * @param preferred the kind where several have as many.
 */
export function guessKind(
  tree: File | Expr,
  names: Names = shippedNames,
  preferred?: OptionKind,
): OptionKind | undefined {
  const paths = definedPaths(tree.kind === "File" ? tree.expression : tree);
  const isKnown = (path: readonly string[], index: OptionIndex): boolean =>
    findOption(path, index).place !== "nowhere";
  // Where no option exists, the sets that they would be in may.
  const isNear = (path: readonly string[], index: OptionIndex): boolean =>
    path.length > 2 && findOption(path.slice(0, 2), index).place !== "nowhere";
  return findKind(paths, isKnown, names, preferred) ?? findKind(paths, isNear, names, preferred);
}

/** The kind that has most of some paths, if it has half of them. */
function findKind(
  paths: readonly (readonly string[])[],
  has: (path: readonly string[], index: OptionIndex) => boolean,
  names: Names,
  preferred: OptionKind | undefined,
): OptionKind | undefined {
  let best: { kind: OptionKind; known: number } | undefined;
  const kinds = preferred === undefined ? optionKinds : [preferred, ...optionKinds];
  for (const kind of kinds) {
    const index = names.options(kind);
    if (index === undefined) continue;
    const known = paths.filter((path) => has(path, index)).length;
    if (known > (best?.known ?? 0)) best = { kind, known };
  }
  return best !== undefined && best.known * 2 >= paths.length ? best.kind : undefined;
}

/** The paths that a module sets, to a depth that tells whose they are. */
export function definedPaths(module: Expr): string[][] {
  const value = unwrapPriority(module);
  switch (value.kind) {
    case "Function":
    case "Let":
    case "With":
    case "Assert":
      return definedPaths(value.body);
    case "Parenthesized":
      return definedPaths(value.expression);
    case "AttributeSet":
      return pathsIn(value, 5, true);
    default:
      return [];
  }
}

const moduleKeys = new Set([
  "imports",
  "options",
  "_module",
  "disabledModules",
  "_class",
  "_file",
  "meta",
  "home-manager",
]);

function pathsIn(set: Extract<Expr, { kind: "AttributeSet" }>, depth: number, top: boolean): string[][] {
  return set.bindings.flatMap((binding) => {
    if (binding.kind !== "Binding") return [];
    const names = binding.path.names.map((name) => staticName(name) ?? "<name>");
    if (top && moduleKeys.has(names[0]!)) return [];
    const value = unwrapPriority(binding.value);
    const rest = top && names[0] === "config" ? names.slice(1) : names;
    if (value.kind !== "AttributeSet" || depth <= rest.length) return rest.length > 0 ? [rest] : [];
    const inner = pathsIn(value, depth - rest.length, false);
    return inner.length === 0 && rest.length > 0 ? [rest] : inner.map((path) => [...rest, ...path]);
  });
}
