import {
  attrs,
  binding,
  call,
  dotted,
  fn,
  formals,
  inherit,
  letIn,
  markNode,
  reference,
  select,
  toExpr,
  type AttrsPart,
  type Binding,
  type Expr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { onNextLine, usedNames } from "../files/header.js";
import { built, checkOptions, type Built } from "./builder.js";
import { nixAttributes, nixExpression, nixValue } from "./input.js";
import { systemSchema } from "./nixos-configuration.js";

/** An input with more to it than its reference. */
export interface FlakeInput {
  /** The flake reference, such as `"github:NixOS/nixpkgs/nixos-unstable"`. */
  readonly url?: string;
  /** The input is no flake, just files. */
  readonly flake?: false;
  /** Inputs of this input that are taken from elsewhere: `{ nixpkgs: { follows: "nixpkgs" } }`. */
  readonly inputs?: Readonly<Record<string, { readonly follows?: string; readonly url?: string }>>;
  /** This input is one of another input: `"home-manager/nixpkgs"`. */
  readonly follows?: string;
}

/** How packages are made available to the outputs of a system. */
export interface PackagesOptions {
  /** Allow packages with an unfree license. */
  readonly allowUnfree?: boolean;
  /** Overlays that are applied, in order. */
  readonly overlays?: readonly NixValue[];
}

/** The options of {@link flake}. */
export interface FlakeOptions {
  readonly description?: string;
  /** The inputs by name; a string is the reference. Without any, nixpkgs is taken from the branch `nixos-unstable`. */
  readonly inputs?: Readonly<Record<string, string | FlakeInput>>;
  /** The platforms for which the outputs below are made. */
  readonly systems?: readonly string[];
  /** How `pkgs` is made for each platform. */
  readonly nixpkgs?: PackagesOptions;
  /** Packages by name; `nix build` takes `default`. They use `pkgs`. */
  readonly packages?: Readonly<Record<string, NixValue>>;
  /** Shells by name; `nix develop` takes `default`. They use `pkgs`. */
  readonly devShells?: Readonly<Record<string, NixValue>>;
  /** What `nix flake check` builds. */
  readonly checks?: Readonly<Record<string, NixValue>>;
  /** Programs by name; `nix run` takes `default`. */
  readonly apps?: Readonly<Record<string, NixValue>>;
  /** The package that `nix fmt` runs. */
  readonly formatter?: NixValue;
  readonly overlays?: Readonly<Record<string, NixValue>>;
  readonly nixosModules?: Readonly<Record<string, NixValue>>;
  readonly nixosConfigurations?: Readonly<Record<string, NixValue>>;
  readonly darwinConfigurations?: Readonly<Record<string, NixValue>>;
  readonly homeConfigurations?: Readonly<Record<string, NixValue>>;
  readonly templates?: Readonly<Record<string, NixValue>>;
  /** Other outputs, as they are. */
  readonly outputs?: NixAttributes;
  /** Settings of Nix for those who use the flake. */
  readonly nixConfig?: NixAttributes;
}

const flakeInputSchema = z.union(
  [
    z.string().min(1),
    z.strictObject({
      url: z.string().min(1).optional(),
      flake: z.literal(false).optional(),
      inputs: z
        .record(z.string(), z.strictObject({ follows: z.string().optional(), url: z.string().optional() }))
        .optional(),
      follows: z.string().optional(),
    }),
  ],
  { error: 'expected a flake reference such as "github:NixOS/nixpkgs", or { url, flake, inputs, follows }' },
);

const named = z.record(z.string(), nixValue);

export const flakeSchema = z.strictObject({
  description: z.string().optional(),
  inputs: z.record(z.string(), flakeInputSchema).optional(),
  systems: z.array(systemSchema).min(1).optional(),
  nixpkgs: z
    .strictObject({ allowUnfree: z.boolean().optional(), overlays: z.array(nixExpression).optional() })
    .optional(),
  packages: named.optional(),
  devShells: named.optional(),
  checks: named.optional(),
  apps: named.optional(),
  formatter: nixExpression.optional(),
  overlays: named.optional(),
  nixosModules: named.optional(),
  nixosConfigurations: named.optional(),
  darwinConfigurations: named.optional(),
  homeConfigurations: named.optional(),
  templates: named.optional(),
  outputs: nixAttributes.optional(),
  nixConfig: nixAttributes.optional(),
});

/** The platforms that a flake is made for where none are named. */
export const defaultSystems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;

const defaultInputs = { nixpkgs: "github:NixOS/nixpkgs/nixos-unstable" };

const perSystemOutputs = ["packages", "devShells", "checks", "apps"] as const;
const otherOutputs = [
  "overlays",
  "nixosModules",
  "nixosConfigurations",
  "darwinConfigurations",
  "homeConfigurations",
  "templates",
] as const;

/**
 * A flake, as the text of `flake.nix`.
 *
 * Outputs that depend on the platform are made for every one of `systems`, with `pkgs` for that platform (and `system`,
 * its name). Other outputs may use the inputs by name, `self` and `inputs`.
 *
 * @throws NixError where an option is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the Nix manual, "nix flake": flake format
 * @example
 * flake({ description: "A shell", devShells: { default: devShell({ packages: [pkgs.git] }) } })
 */
export function flake(options: FlakeOptions): Built {
  const checked = checkOptions("flake", flakeSchema, options);
  const inputs = checked.inputs ?? defaultInputs;
  const outputs = buildOutputs(checked, Object.keys(inputs));
  return built(
    "flake",
    attrs(
      { description: checked.description },
      ...setApart(inputBindings(inputs)),
      ...(checked.nixConfig ? setApart([binding("nixConfig", checked.nixConfig)]) : []),
      ...setApart([binding("outputs", outputs)]),
    ),
  );
}

/** Bindings with a blank line before the first. */
function setApart(bindings: readonly Binding[]): Binding[] {
  return bindings.map((node, index) =>
    index === 0 ? markNode({ ...node, leading: [{ kind: "BlankLine" }] }) : node,
  );
}

/** Inputs as people write them: one binding where there is only a reference. */
function inputBindings(inputs: Readonly<Record<string, string | FlakeInput>>): Binding[] {
  const entries = Object.entries(inputs).map(([name, input]): [string, NixAttributes] => [
    name,
    typeof input === "string" ? { url: input } : { ...input },
  ]);
  if (entries.length === 0) return [];
  return dotted({ inputs: Object.fromEntries(entries) }).bindings as Binding[];
}

function buildOutputs(options: FlakeOptions, inputNames: readonly string[]): Expr {
  const perSystem = perSystemOutputs.flatMap((name): { readonly name: string; readonly value: Expr }[] => {
    const values = options[name];
    return values && Object.keys(values).length > 0 ? [{ name, value: toExpr(values) }] : [];
  });
  if (options.formatter !== undefined)
    perSystem.push({ name: "formatter", value: toExpr(options.formatter) });
  const usesSystem = perSystem.map(({ value }) =>
    usedNames(value, ["pkgs", "system", "self", "inputs", ...inputNames]),
  );
  const needsName = usesSystem.some((names) => names.includes("system"));
  const parts: AttrsPart[] = perSystem.map(({ name, value }) =>
    binding(name, call(reference("forEachSystem"), fn(needsName ? ["pkgs", "system"] : "pkgs", value))),
  );
  for (const name of otherOutputs) {
    const values = options[name];
    if (values && Object.keys(values).length > 0) parts.push({ [name]: values });
  }
  if (options.outputs) parts.push(options.outputs);
  const set = dotted(attrs(...parts));
  const body = perSystem.length === 0 ? set : letIn(systemBindings(options, needsName), set);
  return withInputs(body, inputNames);
}

/** `systems`, and the function that makes an output for each of them. */
function systemBindings(options: FlakeOptions, needsName: boolean): AttrsPart[] {
  const systems = options.systems ?? defaultSystems;
  const nixpkgs = reference("nixpkgs");
  const system = reference("system");
  const { allowUnfree, overlays } = options.nixpkgs ?? {};
  const packages =
    allowUnfree || overlays
      ? call(
          reference("import"),
          nixpkgs,
          attrs(
            inherit("system"),
            { overlays },
            ...(allowUnfree ? [binding(["config", "allowUnfree"], true)] : []),
          ),
        )
      : select(nixpkgs, "legacyPackages", system);
  const f = reference("f");
  const applied = needsName ? f(attrs(inherit("system"), { pkgs: packages })) : f(packages);
  return [
    { systems: [...systems] },
    binding(
      "forEachSystem",
      fn("f", call(select(nixpkgs, "lib", "genAttrs"), reference("systems"), fn("system", applied))),
    ),
  ];
}

/** The function from the inputs to the outputs; it names what it uses. */
function withInputs(body: Expr, inputNames: readonly string[]): Expr {
  const used = usedNames(body, ["self", ...inputNames, "inputs"]);
  const usesAll = used.includes("inputs");
  const listed = ["self", ...used.filter((name) => name !== "self" && name !== "inputs")];
  const isComplete = inputNames.every((name) => listed.includes(name));
  const parameter = formals(isComplete ? listed : [...listed, "..."], usesAll ? { alias: "inputs" } : {});
  return onNextLine(fn(parameter, body));
}
