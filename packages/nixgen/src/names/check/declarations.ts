import { staticName, walk, type AttributeName, type AttributeSet, type Expr, type Node } from "@nixgen/core";
import { callOf } from "./literal.js";

/** What files of a project define themselves, so that an index can't know it. */
export interface Declarations {
  /** Paths of options that modules declare. */
  readonly options: readonly (readonly string[])[];
  /** Names that overlays add to nixpkgs. */
  readonly packages: ReadonlySet<string>;
  /** Modules from elsewhere are imported, which may declare more options. */
  readonly foreignModules: boolean;
  /** Options are declared under names that only evaluation tells, or overlays from elsewhere are used. */
  readonly foreignPackages: boolean;
}

export const noDeclarations: Declarations = {
  options: [],
  packages: new Set(),
  foreignModules: false,
  foreignPackages: false,
};

/** All that the trees of a project declare. */
export function collectDeclarations(trees: Iterable<Node>): Declarations {
  const options: (readonly string[])[] = [];
  const packages = new Set<string>();
  let foreignModules = false;
  let foreignPackages = false;
  for (const tree of trees) {
    walk(tree, (node) => {
      if (node.kind === "Binding") {
        const path = staticPath(node.path.names);
        if (path[0] === "options")
          foreignModules = readOptions(path.slice(1), node.value, options) || foreignModules;
        if (path.at(-1) === "overlays") foreignPackages = foreignPackages || mentionsInput(node.value);
        // Packages of the project itself, which some overlay adds under their names.
        if (/^callPackages?$/.test(callOf(node.value)?.name ?? "")) packages.add(path.at(-1)!);
        if (path.at(-1) === "packageOverrides") addNames(node.value, packages);
      } else if (node.kind === "Function") readOverlay(node, packages);
      else if (node.kind === "Select") foreignModules ||= isForeignModule(node);
    });
  }
  return { options, packages, foreignModules, foreignPackages };
}

/** Declarations of several origins together. */
export function mergeDeclarations(...all: readonly Declarations[]): Declarations {
  return {
    options: all.flatMap((one) => one.options),
    packages: new Set(all.flatMap((one) => [...one.packages])),
    foreignModules: all.some((one) => one.foreignModules),
    foreignPackages: all.some((one) => one.foreignPackages),
  };
}

/** A name of a path that only evaluation tells. */
export const anyName = "<any>";

/** Whether a path leads to a declared option, into one, or to a set of them. */
export function isDeclared(path: readonly string[], declarations: Declarations): boolean {
  return declarations.options.some((declared) => {
    const length = Math.min(declared.length, path.length);
    return declared.slice(0, length).every((name, at) => name === anyName || name === path[at]);
  });
}

function staticPath(names: readonly AttributeName[]): string[] {
  return names.map((name) => staticName(name) ?? anyName);
}

/** Reads the options in a set of them; returns whether some are known only by evaluation. */
function readOptions(path: readonly string[], value: Expr, found: (readonly string[])[]): boolean {
  switch (value.kind) {
    case "AttributeSet": {
      let unknown = false;
      for (const binding of value.bindings) {
        if (binding.kind === "Binding") {
          unknown =
            readOptions([...path, ...staticPath(binding.path.names)], binding.value, found) || unknown;
        } else if (binding.kind === "Inherit") {
          for (const name of staticPath(binding.names)) found.push([...path, name]);
        }
      }
      return unknown;
    }
    case "Parenthesized":
      return readOptions(path, value.expression, found);
    case "With":
    case "Let":
      return readOptions(path, value.body, found);
    case "Binary": {
      const left = readOptions(path, value.left, found);
      return readOptions(path, value.right, found) || left;
    }
    default:
      if (path.length === 0) return true;
      found.push(path);
      return false;
  }
}

/** `final: prev: { name = …; }`, under the names that overlays give their parameters. */
function readOverlay(node: Extract<Node, { kind: "Function" }>, found: Set<string>): void {
  if (node.parameter.kind !== "Identifier" || node.body.kind !== "Function") return;
  const inner = node.body;
  if (inner.parameter.kind !== "Identifier") return;
  if (!/^_?(final|self|this)$|^_+$|^f$|Final$|Self$/.test(node.parameter.name)) return;
  if (!/^_?(prev|super|old|previous)$|^_+$|^p$|Prev$|Super$/.test(inner.parameter.name)) return;
  addNames(inner.body, found);
}

function addNames(value: Expr, found: Set<string>): void {
  switch (value.kind) {
    case "AttributeSet":
      for (const name of topNames(value)) found.add(name);
      break;
    case "Function":
    case "Let":
    case "With":
    case "Assert":
      addNames(value.body, found);
      break;
    case "Parenthesized":
      addNames(value.expression, found);
      break;
    case "Binary":
      addNames(value.left, found);
      addNames(value.right, found);
      break;
    default:
  }
}

function topNames(set: AttributeSet): string[] {
  return set.bindings.flatMap((binding) => {
    if (binding.kind === "Error") return [];
    const names = binding.kind === "Inherit" ? binding.names : binding.path.names.slice(0, 1);
    return names.flatMap((name) => staticName(name) ?? []);
  });
}

/** `inputs.x.overlays.default`, or a file: what is in it can't be seen here. */
function mentionsInput(value: Expr): boolean {
  let found = false;
  walk(value, (node) => {
    if (node.kind === "Function") return false;
    found ||= node.kind === "Select" || node.kind === "Path" || node.kind === "Application";
    return !found;
  });
  return found;
}

const moduleOutputs = new Set([
  "nixosModules",
  "nixosModule",
  "homeModules",
  "homeManagerModules",
  "homeManagerModule",
  "homeModule",
  "darwinModules",
  "darwinModule",
  "modules",
  "nixosProfiles",
  "hmModules",
  "hmModule",
]);

/** `inputs.x.nixosModules.default`, but for those of the project itself. */
function isForeignModule({ subject, path }: Extract<Node, { kind: "Select" }>): boolean {
  if (subject.kind === "Identifier" && subject.name === "self") return false;
  const names = path.names.map((name) => staticName(name) ?? "");
  return names[0] !== "self" && names.some((name) => moduleOutputs.has(name));
}
