import {
  attrs,
  binding,
  call,
  fn,
  inherit,
  letIn,
  reference,
  select,
  type AttrsPart,
  type Expr,
} from "@nixgen/core";
import * as z from "zod";
import { namesOf } from "../files/bound-names.js";
import {
  isEmptySet,
  isList,
  libOf,
  outputSet,
  packageSetBindings,
  sharedBindings,
  systemsOf,
  usedOfPlatform,
  type FlakeParts,
} from "./flake-layout.js";
import { buildPackageSet } from "./flake-package-sets.js";
import { inputName } from "./input.js";

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
    ...sharedBindings(parts),
    ...(perSystem.length === 0 ? [] : systemBindings(parts, style, variables)),
  ];
  const set = outputSet([...outputs, ...others]);
  return bindings.length === 0 ? set : letIn(bindings, set);
}

/** An output of a platform, which binds what it uses of the platform's package sets and variables. */
function withPackages(value: Expr, parts: FlakeParts): Expr {
  const own = parts.letPerSystem;
  const used = usedOfPlatform(value, parts);
  const ownNames = namesOf(own.bindings);
  const usesOwn = used.some((name) => ownNames.includes(name));
  const needed = new Set([...used, ...(usesOwn ? usedOfPlatform(own, parts) : [])]);
  const bindings = [...packageSetBindings(parts, needed), ...(usesOwn ? [parts.letPerSystem] : [])];
  return bindings.length === 0 ? value : letIn(bindings, value);
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
  // A list gets a name; an expression that gives one is short by itself.
  const isNamed = parts.systems === undefined || isList(parts.systems);
  const list = isNamed ? [binding(systems, systemsOf(parts))] : [];
  const genAttrs = call(select(libOf(parts), "genAttrs"), isNamed ? reference(systems) : systemsOf(parts));
  if (passes === "system") return [...list, binding(name, genAttrs)];
  const f = reference("f");
  const { letPerSystem, packageSets } = parts;
  const [main] = packageSets;
  let applied: Expr;
  if (variables.every((name) => name === "pkgs")) {
    applied = call(f, buildPackageSet(main.options, parts.throughInputs));
  } else if (isEmptySet(letPerSystem)) {
    const handed = packageSetBindings(parts, new Set(variables));
    applied = call(f, attrs(...(variables.includes("system") ? [inherit("system")] : []), ...handed));
  } else {
    const [first, ...rest] = variables;
    const needed = new Set([...variables, ...usedOfPlatform(letPerSystem, parts)]);
    applied = letIn(
      [...packageSetBindings(parts, needed), letPerSystem],
      call(f, attrs(inherit(first!, ...rest))),
    );
  }
  return [...list, binding(name, fn("f", call(genAttrs, fn("system", applied))))];
}
