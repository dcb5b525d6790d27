import {
  attrs,
  binding,
  call,
  fn,
  inherit,
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
import { defaultSystems } from "./system.js";

/**
 * The outputs of a flake with nothing but nixpkgs: `forEachSystem` makes an output for every platform. It hands on the
 * variables that outputs use.
 */
export function layOutPlain(parts: FlakeParts): Expr {
  const { perSystem, others } = parts;
  const values = [...perSystem, ...others].map(({ value }) => value);
  const variables = [...new Set(perSystem.flatMap(({ value }) => usedOfPlatform(value, parts)))];
  const outputs = perSystem.map(({ name, value }) => ({
    name,
    value: call(reference("forEachSystem"), fn(parameterFor(variables, value, parts), value)),
  }));
  const bindings: AttrsPart[] = [
    ...(usesLib([...values, ...letValues(parts)], parts) ? [inheritFrom(nixpkgs(parts), "lib")] : []),
    parts.let,
    ...(perSystem.length === 0 ? [] : systemBindings(parts, variables)),
  ];
  const set = outputSet([...outputs, ...others]);
  const isEmpty = bindings.every((part) => Object.keys(part).length === 0);
  return isEmpty ? set : letIn(bindings, set);
}

function letValues(parts: FlakeParts): Expr[] {
  return [toExpr(parts.let), toExpr(parts.letPerSystem)];
}

/** `pkgs` alone where no output uses anything else; else a set, of which each output takes what it uses. */
function parameterFor(variables: readonly string[], value: Expr, parts: FlakeParts): string | string[] {
  if (variables.every((name) => name === "pkgs")) return "pkgs";
  const used = usedOfPlatform(value, parts);
  return used.length === variables.length ? used : [...used, "..."];
}

/** `systems`, and the function that makes an output for each of them. */
function systemBindings(parts: FlakeParts, variables: readonly string[]): AttrsPart[] {
  const f = reference("f");
  const { letPerSystem, packageSets } = parts;
  const sets = packageSets.map(({ name, options }) => binding(name, buildPackageSet(options)));
  const [main] = packageSets;
  let applied: Expr;
  if (variables.every((name) => name === "pkgs")) {
    applied = call(f, buildPackageSet(main.options));
  } else if (Object.keys(letPerSystem).length === 0) {
    const handed = packageSets.flatMap(({ name }, index) => (variables.includes(name) ? [sets[index]!] : []));
    applied = call(f, attrs(...(variables.includes("system") ? [inherit("system")] : []), ...handed));
  } else {
    const [first, ...rest] = variables;
    const needed = new Set([...variables, ...usedOfPlatform(toExpr(letPerSystem), parts)]);
    const handed = packageSets.flatMap(({ name }, index) => (needed.has(name) ? [sets[index]!] : []));
    applied = letIn([...handed, letPerSystem], call(f, attrs(inherit(first!, ...rest))));
  }
  return [
    { systems: [...(parts.systems ?? defaultSystems)] },
    binding(
      "forEachSystem",
      fn("f", call(select(nixpkgs(parts), "lib", "genAttrs"), reference("systems"), fn("system", applied))),
    ),
  ];
}

function nixpkgs({ packageSets: [{ options }] }: FlakeParts): Expr {
  return toExpr(reference(options.input ?? "nixpkgs"));
}
