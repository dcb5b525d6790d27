import { staticName, walk, type Expr, type Node } from "@nixgen/core";
import type { OptionKind } from "../option-kind.js";
import type { ProjectFile } from "./declarations.js";
import { findEvaluatedModules } from "./evaluated-modules.js";
import { callOf, unwrapPriority } from "./literal.js";
import { findFileFromTop, findModuleFiles, findModulesOfFolder, type NamedTree } from "./module-files.js";
import { expressionOf, isSetOfFiles } from "./may-be-module.js";
import { follow, normalizePath, type Project } from "./overlays.js";

/** Kinds of files, by their trees. */
export type KindsOfTrees = ReadonlyMap<Node, ReadonlySet<OptionKind>>;

/** What the files of a project say of each other. */
export interface ModuleKinds {
  /** Whose modules files are. */
  readonly certain: KindsOfTrees;
  /** Whose modules files may be, for a part of a path or the content of a folder is told by evaluation. */
  readonly possible: KindsOfTrees;
  /** The trees of files that are imported for what they hold, as a set of functions is. */
  readonly values: ReadonlySet<Node>;
}

/**
 * Whose modules the files of a project are by what it says of them: those that it hands to `nixosSystem` and the like, gives to
 * users as `home-manager.users.name`, and has as outputs, and the files that these import in turn. A file may be imported by
 * modules of several kinds.
 */
export function findModuleKinds(files: readonly ProjectFile[]): ModuleKinds {
  const trees = new Map<string, Node>(
    files.flatMap(({ path, tree }) => (path === undefined ? [] : [[normalizePath(path), tree]])),
  );
  const found: Found = { certain: new Map(), possible: new Map() };
  const projects = files.map(({ path, tree }): Project => ({
    trees,
    path: path === undefined ? undefined : normalizePath(path),
    root: tree,
  }));
  for (const project of projects) readFile(project, found);
  return { ...found, values: findValues(projects, found) };
}

interface Found {
  readonly certain: Map<Node, Set<OptionKind>>;
  readonly possible: Map<Node, Set<OptionKind>>;
}

/** Where a module stands, and whose it is. */
interface Place {
  readonly project: Project;
  readonly kind: OptionKind;
  readonly isCertain: boolean;
  readonly found: Found;
}

function readFile(project: Project, found: Found): void {
  const at = (kind: OptionKind): Place => ({ project, kind, isCertain: true, found });
  for (const { value, kind, is } of findEvaluatedModules(project.root)) {
    if (is === "a list") readList(value, at(kind));
    else if (is === "a set of outputs") readOutputs(value, at(kind));
    else readModule(value, at(kind));
  }
  walk(project.root, (node) => {
    if (node.kind !== "Binding") return;
    const names = namesOf(node.path.names);
    const start = names.indexOf("home-manager");
    if (start >= 0) readHomes(names.slice(start + 1), node.value, at("home-manager"));
    if (names[0] === "containers") readContainers(names.slice(1), node.value, at("nixos"));
  });
}

/** The files that are imported, and not as modules. */
function findValues(projects: readonly Project[], { certain, possible }: Found): Set<Node> {
  const values = new Set<Node>();
  for (const project of projects) {
    walk(project.root, (node) => {
      const { name, args = [] } = node.kind === "Application" ? (callOf(node) ?? {}) : {};
      if (name !== "import" || args.length === 0) return;
      for (const { tree, isCertain } of findModuleFiles(args[0]!, project))
        if (isCertain && !certain.has(tree) && !possible.has(tree)) values.add(tree);
    });
  }
  return values;
}

/** `home-manager.users.name = ./home.nix;`, with sets in place of any of the dots, and `home-manager.sharedModules`. */
function readHomes(names: readonly string[], value: Expr, place: Place): void {
  const [first, , third] = names;
  if (first === "sharedModules" && names.length === 1) readList(value, place);
  else if (first === "users" && names.length === 2) readModule(value, place);
  else if (first === "users" && third === "imports" && names.length === 3) readList(value, place);
  else if (names.length === 0 || (first === "users" && names.length === 1))
    for (const [more, inner] of bindingsOf(value)) readHomes([...names, ...more], inner, place);
}

/** `containers.name.config = ./web.nix;` */
function readContainers(names: readonly string[], value: Expr, place: Place): void {
  if (names.length === 2 && names[1] === "config") readModule(value, place);
  else if (names.length < 2)
    for (const [more, inner] of bindingsOf(value)) readContainers([...names, ...more], inner, place);
}

/** `nixosModules = import ./modules;`, where the file holds a set of modules. */
function readOutputs(value: Expr, place: Place): void {
  for (const { path, tree } of findModuleFiles(value, place.project)) {
    const project: Project = { ...place.project, path, root: tree };
    for (const [names, inner] of bindingsOf(expressionOf(tree)))
      if (names.length === 1) readModule(inner, { ...place, project });
  }
}

function readModule(value: Expr, place: Place): void {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "Function":
    case "Let":
    case "With":
    case "Assert":
      return readModule(inner.body, place);
    case "If":
      readModule(inner.consequence, place);
      return readModule(inner.alternative, place);
    case "AttributeSet":
      for (const [names, imports] of bindingsOf(inner))
        if (names.length === 1 && names[0] === "imports") readList(imports, place);
      return;
    case "Identifier": {
      const held = follow(inner.name, place.project);
      if (held !== undefined) readModule(held.value, { ...place, project: held.project });
      return;
    }
    case "Binary":
      if (inner.operator !== "//") break;
      readModule(inner.left, place);
      return readModule(inner.right, place);
    case "Application": {
      const { name, args = [] } = callOf(inner) ?? {};
      if (name === "mkMerge" && args.length === 1) return readList(args[0]!, place);
      break;
    }
    default:
  }
  addFiles(findModuleFiles(inner, place.project), place);
}

/** Reads a list of modules, as `imports` is. */
function readList(value: Expr, place: Place): void {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "List":
      for (const element of inner.elements) readListed(element, place);
      return;
    case "Binary":
      readList(inner.left, place);
      return readList(inner.right, place);
    case "Let":
    case "With":
      return readList(inner.body, place);
    case "If":
      readList(inner.consequence, place);
      return readList(inner.alternative, place);
    case "Identifier": {
      const held = follow(inner.name, place.project);
      if (held !== undefined) readList(held.value, { ...place, project: held.project });
      return;
    }
    case "Application":
      return readCall(inner, place);
    default:
  }
}

/** A module in a list, or a text that a helper makes a path of: `(fromTop "hosts/common")`. */
function readListed(element: Expr, place: Place): void {
  const inner = unwrapPriority(element);
  const { args = [] } = inner.kind === "Application" ? (callOf(inner) ?? {}) : {};
  const text = args.length === 1 ? textOf(args[0]!) : undefined;
  if (text === undefined) readModule(inner, place);
  else addFiles(findFileFromTop(text, place.project), place);
}

/** A call that gives a list of modules. */
function readCall(call: Extract<Expr, { kind: "Application" }>, place: Place): void {
  const { name = "", args = [] } = callOf(call) ?? {};
  const last = args.at(-1)!; // A call has an argument.
  if (name === "map" && args.length === 2) return readMapped(unwrapPriority(args[0]!), last, place);
  if (/^(optionals|flatten|concatLists|filter|unique)$/.test(name)) return readList(last, place);
  if (/^(optional|singleton)$/.test(name)) return readListed(last, place);
  if (name === "import") return;
  // A function finds the modules in folders that it is given.
  for (const folder of last.kind === "List" ? last.elements : [last])
    addFiles(findModulesOfFolder(folder, place.project, /recursive|tree/i.test(name)), place);
}

/** `map import [ … ]`, `map (name: ./${name}.nix) [ … ]`, `map fromTop [ "hosts/common" ]` */
function readMapped(mapped: Expr, list: Expr, place: Place): void {
  if (mapped.kind === "Function") return readModule(mapped.body, place);
  const texts = list.kind === "List" ? list.elements.flatMap((element) => textOf(element) ?? []) : [];
  if (texts.length === 0) return readList(list, place);
  for (const text of texts) addFiles(findFileFromTop(text, place.project), place);
}

function addFiles(files: readonly NamedTree[], place: Place): void {
  for (const { path, tree, isCertain: isOnly } of files) {
    const isCertain = place.isCertain && isOnly;
    const held = expressionOf(tree);
    if (held.kind === "AttributeSet" && isSetOfFiles(held)) {
      const project: Project = { trees: place.project.trees, path, root: tree };
      for (const [, module] of bindingsOf(held)) readModule(module, { ...place, isCertain, project });
      continue;
    }
    const all = place.found[isCertain ? "certain" : "possible"];
    const kinds = all.get(tree) ?? new Set();
    if (kinds.has(place.kind)) continue;
    all.set(tree, kinds.add(place.kind));
    const project: Project = { trees: place.project.trees, path, root: tree };
    readModule(expressionOf(tree), { ...place, isCertain, project });
  }
}

/** The bindings of a set, with their names, below functions and variables. */
function bindingsOf(value: Expr): [names: readonly string[], value: Expr][] {
  const inner = unwrapPriority(value);
  if (inner.kind === "Let" || inner.kind === "With" || inner.kind === "Function")
    return bindingsOf(inner.body);
  if (inner.kind !== "AttributeSet") return [];
  return inner.bindings.flatMap((binding) =>
    binding.kind === "Binding" ? [[namesOf(binding.path.names), binding.value]] : [],
  );
}

function namesOf(names: readonly Parameters<typeof staticName>[0][]): string[] {
  return names.map((name) => staticName(name) ?? "<name>");
}

function textOf(value: Expr): string | undefined {
  const [part, ...more] = value.kind === "String" ? value.parts : [];
  return part?.kind === "StringText" && more.length === 0 ? part.value : undefined;
}
