import type { AttributeName, BindingNode } from "./collections.js";
import type { Node } from "./expr.js";
import type { Identifier } from "./literals.js";
import { requireText } from "../diagnostics/arguments.js";
import { childKeysOf, childrenOf } from "./children.js";
import { mergeSets } from "./merge-sets.js";
import { staticName } from "./static-name.js";

/**
 * The names that Nix itself defines at the top level.
 *
 * @see the Nix manual, "Built-in Functions": those that can be used without `builtins.`
 */
export const globalNames: ReadonlySet<string> = new Set([
  "abort",
  "baseNameOf",
  "break",
  "builtins",
  "derivation",
  "derivationStrict",
  "dirOf",
  "false",
  "fetchGit",
  "fetchMercurial",
  "fetchTarball",
  "fetchTree",
  "fromTOML",
  "import",
  "isNull",
  "map",
  "null",
  "placeholder",
  "removeAttrs",
  "scopedImport",
  "throw",
  "toString",
  "true",
]);

/** The built-in functions that have a name of their own only with `__` before it. Up to Nix 2.26. */
const hiddenNames: ReadonlySet<string> = new Set(
  (
    "add addDrvOutputDependencies addErrorContext all any appendContext attrNames attrValues bitAnd bitOr bitXor catAttrs " +
    "ceil compareVersions concatLists concatMap concatStringsSep convertHash curPos currentSystem currentTime deepSeq div " +
    "elem elemAt fetchClosure fetchurl filter filterSource findFile flakeRefToString floor foldl' fromJSON functionArgs " +
    "genList genericClosure getAttr getContext getEnv getFlake groupBy hasAttr hasContext hashFile hashString head " +
    "intersectAttrs isAttrs isBool isFloat isFunction isInt isList isPath isString langVersion length lessThan listToAttrs " +
    "mapAttrs match mul nixPath nixVersion outputOf parseDrvName parseFlakeRef partition path pathExists readDir readFile " +
    "readFileType replaceStrings seq sort split splitVersion storeDir storePath stringLength sub substring tail toFile " +
    "toJSON toPath toXML trace traceVerbose tryEval typeOf unsafeDiscardOutputDependency unsafeDiscardStringContext " +
    "unsafeGetAttrPos warn zipAttrsWith"
  ).split(" "),
);

function isGlobal(name: string): boolean {
  return globalNames.has(name) || (name.startsWith("__") && hiddenNames.has(name.slice(2)));
}

/** A use of a variable that nothing in the tree binds. */
export interface FreeVariable {
  readonly node: Identifier;
  /** The use stands below a `with`, which may supply the name. */
  readonly underWith: boolean;
}

/**
 * The uses of variables that nothing in the tree binds and that are no globals of Nix.
 *
 * @example
 * findFreeVariables(toExpr([reference("pkgs").git])).map((use) => use.node.name) // ["pkgs"]
 */
export function findFreeVariables(root: Node): FreeVariable[] {
  const found: FreeVariable[] = [];
  childKeysOf(root);
  visitScope(root, { names: new Set(), parent: undefined, isWith: false }, found);
  return found;
}

/** The variables that nothing in a tree binds, each where it is used first; what a `with` may supply is left out. */
export function findUnboundVariables(root: Node): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const { node, underWith } of findFreeVariables(root)) {
    if (!underWith && !found.has(node.name)) found.set(node.name, node);
  }
  return [...found.values()];
}

/** What is said of a variable that nothing binds. */
export function unboundMessage(name: string): string {
  requireText(name, "the name of a variable");
  return `nothing binds the variable \`${name}\``;
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parent: Scope | undefined;
  readonly isWith: boolean;
}

/** Walks with a stack of its own, so that depth does not matter. */
function visitScope(root: Node, top: Scope, found: FreeVariable[]): void {
  const open: [Node, Scope][] = [[root, top]];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const [node, scope] = item;
    const next: [Node, Scope][] = [];
    const enter = (child: Node | undefined, childScope: Scope): void => {
      if (child !== undefined) next.push([child, childScope]);
    };
    switch (node.kind) {
      case "Identifier":
        use(node, scope, found);
        break;
      case "AttributePath":
        node.names.forEach((name) => name.kind !== "Identifier" && enter(name, scope));
        break;
      case "Inherit":
        if (node.from) enter(node.from, scope);
        else node.names.forEach((name) => useInherited(name, scope, found));
        break;
      case "AttributeSet":
        enterBindings(node.bindings, scope, node.recursive ? extend(scope, node.bindings) : scope, enter);
        break;
      case "LegacyLet":
        enterBindings(node.bindings, scope, extend(scope, node.bindings), enter);
        break;
      case "Let": {
        const inner = extend(scope, node.bindings);
        enterBindings(node.bindings, scope, inner, enter);
        enter(node.body, inner);
        break;
      }
      case "With":
        enter(node.scope, scope);
        enter(node.body, { names: new Set(), parent: scope, isWith: true });
        break;
      case "Function": {
        const inner = { names: parameterNames(node.parameter), parent: scope, isWith: false };
        if (node.parameter.kind === "Formals")
          node.parameter.formals.forEach((item) => enter(item.default, inner));
        enter(node.body, inner);
        break;
      }
      default:
        childrenOf(node).forEach((child) => enter(child, scope));
    }
    for (let i = next.length - 1; i >= 0; i--) open.push(next[i]!);
  }
}

/** The values see the inner scope; a plain `inherit` takes its names from outside. */
function enterBindings(
  bindings: readonly BindingNode[],
  outer: Scope,
  inner: Scope,
  enter: (child: Node | undefined, scope: Scope) => void,
): void {
  for (const binding of mergeSets(bindings))
    enter(binding, binding.kind === "Inherit" && !binding.from ? outer : inner);
}

function extend(parent: Scope, bindings: readonly BindingNode[]): Scope {
  return { names: new Set(boundNames(bindings)), parent, isWith: false };
}

/** The names that bindings define, as far as they are static. */
function boundNames(bindings: readonly BindingNode[]): string[] {
  return bindings.flatMap((binding) => {
    if (binding.kind === "Error") return [];
    const names = binding.kind === "Inherit" ? binding.names : binding.path.names.slice(0, 1);
    return names.flatMap((name) => staticName(name) ?? []);
  });
}

function parameterNames(parameter: Extract<Node, { kind: "Function" }>["parameter"]): Set<string> {
  if (parameter.kind === "Identifier") return new Set([parameter.name]);
  const names = new Set(parameter.formals.map((item) => item.name.name));
  if (parameter.alias) names.add(parameter.alias.name);
  return names;
}

/** `inherit "a";` takes the variable `a`. */
function useInherited(name: AttributeName, scope: Scope, found: FreeVariable[]): void {
  if (name.kind === "Identifier") return use(name, scope, found);
  const text = staticName(name);
  if (text === undefined) return;
  use({ kind: "Identifier", name: text, ...(name.span && { span: name.span }) }, scope, found);
}

function use(node: Identifier, scope: Scope, found: FreeVariable[]): void {
  let underWith = false;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.names.has(node.name)) return;
    underWith ||= at.isWith;
  }
  if (isGlobal(node.name)) return;
  found.push({ node, underWith });
}
