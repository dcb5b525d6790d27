import { staticName, type BindingNode } from "@nixgen/core";
import { hasBlankBefore } from "./leading.js";
import type { Insertion } from "./rewrite.js";
import { namesOfBinding } from "./variables.js";

/**
 * The place that custom has for a binding: `imports` come first in a module and `options` before its
 * `config`, `description` and `inputs` before the `outputs`
 * of a flake, what a package is built from before what is done with it, and `passthru` and `meta` last. `undefined` where there is none.
 */
export function customPlace(items: readonly BindingNode[], names: readonly string[]): Insertion | undefined {
  const [name] = names;
  const isApart = items.length === 1 || items.slice(1).some(hasBlankBefore);
  const has = (...path: string[]): boolean => items.some((item) => begins(item, path));
  if (items.length === 0) return undefined;
  if (name === "imports" && names.length === 1)
    return { index: 0, isApart: items.slice(1).some(hasBlankBefore) };
  if (name === "options" && has("config")) {
    return { index: items.findIndex((item) => begins(item, ["config"])), isApart };
  }
  if (name === "description" && names.length === 1 && has("outputs")) return { index: 0, isApart };
  if (name === "inputs" && has("outputs") && !has("inputs")) {
    return { index: items.findIndex((item) => begins(item, ["outputs"])), isApart };
  }
  if (names.length === 1 && hashes.has(name!)) {
    const index = items.findLastIndex((item) => namesOfBinding(item).some((other) => sources.has(other)));
    if (index >= 0) return { index: index + 1 };
  }
  if (!has("pname") && !has("name")) return undefined;
  if (name === "meta" && !has("meta")) return { index: items.length, isApart: true };
  return names.length === 1 && (has("src") || has("version")) ? placeInPackage(items, name!) : undefined;
}

/** The hash of a source stands behind what names the source. */
const hashes: ReadonlySet<string> = new Set(["hash", "sha256"]);
const sources: ReadonlySet<string> = new Set(["owner", "repo", "rev", "tag", "url", "urls"]);

/**
 * The order of what a package is made of.
 *
 * @see nixpkgs, pkgs/README.md
 */
const packageOrder = (
  "pname name version outputs src srcs sourceRoot patches postPatch cargoHash cargoLock npmDepsHash vendorHash " +
  "build-system strictDeps depsBuildBuild nativeBuildInputs buildInputs propagatedBuildInputs dependencies"
).split(" ");

/** The place of an attribute behind the last one that comes before it in a package; `undefined` where none does. */
function placeInPackage(items: readonly BindingNode[], name: string): Insertion | undefined {
  const order = packageOrder.indexOf(name);
  if (order < 0 || items.some((item) => begins(item, [name]))) return undefined;
  const before = packageOrder.slice(0, order);
  const index =
    items.findLastIndex((item) => namesOfBinding(item).some((other) => before.includes(other))) + 1;
  if (index === 0) return undefined;
  const next = items[index];
  const isApart = next === undefined ? hasBlankBefore(items[index - 1]!) : hasBlankBefore(next);
  return { index, isApart: isApart && name !== "version" };
}

/** How many bindings stand at the end by custom, so that new ones come before them. */
export function countLast(items: readonly BindingNode[]): number {
  const isLast = (item: BindingNode): boolean => lastPaths.some((path) => begins(item, path));
  return items.length - 1 - items.findLastIndex((item) => !isLast(item));
}

const lastPaths = [["meta"], ["passthru"], ["system", "stateVersion"], ["home", "stateVersion"]];

function begins(item: BindingNode, path: readonly string[]): boolean {
  return (
    item.kind === "Binding" &&
    path.every((name, index) => {
      const own = item.path.names[index];
      return own !== undefined && staticName(own) === name;
    })
  );
}
