import { staticName, type BindingNode, type File } from "@nixgen/core";
import { headerOf, moduleArguments } from "./header.js";
import type { PathStep } from "./path.js";
import { setsOf } from "./view.js";

/**
 * What a module has at its top besides `config`, where it has `config` or `options`.
 *
 * @see nixpkgs, lib/modules.nix, `unifyModuleSyntax`
 */
const moduleKeys: ReadonlySet<string> = new Set([
  "_class",
  "_file",
  "config",
  "disabledModules",
  "freeformType",
  "imports",
  "key",
  "meta",
  "options",
]);

/**
 * A path as a file writes it: in a module that says `config` or `options` at its top, `services.nginx` stands at
 * `config.services.nginx`.
 */
export function inModule(tree: File, steps: readonly PathStep[]): readonly PathStep[] {
  const [first] = steps;
  if (typeof first !== "string" || moduleKeys.has(first)) return steps;
  const places = setsOf(tree.expression);
  const [place] = places;
  if (place === undefined || places.length > 1) return steps;
  // What stands behind a header that is not Nix can look like a call.
  const through = tree.expression.kind === "Error" ? ["body", "argument"] : ["body"];
  if (!place.layers.every(({ kind }) => through.includes(kind))) return steps;
  let saysParts = false;
  let imports = false;
  for (const node of place.node.bindings) {
    if (beginsWith(node, first)) return steps;
    saysParts ||= beginsWith(node, "config") || beginsWith(node, "options");
    imports ||= beginsWith(node, "imports");
  }
  return saysParts && (imports || hasModuleHeader(tree)) ? ["config", ...steps] : steps;
}

/** Whether a binding defines a name, or something below it. One that is no Nix can have a name that is. */
function beginsWith(node: BindingNode, name: string): boolean {
  if (node.kind === "Inherit") return node.names.some((other) => staticName(other) === name);
  const [path] = node.kind === "Error" ? (node.children ?? []) : [node.path];
  return path?.kind === "AttributePath" && staticName(path.names[0]!) === name;
}

/** Whether a path leads to what a module has at its top. */
export function isModuleKey(steps: readonly PathStep[]): boolean {
  return steps.length === 1 && typeof steps[0] === "string" && moduleKeys.has(steps[0]);
}

function hasModuleHeader({ expression }: File): boolean {
  // Of a header that is not Nix, nobody knows what it names.
  if (expression.kind === "Error") return expression.of === "Function";
  const parameter = headerOf(expression)?.parameter;
  if (parameter?.kind !== "Formals" || parameter.ellipsis === undefined) return false;
  return parameter.formals.some((item) => moduleArguments.has(item.name.name));
}
