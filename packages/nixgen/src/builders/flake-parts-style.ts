import {
  attrs,
  binding,
  call,
  dotted,
  fn,
  inherit,
  letIn,
  select,
  toExpr,
  type AttributeSet,
  type AttrsPart,
  type Expr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import { onNextLine, usedNames } from "../files/header.js";
import { inputOf, isEmptySet, outputSet, sharedNames, systemsOf, type FlakeParts } from "./flake-layout.js";
import { buildPackageSet, type NamedPackageSet } from "./flake-package-sets.js";
import type { NixExpression } from "./input.js";
import { changesPackages } from "./nixpkgs-import.js";

/** What only flakes by flake-parts have. */
export interface FlakePartsOptions {
  /** Modules of flake-parts: `[reference("inputs").devshell.flakeModule]`. */
  readonly imports: readonly NixValue[] | NixExpression;
  /** Settings of those modules for every platform, such as those of treefmt. */
  readonly perSystem: AttributeSet;
  /** Settings of the module that is the flake, such as `debug`. */
  readonly settings: AttributeSet;
}

/**
 * The outputs of a flake by flake-parts: a module, whose `perSystem` is made for every platform.
 *
 * @see the documentation of flake-parts, "Module Arguments" and "perSystem"
 */
export function layOutByFlakeParts(parts: FlakeParts, options: FlakePartsOptions): Expr {
  const sets = parts.packageSets.filter(isNotReady);
  const platform = attrs(
    ...(sets.length === 0 ? [] : [binding(["_module", "args"], packageArguments(sets))]),
    options.perSystem,
    ...parts.perSystem.map(({ name, value }) => binding(name, value)),
  );
  const hasImports = !Array.isArray(options.imports) || options.imports.length > 0;
  const module: AttrsPart[] = [
    ...(hasImports ? [{ imports: options.imports }] : []),
    binding("systems", systemsOf(parts)),
    options.settings,
    ...(isEmptySet(platform) ? [] : [binding("perSystem", perSystemFunction(dotted(platform), parts))]),
    ...(parts.others.length === 0 ? [] : [binding("flake", outputSet(parts.others))]),
  ];
  const mkFlake = select(inputOf("flake-parts", parts), "lib", "mkFlake");
  const applied = call(mkFlake, attrs(inherit("inputs")), moduleFunction(dotted(attrs(...module)), parts));
  return isEmptySet(parts.let) ? applied : letIn(parts.let, applied);
}

/** flake-parts itself supplies `pkgs` of an input `nixpkgs` without settings. */
function isNotReady({ name, options: { input = "nixpkgs", ...options } }: NamedPackageSet): boolean {
  return name !== "pkgs" || input !== "nixpkgs" || changesPackages(options);
}

function packageArguments(sets: readonly NamedPackageSet[]): NixAttributes {
  return Object.fromEntries(sets.map(({ name, options }) => [name, buildPackageSet(options, true)]));
}

/** The arguments of `perSystem`, besides those that the flake puts into `_module.args`. */
const perSystemArguments = ["config", "self'", "inputs'", "pkgs", "lib", "system", "final", "options"];

function perSystemFunction(body: Expr, parts: FlakeParts): Expr {
  const scoped = isEmptySet(parts.letPerSystem) ? body : letIn(parts.letPerSystem, body);
  const own = [...new Set([...perSystemArguments, ...parts.packageSets.map(({ name }) => name)])];
  return header(scoped, own, parts);
}

/** The arguments of the module that is the flake. */
const flakeArguments = [
  "config",
  "lib",
  "withSystem",
  "moduleWithSystem",
  "getSystem",
  "flake-parts-lib",
  "options",
];

function moduleFunction(body: Expr, parts: FlakeParts): Expr {
  return header(body, flakeArguments, parts);
}

/** A function of those of its own names that the body uses; others come from outside. */
function header(body: Expr, own: readonly string[], parts: FlakeParts): Expr {
  const outside = [...sharedNames(parts).filter((name) => name !== "lib"), ...flakeArguments];
  const used = usedNames(body, [...new Set([...own, ...outside])]).filter((name) => own.includes(name));
  return used.length === 0 ? body : onNextLine(fn([...used, "..."], toExpr(body)));
}
