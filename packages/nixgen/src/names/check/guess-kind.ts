import { staticName, type AttributeSet, type Binding, type Expr, type File } from "@nixgen/core";
import { findOption } from "../find-option.js";
import { shippedNames, type Names } from "../names.js";
import type { OptionIndex } from "../option-index.js";
import { suggestOptions } from "../suggest-options.js";
import { readOptionPath } from "../option-path.js";
import { optionKinds, type OptionKind } from "../option-kind.js";
import { callOf, unwrapPriority } from "./literal.js";
import { expressionOf } from "./may-be-module.js";

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
  const paths = definedPaths(tree);
  const kinds = preferred === undefined ? optionKinds : [preferred, ...optionKinds];
  return findKindsOfKnown(paths, kinds, names)[0] ?? findKindsOfNear(paths, kinds, names)[0];
}

/** The kinds, among some, whose options most of some paths are: all that have as many, if they have half of them. */
export function findKindsOfKnown(
  paths: readonly Path[],
  kinds: Iterable<OptionKind>,
  names: Names,
): readonly OptionKind[] {
  return findKinds(paths, (path, index) => findOption(path, index).place !== "nowhere", kinds, names);
}

/** The kinds that have the sets in which the options would be, where no option exists. */
export function findKindsOfNear(
  paths: readonly Path[],
  kinds: Iterable<OptionKind>,
  names: Names,
): readonly OptionKind[] {
  const isNear = (path: Path, index: OptionIndex): boolean =>
    path.length > 2 && findOption(path.slice(0, 2), index).place !== "nowhere";
  return findKinds(paths, isNear, kinds, names);
}

/** The kinds that have options to which the paths are nearly the same: `services.ngnix.enable`. */
export function findKindsOfSimilar(
  paths: readonly Path[],
  kinds: Iterable<OptionKind>,
  names: Names,
): readonly OptionKind[] {
  const isSimilar = (path: Path, index: OptionIndex): boolean =>
    path.length > 1 &&
    suggestOptions(path, index).some((one) => readOptionPath(one.path).length === path.length);
  // Some tell as much as all.
  return findKinds(paths.slice(0, 4), isSimilar, kinds, names);
}

type Path = readonly string[];

function findKinds(
  paths: readonly Path[],
  has: (path: Path, index: OptionIndex) => boolean,
  kinds: Iterable<OptionKind>,
  names: Names,
): readonly OptionKind[] {
  const counts = [...new Set(kinds)].map((kind) => {
    const index = names.options(kind);
    return { kind, known: index === undefined ? 0 : paths.filter((path) => has(path, index)).length };
  });
  const most = Math.max(1, ...counts.map(({ known }) => known));
  if (most * 2 < paths.length) return [];
  return counts.filter(({ known }) => known === most).map(({ kind }) => kind);
}

/** The paths that a module sets, to a depth that tells whose they are. */
export function definedPaths(module: File | Expr): string[][] {
  return setsIn(expressionOf(module)).flatMap((set) => pathsIn(set, 5, true));
}

/** The paths at which a module declares options, to a depth that tells whose they are. */
export function declaredPaths(module: File | Expr): string[][] {
  return setsIn(expressionOf(module)).flatMap(({ bindings }) =>
    bindings.flatMap((binding) => {
      const [first, ...more] = binding.kind === "Binding" ? namesOf(binding) : [];
      if (binding.kind !== "Binding" || first !== "options") return [];
      const below = setsIn(binding.value).flatMap((set) => pathsIn(set, 3 - more.length, false));
      return below.length === 0 ? [more] : below.map((path) => [...more, ...path]);
    }),
  );
}

function namesOf({ path }: Binding): string[] {
  return path.names.map((name) => staticName(name) ?? "<name>");
}

/** The sets that a value consists of: those that `mkMerge` and `//` merge, and those below functions and conditions. */
function setsIn(value: Expr): AttributeSet[] {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "AttributeSet":
      return [inner];
    case "Function":
    case "Let":
    case "With":
    case "Assert":
      return setsIn(inner.body);
    case "If":
      return [...setsIn(inner.consequence), ...setsIn(inner.alternative)];
    case "Binary":
      return inner.operator === "//" ? [...setsIn(inner.left), ...setsIn(inner.right)] : [];
    case "Application": {
      const { name, args = [] } = callOf(inner) ?? {};
      const [first, second] = args;
      if (name === "mkMerge" && first?.kind === "List") return first.elements.flatMap(setsIn);
      return name === "optionalAttrs" && second !== undefined ? setsIn(second) : [];
    }
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

function pathsIn(set: AttributeSet, depth: number, top: boolean): string[][] {
  return set.bindings.flatMap((binding) => {
    if (binding.kind !== "Binding") return [];
    const names = namesOf(binding);
    const rest = top && names[0] === "config" ? names.slice(1) : names;
    if (top && moduleKeys.has(rest[0] ?? "")) return [];
    const below = depth <= rest.length || binding.value.kind === "Function" ? [] : setsIn(binding.value);
    if (below.length === 0) return rest.length > 0 ? [rest] : [];
    const inner = below.flatMap((one) => pathsIn(one, depth - rest.length, top && rest.length === 0));
    return inner.length === 0 && rest.length > 0 ? [rest] : inner.map((path) => [...rest, ...path]);
  });
}
