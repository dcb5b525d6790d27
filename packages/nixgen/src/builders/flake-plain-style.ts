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
import * as z from "zod";
import { outputSet, usedOfPlatform, usesLib, type FlakeParts } from "./flake-layout.js";
import { buildPackageSet } from "./flake-package-sets.js";
import { inputName } from "./input.js";
import { defaultSystems } from "./system.js";

/** How a flake without other inputs makes outputs for every platform. */
export interface ForEachSystem {
  /** The name of the function; `"forEachSystem"` where it is absent. */
  readonly name?: string;
  /** The name of the list of platforms; `"systems"` where it is absent. */
  readonly systems?: string;
  /** What the function gives to each output: packages, or the name of the platform, from which each output takes them. */
  readonly passes?: "packages" | "system";
}

export const forEachSystemSchema = z.strictObject({
  name: inputName.optional(),
  systems: inputName.optional(),
  passes: z.enum(["packages", "system"]).optional(),
});

/**
 * The outputs of a flake with nothing but nixpkgs: `forEachSystem` makes an output for every platform. It hands on the
 * variables that outputs use, or the platform alone.
 */
export function layOutPlain(parts: FlakeParts, style: ForEachSystem): Expr {
  const { perSystem, others } = parts;
  const values = [...perSystem, ...others].map(({ value }) => value);
  const variables = [...new Set(perSystem.flatMap(({ value }) => usedOfPlatform(value, parts)))];
  const forEachSystem = reference(style.name ?? "forEachSystem");
  const outputs = perSystem.map(({ name, value }) => ({
    name,
    value: call(
      forEachSystem,
      style.passes === "system"
        ? fn("system", withPackages(value, parts))
        : fn(parameterFor(variables, value, parts), value),
    ),
  }));
  const bindings: AttrsPart[] = [
    ...(usesLib([...values, ...letValues(parts)], parts) ? [inheritFrom(nixpkgs(parts), "lib")] : []),
    parts.let,
    ...(perSystem.length === 0 ? [] : systemBindings(parts, style, variables)),
  ];
  const set = outputSet([...outputs, ...others]);
  const isEmpty = bindings.every((part) => Object.keys(part).length === 0);
  return isEmpty ? set : letIn(bindings, set);
}

/** An output of a platform, which binds what it uses of the platform's package sets and variables. */
function withPackages(value: Expr, parts: FlakeParts): Expr {
  const own = toExpr(parts.letPerSystem);
  const used = usedOfPlatform(value, parts);
  const usesOwn = used.some((name) => Object.hasOwn(parts.letPerSystem, name));
  const needed = new Set([...used, ...(usesOwn ? usedOfPlatform(own, parts) : [])]);
  const sets = parts.packageSets.flatMap(({ name, options }) =>
    needed.has(name) ? [binding(name, buildPackageSet(options))] : [],
  );
  const bindings: AttrsPart[] = [...sets, ...(usesOwn ? [parts.letPerSystem] : [])];
  return bindings.length === 0 ? value : letIn(bindings, value);
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
function systemBindings(
  parts: FlakeParts,
  { name = "forEachSystem", systems = "systems", passes }: ForEachSystem,
  variables: readonly string[],
): AttrsPart[] {
  const list = { [systems]: [...(parts.systems ?? defaultSystems)] };
  const genAttrs = call(select(nixpkgs(parts), "lib", "genAttrs"), reference(systems));
  if (passes === "system") return [list, binding(name, genAttrs)];
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
  return [list, binding(name, fn("f", call(genAttrs, fn("system", applied))))];
}

function nixpkgs({ packageSets: [{ options }] }: FlakeParts): Expr {
  return toExpr(reference(options.input ?? "nixpkgs"));
}
