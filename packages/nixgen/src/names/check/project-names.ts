import { staticName, type Expr, type File, type Node } from "@nixgen/core";
import { skeletonOf } from "../suggest.js";
import { staticPath } from "./declared-options.js";
import { literalOf } from "./literal.js";

/** Parameters that a module has, and a package never. */
const parametersOfModules = new Set(["config", "options", "modulesPath", "inputs", "flake", "self"]);

/**
 * The name that a file of a project has as a package: one that takes its dependencies as parameters, and returns what a call
 * makes of them, or a function. Some overlay adds it under that name, as `pkgs/mine/package.nix` and `packages/mine.nix`.
 */
export function packageNameOf(path: string, tree: File | Expr): string | undefined {
  let value = tree.kind === "File" ? tree.expression : tree;
  if (value.kind !== "Function" || value.parameter.kind !== "Formals") return undefined;
  if (value.parameter.formals.some(({ name }) => parametersOfModules.has(name.name))) return undefined;
  value = value.body;
  while (value.kind === "Let" || value.kind === "With" || value.kind === "Assert") value = value.body;
  if (value.kind !== "Application" && value.kind !== "Function") return undefined;
  const [file = "", folder] = path.split("/").toReversed();
  return /^(default|package)\.nix$/.test(file) ? folder : file.replace(/\.nix$/, "");
}

/** The inputs of a flake that a selection names, as `x` in `inputs.x.overlays.default`. */
export function inputsIn({ subject, path }: Extract<Node, { kind: "Select" }>): string[] {
  const names = [
    subject.kind === "Identifier" ? subject.name : undefined,
    ...path.names.map((name) => staticName(name)),
  ];
  return names.flatMap((name, at) => {
    const next = names[at + 1];
    return name === "inputs" && next !== undefined ? [next] : [];
  });
}

/** The inputs that a flake declares: `inputs.x.url = …`, `inputs = { x.url = …; }`. */
export function declaredInputs(names: readonly string[], value: Expr): string[] {
  if (names[0] !== "inputs") return [];
  if (names.length > 1) return [names[1]!];
  if (value.kind !== "AttributeSet") return [];
  return value.bindings.flatMap((binding) =>
    binding.kind === "Binding" ? (staticName(binding.path.names[0]!) ?? []) : [],
  );
}

/**
 * The names under which snowfall-lib has what it takes from a project, in `lib`, `pkgs` and the options:
 * `snowfall.namespace = "mine"`, `snowfall = { namespace = "mine"; }`.
 */
export function snowfallNames(names: readonly string[], value: Expr): string[] {
  if (names.at(-1) === "snowfall" && value.kind === "AttributeSet")
    return value.bindings.flatMap((binding) =>
      binding.kind === "Binding"
        ? snowfallNames(["snowfall", ...staticPath(binding.path.names)], binding.value)
        : [],
    );
  if (names.at(-2) !== "snowfall" || names.at(-1) !== "namespace") return [];
  const namespace = literalOf(value)?.value;
  return typeof namespace === "string" ? ["snowfall", namespace] : [];
}

/** Whether a name is that of an input, but for separators and case: what an input brings mostly has its name. */
export function isInput(name: string, inputs: ReadonlySet<string>): boolean {
  return inputs.has(skeletonOf(name));
}

/** `specialArgs = { inherit (pkgs) lib; }`: the `lib` of modules is that of a nixpkgs, with what overlays add. */
export function takesLibFromPackages(names: readonly string[], value: Expr): boolean {
  if (!/^(extraS|s)pecialArgs$/.test(names.at(-1) ?? "") || value.kind !== "AttributeSet") return false;
  return value.bindings.some(
    (binding) =>
      binding.kind === "Inherit" &&
      binding.from?.kind !== undefined &&
      binding.names.some((name) => staticName(name) === "lib"),
  );
}
