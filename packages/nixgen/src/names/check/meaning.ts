import { staticName, type AttributeName, type AttributeSet, type Expr } from "@nixgen/core";
import { findOption } from "../find-option.js";
import { functionsOf } from "../function-sets.js";
import { lookupLibName, type LibRoot } from "../lib-names.js";
import { lookupPackage } from "../lookup-package.js";
import type { Names } from "../names.js";
import type { OptionKind } from "../option-kind.js";
import { callOf } from "./literal.js";
import { toSetPath } from "./package-sets.js";

/** What an expression stands for, as far as names can be checked in it. */
export type Meaning =
  /** nixpkgs, or one of its package sets. */
  | { readonly is: "packages"; readonly set: readonly string[] }
  /** The values of options, or those below a path. */
  | { readonly is: "config"; readonly kind: OptionKind; readonly path: readonly string[] }
  /** nixpkgs' `lib` or Nix's `builtins`, or a part of it. */
  | { readonly is: "lib"; readonly root: LibRoot; readonly path: readonly string[] }
  /** The flake of nixpkgs. */
  | { readonly is: "flake" }
  /** A set of things by their names, as the arguments of a function are. */
  | { readonly is: "set"; readonly names: ReadonlyMap<string, Meaning> }
  /** Anything else. */
  | { readonly is: "other" };

export const other: Meaning = { is: "other" };

/** All of nixpkgs. */
export const nixpkgs: Meaning = { is: "packages", set: [] };

/** The variables that can be used at a place. */
export interface Scope {
  readonly parent?: Scope;
  readonly names?: ReadonlyMap<string, Binding>;
  /** What a `with` brings in. */
  readonly with?: Meaning;
}

/** A variable: what it stands for, or the expression that tells. */
export type Binding = { readonly meaning: Meaning } | { readonly value: Expr; readonly scope: () => Scope };

/** Where a variable is bound; `undefined` where only a `with` can bring it in, or nothing does. */
export function resolve(name: string, scope: Scope): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.names?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the `with`s around a place bring in, the innermost first. */
export function withsAround(scope: Scope): Meaning[] {
  const found: Meaning[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.with) found.push(at.with);
  return found;
}

/** How far bindings are followed that stand for each other. */
const maximumSteps = 12;

/** What an expression stands for. */
export function meaningOf(expression: Expr, scope: Scope, names: Names, steps = 0): Meaning {
  if (steps > maximumSteps) return other;
  switch (expression.kind) {
    case "Parenthesized":
      return meaningOf(expression.expression, scope, names, steps + 1);
    case "Identifier": {
      const binding = resolve(expression.name, scope);
      if (binding === undefined) return meaningBelowWiths(expression.name, scope, names);
      if ("meaning" in binding) return binding.meaning;
      return meaningOf(binding.value, binding.scope(), names, steps + 1);
    }
    case "Select": {
      if (isOfSystem(expression, scope, names, steps)) return nixpkgs;
      const subject = meaningOf(expression.subject, scope, names, steps + 1);
      return expression.default
        ? other
        : splitSelection(subject, expression, expression.path.names.length).meaning;
    }
    case "Application":
      return meaningOfCall(expression, scope, names, steps);
    default:
      return other;
  }
}

/** What a variable is that only a `with` brings in: of the innermost one that has it, if that can be told. */
function meaningBelowWiths(name: string, scope: Scope, names: Names): Meaning {
  for (const around of withsAround(scope)) {
    if (around.is === "config") {
      const index = names.options(around.kind);
      const isThere = index && findOption([...around.path, name], index).place !== "nowhere";
      return isThere ? select(around, name) : other;
    } else if (around.is === "packages") {
      if (around.set.length === 0 && (name === "lib" || name === "pkgs")) return select(around, name);
      if (hasName(around.set, name, names)) return select(around, name);
      if (lookupPackage([...around.set, name], names).answer === "not-covered") return other;
    } else if (around.is === "lib") {
      if (lookupLibName([...around.path, name], around.root).answer === "known") return select(around, name);
    } else return other;
  }
  return other;
}

/** `pkgsFor.${system}`, where `pkgsFor` is what a function makes of `system: import nixpkgs { … }`. */
function isOfSystem(
  { subject, path }: Extract<Expr, { kind: "Select" }>,
  scope: Scope,
  names: Names,
  steps: number,
): boolean {
  if (subject.kind !== "Identifier" || path.names.length !== 1) return false;
  const binding = resolve(subject.name, scope);
  if (binding === undefined || !("value" in binding) || binding.value.kind !== "Application") return false;
  let made = binding.value.argument;
  while (made.kind === "Parenthesized") made = made.expression;
  if (made.kind !== "Function" || made.parameter.kind !== "Identifier") return false;
  const meaning = meaningOf(made.body, binding.scope(), names, steps + 1);
  return meaning.is === "packages" && meaning.set.length === 0;
}

/** Whether a set of packages, or of functions, has a name for certain. */
export function hasName(set: readonly string[], name: string, names: Names): boolean {
  return functionsOf(set)?.includes(name) ?? lookupPackage([...set, name], names).answer === "known";
}

function meaningOfCall(
  call: Extract<Expr, { kind: "Application" }>,
  scope: Scope,
  names: Names,
  steps: number,
): Meaning {
  if (isImportOfNixpkgs(call, scope)) return nixpkgs;
  const name = callOf(call)?.name ?? "";
  if (!Object.hasOwn(resultsOfCalls, name)) return other;
  const called = meaningOf(call.function, scope, names, steps + 1);
  if (called.is !== "packages" || called.set.at(-1) !== name) return other;
  const set = called.set.slice(0, -1);
  return set.length > 0 ? other : { is: "packages", set: resultsOfCalls[name]! };
}

/** Functions of nixpkgs that give a set of packages. What overlays add is among the declarations. */
const resultsOfCalls: Readonly<Record<string, readonly string[]>> = {
  appendOverlays: [],
  emacsPackagesFor: ["emacsPackages"],
  extend: [],
  linuxPackagesFor: ["linuxPackages"],
};

/** What something selected stands for, and the names that are left to look up in it. */
export interface Selection {
  readonly meaning: Meaning;
  readonly rest: readonly AttributeName[];
}

/**
 * What the first names of a selection lead to; the names that are left are those that can be looked up there. Where all are
 * used up, the meaning is that of the whole.
 *
 * @param keep how many names may be used up.
 */
export function splitSelection(
  subject: Meaning,
  { subject: node, path }: Extract<Expr, { kind: "Select" }>,
  keep: number,
): Selection {
  let meaning = subject;
  for (let at = 0; at < keep; at++) {
    const name = staticName(path.names[at]!);
    const before = at === 0 ? (node.kind === "Identifier" ? node.name : "") : staticName(path.names[at - 1]!);
    if (name === "legacyPackages" && isFlakeOfNixpkgs(before ?? "") && at + 1 < keep) {
      meaning = nixpkgs;
      at++;
    } else if (meaning.is === "other" && name === "nixpkgs" && before === "inputs") meaning = { is: "flake" };
    else if (name === undefined) return { meaning: other, rest: [] };
    else meaning = select(meaning, name);
  }
  return { meaning, rest: path.names.slice(keep) };
}

/**
 * The places in a selection at which something else begins: after `lib` in `pkgs.lib.mkIf`, and after `pkgs` in
 * `pkgs.python3.pkgs.requests`.
 */
export function findCrossings(subject: Meaning, node: Extract<Expr, { kind: "Select" }>): number[] {
  const found: number[] = [];
  let before = subject;
  for (let keep = 1; keep <= node.path.names.length; keep++) {
    const { meaning } = splitSelection(subject, node, keep);
    if (meaning.is !== before.is || (meaning.is === "packages" && !isBelow(meaning, before)))
      found.push(keep);
    before = meaning;
  }
  return found;
}

/** Whether a set of packages is an attribute of another one, as its path says. */
function isBelow({ set }: Extract<Meaning, { is: "packages" }>, before: Meaning): boolean {
  return (
    before.is === "packages" &&
    set.length === before.set.length + 1 &&
    before.set.every((name, at) => name === set[at])
  );
}

/** What an attribute of something stands for. */
export function select(subject: Meaning, name: string): Meaning {
  switch (subject.is) {
    case "packages":
      if (subject.set.length === 0 && name === "lib") return { is: "lib", root: "lib", path: [] };
      return { is: "packages", set: toSetPath([...subject.set, name]) };
    case "config": {
      const path = [...subject.path, name];
      // The packages that are made for the kernel of the machine.
      const isKernel = subject.kind === "nixos" && path.join(".") === "boot.kernelPackages";
      return isKernel ? { is: "packages", set: ["linuxPackages"] } : { ...subject, path };
    }
    case "lib":
      return { ...subject, path: [...subject.path, name] };
    case "flake":
      return name === "lib" ? { is: "lib", root: "lib", path: [] } : other;
    case "set":
      return subject.names.get(name) ?? other;
    default:
      return other;
  }
}

/** `nixpkgs.legacyPackages.${system}`; other flakes have their own packages there. */
function isFlakeOfNixpkgs(name: string): boolean {
  return /nixpkgs|^pkgs|unstable|stable/.test(name);
}

/** `import <nixpkgs> { … }` and `import nixpkgs { … }`. What its overlays add is among the declarations of the project. */
function isImportOfNixpkgs(expression: Extract<Expr, { kind: "Application" }>, scope: Scope): boolean {
  const outer = expression.function;
  if (outer.kind !== "Application" || outer.function.kind !== "Identifier") return false;
  if (outer.function.name !== "import") return false;
  return (
    isSourceOfNixpkgs(outer.argument, scope) &&
    expression.argument.kind === "AttributeSet" &&
    hasSeenNames(expression.argument, scope)
  );
}

/** Whether an expression is the path of a nixpkgs, or what fetches one. */
function isSourceOfNixpkgs(source: Expr, scope: Scope): boolean {
  switch (source.kind) {
    case "Parenthesized":
      return isSourceOfNixpkgs(source.expression, scope);
    case "SearchPath":
      return source.text === "nixpkgs";
    case "Identifier":
      return source.name === "nixpkgs" || isFetched(resolve(source.name, scope));
    case "Select":
      return staticName(source.path.names.at(-1)!) === "nixpkgs";
    default:
      return isFetchOfNixpkgs(source);
  }
}

function isFetched(binding: Binding | undefined): boolean {
  return binding !== undefined && "value" in binding && isFetchOfNixpkgs(binding.value);
}

/** `fetchTarball "https://github.com/NixOS/nixpkgs/archive/….tar.gz"` */
function isFetchOfNixpkgs(expression: Expr): boolean {
  const call = callOf(expression);
  const [source] = call?.name === "fetchTarball" && call.args.length === 1 ? call.args : [];
  const url = source?.kind === "AttributeSet" ? valueOf("url", source) : source;
  const text = url?.kind === "Uri" ? url.text : url?.kind === "String" ? textOf(url.parts) : "";
  return /github\.com\/NixOS\/nixpkgs\/archive\/|(channels|releases)\.nixos\.org\/nix(os|pkgs)/i.test(text);
}

function textOf(parts: readonly { readonly kind: string; readonly value?: unknown }[]): string {
  return parts.map(({ value }) => (typeof value === "string" ? value : "")).join("");
}

/** The value that a name is bound to in a set. */
export function valueOf(name: string, { bindings }: AttributeSet): Expr | undefined {
  for (const binding of bindings) {
    if (binding.kind !== "Binding" || binding.path.names.length !== 1) continue;
    if (staticName(binding.path.names[0]!) === name) return binding.value;
  }
  return undefined;
}

/** Whether overlays and overrides are written down, so that the names that they add are known, or known to be missing. */
function hasSeenNames({ bindings }: AttributeSet, scope: Scope): boolean {
  return bindings.every((binding) => {
    const names =
      binding.kind === "Inherit" ? binding.names : binding.kind === "Binding" ? binding.path.names : [];
    if (!names.some((name) => ["overlays", "config"].includes(staticName(name) ?? ""))) return true;
    if (binding.kind !== "Binding") return false;
    const { value } = binding;
    if (value.kind === "List") {
      return value.elements.every(
        (element) => element.kind !== "Identifier" || isBoundFunction(element.name, scope),
      );
    }
    // Overlays that come from elsewhere are among the declarations.
    const isNamed = value.kind === "Select" || callOf(value)?.name === "attrValues";
    return names.length > 1 || value.kind === "AttributeSet" || isNamed;
  });
}

/** Whether a variable holds a function that is written down. */
function isBoundFunction(name: string, scope: Scope): boolean {
  const binding = resolve(name, scope);
  return binding !== undefined && "value" in binding && binding.value.kind === "Function";
}
