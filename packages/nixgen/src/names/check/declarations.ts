import { knownInputs } from "./foreign-options.js";
import { staticName, walk, type Expr, type File, type Node } from "@nixgen/core";
import type { OptionNode } from "../option-index.js";
import {
  anyName,
  isTyped,
  joinTrees,
  readOptionModule,
  readOptions,
  startOptions,
  staticPath,
} from "./declared-options.js";
import { callOf } from "./literal.js";
import {
  addPendingCalls,
  joinPackageCalls,
  readPackageCall,
  readPackagePlace,
  type PackageCalls,
  type PendingCall,
} from "./package-files.js";
import type { PackageCall } from "./roles.js";
import {
  addPackages,
  fileOf,
  isAnyFunction,
  isFunctionOfTwo,
  isOverlay,
  normalizePath,
  readOverlays,
  type Project,
} from "./overlays.js";

import { skeletonOf } from "../suggest.js";
import { importedPaths, isGenerated } from "./imported-paths.js";
import {
  declaredInputs,
  inputsIn,
  packageNameOf,
  snowfallNames,
  takesLibFromPackages,
} from "./project-names.js";

/** What files of a project define themselves, so that an index can't know it. */
export interface Declarations {
  /** Paths of options that modules declare. */
  readonly options: readonly (readonly string[])[];
  /** The tree of those whose types can be read. */
  readonly optionTree: OptionNode;
  /** Names that overlays add to nixpkgs. */
  readonly packages: ReadonlySet<string>;
  /** The functions of package files, and how they are called. */
  readonly packageFiles: ReadonlyMap<Node, PackageCall>;
  /** The functions that are overlays: what their parameters are called says nothing. */
  readonly overlays: ReadonlySet<Node>;
  /** Modules from elsewhere are imported, which may declare more options. */
  readonly foreignModules: boolean;
  /** By files, what they import that is not at hand, themselves or by way of others, as the paths are written. */
  readonly missingModules: ReadonlyMap<Node, ReadonlySet<string>>;
  /** Overlays are used whose names can't be seen: they come from elsewhere, or only evaluation tells. */
  readonly foreignPackages: boolean;
  /** Names that are added to nixpkgs' `lib`. */
  readonly lib: ReadonlySet<string>;
  /** A `lib` is used that has more than can be seen. */
  readonly foreignLib: boolean;
  /** The inputs of the flake, by their letters and digits: packages, options and parts of `lib` by these names come from there. */
  readonly inputs: ReadonlySet<string>;
}

export const noDeclarations: Declarations = {
  options: [],
  optionTree: startOptions().root,
  packages: new Set(),
  packageFiles: new Map(),
  overlays: new Set(),
  foreignModules: false,
  missingModules: new Map(),
  foreignPackages: false,
  lib: new Set(),
  foreignLib: false,
  inputs: new Set(),
};

/** A file of a project. */
export interface ProjectFile {
  /** Its path, in any form that is the same for all files; a file without one is looked at by itself. */
  readonly path?: string | undefined;
  readonly tree: File | Expr;
  /** The file is an overlay, as that which `overlay` makes. */
  readonly isOverlay?: boolean;
}

/**
 * All that the files of a project declare. With their paths, overlays that lie in files of their own are read there; a tree
 * without a path is looked at by itself.
 */
export function collectDeclarations(files: Iterable<Node | ProjectFile>): Declarations {
  const list = [...files].map((file) =>
    "tree" in file ? file : { path: undefined, tree: file, isOverlay: false },
  );
  const trees = new Map(
    list.flatMap(({ path, tree }) => (path === undefined ? [] : [[normalizePath(path), tree]])),
  );
  const options = startOptions();
  const packages = new Set<string>();
  const overlays = new Set<Node>();
  const packageFiles: PackageCalls = new Map();
  const pending: PendingCall[] = [];
  const found = { packages, functions: overlays };
  let foreignModules = false;
  const imports = new Map<Node, Imports>();
  let foreignPackages = false;
  const lib = new Set<string>();
  let foreignLib = false;
  let libOfPackages = false;
  const inputs = new Set<string>();
  const ofSubmodules = new Set<Node>();
  const addInputs = (names: readonly string[]) => {
    for (const name of names) inputs.add(skeletonOf(name));
  };
  for (const { path, tree, isOverlay: isOne = false } of list) {
    const project: Project = {
      trees,
      path: path === undefined ? undefined : normalizePath(path),
      root: tree,
    };
    const imported: Imports = { missing: new Set(), files: new Set() };
    imports.set(tree, imported);
    const root = tree.kind === "File" ? tree.expression : tree;
    if (root.kind === "Function" && isOne) {
      foreignPackages = readOverlays(root, project, found) || foreignPackages;
    } else if (root.kind === "Function" && isOverlay(root) && !isSetOfPackages(root)) overlays.add(root);
    readPackagePlace(root as Expr, path, packageFiles); // Files hold expressions.
    const own = path === undefined ? undefined : packageNameOf(normalizePath(path), tree);
    if (own !== undefined) packages.add(own);
    walk(tree, (node, ancestors) => {
      if (node.kind === "Binding") {
        const names = staticPath(node.path.names);
        addInputs(declaredInputs(names, node.value));
        addInputs(snowfallNames(names, node.value));
        libOfPackages ||= takesLibFromPackages(names, node.value);
        if (names[0] === "options" && !ofSubmodules.has(node))
          foreignModules = readOptions(names.slice(1), node.value, project, options) || foreignModules;
        if (names.at(-1) === "imports" || names.at(-1) === "modules")
          readImports(node.value, project, imported);
        if (bindsOverlays(names, node.value) && readOverlays(node.value, project, found))
          foreignPackages = true;
        // Packages of the project itself, which some overlay adds under their names.
        if (/^callPackages?$/.test(callOf(node.value)?.name ?? "")) packages.add(names.at(-1)!);
        if (names.at(-1) === "lib" && readLib(node.value, project, lib)) foreignLib = true;
        if (namesOfOverrides.has(names.at(-1)!)) addOverrides(node.value, project, packages);
      } else if (node.kind === "Function" && isOverlay(node)) {
        const isPartly = addPackages(node, project, packages);
        if (isPartly && !isAnyFunction(node)) foreignPackages = true;
      } else if (node.kind === "Select") {
        foreignModules ||= isForeignModule(node);
        addInputs(inputsIn(node));
      } else if (node.kind === "Application") {
        for (const binding of optionsOfSubmodule(node)) ofSubmodules.add(binding);
        if (isExtensionOfLib(node)) foreignLib = addPackages(node.argument, project, lib) || foreignLib;
        else if (isExtensionOfSet(node)) addPackages(node.argument, project, packages);
        else {
          readOptionModule(node, options);
          addPackages(argumentsOfCalls(node), project, packages);
          const call = readPackageCall(node, ancestors, project, packageFiles);
          if (call !== undefined) pending.push(call);
        }
      }
    });
  }
  addPendingCalls(pending, overlays, packageFiles);
  return {
    options: options.paths,
    optionTree: options.root,
    packages,
    packageFiles,
    overlays,
    foreignModules,
    missingModules: followImports(imports),
    foreignPackages,
    lib,
    foreignLib: foreignLib || (libOfPackages && foreignPackages),
    inputs,
  };
}

/** What a file imports. */
interface Imports {
  /** The paths of files that are not at hand, as they are written. What these declare can't be known. */
  readonly missing: Set<string>;
  readonly files: Set<Node>;
}

function readImports(value: Expr, project: Project, { missing, files }: Imports): void {
  for (const { node, text } of importedPaths(value, project)) {
    const file = fileOf(node, project);
    if (file !== undefined) files.add(file.project.root);
    else if (!isGenerated(text)) missing.add(text);
  }
}

/** What files import that is not at hand, with what those import that they import. */
function followImports(imports: ReadonlyMap<Node, Imports>): Map<Node, ReadonlySet<string>> {
  const found = new Map<Node, ReadonlySet<string>>();
  for (const file of imports.keys()) {
    const missing = new Set<string>();
    const reached = new Set([file]);
    for (const one of reached) {
      const { missing: own = [], files = [] } = imports.get(one) ?? {};
      for (const path of own) missing.add(path);
      for (const other of files) reached.add(other);
    }
    if (missing.size > 0) found.set(file, missing);
  }
  return found;
}

/** Declarations of several origins together. */
export function mergeDeclarations(...all: Declarations[]): Declarations {
  return {
    options: all.flatMap((one) => one.options),
    optionTree: joinTrees(all.map((one) => one.optionTree)),
    packages: new Set(all.flatMap((one) => [...one.packages])),
    packageFiles: joinPackageCalls(all.map((one) => one.packageFiles)),
    overlays: new Set(all.flatMap((one) => [...one.overlays])),
    foreignModules: all.some((one) => one.foreignModules),
    missingModules: new Map(all.flatMap((one) => [...one.missingModules])),
    foreignPackages: all.some((one) => one.foreignPackages),
    lib: new Set(all.flatMap((one) => [...one.lib])),
    foreignLib: all.some((one) => one.foreignLib),
    inputs: new Set(all.flatMap((one) => [...one.inputs])),
  };
}

/**
 * Whether a path leads to a declared option, into one, or to a set of them: by its name, or because some name of the declared
 * one is told by evaluation only.
 *
 * @param at the place of the first name that no index has.
 */
export function findDeclaration(
  path: readonly string[],
  at: number,
  declarations: Declarations,
): "by name" | "by any name" | undefined {
  let best: "by any name" | undefined;
  for (const declared of declarations.options) {
    const length = Math.min(declared.length, path.length);
    // What lies below an option whose type is known is told by its type.
    if (path.length > declared.length && isTyped(declared, declarations.optionTree)) continue;
    const part = declared.slice(0, length);
    if (!part.every((name, place) => name === anyName || name === path[place])) continue;
    // What the project names itself is something new.
    if (part.slice(0, at).includes(anyName)) continue;
    if (part.length <= at || part[at] === anyName) best = "by any name";
    else return "by name";
  }
  return best;
}

/** Whether a path leads to a declared option, into one, or to a set of them. */
export function isDeclared(path: readonly string[], declarations: Declarations): boolean {
  return findDeclaration(path, 0, declarations) !== undefined;
}

/** The options of a submodule that stand in it. They are read where the option is declared that has it as its type. */
function optionsOfSubmodule(node: Extract<Node, { kind: "Application" }>): Node[] {
  if (!/^submodule(With)?$/.test(callOf(node)?.name ?? "")) return [];
  const found: Node[] = [];
  walk(node.argument, (inner) => {
    if (inner.kind === "Binding" && staticName(inner.path.names[0]!) === "options") found.push(inner);
  });
  return found;
}

/** `self: super: with self; { … }` in a file is mostly a set of packages of a language, whose names are its own. */
function isSetOfPackages({ body }: Extract<Node, { kind: "Function" }>): boolean {
  return body.kind === "Function" && body.body.kind === "With";
}

/** What package files get besides nixpkgs: `{ … }` in `callPackageWith (pkgs // { … })`. */
function argumentsOfCalls(call: Extract<Node, { kind: "Application" }>): Expr {
  const { name, args = [] } = callOf(call) ?? {};
  let scope = name === "callPackageWith" || name === "newScope" ? args[0] : undefined;
  while (scope?.kind === "Parenthesized") scope = scope.expression;
  if (scope?.kind === "Binary" && scope.operator === "//") return scope.right;
  return scope?.kind === "AttributeSet" ? scope : { kind: "AttributeSet", bindings: [] };
}

/** `overlays = [ … ]`, `overlays.default = a: b: …`, `flake.overlay = a: b: …` */
function bindsOverlays(names: readonly string[], value: Expr): boolean {
  if (names.at(-1) === "overlays") return true;
  // File systems have an `overlay` too.
  return (
    (names.at(-1) === "overlay" && value.kind === "Function" && isFunctionOfTwo(value)) ||
    names.at(-2) === "overlays"
  );
}

/** `lib.extend (final: prev: { … })` */
function isExtensionOfLib({ function: callee }: Extract<Node, { kind: "Application" }>): boolean {
  if (callee.kind !== "Select" || staticName(callee.path.names.at(-1)!) !== "extend") return false;
  const names = [
    callee.subject.kind === "Identifier" ? callee.subject.name : "",
    ...staticPath(callee.path.names),
  ];
  return names.at(-2) === "lib";
}

/** Adds the names of a `lib` that is bound; returns whether it has more than those and those of nixpkgs. */
function readLib(value: Expr, project: Project, found: Set<string>): boolean {
  switch (value.kind) {
    case "Identifier":
      return value.name !== "lib";
    case "Parenthesized":
      return readLib(value.expression, project, found);
    // The `lib` of nixpkgs, which has its name there too.
    case "Select":
      return staticName(value.path.names.at(-1)!) !== "lib";
    case "Binary": {
      const left = readLib(value.left, project, found);
      return readLib(value.right, project, found) || left;
    }
    case "Application":
      return isExtensionOfLib(value) ? false : addPackages(value, project, found);
    default:
      return addPackages(value, project, found);
  }
}

/** Names to which functions are bound that add to a set of packages. */
const namesOfOverrides = new Set(["overrides", "packageOverrides", "pythonPackagesExtensions"]);

/** Adds the names that such functions add. */
function addOverrides(value: Expr, project: Project, found: Set<string>): void {
  if (value.kind === "Parenthesized") addOverrides(value.expression, project, found);
  else if (value.kind === "List") for (const one of value.elements) addOverrides(one, project, found);
  else if (value.kind === "Binary" && value.operator === "++") {
    addOverrides(value.left, project, found);
    addOverrides(value.right, project, found);
  } else if (value.kind !== "Select") addPackages(value, project, found);
}

/** `vimPlugins.extend (final: prev: { … })` */
function isExtensionOfSet({ function: callee }: Extract<Node, { kind: "Application" }>): boolean {
  const name = callee.kind === "Select" ? staticName(callee.path.names.at(-1)!) : undefined;
  return name === "extend" || name === "overrideScope" || name === "overrideScope'";
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
  const at = names.findIndex((name) => moduleOutputs.has(name));
  const input = at > 0 ? names[at - 1]! : subject.kind === "Identifier" ? subject.name : "";
  return names[0] !== "self" && at >= 0 && !knownInputs.has(input);
}
