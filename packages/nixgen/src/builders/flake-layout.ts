import { attrs, binding, dotted, type AttributeSet, type Expr, type NixAttributes } from "@nixgen/core";
import { usedNames } from "../files/header.js";
import type { NamedPackageSet } from "./flake-package-sets.js";
import type { Output } from "./flake-outputs.js";
import type { System } from "./system.js";

/** What a flake's outputs are laid out from, whatever the style. */
export interface FlakeParts {
  /** The names of the inputs. */
  readonly inputs: readonly string[];
  readonly systems: readonly System[] | undefined;
  /** `pkgs`, and other package sets. */
  readonly packageSets: readonly [NamedPackageSet, ...NamedPackageSet[]];
  readonly perSystem: readonly Output[];
  readonly others: readonly Output[];
  /** Variables of all outputs. */
  readonly let: NixAttributes;
  /** Variables of the outputs of a platform. */
  readonly letPerSystem: NixAttributes;
}

/** A style lays the outputs out as one function body; `names` are the variables that it may use. */
export interface LaidOut {
  readonly body: Expr;
  /** Inputs that the style itself needs. */
  readonly inputs: readonly string[];
}

/** The outputs as a set, in the order given. */
export function outputSet(outputs: readonly Output[]): AttributeSet {
  return dotted(attrs(...outputs.map(({ name, value }) => binding(name, value))));
}

/** The variables that outputs may use, whatever the platform. */
export function sharedNames(parts: FlakeParts): string[] {
  return ["self", "inputs", ...parts.inputs, ...Object.keys(parts.let), "lib"];
}

/** The variables that outputs of a platform may use besides. */
export function platformNames(parts: FlakeParts): string[] {
  return [...parts.packageSets.map(({ name }) => name), "system", ...Object.keys(parts.letPerSystem)];
}

/** The variables of a platform that an expression uses. */
export function usedOfPlatform(expression: Expr, parts: FlakeParts): string[] {
  const own = platformNames(parts);
  const used = usedNames(expression, [...new Set([...own, ...sharedNames(parts)])]);
  return own.filter((name) => used.includes(name));
}

/** Whether an expression uses `lib`, which nothing but the layout binds. */
export function usesLib(expressions: readonly Expr[], parts: FlakeParts): boolean {
  if (Object.hasOwn(parts.let, "lib") || Object.hasOwn(parts.letPerSystem, "lib")) return false;
  const names = [...new Set([...platformNames(parts), ...sharedNames(parts)])];
  return expressions.some((expression) => usedNames(expression, names).includes("lib"));
}
