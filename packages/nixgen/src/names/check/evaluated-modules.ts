import { staticName, walk, type AttributeSet, type Expr, type Node } from "@nixgen/core";
import { findOption } from "../find-option.js";
import type { OptionKind } from "../option-kind.js";
import type { CheckContext } from "./context.js";
import { checkModule, checkModules } from "./definitions.js";
import { definedPaths, guessKind } from "./guess-kind.js";
import { callOf } from "./literal.js";
import { valueOf } from "./meaning.js";
import { bare } from "./roles.js";

/** Functions that evaluate modules, and whose options these have. */
const evaluators: Readonly<Record<string, OptionKind>> = {
  darwinSystem: "nix-darwin",
  homeManagerConfiguration: "home-manager",
  nixosGenerate: "nixos",
  nixosSystem: "nixos",
};

/** Outputs of flakes that are modules. */
const outputs: Readonly<Record<string, OptionKind>> = {
  darwinModule: "nix-darwin",
  darwinModules: "nix-darwin",
  homeManagerModule: "home-manager",
  homeManagerModules: "home-manager",
  homeModule: "home-manager",
  homeModules: "home-manager",
  nixosModule: "nixos",
  nixosModules: "nixos",
};

/** The classes of modules by which flake-parts sorts them, as in `flake.modules.nixos.name`, and den those of its aspects. */
const classes: Readonly<Record<string, OptionKind>> = {
  darwin: "nix-darwin",
  homeManager: "home-manager",
  nixos: "nixos",
};

/** Checks the modules that a file hands to `nixosSystem` and the like, those that are outputs of a flake, and those of tests. */
export function checkEvaluatedModules(root: Node, context: CheckContext): void {
  walk(root, (node) => {
    if (node.kind === "Application") checkCall(node, context);
    else if (node.kind === "Binding") checkOutput(node, context);
    else if (node.kind === "AttributeSet") checkTest(node, context);
  });
}

function checkCall(node: Extract<Node, { kind: "Application" }>, context: CheckContext): void {
  const { name = "", args = [] } = callOf(node) ?? {};
  const [first, second] = args;
  if (args.length === 1 && first?.kind === "AttributeSet" && Object.hasOwn(evaluators, name)) {
    const modules = valueOf("modules", first);
    if (modules !== undefined) checkModules(modules, evaluators[name]!, context);
  } else if (name === "import" && args.length === 2 && second?.kind === "AttributeSet") {
    const entry = entryOfNixos(first!);
    const modules = entry === undefined ? undefined : valueOf(entry, second);
    if (modules !== undefined && entry === "modules") checkModules(modules, "nixos", context);
    else if (modules !== undefined && isModule(bare(modules))) checkModule(bare(modules), "nixos", context);
  }
}

/** The argument that holds the modules, of `<nixpkgs/nixos/lib/eval-config.nix>` and `<nixpkgs/nixos>`. */
function entryOfNixos(file: Expr): "modules" | "configuration" | undefined {
  const inner = bare(file);
  const parts = inner.kind === "Path" || inner.kind === "String" ? inner.parts : [];
  const last = inner.kind === "Binary" ? textOf(inner.right) : parts.map(partText).join("");
  const text = inner.kind === "SearchPath" ? inner.text : last;
  if (text.endsWith("nixos/lib/eval-config.nix")) return "modules";
  return text === "nixpkgs/nixos" || /(^|\})\/nixos$/.test(text) ? "configuration" : undefined;
}

function textOf(value: Expr): string {
  return value.kind === "String" || value.kind === "Path" ? value.parts.map(partText).join("") : "";
}

function partText(part: { readonly kind: string }): string {
  if ("value" in part && typeof part.value === "string") return part.value;
  return "text" in part && typeof part.text === "string" ? part.text : "}";
}

function isModule({ kind }: Expr): boolean {
  return kind === "Function" || kind === "AttributeSet";
}

/** `nixosModules.name = { config, … }: { … }` and `nixosModules = { name = …; }` */
function checkOutput({ path, value }: Extract<Node, { kind: "Binding" }>, context: CheckContext): void {
  const names = path.names.map((name) => staticName(name) ?? "");
  const inFlake = names[0] === "config" ? names.slice(1) : names;
  if (inFlake[0] === "flake" || inFlake[0] === "den") checkClasses(inFlake, value, context);
  checkIfClearlyModule(names, bare(value), context);
  const [before, last] = names.slice(-2).length === 2 ? names.slice(-2) : ["", ...names];
  const inner = bare(value);
  if (Object.hasOwn(outputs, before!)) checkIfModule(inner, outputs[before!]!, context);
  else if (!Object.hasOwn(outputs, last!)) return;
  else if (!last!.endsWith("s")) checkIfModule(inner, outputs[last!]!, context);
  else if (inner.kind === "AttributeSet") {
    for (const binding of inner.bindings) {
      if (binding.kind === "Binding" && binding.path.names.length === 1)
        checkIfModule(bare(binding.value), outputs[last!]!, context);
    }
  }
}

/** `flake.modules.nixos.name = { … }` and `den.aspects.name.nixos = { … }`, with sets in place of any of the dots. */
function checkClasses(names: readonly string[], value: Expr, context: CheckContext): void {
  const inner = bare(value);
  const last = names.at(-1)!;
  const [before = ""] = names.slice(-2);
  if (names[0] === "flake" && names[1] === "modules" && names.length === 4 && Object.hasOwn(classes, before))
    checkIfModule(inner, classes[before]!, context);
  else if (names[0] === "den" && names.length > 2 && Object.hasOwn(classes, last))
    checkIfModule(inner, classes[last]!, context);
  else if (inner.kind === "AttributeSet") {
    for (const binding of inner.bindings) {
      if (binding.kind !== "Binding") continue;
      const more = binding.path.names.map((name) => staticName(name) ?? "");
      checkClasses([...names, ...more], binding.value, context);
    }
  }
}

/** What others evaluate as modules, whose options are none of ours. */
const otherModules = /^(devenv|devShells?|nixvim|perSystem|processes|shells?|treefmt)$/;

/**
 * Checks what is a module by its looks, wherever it is bound, as frameworks have them: a function of `config`, `lib` or `pkgs`
 * and others, all of whose groups of options exist, and most of whose options.
 */
function checkIfClearlyModule(names: readonly string[], value: Expr, context: CheckContext): void {
  if (context.modules.has(value) || names.some((name) => otherModules.test(name))) return;
  if (value.kind !== "Function" || value.parameter.kind !== "Formals") return;
  const { formals, ellipsis } = value.parameter;
  if (ellipsis === undefined || !formals.some(({ name }) => /^(config|lib|pkgs)$/.test(name.name))) return;
  const kind = guessKind(value, context.names);
  const index = kind && context.names.options(kind);
  if (index === undefined) return;
  if (definedPaths(value).every(([group]) => findOption([group!], index).place !== "nowhere"))
    checkModule(value, kind!, context);
}

/** Checks what stands where a module is expected; a set may be one of modules, whose names are no options. */
function checkIfModule(value: Expr, kind: OptionKind, context: CheckContext): void {
  if (!isModule(value) || context.modules.has(value)) return;
  const index = context.names.options(kind);
  const paths = definedPaths(value);
  const isKnown =
    index !== undefined && paths.some(([name]) => findOption([name!], index).place !== "nowhere");
  if (value.kind === "Function" ? true : isKnown) checkModule(value, kind, context);
}

/** The machines of a test, `{ nodes.machine = { … }; testScript = …; }`, whichever function runs it. */
function checkTest(set: AttributeSet, context: CheckContext): void {
  if (!set.bindings.some((binding) => isBindingOf("testScript", binding))) return;
  for (const binding of set.bindings) {
    if (binding.kind !== "Binding") continue;
    const [first, ...more] = binding.path.names.map((name) => staticName(name) ?? "");
    const value = bare(binding.value);
    if (first === "nodes" && more.length === 0 && value.kind === "AttributeSet") {
      for (const node of value.bindings) {
        if (node.kind === "Binding" && node.path.names.length === 1) checkMachine(node.value, context);
      }
    } else if (first === "nodes" && more.length === 1) checkMachine(value, context);
    else if ((first === "machine" || first === "defaults") && more.length === 0) checkMachine(value, context);
  }
}

function checkMachine(value: Expr, context: CheckContext): void {
  const inner = bare(value);
  if (isModule(inner)) checkModule(inner, "nixos", context);
}

function isBindingOf(name: string, binding: AttributeSet["bindings"][number]): boolean {
  if (binding.kind === "Inherit") return binding.names.some((one) => staticName(one) === name);
  return binding.kind === "Binding" && staticName(binding.path.names[0]!) === name;
}
