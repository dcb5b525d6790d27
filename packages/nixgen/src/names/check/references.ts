import {
  childrenOf,
  globalNames,
  staticName,
  type AttributeName,
  type BindingNode,
  type Expr,
  type File,
  type Function,
  type Identifier,
  type Node,
} from "@nixgen/core";
import { findOption } from "../find-option.js";
import { lookupLibName } from "../lib-names.js";
import { lookupPackage } from "../lookup-package.js";
import type { OptionKind } from "../option-kind.js";
import { staticNames, type CheckContext } from "./context.js";
import { meaningOf, other, resolve, withsAround, type Binding, type Meaning, type Scope } from "./meaning.js";
import { isFunctionOfTwo, type FunctionOfTwo } from "./overlays.js";
import { checkPackage, type NamePlace } from "./report-package.js";
import { checkOptionPath } from "./report-option.js";
import { checkLibName } from "./report-lib-name.js";

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

interface Walk {
  readonly kind: OptionKind | undefined;
  /** No function stands around: the next one may be that of the module itself. */
  readonly outermost: boolean;
  /** Parameters of the outermost function that are packages by these names. */
  readonly fromPackages: ReadonlySet<string>;
  readonly context: CheckContext;
}

function visit(node: Node, scope: Scope, walk: Walk): void {
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
      return visit(node.body, { parent: scope, with: meaningOf(node.scope, scope) }, walk);
    }
    case "Let": {
      const inner = extend(scope, node.bindings);
      visitBindings(node.bindings, scope, inner, walk);
      return visit(node.body, inner, walk);
    }
    case "LegacyLet":
      return visitBindings(node.bindings, scope, extend(scope, node.bindings), walk);
    case "AttributeSet":
      return visitBindings(node.bindings, scope, node.recursive ? extend(scope, node.bindings) : scope, walk);
    case "Function":
      return visitFunction(node, scope, walk);
    case "AttributePath":
      return visitNames(node.names, scope, walk);
    default:
      for (const child of childrenOf(node)) visit(child, scope, walk);
  }
}

function visitNames(names: readonly AttributeName[], scope: Scope, walk: Walk): void {
  for (const name of names) if (name.kind !== "Identifier") visit(name, scope, walk);
}

function visitBindings(bindings: readonly BindingNode[], outer: Scope, inner: Scope, walk: Walk): void {
  for (const binding of bindings) {
    if (binding.kind === "Binding") {
      visitNames(binding.path.names, inner, walk);
      visit(binding.value, inner, walk);
    } else if (binding.kind === "Inherit") {
      if (binding.from === undefined) {
        for (const name of binding.names)
          if (name.kind === "Identifier") checkVariable(name, outer, walk, "inherited");
      } else {
        visitSubject(binding.from, inner, walk);
        const meaning = meaningOf(binding.from, inner);
        for (const name of binding.names) checkNames(meaning, [name], walk, "inherited");
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
  const meaning = meaningOf(node.subject, scope);
  if (meaning.is === "other" && node.subject.kind === "Identifier") {
    const around = node.default ? undefined : packagesAround(node.subject, scope);
    if (around === undefined) checkVariable(node.subject, scope, walk);
    else checkNames(around, [node.subject, ...node.path.names], walk, "variable");
  } else visitSubject(node.subject, scope, walk);
  // Where there is a default, the name need not exist.
  if (!node.default) checkNames(meaning, node.path.names, walk);
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
    if (meaning.set.length === 0 && names[0] === "lib") {
      const lib: Meaning = { is: "lib", root: "lib", path: [] };
      if (names.length > 1) checkLibName(lib, names.slice(1), nodes.slice(1), context);
    } else if (meaning.set.length > 0 || names[0] !== "pkgs") {
      checkPackage(meaning.set, names, nodes, place, context);
    }
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
  if (path.length > 0 && findOption(path, index).place === "nowhere") return;
  const written = {
    path: [...path, ...names],
    nodes: [...path.map(() => undefined), ...nodes.slice(0, names.length)],
  };
  const place = checkOptionPath(written, index, context);
  if (place !== undefined && place.place !== "nowhere") context.counts.options++;
}

/** The set of packages that a variable comes from, where a single `with` is around it. */
function packagesAround({ name }: Identifier, scope: Scope): Meaning | undefined {
  const [only, ...others] = isFree(name, scope) ? withsAround(scope) : [];
  return only?.is === "packages" && others.length === 0 && name !== "lib" && name !== "pkgs"
    ? only
    : undefined;
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
  if (withs.length === 0 || withs.some((meaning) => meaning.is === "other" || meaning.is === "config"))
    return;
  const sets = withs.filter((meaning) => meaning.is === "packages");
  const libs = withs.filter((meaning) => meaning.is === "lib");
  if (libs.some(({ root, path }) => lookupLibName([...path, node.name], root).answer !== "unknown")) return;
  if (sets.length === 0) return checkLibName(libs[0]!, [node.name], [node], context);
  if (sets.length > 1 || withs.length > 1) {
    const known = sets.find(
      ({ set }) => lookupPackage([...set, node.name], context.names).answer !== "unknown",
    );
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
  if (walk.context.declarations.overlays.has(node) && isFunctionOfTwo(node))
    return visitOverlay(node, scope, walk);
  const names = new Map<string, Binding>();
  const inner: Scope = { parent: scope, names };
  const inside = { ...walk, outermost: false };
  const { parameter } = node;
  if (parameter.kind === "Identifier")
    names.set(parameter.name, { meaning: meaningOfParameter(parameter.name, walk) });
  else {
    for (const { name } of parameter.formals)
      names.set(name.name, { meaning: meaningOfParameter(name.name, walk) });
    if (parameter.alias) names.set(parameter.alias.name, { meaning: other });
    for (const formal of parameter.formals) if (formal.default) visit(formal.default, inner, inside);
  }
  visit(node.body, inner, inside);
}

/** `final: prev: { … }`, where both are nixpkgs; what overlays add is among the declarations. */
function visitOverlay(node: FunctionOfTwo, scope: Scope, walk: Walk): void {
  const nixpkgs: Binding = { meaning: { is: "packages", set: [] } };
  const names = new Map([
    [node.parameter.name, nixpkgs],
    [node.body.parameter.name, nixpkgs],
  ]);
  visit(node.body.body, { parent: scope, names }, { ...walk, outermost: false });
}

/** What a function gets under a name, by the conventions of nixpkgs and of modules. */
function meaningOfParameter(name: string, { kind, outermost, fromPackages }: Walk): Meaning {
  if (outermost && fromPackages.has(name)) return { is: "packages", set: [name] };
  switch (name) {
    case "pkgs":
      return { is: "packages", set: [] };
    case "lib":
      return { is: "lib", root: "lib", path: [] };
    case "config":
      return kind !== undefined && outermost ? { is: "config", kind, path: [] } : other;
    case "osConfig":
      return kind === "home-manager" && outermost ? { is: "config", kind: "nixos", path: [] } : other;
    default:
      return other;
  }
}

/** A scope with the names of bindings. Each name stands for its expression, which is looked at when it is asked for. */
function extend(parent: Scope, bindings: readonly BindingNode[]): Scope {
  const names = new Map<string, Binding>();
  const inner: Scope = { parent, names };
  for (const binding of bindings) {
    if (binding.kind === "Binding") {
      const name = staticName(binding.path.names[0]!);
      if (name === undefined) continue;
      names.set(
        name,
        binding.path.names.length === 1 ? { value: binding.value, scope: () => inner } : { meaning: other },
      );
    } else if (binding.kind === "Inherit") {
      for (const node of binding.names) addInherited(node, binding.from, names, parent, inner);
    }
  }
  return inner;
}

function addInherited(
  node: AttributeName,
  from: Expr | undefined,
  names: Map<string, Binding>,
  outer: Scope,
  inner: Scope,
): void {
  const name = staticName(node);
  if (name === undefined) return;
  if (from === undefined) {
    names.set(name, resolve(name, outer) ?? { meaning: other });
  } else {
    const value: Expr = { kind: "Select", subject: from, path: { kind: "AttributePath", names: [node] } };
    names.set(name, { value, scope: () => inner });
  }
}
