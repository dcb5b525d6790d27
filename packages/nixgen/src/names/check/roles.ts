import { staticName, type AttributeSet, type Expr, type Node } from "@nixgen/core";
import type { Names } from "../names.js";
import type { OptionKind } from "../option-kind.js";
import { meaningOf, nixpkgs, other, resolve, valueOf, type Meaning, type Scope } from "./meaning.js";
import { findExtensions, findHandedSet, toSetPath } from "./package-sets.js";

/** What a function of a file is used for, so that it is known what it gets. */
export type Role =
  /** A module: it gets `config` and the like. */
  | { readonly is: "module"; readonly kind: OptionKind }
  /** It gets these, one after the other. */
  | { readonly is: "callback"; readonly parameters: readonly Meaning[] }
  /** The function of a package file, whose arguments `callPackage` takes from nixpkgs. */
  | PackageCall;

/** How `callPackage` calls the function of a file. */
export interface PackageCall {
  readonly is: "package";
  /** The package sets in which the arguments are looked for before the top level. */
  readonly sets: readonly (readonly string[])[];
  /** The arguments that the calls give. */
  readonly given: ReadonlySet<string>;
  /** The file is called so for certain. */
  readonly isCertain: boolean;
}

/** A function that is handed over, with the scope in which it stands. */
export interface HandedFunction {
  readonly function: Expr;
  readonly scope: Scope;
  /** It stands elsewhere, and a variable holds it. */
  readonly isElsewhere: boolean;
  readonly role: Role;
}

/** The functions that a call hands to one of nixpkgs' functions, as in `python3.withPackages (ps: …)`. */
export function findHandedFunctions(
  call: Extract<Node, { kind: "Application" }>,
  scope: Scope,
  names: Names,
): readonly HandedFunction[] {
  const inlined = findInlinePackage(call, scope, names);
  if (inlined !== undefined) return [inlined];
  const callee = bare(call.function);
  if (callee.kind !== "Select" && callee.kind !== "Identifier") return [];
  const argument = bare(call.argument);
  if (!mayHoldFunctions(argument)) return [];
  const called = meaningOf(callee, scope, names);
  const set = called.is === "packages" ? findHandedSet(called.set) : undefined;
  if (set !== undefined) return handOver(argument, scope, [{ is: "packages", set }]);
  // Who calls its argument `pkgs` here does not mean nixpkgs.
  const name = callee.kind === "Select" ? staticName(callee.path.names.at(-1)!) : callee.name;
  if (/[wW]ith(Packages|Plugins|Hoogle)$/.test(name ?? "")) return handOver(argument, scope, [other]);
  if (called.is !== "packages" || called.set.length === 0) return [];
  const extensions = findExtensions(called.set);
  if (extensions !== undefined) {
    const all: Meaning = { is: "set", names: new Map([["all", { is: "packages", set: extensions }]]) };
    const value = argument.kind === "AttributeSet" ? valueOf("extensions", argument) : argument;
    return value === undefined ? [] : handOver(bare(value), scope, [all]);
  }
  return findOverlaysOfSet(called.set, argument, scope);
}

/** `pkgs.callPackage ({ stdenv, … }: …) { … }` */
function findInlinePackage(
  call: Extract<Node, { kind: "Application" }>,
  scope: Scope,
  names: Names,
): HandedFunction | undefined {
  const inner = bare(call.function);
  const given = bare(call.argument);
  if (inner.kind !== "Application" || given.kind !== "AttributeSet") return undefined;
  const called = bare(inner.argument);
  if (called.kind !== "Function") return undefined;
  const meaning = meaningOf(inner.function, scope, names);
  if (meaning.is !== "packages" || meaning.set.at(-1) !== "callPackage") return undefined;
  const sets = [meaning.set.slice(0, -1)].filter(({ length }) => length > 0);
  const role: Role = { is: "package", sets, given: namesIn(given), isCertain: true };
  return { function: called, scope, isElsewhere: false, role };
}

/** The names that a set binds. */
export function namesIn({ bindings }: AttributeSet): Set<string> {
  const names = bindings.flatMap((binding) => {
    if (binding.kind === "Inherit") return binding.names;
    return binding.kind === "Binding" ? binding.path.names.slice(0, 1) : [];
  });
  return new Set(names.map((name) => staticName(name) ?? ""));
}

function mayHoldFunctions({ kind }: Expr): boolean {
  return kind === "Function" || kind === "Identifier" || kind === "AttributeSet" || kind === "List";
}

/** `vimPlugins.extend (final: prev: …)`, `python3.override { packageOverrides = final: prev: …; }` and the like. */
function findOverlaysOfSet(
  called: readonly string[],
  argument: Expr,
  scope: Scope,
): readonly HandedFunction[] {
  const of = called.slice(0, -1);
  const twice = (set: readonly string[]): Meaning[] => [
    { is: "packages", set },
    { is: "packages", set },
  ];
  switch (called.at(-1)) {
    case "extend":
    case "overrideScope":
    case "overrideScope'":
      return handOver(argument, scope, of.length === 0 ? [nixpkgs, nixpkgs] : twice(of));
    case "appendOverlays":
      if (argument.kind !== "List" || of.length > 0) return [];
      return argument.elements.flatMap((element) => handOver(bare(element), scope, [nixpkgs, nixpkgs]));
    case "override": {
      if (argument.kind !== "AttributeSet") return [];
      return findOverrides(of, argument).flatMap(([value, set]) => handOver(bare(value), scope, twice(set)));
    }
    default:
      return [];
  }
}

function findOverrides(of: readonly string[], set: AttributeSet): [value: Expr, set: readonly string[]][] {
  const found: [Expr, readonly string[]][] = [];
  const overrides = valueOf("packageOverrides", set);
  const own = toSetPath([...of, "pkgs"]);
  if (overrides !== undefined && own.at(-1) !== "pkgs") found.push([overrides, own]);
  const ofHaskell = valueOf("overrides", set);
  if (ofHaskell !== undefined && of.join(".") === "haskellPackages") found.push([ofHaskell, of]);
  return found;
}

function handOver(value: Expr, scope: Scope, parameters: readonly Meaning[]): readonly HandedFunction[] {
  const role: Role = { is: "callback", parameters };
  if (value.kind === "Function") return [{ function: value, scope, isElsewhere: false, role }];
  const binding = value.kind === "Identifier" ? resolve(value.name, scope) : undefined;
  if (binding === undefined || !("value" in binding)) return [];
  const held = bare(binding.value);
  return held.kind === "Function"
    ? [{ function: held, scope: binding.scope(), isElsewhere: true, role }]
    : [];
}

/** An expression without parentheses around it. */
export function bare(expression: Expr): Expr {
  let inner = expression;
  while (inner.kind === "Parenthesized") inner = inner.expression;
  return inner;
}

/** The name of an attribute path of one name. */
export function onlyName(names: readonly Parameters<typeof staticName>[0][]): string | undefined {
  return names.length === 1 ? staticName(names[0]!) : undefined;
}
