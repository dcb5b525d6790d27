import { staticName, type AttributeSet, type Expr } from "@nixgen/core";
import type { LibRoot } from "../lib-names.js";
import type { OptionKind } from "../option-kind.js";

/** What an expression stands for, as far as names can be checked in it. */
export type Meaning =
  /** nixpkgs, or one of its package sets. */
  | { readonly is: "packages"; readonly set: readonly string[] }
  /** The values of options, or those below a path. */
  | { readonly is: "config"; readonly kind: OptionKind; readonly path: readonly string[] }
  /** nixpkgs' `lib` or Nix's `builtins`, or a part of it. */
  | { readonly is: "lib"; readonly root: LibRoot; readonly path: readonly string[] }
  /** Anything else. */
  | { readonly is: "other" };

export const other: Meaning = { is: "other" };

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
export function meaningOf(expression: Expr, scope: Scope, steps = 0): Meaning {
  if (steps > maximumSteps) return other;
  switch (expression.kind) {
    case "Parenthesized":
      return meaningOf(expression.expression, scope, steps + 1);
    case "Identifier": {
      const binding = resolve(expression.name, scope);
      if (binding === undefined) return other;
      if ("meaning" in binding) return binding.meaning;
      return meaningOf(binding.value, binding.scope(), steps + 1);
    }
    case "Select": {
      const names = expression.path.names.map((name) => staticName(name));
      if (isLegacyPackages(expression)) return { is: "packages", set: [] };
      const subject = meaningOf(expression.subject, scope, steps + 1);
      return expression.default ? other : select(subject, names);
    }
    case "Application":
      return isImportOfNixpkgs(expression) ? { is: "packages", set: [] } : other;
    case "Let":
      return other;
    default:
      return other;
  }
}

function select(subject: Meaning, names: readonly (string | undefined)[]): Meaning {
  if (!names.every((name) => name !== undefined)) return other;
  switch (subject.is) {
    case "packages":
      if (subject.set.length === 0 && names[0] === "lib")
        return { is: "lib", root: "lib", path: names.slice(1) };
      // `pkgs.pkgs` is `pkgs`.
      return { is: "packages", set: [...subject.set, ...names].filter((name) => name !== "pkgs") };
    case "config":
      return { ...subject, path: [...subject.path, ...names] };
    case "lib":
      return { ...subject, path: [...subject.path, ...names] };
    default:
      return other;
  }
}

/** `nixpkgs.legacyPackages.${system}`; other flakes have their own packages there. */
function isLegacyPackages({ subject, path }: Extract<Expr, { kind: "Select" }>): boolean {
  const names = path.names.map((name) => staticName(name));
  if (names.length < 2 || names.at(-2) !== "legacyPackages") return false;
  const flake = names.at(-3) ?? (subject.kind === "Identifier" ? subject.name : "");
  return /nixpkgs|^pkgs|unstable|stable/.test(flake);
}

/** `import <nixpkgs> { … }` and `import nixpkgs { … }`. What its overlays add is among the declarations of the project. */
function isImportOfNixpkgs(expression: Extract<Expr, { kind: "Application" }>): boolean {
  const outer = expression.function;
  if (outer.kind !== "Application" || outer.function.kind !== "Identifier") return false;
  if (outer.function.name !== "import") return false;
  const what = outer.argument.kind === "Parenthesized" ? outer.argument.expression : outer.argument;
  const isNixpkgs =
    (what.kind === "SearchPath" && what.text === "nixpkgs") ||
    (what.kind === "Identifier" && what.name === "nixpkgs") ||
    (what.kind === "Select" && staticName(what.path.names.at(-1)!) === "nixpkgs");
  return isNixpkgs && expression.argument.kind === "AttributeSet" && hasSeenNames(expression.argument);
}

/** Whether overlays and overrides are written down, so that the names that they add are known, or known to be missing. */
function hasSeenNames({ bindings }: AttributeSet): boolean {
  return bindings.every((binding) => {
    const names =
      binding.kind === "Inherit" ? binding.names : binding.kind === "Binding" ? binding.path.names : [];
    if (!names.some((name) => ["overlays", "config"].includes(staticName(name) ?? ""))) return true;
    if (binding.kind !== "Binding") return false;
    const { value } = binding;
    if (value.kind === "List") return value.elements.every((element) => element.kind !== "Identifier");
    return names.length > 1 || value.kind === "AttributeSet";
  });
}
