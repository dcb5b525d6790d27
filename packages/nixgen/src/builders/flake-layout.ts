import {
  attrs,
  binding,
  dotted,
  inheritFrom,
  reference,
  select,
  toExpr,
  type AttributeSet,
  type AttrsPart,
  type Expr,
} from "@nixgen/core";
import { namesOf } from "../files/bound-names.js";
import { withInherited } from "./inherited.js";
import { usedNames } from "../files/header.js";
import { withoutScopesOfPackages } from "../files/open-scopes.js";
import { buildPackageSet, type NamedPackageSet } from "./flake-package-sets.js";
import type { Output } from "./flake-outputs.js";
import { defaultSystems, type System } from "./system.js";

/** What a flake's outputs are laid out from, whatever the style. */
export interface FlakeParts {
  /** The names of the inputs. */
  readonly inputs: readonly string[];
  /** The variables that the set of the flake itself binds. */
  readonly own: readonly string[];
  /** The platforms, or an expression that lists them. */
  readonly systems: readonly System[] | Expr | undefined;
  /** Inputs are attributes of the variable `inputs`, not variables themselves. */
  readonly throughInputs: boolean;
  /** Outputs that do not depend on a platform come before the others, where both are joined. */
  readonly othersFirst: boolean;
  /** `pkgs`, and other package sets. */
  readonly packageSets: readonly [NamedPackageSet, ...NamedPackageSet[]];
  readonly perSystem: readonly Output[];
  readonly others: readonly Output[];
  /** Variables of all outputs. */
  readonly let: AttributeSet;
  /** Variables of the outputs of a platform. */
  readonly letPerSystem: AttributeSet;
}

/** The outputs as a set, in the order given. */
export function outputSet(outputs: readonly Output[]): AttributeSet {
  return withInherited(dotted(attrs(...outputs.map(({ name, value }) => binding(name, value)))));
}

/** An input as outputs refer to it. */
export function inputOf(name: string, parts: FlakeParts): Expr {
  return parts.throughInputs ? select(reference("inputs"), name) : toExpr(reference(name));
}

/** The input that is nixpkgs. */
function nixpkgsOf(parts: FlakeParts): Expr {
  return inputOf(parts.packageSets[0].options.input ?? "nixpkgs", parts);
}

/** The `lib` of nixpkgs: the variable of that name, where the flake binds one itself. */
export function libOf(parts: FlakeParts): Expr {
  return bindsLib(parts.let) ? toExpr(reference("lib")) : select(nixpkgsOf(parts), "lib");
}

/** The platforms as an expression. */
export function systemsOf(parts: FlakeParts): Expr {
  const { systems } = parts;
  return systems === undefined || isList(systems) ? toExpr([...(systems ?? defaultSystems)]) : systems;
}

export function isList(systems: readonly System[] | Expr): systems is readonly System[] {
  return Array.isArray(systems);
}

/** Whether there are no bindings. */
export function isEmptySet(set: AttributeSet): boolean {
  return set.bindings.length === 0;
}

function bindsLib(set: AttributeSet): boolean {
  return namesOf(set.bindings).includes("lib");
}

/** The variables that outputs may use, whatever the platform. */
export function sharedNames(parts: FlakeParts): string[] {
  return ["self", "inputs", ...parts.inputs, ...parts.own, ...namesOf(parts.let.bindings), "lib"];
}

/** The variables that outputs of a platform may use besides. */
export function platformNames(parts: FlakeParts): string[] {
  return [...parts.packageSets.map(({ name }) => name), "system", ...namesOf(parts.letPerSystem.bindings)];
}

/** The variables of a platform that an expression uses. */
export function usedOfPlatform(expression: Expr, parts: FlakeParts): string[] {
  const own = platformNames(parts);
  const used = usedNames(expression, [...new Set([...own, ...sharedNames(parts)])]);
  return own.filter((name) => used.includes(name));
}

/** The package sets of a platform whose names are needed, as bindings. */
export function packageSetBindings(parts: FlakeParts, needed: ReadonlySet<string>): AttrsPart[] {
  return parts.packageSets.flatMap(({ name, options }) =>
    needed.has(name) ? [binding(name, buildPackageSet(options, parts.throughInputs))] : [],
  );
}

/** The variables of all outputs, with `lib` where something uses it. */
export function sharedBindings(parts: FlakeParts): AttrsPart[] {
  const outputs = [...parts.perSystem, ...parts.others].map(({ value }) => value);
  return [
    ...(usesLib([...outputs, parts.let, parts.letPerSystem], parts)
      ? [inheritFrom(nixpkgsOf(parts), "lib")]
      : []),
    ...(isEmptySet(parts.let) ? [] : [parts.let]),
  ];
}

/** Whether an expression uses `lib`, which nothing but the layout binds. */
function usesLib(expressions: readonly Expr[], parts: FlakeParts): boolean {
  if (bindsLib(parts.let) || bindsLib(parts.letPerSystem)) return false;
  const names = [...new Set([...platformNames(parts), ...sharedNames(parts)])];
  return expressions.some((expression) =>
    usedNames(withoutScopesOfPackages(expression), names).includes("lib"),
  );
}
