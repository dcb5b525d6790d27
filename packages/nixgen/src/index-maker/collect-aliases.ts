import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { staticName, type AttributeSet, type Binding, type Expr, type Node, walk } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/** A name that stands for another one, or that was removed. */
export interface PackageAlias {
  /** The name to write instead, where it is known. */
  readonly to?: string;
  /** Using the name is an error. */
  readonly removed?: true;
}

/** The files in which nixpkgs keeps aliases, by the set that they belong to. */
const aliasFiles: { readonly [set: string]: string } = {
  "": "pkgs/top-level/aliases.nix",
  python3Packages: "pkgs/top-level/python-aliases.nix",
  vimPlugins: "pkgs/applications/editors/vim/plugins/aliases.nix",
  haskellPackages: "pkgs/development/haskell-modules/configuration-common.nix",
  darwin: "pkgs/top-level/darwin-aliases.nix",
  nodePackages: "pkgs/development/node-packages/aliases.nix",
  linuxKernel: "pkgs/top-level/linux-kernels.nix",
  fishPlugins: "pkgs/shells/fish/plugins/aliases.nix",
  tmuxPlugins: "pkgs/misc/tmux-plugins/aliases.nix",
  yaziPlugins: "pkgs/by-name/ya/yazi/plugins/aliases.nix",
  emacsPackages: "pkgs/applications/editors/emacs/elisp-packages/aliases.nix",
};

/**
 * What stands behind names that a package set has only as aliases, read from the file in which nixpkgs keeps them.
 *
 * @param names the names that exist only as aliases, by evaluation.
 */
export async function collectAliases(
  nixpkgs: string,
  set: readonly string[],
  names: readonly string[],
): Promise<Map<string, PackageAlias>> {
  const found = new Map<string, PackageAlias>(names.map((name) => [name, {}]));
  const file = aliasFiles[set.join(".")];
  if (names.length === 0 || file === undefined) return found;
  const text = await readFile(join(nixpkgs, file), "utf8").catch(() => undefined);
  if (text === undefined) return found;
  walk(parse(text).tree, (node) => {
    if (node.kind === "Binding") readRemovedInPlasma5(node, found);
    if (node.kind !== "AttributeSet") return true;
    for (const binding of node.bindings) readBinding(binding, found);
    return true;
  });
  return found;
}

function readBinding(binding: AttributeSet["bindings"][number], found: Map<string, PackageAlias>): void {
  if (binding.kind !== "Binding") return;
  const name = nameOf(binding);
  if (name === undefined || !found.has(name)) return;
  const value = peel(binding.value);
  const target = pathOf(value);
  if (target !== undefined) found.set(name, { to: target });
  else if (callee(value) === "throw") {
    const replacement = namedInMessage(value, name);
    // What the message does not say, the list of packages for Plasma 5 may.
    found.set(name, {
      ...found.get(name),
      ...(replacement === undefined ? {} : { to: replacement }),
      removed: true,
    });
  }
}

/** The list of packages that were at the top level for Plasma 5, and are in `kdePackages` now, if anywhere. */
function readRemovedInPlasma5(binding: Binding, found: Map<string, PackageAlias>): void {
  if (nameOf(binding) !== "deprecatedPlasma5Packages" || binding.value.kind !== "List") return;
  for (const element of binding.value.elements) {
    const [part] = element.kind === "String" ? element.parts : [];
    if (part?.kind === "StringText" && found.has(part.value))
      found.set(part.value, { to: `kdePackages.${part.value}`, removed: true });
  }
}

/** The expression behind the calls with which nixpkgs warns of an alias. */
function peel(value: Expr): Expr {
  if (value.kind === "Parenthesized") return peel(value.expression);
  // Where a warning depends on something, both ways lead to the same package.
  if (value.kind === "If") return peel(value.alternative);
  if (
    value.kind === "Application" &&
    /^(lib\.)?(lowPrio|warn\w*|\w*[aA]lias\w*|\w*[wW]arn\w*)$/.test(callee(value) ?? "")
  )
    return peel(value.argument);
  return value;
}

function callee(value: Expr): string | undefined {
  let at = value;
  while (at.kind === "Application") at = at.function;
  return pathOf(at);
}

function pathOf(value: Expr): string | undefined {
  if (value.kind === "Identifier") return value.name;
  if (value.kind !== "Select" || value.subject.kind !== "Identifier" || value.default) return undefined;
  const names = value.path.names.map((name) => staticName(name));
  return names.every((name) => name !== undefined) ? [value.subject.name, ...names].join(".") : undefined;
}

function nameOf(binding: Binding): string | undefined {
  const [first, ...more] = binding.path.names;
  return more.length === 0 && first ? staticName(first) : undefined;
}

/** The last name in quotes in a message, which is the one to use instead; the message says which name is gone, first. */
function namedInMessage(value: Node, name: string): string | undefined {
  let text = "";
  walk(value, (node) => {
    if (node.kind === "StringText") text += node.value;
  });
  if (
    !/renamed|replaced|use |instead|superseded|moved|in favou?r|consider|switch|available as|migrate/i.test(
      text,
    )
  )
    return undefined;
  const quoted = [...text.matchAll(/(['`"])(?:pkgs\.)?([A-Za-z_][\w.'+-]*?)\1/g)].map((match) => match[2]!);
  return quoted.filter((item) => item !== name).at(-1);
}
