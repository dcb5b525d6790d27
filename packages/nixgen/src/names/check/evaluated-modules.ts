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

/** A place where modules stand that are evaluated, and whose they are. */
export interface EvaluatedModules {
  readonly value: Expr;
  readonly kind: OptionKind;
  /** An output of a flake may be a set of modules too, where it is called as if it were one. */
  readonly is: "a list" | "a module" | "an output" | "a set of outputs";
}

/** What a file hands to `nixosSystem` and the like, the outputs of a flake that are modules, and the machines of tests. */
export function findEvaluatedModules(root: Node): readonly EvaluatedModules[] {
  const found: EvaluatedModules[] = [];
  const add: Add = (value, kind, is) => found.push({ value, kind, is });
  walk(root, (node) => {
    if (node.kind === "Application") readCall(node, add);
    else if (node.kind === "Binding") readOutput(node, add);
    else if (node.kind === "AttributeSet") readTest(node, add);
  });
  return found;
}

type Add = (value: Expr, kind: OptionKind, is: EvaluatedModules["is"]) => void;

/** Checks the modules that are written down where they are evaluated. */
export function checkEvaluatedModules(root: Node, context: CheckContext): void {
  for (const { value, kind, is } of findEvaluatedModules(root)) {
    const inner = bare(value);
    if (is === "a list") checkModules(value, kind, context);
    else if (is === "a module" && isModule(inner)) checkModule(inner, kind, context);
    else if (is === "an output") checkIfModule(inner, kind, context);
  }
  walk(root, (node) => {
    if (node.kind !== "Binding") return;
    const names = node.path.names.map((name) => staticName(name) ?? "");
    checkIfClearlyModule(names, bare(node.value), context);
  });
}

function readCall(node: Extract<Node, { kind: "Application" }>, add: Add): void {
  const { name = "", args = [] } = callOf(node) ?? {};
  const [first, second] = args;
  if (args.length === 1 && Object.hasOwn(evaluators, name)) {
    const modules = first === undefined ? undefined : argumentOf("modules", bare(first));
    if (modules !== undefined) add(modules, evaluators[name]!, "a list");
  } else if (name === "import" && args.length === 2 && second?.kind === "AttributeSet") {
    const found = entryOfSystem(first!);
    const modules = found === undefined ? undefined : valueOf(found.entry, second);
    if (modules !== undefined) add(modules, found!.kind, found!.entry === "modules" ? "a list" : "a module");
  }
}

/** An argument in a set, also in `args // { … }` and as `inherit modules;`. */
function argumentOf(name: string, set: Expr): Expr | undefined {
  if (set.kind === "Binary" && set.operator === "//")
    return argumentOf(name, bare(set.right)) ?? argumentOf(name, bare(set.left));
  if (set.kind !== "AttributeSet") return undefined;
  const isInherited = set.bindings.some(
    (one) => one.kind === "Inherit" && one.from === undefined && isBindingOf(name, one),
  );
  return isInherited ? { kind: "Identifier", name } : valueOf(name, set);
}

/**
 * The argument that holds the modules, of `<nixpkgs/nixos/lib/eval-config.nix>`, `<nixpkgs/nixos>` and the `eval-config.nix` of
 * nix-darwin.
 */
function entryOfSystem(
  file: Expr,
): { readonly entry: "modules" | "configuration"; readonly kind: OptionKind } | undefined {
  const inner = bare(file);
  const parts = inner.kind === "Path" || inner.kind === "String" ? inner.parts : [];
  const last = inner.kind === "Binary" ? textOf(inner.right) : parts.map(partText).join("");
  const text = inner.kind === "SearchPath" ? inner.text : last;
  if (text.endsWith("nixos/lib/eval-config.nix")) return { entry: "modules", kind: "nixos" };
  if (text.endsWith("/eval-config.nix") && namesDarwin(inner))
    return { entry: "modules", kind: "nix-darwin" };
  const isNixos = text === "nixpkgs/nixos" || /(^|\})\/nixos$/.test(text);
  return isNixos ? { entry: "configuration", kind: "nixos" } : undefined;
}

/** Whether a path starts at `inputs.nix-darwin` or the like. */
function namesDarwin(path: Expr): boolean {
  let isNamed = false;
  walk(path, (node) => {
    const names = node.kind === "AttributePath" ? node.names.map(staticName) : [];
    isNamed ||= names.some((name) => name?.includes("darwin"));
    isNamed ||= node.kind === "Identifier" && node.name.includes("darwin");
  });
  return isNamed;
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
function readOutput({ path, value }: Extract<Node, { kind: "Binding" }>, add: Add): void {
  const names = path.names.map((name) => staticName(name) ?? "");
  const inFlake = names[0] === "config" ? names.slice(1) : names;
  if (inFlake[0] === "flake" || inFlake[0] === "den") readClasses(inFlake, value, add);
  const [before, last] = names.slice(-2).length === 2 ? names.slice(-2) : ["", ...names];
  const inner = bare(value);
  if (Object.hasOwn(outputs, before!)) add(value, outputs[before!]!, "an output");
  else if (!Object.hasOwn(outputs, last!)) return;
  else if (!last!.endsWith("s")) add(value, outputs[last!]!, "an output");
  else if (inner.kind === "AttributeSet") {
    for (const binding of inner.bindings) {
      if (binding.kind === "Binding" && binding.path.names.length === 1)
        add(binding.value, outputs[last!]!, "an output");
    }
  } else add(value, outputs[last!]!, "a set of outputs");
}

/** `flake.modules.nixos.name = { … }` and `den.aspects.name.nixos = { … }`, with sets in place of any of the dots. */
function readClasses(names: readonly string[], value: Expr, add: Add): void {
  const inner = bare(value);
  const last = names.at(-1)!;
  const [before = ""] = names.slice(-2);
  if (names[0] === "flake" && names[1] === "modules" && names.length === 4 && Object.hasOwn(classes, before))
    add(value, classes[before]!, "an output");
  else if (names[0] === "den" && names.length > 2 && Object.hasOwn(classes, last))
    add(value, classes[last]!, "an output");
  else if (inner.kind === "AttributeSet") {
    for (const binding of inner.bindings) {
      if (binding.kind !== "Binding") continue;
      const more = binding.path.names.map((name) => staticName(name) ?? "");
      readClasses([...names, ...more], binding.value, add);
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
function readTest(set: AttributeSet, add: Add): void {
  if (!set.bindings.some((binding) => isBindingOf("testScript", binding))) return;
  for (const binding of set.bindings) {
    if (binding.kind !== "Binding") continue;
    const [first, ...more] = binding.path.names.map((name) => staticName(name) ?? "");
    const value = bare(binding.value);
    if (first === "nodes" && more.length === 0 && value.kind === "AttributeSet") {
      for (const node of value.bindings) {
        if (node.kind === "Binding" && node.path.names.length === 1) add(node.value, "nixos", "a module");
      }
    } else if (first === "nodes" && more.length === 1) add(value, "nixos", "a module");
    else if ((first === "machine" || first === "defaults") && more.length === 0)
      add(value, "nixos", "a module");
  }
}

function isBindingOf(name: string, binding: AttributeSet["bindings"][number]): boolean {
  if (binding.kind === "Inherit") return binding.names.some((one) => staticName(one) === name);
  return binding.kind === "Binding" && staticName(binding.path.names[0]!) === name;
}
