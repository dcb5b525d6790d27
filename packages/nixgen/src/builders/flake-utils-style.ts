import {
  binary,
  binding,
  call,
  fn,
  inheritFrom,
  letIn,
  reference,
  select,
  toExpr,
  type AttrsPart,
  type Expr,
} from "@nixgen/core";
import { outputSet, usedOfPlatform, usesLib, type FlakeParts } from "./flake-layout.js";
import { buildPackageSet } from "./flake-package-sets.js";

/**
 * The outputs of a flake by flake-utils: one function that gives all outputs of a platform, and the others joined to it.
 *
 * @see the README of flake-utils, `eachDefaultSystem` and `eachSystem`
 */
export function layOutByFlakeUtils(parts: FlakeParts): Expr {
  const { perSystem, others, systems, letPerSystem } = parts;
  const values = [...perSystem, ...others].map(({ value }) => value);
  const flakeUtils = select(reference("flake-utils"), "lib");
  const used = new Set(
    [...perSystem.map(({ value }) => value), toExpr(letPerSystem)].flatMap((value) =>
      usedOfPlatform(value, parts),
    ),
  );
  const sets = parts.packageSets.flatMap(({ name, options }): AttrsPart[] =>
    used.has(name) ? [binding(name, buildPackageSet(options))] : [],
  );
  const variables: AttrsPart[] = [...sets, ...(Object.keys(letPerSystem).length > 0 ? [letPerSystem] : [])];
  const set = outputSet(perSystem);
  const forSystem = fn("system", variables.length === 0 ? set : letIn(variables, set));
  const each =
    systems === undefined
      ? call(select(flakeUtils, "eachDefaultSystem"), forSystem)
      : call(select(flakeUtils, "eachSystem"), [...systems], forSystem);
  const joined =
    perSystem.length === 0
      ? outputSet(others)
      : others.length === 0
        ? each
        : binary(each, "//", outputSet(others));
  const lib = usesLib([...values, toExpr(letPerSystem), toExpr(parts.let)], parts)
    ? [inheritFrom(reference(parts.packageSets[0].options.input ?? "nixpkgs"), "lib")]
    : [];
  const outer: AttrsPart[] = [...lib, ...(Object.keys(parts.let).length > 0 ? [parts.let] : [])];
  return outer.length === 0 ? joined : letIn(outer, joined);
}
