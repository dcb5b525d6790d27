import { binary, call, fn, letIn, select, type Expr } from "@nixgen/core";
import {
  inputOf,
  isEmptySet,
  outputSet,
  packageSetBindings,
  sharedBindings,
  systemsOf,
  usedOfPlatform,
  type FlakeParts,
} from "./flake-layout.js";

/**
 * The outputs of a flake by flake-utils: one function that gives all outputs of a platform, and the others joined to it.
 *
 * @see the README of flake-utils, `eachDefaultSystem` and `eachSystem`
 */
export function layOutByFlakeUtils(parts: FlakeParts): Expr {
  const { perSystem, others, systems, letPerSystem } = parts;
  const flakeUtils = select(inputOf("flake-utils", parts), "lib");
  const used = new Set(
    [...perSystem.map(({ value }) => value), letPerSystem].flatMap((value) => usedOfPlatform(value, parts)),
  );
  const variables = [...packageSetBindings(parts, used), ...(isEmptySet(letPerSystem) ? [] : [letPerSystem])];
  const set = outputSet(perSystem);
  const forSystem = fn("system", variables.length === 0 ? set : letIn(variables, set));
  const each =
    systems === undefined
      ? call(select(flakeUtils, "eachDefaultSystem"), forSystem)
      : call(select(flakeUtils, "eachSystem"), systemsOf(parts), forSystem);
  const joined =
    perSystem.length === 0
      ? outputSet(others)
      : others.length === 0
        ? each
        : parts.othersFirst
          ? binary(outputSet(others), "//", each)
          : binary(each, "//", outputSet(others));
  const outer = sharedBindings(parts);
  return outer.length === 0 ? joined : letIn(outer, joined);
}
