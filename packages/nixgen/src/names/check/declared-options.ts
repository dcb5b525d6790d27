import { staticName, type AttributeName, type Expr } from "@nixgen/core";
import type { OptionEntry, OptionNode } from "../option-index.js";
import { printOptionPath } from "../option-path.js";
import type { OptionType } from "../option-type.js";
import { callOf } from "./literal.js";
import { follow, type Project } from "./overlays.js";
import { readDeclaration } from "./declared-option.js";
import type { DeclaredType } from "./declared-type.js";

/** A place in the tree of the options that a project declares. */
interface DeclaredNode extends OptionNode {
  entry?: OptionEntry;
  readonly children: Map<string, DeclaredNode>;
}

/** Options that a project declares: their paths, and a tree of them with their types. */
export interface DeclaredOptions {
  readonly paths: (readonly string[])[];
  readonly root: DeclaredNode;
}

/** No options yet. */
export function startOptions(): DeclaredOptions {
  return { paths: [], root: { children: new Map() } };
}

/** A name of a path that only evaluation tells. */
export const anyName = "<any>";

/** Names of a path, where those that only evaluation tells stand for any. */
export function staticPath(names: readonly AttributeName[]): string[] {
  return names.map((name) => staticName(name) ?? anyName);
}

/** Reads the options in a set of them; returns whether some are known only by evaluation. */
export function readOptions(
  path: readonly string[],
  value: Expr,
  project: Project,
  found: DeclaredOptions,
): boolean {
  const declared = path.length === 0 ? undefined : readDeclaration(value, project);
  if (declared !== undefined) {
    declare(path, declared, found);
    return false;
  }
  switch (value.kind) {
    case "AttributeSet": {
      let unknown = false;
      for (const binding of value.bindings) {
        if (binding.kind === "Binding") {
          const names = [...path, ...staticPath(binding.path.names)];
          unknown = readOptions(names, binding.value, project, found) || unknown;
        } else if (binding.kind === "Inherit") {
          for (const name of staticPath(binding.names)) declare([...path, name], unknownType, found);
        }
      }
      return unknown;
    }
    case "Parenthesized":
      return readOptions(path, value.expression, project, found);
    case "With":
    case "Let":
      return readOptions(path, value.body, project, found);
    case "Binary": {
      const left = readOptions(path, value.left, project, found);
      return readOptions(path, value.right, project, found) || left;
    }
    case "Identifier": {
      const held = follow(value.name, project);
      if (held !== undefined) return readOptions(path, held.value, held.project, found);
      break;
    }
    default:
  }
  if (path.length === 0) return true;
  declare(path, unknownType, found);
  return false;
}

/** Modules that `lib` makes, which declare the option whose path is their first argument. */
const optionModules =
  /^mk(Renamed|Removed|Alias|Changed)OptionModule(MD)?$|^mkAliasOptionModuleMD$|^doRename$/;

/** Reads the option that `mkRenamedOptionModule [ … ] [ … ]` and the like declare. */
export function readOptionModule(call: Extract<Expr, { kind: "Application" }>, found: DeclaredOptions): void {
  const { name = "", args = [] } = callOf(call) ?? {};
  const [first, second] = args;
  if (!optionModules.test(name) || args.length !== 2 || first?.kind !== "List" || second === undefined)
    return;
  const path = first.elements.map((element) => {
    const [part, ...more] = element.kind === "String" ? element.parts : [];
    return part?.kind === "StringText" && more.length === 0 ? part.value : anyName;
  });
  if (path.length > 0) declare(path, unknownType, found);
}

const unknownType: DeclaredType = { type: ["anything"], below: [] };

function declare(path: readonly string[], { type, below }: DeclaredType, found: DeclaredOptions): void {
  found.paths.push(path);
  addEntry(path, type, found.root);
  for (const inner of below) {
    const options: DeclaredOptions = { paths: [], root: found.root };
    readOptions([...path, ...inner.path], inner.options, inner.project, options);
  }
}

/** Adds an option to a tree. */
export function addEntry(path: readonly string[], type: OptionType, root: DeclaredNode): void {
  let node = root;
  for (const name of path) {
    const next: DeclaredNode = node.children.get(name) ?? { children: new Map() };
    node.children.set(name, next);
    node = next;
  }
  node.entry = { path: printOptionPath(path), type: joinTypes(node.entry?.type, type) };
}

/** What takes the values of both types: modules of several kinds may declare options under one path. */
function joinTypes(first: OptionType | undefined, second: OptionType): OptionType {
  if (first === undefined || JSON.stringify(first) === JSON.stringify(second)) return second;
  return ["either", [first, second]];
}

/** Several trees as one. */
export function joinTrees(trees: readonly OptionNode[]): OptionNode {
  const [first, ...more] = trees.filter(({ children }) => children.size > 0);
  if (first === undefined || more.length === 0) return first ?? startOptions().root;
  const root = startOptions().root;
  const copy = (node: OptionNode, path: readonly string[]): void => {
    if (node.entry) addEntry(path, node.entry.type, root);
    for (const [name, child] of node.children) copy(child, [...path, name]);
  };
  for (const tree of [first, ...more]) copy(tree, []);
  return root;
}

/** Whether it is known what lies below a declared option. */
export function isTyped(path: readonly string[], root: OptionNode): boolean {
  let node: OptionNode | undefined = root;
  for (const name of path) node = node?.children.get(name);
  return node?.entry !== undefined && node.entry.type[0] !== "anything";
}
