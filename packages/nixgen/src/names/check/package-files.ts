import { staticName, type Expr, type Formals, type Function, type Node } from "@nixgen/core";
import type { PackageIndex } from "../package-index.js";
import { callOf } from "./literal.js";
import { fileOf, follow, isFunctionOfTwo, type Project } from "./overlays.js";
import { variablesOf } from "./variables.js";
import { bare, namesIn, type PackageCall } from "./roles.js";

/** How the files of a project call the functions of package files, as far as that can be seen. */
export type PackageCalls = Map<Node, PackageCall>;

/** A call whose `callPackage` is that of a parameter: of nixpkgs, where the function turns out to be an overlay. */
export interface PendingCall {
  readonly root: Node;
  readonly names: readonly string[];
  readonly given: Expr;
  readonly overlay: Node;
}

/** Notes the file that `callPackage ./package.nix { … }` calls; gives the call back where it is not clear whose it is. */
export function readPackageCall(
  node: Extract<Node, { kind: "Application" }>,
  ancestors: readonly Node[],
  project: Project,
  found: PackageCalls,
): PendingCall | undefined {
  const { name, args = [] } = callOf(node) ?? {};
  const [file, given] = args;
  if (name !== "callPackage" || file === undefined || given === undefined || args.length !== 2)
    return undefined;
  const root = isFile(bare(file)) ? fileOf(file, project)?.value : undefined;
  if (root?.kind !== "Function") return undefined;
  const callee = calleeOf(node);
  const [variable = ""] = namesOf(callee, undefined);
  const isBound = ancestors.includes(variablesOf(project.root).get(variable)?.scope ?? node);
  const names = namesOf(callee, isBound ? project : undefined).slice(0, -1);
  const overlay = ancestors.findLast((one) => one.kind === "Function" && hasParameter(one, names[0] ?? ""));
  if (overlay !== undefined) return { root, names, given: bare(given), overlay };
  addCall(root, callOfPackage(names, bare(given), names[0] === "pkgs"), found);
  return undefined;
}

/** Notes the calls that were not clear, now that all overlays are known. */
export function addPendingCalls(
  calls: readonly PendingCall[],
  overlays: ReadonlySet<Node>,
  found: PackageCalls,
): void {
  for (const { root, names, given, overlay } of calls)
    addCall(root, callOfPackage(names, given, overlays.has(overlay)), found);
}

/** Whether a function of two sets, as overlays are, calls one of them by a name. */
function hasParameter(node: Function, name: string): boolean {
  return isFunctionOfTwo(node) && [node.parameter.name, node.body.parameter.name].includes(name);
}

/** @param isNixpkgs the first of the names stands for nixpkgs. */
function callOfPackage(names: readonly string[], given: Expr, isNixpkgs: boolean): PackageCall {
  const set = isNixpkgs ? names.slice(1) : names;
  return {
    is: "package",
    sets: set.length > 0 ? [set] : [],
    given: given.kind === "AttributeSet" ? namesIn(given) : new Set(),
    isCertain: isNixpkgs && given.kind === "AttributeSet",
  };
}

/** Notes a file whose place says that nixpkgs calls it, `pkgs/by-name/xy/xyz/package.nix`. */
export function readPackagePlace(root: Expr, path: string | undefined, found: PackageCalls): void {
  const isByName = /(^|\/)pkgs\/by-name\/[^/]+\/[^/]+\/package\.nix$/.test(path ?? "");
  if (root.kind === "Function" && isByName) addCall(root, { ...uncalled, isCertain: true }, found);
}

const uncalled: PackageCall = { is: "package", sets: [], given: new Set(), isCertain: false };

/** A file that is called in several ways takes what any of the calls can give. */
function addCall(root: Node, call: PackageCall, found: PackageCalls): void {
  const before = found.get(root);
  found.set(root, before === undefined ? call : joinCalls(before, call));
}

function joinCalls(first: PackageCall, second: PackageCall): PackageCall {
  return {
    is: "package",
    sets: [...first.sets, ...second.sets],
    given: new Set([...first.given, ...second.given]),
    isCertain: first.isCertain && second.isCertain,
  };
}

/** Notes of several origins together. */
export function joinPackageCalls(all: readonly ReadonlyMap<Node, PackageCall>[]): PackageCalls {
  const found: PackageCalls = new Map();
  for (const calls of all) for (const [root, call] of calls) addCall(root, call, found);
  return found;
}

function isFile(value: Expr): boolean {
  if (value.kind === "Path") return true;
  const call = callOf(value);
  return call?.name === "import" && call.args.length === 1 && bare(call.args[0]!).kind === "Path";
}

function calleeOf(call: Extract<Node, { kind: "Application" }>): Expr {
  let callee: Expr = call;
  while (callee.kind === "Application" || callee.kind === "Parenthesized")
    callee = callee.kind === "Application" ? callee.function : callee.expression;
  return callee;
}

/** The names of a selection, from what the variable stands for where it is followed. */
function namesOf(value: Expr, project: Project | undefined): readonly string[] {
  if (value.kind === "Identifier") {
    const held = project && follow(value.name, project);
    return held === undefined ? [value.name] : namesOf(held.value, held.project);
  }
  if (value.kind !== "Select") return [];
  return [...namesOf(value.subject, project), ...value.path.names.map((name) => staticName(name) ?? "")];
}

/** Functions of nixpkgs that make a package, by their names. */
const builders =
  /^(build[A-Z]\w*|mk\w*Derivation|mkShell\w*|runCommand\w*|symlinkJoin|writeShell\w+|writers?|wrapType2|stdenvNoCC|trivialBuild|melpaBuild|\w*[wW]ith(Packages|Plugins|Extensions))$/;

/**
 * How a file is called by the looks of it: a function of names, without `...`, that gives what a builder among its arguments
 * makes, as `stdenv.mkDerivation`. `undefined` where it does not look so.
 */
export function guessPackageFile(root: Function): PackageCall | undefined {
  const { parameter } = root;
  if (parameter.kind !== "Formals" || parameter.ellipsis !== undefined) return undefined;
  const callee = builderOf(root.body);
  if (callee === undefined) return undefined;
  const [first, ...more] = namesOf(callee, undefined);
  const isArgument = parameter.formals.some(({ name, default: value }) => name.name === first && !value);
  return isArgument && first !== "pkgs" && builders.test(more.at(-1) ?? first ?? "") ? uncalled : undefined;
}

/** The function that makes the result of a package file. */
function builderOf(body: Expr): Expr | undefined {
  switch (body.kind) {
    case "Let":
    case "With":
    case "Assert":
      return builderOf(body.body);
    case "Parenthesized":
      return builderOf(body.expression);
    case "Application": {
      const callee = calleeOf(body);
      // `(stdenv.mkDerivation { … }).overrideAttrs (…)`
      return callee.kind === "Select" && bare(callee.subject).kind === "Application"
        ? builderOf(bare(callee.subject))
        : callee;
    }
    default:
      return undefined;
  }
}

/** The arguments of a package file that come from nixpkgs: those that no call gives, and that have no default. */
export function argumentsOf(
  { formals }: Formals,
  { given }: PackageCall,
): readonly Formals["formals"][number][] {
  return formals.filter(({ name, default: value }) => value === undefined && !given.has(name.name));
}

/** The path in nixpkgs of an argument: in one of the sets of the call, or at the top level; `undefined` where none has it. */
export function findArgument(
  name: string,
  sets: readonly (readonly string[])[],
  index: PackageIndex,
): readonly string[] | undefined {
  for (const set of [...sets, []])
    if (index.set(set.join("."))?.find(name) !== undefined) return [...set, name];
  return undefined;
}

/** The package sets that have a name, as far as they are listed. */
export function findSetsWith(name: string, index: PackageIndex): readonly string[] {
  return index.sets.filter((set) => set !== "" && index.set(set)?.find(name) !== undefined);
}
