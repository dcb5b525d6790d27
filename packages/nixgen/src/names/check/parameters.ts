import type { OptionKind } from "../option-kind.js";
import { nixpkgs, other, select, type Meaning } from "./meaning.js";

/** Where a function stands. */
export interface Place {
  readonly kind: OptionKind | undefined;
  /** No function stands around: the next one may be that of the module itself. */
  readonly outermost: boolean;
  /** Parameters of the outermost function that are packages by these names. */
  readonly fromPackages: ReadonlySet<string>;
}

/** What a function gets under a name, where it is known what it gets. */
export function meaningIn(given: Meaning | undefined, name: string): Meaning | undefined {
  const found = given === undefined ? other : select(given, name);
  return found.is === "other" ? undefined : found;
}

/** What a function gets as a whole: a set of packages, or, as a module, `{ config, pkgs, … }`. */
export function meaningOfArgument(name: string, walk: Place): Meaning {
  const meaning = meaningOfParameter(name, walk);
  if (meaning.is !== "other" || walk.kind === undefined || !walk.outermost) return meaning;
  const names = new Map<string, Meaning>();
  addArgumentsOfModules(names, walk);
  return { is: "set", names };
}

/** Adds what modules get beside what they name. */
export function addArgumentsOfModules(names: Map<string, Meaning>, walk: Place): void {
  if (walk.kind === undefined || !walk.outermost) return;
  for (const name of ["config", "lib", "osConfig", "pkgs"]) {
    if (!names.has(name)) names.set(name, meaningOfParameter(name, walk));
  }
}

/** What a function gets under a name, by the conventions of nixpkgs, of modules and of flakes. */
export function meaningOfParameter(name: string, { kind, outermost, fromPackages }: Place): Meaning {
  if (outermost && fromPackages.has(name)) return { is: "packages", set: [name] };
  switch (name) {
    case "pkgs":
      return nixpkgs;
    case "lib":
      return { is: "lib", root: "lib", path: [] };
    case "nixpkgs":
      return { is: "flake" };
    case "config":
      return kind !== undefined && outermost ? { is: "config", kind, path: [] } : other;
    case "osConfig":
      return kind === "home-manager" && outermost ? { is: "config", kind: "nixos", path: [] } : other;
    default:
      return other;
  }
}
