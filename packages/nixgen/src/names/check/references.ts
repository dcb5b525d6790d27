import {
  childrenOf,
  globalNames,
  staticName,
  type AttributeName,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type File,
  type Function,
  type Identifier,
  type Node,
} from "@nixgen/core";
import { findOption } from "../find-option.js";
import { functionsOf } from "../function-sets.js";
import { lookupLibName } from "../lib-names.js";
import { lookupPackage } from "../lookup-package.js";
import type { OptionKind } from "../option-kind.js";
import type { OptionIndex } from "../option-index.js";
import { staticNames, type CheckContext } from "./context.js";
import { findOwn } from "./own-options.js";
import {
  findCrossings,
  meaningOf,
  nixpkgs,
  other,
  resolve,
  splitSelection,
  withsAround,
  type Binding,
  type Meaning,
  type Scope,
} from "./meaning.js";
import { isFunctionOfTwo } from "./overlays.js";
import { callOf } from "./literal.js";
import { checkCallAttributes } from "./check-call-attributes.js";
import { checkLibCall, checkType } from "./check-lib-calls.js";
import { checkPackageOption } from "./check-option-calls.js";
import { checkPackageFile } from "./check-package-file.js";
import { guessPackageFile } from "./package-files.js";
import { checkPackage, type NamePlace } from "./report-package.js";
import { findFontChoice, reportFontChoice } from "./nerd-fonts.js";
import { checkVersions } from "./versions.js";
import { checkWanted, noteListsOfPackages } from "./wanted-values.js";
import { checkOptionPath } from "./report-option.js";
import { checkLibName } from "./report-lib-name.js";
import {
  addArgumentsOfModules,
  meaningIn,
  meaningOfArgument,
  meaningOfParameter,
  type Place,
} from "./parameters.js";
import { extend } from "./scope.js";
import { findHandedFunctions, type PackageCall, type Role } from "./roles.js";

/**
 * Checks the names that a tree takes from nixpkgs and from `config`.
 *
 * @param fromPackages the parameters of the file's function that are packages.
 */
export function checkReferences(
  root: File | Expr,
  kind: OptionKind | undefined,
  fromPackages: ReadonlySet<string>,
  context: CheckContext,
): void {
  const expression = root.kind === "File" ? root.expression : root;
  visit(expression, top, { kind, outermost: true, fromPackages, context });
}

/** What is free in a tree that was built, or in a piece of code, is what `pkgs` and `lib` are everywhere. */
const top: Scope = {
  names: new Map([
    ["pkgs", { meaning: { is: "packages", set: [] } }],
    ["lib", { meaning: { is: "lib", root: "lib", path: [] } }],
    ["builtins", { meaning: { is: "lib", root: "builtins", path: [] } }],
  ]),
};

interface Walk extends Place {
  readonly context: CheckContext;
}

function visit(node: Node, scope: Scope, walk: Walk): void {
  checkVersions(node, scope, walk.context);
  checkWanted(node, scope, walk.context);
  checkType(node, (one) => meaningOf(one, scope, walk.context.names), walk.context);
  switch (node.kind) {
    case "Identifier":
      return checkVariable(node, scope, walk);
    case "Select":
      return visitSelect(node, scope, walk);
    case "HasAttribute":
      visitSubject(node.subject, scope, walk);
      return visitNames(node.path.names, scope, walk);
    case "With": {
      visit(node.scope, scope, walk);
      return visit(
        node.body,
        { parent: scope, with: meaningOf(node.scope, scope, walk.context.names) },
        walk,
      );
    }
    case "Let": {
      const inner = extend(scope, node.bindings);
      visitBindings(node.bindings, scope, inner, walk);
      return visit(node.body, inner, walk);
    }
    case "LegacyLet":
      return visitBindings(node.bindings, scope, extend(scope, node.bindings), walk);
    case "AttributeSet":
      return visitSet(node, scope, walk, "inherited");
    case "Function":
      return visitFunction(node, scope, walk);
    case "AttributePath":
      return visitNames(node.names, scope, walk);
    case "List":
      for (const element of node.elements) checkFontChoice(element, true, scope, walk);
      for (const child of childrenOf(node)) visit(child, scope, walk);
      return;
    case "Application":
      checkFontChoice(node, false, scope, walk);
      visitHandedFunctions(node, scope, walk);
      checkLibCall(node, (one) => meaningOf(one, scope, walk.context.names), walk.context);
      checkCallAttributes(node, (one) => meaningOf(one, scope, walk.context.names), walk.context);
      noteListsOfPackages(node, (one) => meaningOf(one, scope, walk.context.names), walk.context);
      checkPackageOption(node, (one) => meaningOf(one, scope, walk.context.names), walk.context);
      if (callOf(node)?.name === "attrValues" && node.argument.kind === "AttributeSet") {
        // Nobody sees what the attributes are called.
        visit(node.function, scope, walk);
        return visitSet(node.argument, scope, walk, "unnamed");
      }
      for (const child of childrenOf(node)) visit(child, scope, walk);
      return;
    default:
      for (const child of childrenOf(node)) visit(child, scope, walk);
  }
}

/** @param isElement whether several packages can stand in its place. */
function checkFontChoice(node: Expr, isElement: boolean, scope: Scope, walk: Walk): void {
  const choice = findFontChoice(node);
  if (choice === undefined || walk.context.declarations.packages.has("nerdfonts")) return;
  const { set } = choice;
  const meaning = set
    ? meaningOf(set, scope, walk.context.names)
    : choice.name.kind === "Identifier"
      ? packagesAround(choice.name, scope)
      : undefined;
  if (meaning?.is === "packages" && meaning.set.length === 0)
    reportFontChoice(choice, isElement, walk.context);
}

/** Notes what the functions get that a call hands over. */
function visitHandedFunctions(call: Extract<Node, { kind: "Application" }>, scope: Scope, walk: Walk): void {
  const { names, roles } = walk.context;
  for (const { function: handed, role, ...found } of findHandedFunctions(call, scope, names)) {
    if (roles.has(handed)) continue;
    roles.set(handed, role);
    // It was visited already where it is bound, without that.
    if (found.isElsewhere) visit(handed, found.scope, { ...walk, outermost: false });
  }
}

/** The functions in `pythonPackagesExtensions`, which add to the packages of every Python. */
function noteExtensions(value: Expr, walk: Walk): void {
  if (value.kind === "Parenthesized") noteExtensions(value.expression, walk);
  else if (value.kind === "List") for (const element of value.elements) noteExtensions(element, walk);
  else if (value.kind === "Binary" && value.operator === "++") {
    noteExtensions(value.left, walk);
    noteExtensions(value.right, walk);
  } else if (value.kind === "Function") {
    const set: Meaning = { is: "packages", set: ["python3Packages"] };
    walk.context.roles.set(value, { is: "callback", parameters: [set, set] });
  }
}

function visitNames(names: readonly AttributeName[], scope: Scope, walk: Walk): void {
  for (const name of names) if (name.kind !== "Identifier") visit(name, scope, walk);
}

/** @param place how the names stand that it inherits. */
function visitSet(set: AttributeSet, scope: Scope, walk: Walk, place: NamePlace): void {
  const inner = set.recursive ? extend(scope, set.bindings) : scope;
  visitBindings(set.bindings, scope, inner, walk, set.recursive ? "bound" : place);
}

function visitBindings(
  bindings: readonly BindingNode[],
  outer: Scope,
  inner: Scope,
  walk: Walk,
  place: NamePlace = "bound",
): void {
  for (const binding of bindings) {
    if (binding.kind === "Binding") {
      visitNames(binding.path.names, inner, walk);
      if (staticName(binding.path.names[0]!) === "pythonPackagesExtensions")
        noteExtensions(binding.value, walk);
      visit(binding.value, inner, walk);
    } else if (binding.kind === "Inherit") {
      if (binding.from === undefined) {
        for (const name of binding.names)
          if (name.kind === "Identifier") checkVariable(name, outer, walk, place);
      } else {
        visitSubject(binding.from, inner, walk);
        const meaning = meaningOf(binding.from, inner, walk.context.names);
        for (const name of binding.names) checkNames(meaning, [name], walk, place);
      }
    }
  }
}

/** The left side of a selection: a chain of names is checked as a whole, by who selects from it. */
function visitSubject(subject: Expr, scope: Scope, walk: Walk): void {
  if (subject.kind === "Identifier") return;
  if (subject.kind === "Parenthesized") return visitSubject(subject.expression, scope, walk);
  visit(subject, scope, walk);
}

function visitSelect(node: Extract<Node, { kind: "Select" }>, scope: Scope, walk: Walk): void {
  visitNames(node.path.names, scope, walk);
  if (node.default) visit(node.default, scope, walk);
  const meaning = meaningOf(node.subject, scope, walk.context.names);
  if (node.subject.kind === "Identifier") {
    const around = node.default ? undefined : packagesAround(node.subject, scope);
    const isPlain = meaning.is === "other" || findCrossings(meaning, node).length === 0;
    if (around !== undefined && isPlain)
      return checkNames(around, [node.subject, ...node.path.names], walk, "variable");
    checkVariable(node.subject, scope, walk);
  } else visitSubject(node.subject, scope, walk);
  // Where there is a default, the name need not exist.
  if (!node.default) checkSelection(meaning, node, walk);
}

/** Checks the names of a selection, each in what it is selected from. */
function checkSelection(subject: Meaning, node: Extract<Node, { kind: "Select" }>, walk: Walk): void {
  let start = 0;
  let meaning = subject;
  for (const end of [...findCrossings(subject, node), node.path.names.length]) {
    checkNames(meaning, node.path.names.slice(start, end), walk);
    meaning = splitSelection(subject, node, end).meaning;
    start = end;
  }
}

function checkNames(
  meaning: Meaning,
  nodes: readonly AttributeName[],
  { context }: Walk,
  place: NamePlace = "selected",
): void {
  const names = staticNames(nodes);
  if (names.length === 0) return;
  if (meaning.is === "packages") {
    const isUsual = meaning.set.length === 0 && (names[0] === "lib" || names[0] === "pkgs");
    if (!isUsual) checkPackage(meaning.set, names, nodes, place, context);
  } else if (meaning.is === "config") checkConfig(meaning, names, nodes, context);
  else if (meaning.is === "lib") checkLibName(meaning, names, nodes, context);
}

function checkConfig(
  { kind, path }: Extract<Meaning, { is: "config" }>,
  names: readonly string[],
  nodes: readonly AttributeName[],
  context: CheckContext,
): void {
  const index = context.names.options(kind);
  if (index === undefined) return;
  // The path that a variable holds is reported where the variable gets it.
  if (path.length > 0 && !exists(path, index, context)) return;
  const written = {
    path: [...path, ...names],
    nodes: [...path.map(() => undefined), ...nodes.slice(0, names.length)],
  };
  if (isInPackage(written.path, index)) return;
  const place = checkOptionPath(written, index, context);
  if (place !== undefined && place.place !== "nowhere") context.counts.options++;
}

/** Whether a path leads into the value of an option that takes paths: a package is one, and has attributes. */
function isInPackage(path: readonly string[], index: OptionIndex): boolean {
  return path.some((_, length) => {
    const place = length === 0 ? undefined : findOption(path.slice(0, length), index);
    return place?.place === "option" && JSON.stringify(place.entry.type).includes('["path"]');
  });
}

function exists(path: readonly string[], index: OptionIndex, context: CheckContext): boolean {
  return [findOption(path, index), findOwn(path, index, context)].some(({ place }) => place !== "nowhere");
}

/** The set of packages that a variable comes from, where a single `with` is around it. */
function packagesAround({ name }: Identifier, scope: Scope): Meaning | undefined {
  const [only, ...others] = isFree(name, scope) ? withsAround(scope) : [];
  return only?.is === "packages" && others.length === 0 && name !== "lib" && name !== "pkgs"
    ? only
    : undefined;
}

function mayHaveName(set: readonly string[], name: string, { names }: CheckContext): boolean {
  return functionsOf(set)?.includes(name) ?? lookupPackage([...set, name], names).answer !== "unknown";
}

/** Whether nothing but a `with` can bring in a variable. */
function isFree(name: string, scope: Scope): boolean {
  return resolve(name, scope) === undefined && !globalNames.has(name) && !name.startsWith("__");
}

/** A variable that nothing but a `with` can bring in. */
function checkVariable(
  node: Identifier,
  scope: Scope,
  { context }: Walk,
  place: NamePlace = "variable",
): void {
  if (!isFree(node.name, scope)) return;
  const withs = withsAround(scope);
  if (withs.length === 0 || withs.some(({ is }) => is !== "packages" && is !== "lib")) return;
  const sets = withs.filter((meaning) => meaning.is === "packages");
  const libs = withs.filter((meaning) => meaning.is === "lib");
  if (libs.some(({ root, path }) => lookupLibName([...path, node.name], root).answer !== "unknown")) return;
  if (sets.length === 0) return checkLibName(libs[0]!, [node.name], [node], context);
  if (sets.length > 1 || withs.length > 1) {
    const known = sets.find(({ set }) => mayHaveName(set, node.name, context));
    if (known !== undefined) return checkPackage(known.set, [node.name], [node], place, context);
  }
  if (node.name === "lib" || node.name === "pkgs") return;
  checkPackage(sets[0]!.set, [node.name], [node], place, context);
}

function visitFunction(node: Function, scope: Scope, walk: Walk): void {
  if (walk.outermost && node.parameter.kind === "Formals") {
    for (const { name } of node.parameter.formals)
      if (walk.fromPackages.has(name.name)) checkPackage([], [name.name], [name], "selected", walk.context);
  }
  const { roles, declarations } = walk.context;
  const isOverlay = declarations.overlays.has(node) && isFunctionOfTwo(node);
  const role = roles.get(node) ?? (isOverlay ? overlayRole : undefined);
  const call = packageFileOf(node, role, walk);
  if (call !== undefined) return visitBody(node, scope, walk, checkPackageFile(node, call, walk.context));
  if (role?.is === "module") return visitBody(node, scope, { ...walk, kind: role.kind, outermost: true });
  const [given, ...more] = role?.is === "callback" ? role.parameters : [];
  if (more.length > 0 && node.body.kind === "Function")
    roles.set(node.body, { is: "callback", parameters: more });
  visitBody(node, scope, walk, given);
}

/** How the function of a package file is called; `undefined` where it is another function. */
function packageFileOf(node: Function, role: Role | undefined, walk: Walk): PackageCall | undefined {
  if (role !== undefined) return role.is === "package" ? role : undefined;
  const isRoot = walk.outermost && walk.kind === undefined && walk.fromPackages.size === 0;
  return walk.context.declarations.packageFiles.get(node) ?? (isRoot ? guessPackageFile(node) : undefined);
}

/** `final: prev: { … }`, where both are nixpkgs; what overlays add is among the declarations. */
const overlayRole: Role = { is: "callback", parameters: [nixpkgs, nixpkgs] };

/** @param given what the function gets, where that is known. */
function visitBody({ parameter, body }: Function, scope: Scope, walk: Walk, given?: Meaning): void {
  const names = new Map<string, Binding>();
  const inner: Scope = { parent: scope, names };
  const inside = { ...walk, outermost: false };
  if (parameter.kind === "Identifier") {
    names.set(parameter.name, { meaning: given ?? meaningOfArgument(parameter.name, walk) });
  } else {
    const meanings = new Map<string, Meaning>();
    for (const { name } of parameter.formals) {
      meanings.set(name.name, meaningIn(given, name.name) ?? meaningOfParameter(name.name, walk));
    }
    // The packages of Coq and Rocq get another `lib`.
    if (meanings.has("mkCoqDerivation") || meanings.has("mkRocqDerivation")) meanings.set("lib", other);
    for (const [name, meaning] of meanings) names.set(name, { meaning });
    if (parameter.alias) {
      if (parameter.ellipsis) addArgumentsOfModules(meanings, walk);
      names.set(parameter.alias.name, { meaning: given ?? { is: "set", names: meanings } });
    }
    for (const formal of parameter.formals) if (formal.default) visit(formal.default, inner, inside);
  }
  visit(body, inner, inside);
}
