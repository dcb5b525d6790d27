import {
  attrs,
  binding,
  dotted,
  isPlainAttributes,
  markNode,
  NixError,
  toExpr,
  type Binding,
  type Expr,
  type NixValue,
  findFreeVariables,
} from "@nixgen/core";
import * as z from "zod";
import { namesOf } from "../files/bound-names.js";
import { culpritOf, reportAt, usedNames } from "../files/header.js";
import { built, checkOptions, diagnosticsOf, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { crossCheck, type ReportIssue } from "./cross-check.js";
import {
  adviseInput,
  adviseMissing,
  defaultInputs,
  reportUnknownInputs,
  withAllInputs,
  withInputs,
  type FlakeHeader,
} from "./flake-header.js";
import { buildInputs, flakeInputsSchema, joinApart, type FlakeInputs } from "./flake-input.js";
import { platformNames, sharedNames, type FlakeParts } from "./flake-layout.js";
import {
  buildOtherOutputs,
  buildPerSystemOutputs,
  givenOutputs,
  otherOutputsShape,
  perSystemShape,
  type GivenOutputs,
  type OtherOutputs,
  type PerSystemOutputs,
} from "./flake-outputs.js";
import { packageSetOfInput, type PackageSetOfInput } from "./flake-package-sets.js";
import { layOutByFlakeParts } from "./flake-parts-style.js";
import { forEachSystemSchema, layOutPlain, type ForEachSystem } from "./flake-plain-style.js";
import { layOutByFlakeUtils } from "./flake-utils-style.js";
import {
  inputName,
  nixBindings,
  nixExpression,
  nixString,
  orExpression,
  type NixBindings,
  type NixExpression,
  type NixString,
  headerNames,
  nixModule,
} from "./input.js";
import { nixConfigSchema, type NixConfig } from "./nix-config.js";
import { systemSchema, type System } from "./system.js";

/** How outputs are made for every platform: with nixpkgs alone, or by another flake. */
export type FlakeStyle = (typeof styles)[number];

const styles = ["plain", "flake-utils", "flake-parts"] as const;

/** The options of {@link flake}. */
export interface FlakeOptions extends PerSystemOutputs, OtherOutputs {
  readonly description?: NixString;
  /** The inputs by name; a string is the reference. Without any, nixpkgs is taken from the branch `nixos-unstable`. */
  readonly inputs?: FlakeInputs;
  /** Settings of Nix for those who use the flake. */
  readonly nixConfig?: NixConfig | NixExpression;
  /** How outputs are made for every platform; `"plain"`, with nixpkgs alone, where it is absent. */
  readonly style?: FlakeStyle;
  /** How the plain style makes outputs for every platform. */
  readonly forEachSystem?: ForEachSystem;
  /** Names of inputs, and `"..."`, that the outputs list, used or not, in this order. What is used is listed anyway. */
  readonly header?: readonly string[];
  /**
   * Outputs take inputs from one variable: `inputs: inputs.flake-parts.lib…`. What is used by name, such as `self`, is
   * named all the same.
   */
  readonly throughInputs?: boolean;
  /** With flake-utils, the outputs that do not depend on a platform come first. */
  readonly othersFirst?: boolean;
  /**
   * Write `rec { … }`, so that the outputs can use the description and `nixConfig` by name.
   */
  readonly recursive?: boolean;
  /** The platforms for which outputs are made, or an expression that lists them. */
  readonly systems?: readonly System[] | NixExpression;
  /** How `pkgs` is made for each platform. */
  readonly nixpkgs?: PackageSetOfInput;
  /** Other package sets, by the variables that they are in outputs: `{ unstable: { input: "nixpkgs-unstable" } }`. */
  readonly packageSets?: Readonly<Record<string, PackageSetOfInput>>;
  /** Variables of all outputs. */
  readonly let?: NixBindings;
  /** Variables of the outputs of a platform, which may use `pkgs` and `system`. */
  readonly letPerSystem?: NixBindings;
  /** Modules of flake-parts, such as `[reference("inputs").devshell.flakeModule]`. */
  readonly imports?: readonly NixValue[] | NixExpression;
  /** Settings of those modules for every platform. */
  readonly perSystem?: NixBindings;
  /** Settings of the module that a flake is with flake-parts, such as `{ debug: true }`. */
  readonly settings?: NixBindings;
  /**
   * Outputs as they are: those that are not named here, and those of platforms by the platform's name,
   * `{ packages: { "x86_64-linux": { default: pkgs.hello } } }`. Or the whole function from the inputs to the outputs.
   */
  readonly outputs?: GivenOutputs | NixExpression;
}

export const flakeSchema = z
  .strictObject({
    description: nixString.optional(),
    inputs: flakeInputsSchema.optional(),
    nixConfig: orExpression(nixConfigSchema).optional(),
    style: z.enum(styles).optional(),
    forEachSystem: forEachSystemSchema.optional(),
    header: headerNames.optional(),
    throughInputs: z.boolean().optional(),
    othersFirst: z.boolean().optional(),
    recursive: z.boolean().optional(),
    systems: z
      .union([
        // Not `min`, which would ask a reference for its length.
        z.array(systemSchema).refine((systems) => systems.length > 0, {
          error: "a flake has outputs for one platform at least",
          when: ({ value }) => Array.isArray(value),
        }),
        nixExpression,
      ])
      .optional(),
    nixpkgs: packageSetOfInput.optional(),
    packageSets: z.record(inputName, packageSetOfInput).optional(),
    ...perSystemShape,
    ...otherOutputsShape,
    let: nixBindings.optional(),
    letPerSystem: nixBindings.optional(),
    imports: z.union([z.array(nixModule), nixExpression]).optional(),
    perSystem: nixBindings.optional(),
    settings: nixBindings.optional(),
    outputs: z.union([givenOutputs, nixExpression]).optional(),
  })
  .check(crossCheck(checkTogether));

/** What is wrong with options of a flake that each of them by itself does not show. */
function checkTogether(options: Readonly<Record<string, unknown>>, report: ReportIssue): void {
  const { outputs, style } = options;
  if (outputs !== undefined && !isPlainAttributes(outputs)) {
    const beside = Object.keys(options).filter(
      (key) => !["description", "inputs", "nixConfig", "recursive", "outputs"].includes(key),
    );
    for (const key of beside)
      report([key], "`outputs` is a whole function already, so nothing can be added to it");
  }
  if (options["forEachSystem"] !== undefined && style !== undefined && style !== "plain")
    report(["forEachSystem"], "`forEachSystem` is for the plain style");
  if (options["othersFirst"] !== undefined && style !== "flake-utils")
    report(["othersFirst"], "`othersFirst` is for flake-utils", ['add `style: "flake-utils"`']);
  if (isPlainAttributes(outputs)) {
    for (const key of Object.keys(outputs).filter((name) => options[name] !== undefined))
      report(["outputs", key], `the output \`${key}\` is there twice`, [`leave out one of them`]);
  }
  for (const key of ["imports", "perSystem", "settings"]) {
    if (options[key] !== undefined && style !== "flake-parts")
      report([key], `\`${key}\` is for flake-parts`, ['add `style: "flake-parts"`']);
  }
  const names = Object.keys((options["inputs"] as object | undefined) ?? defaultInputs);
  const sets = { nixpkgs: options["nixpkgs"], ...(options["packageSets"] as object | undefined) };
  for (const [name, set] of Object.entries(sets)) {
    const input = (set as { input?: unknown } | undefined)?.input;
    if (typeof input !== "string" || names.includes(input)) continue;
    const path = name === "nixpkgs" ? ["nixpkgs", "input"] : ["packageSets", name, "input"];
    report(path, `there is no input \`${input}\``, [adviseMissing(input, names)]);
  }
}

/** Inputs that styles need, where they are not named. */
const styleInputs = {
  plain: {},
  "flake-utils": { "flake-utils": "github:numtide/flake-utils" },
  "flake-parts": { "flake-parts": "github:hercules-ci/flake-parts" },
} satisfies Record<FlakeStyle, FlakeInputs>;

/**
 * A flake, as the text of `flake.nix`.
 *
 * Outputs that depend on the platform are made for every one of `systems`, with `pkgs` for that platform (and `system`,
 * its name). Other outputs may use the inputs by name, `self`, `inputs` and `lib`.
 *
 * @throws NixError where an option is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the Nix manual, "nix flake": flake format
 * @example
 * flake({ description: "A shell", devShells: { default: devShell({ packages: [pkgs.git] }) } })
 */
export function flake(options: FlakeOptions, settings: CheckSettings = {}): Built {
  const checked = checkOptions("flake", flakeSchema, options, settings);
  const style = checked.style ?? "plain";
  const inputs: FlakeInputs = {
    ...(checked.inputs ?? defaultInputs),
    ...Object.fromEntries(
      Object.entries(styleInputs[style]).filter(([name]) => !Object.hasOwn(checked.inputs ?? {}, name)),
    ),
  };
  const outputs = buildOutputs(checked, style, Object.keys(inputs), settings);
  const set = attrs(
    ...joinApart([
      checked.description === undefined ? [] : [binding("description", checked.description)],
      buildInputs(inputs),
      checked.nixConfig ? (dotted({ nixConfig: checked.nixConfig }).bindings as Binding[]) : [],
      [binding("outputs", outputs)],
    ]),
  );
  return built(
    "flake",
    checked.recursive === true ? markNode({ ...set, recursive: true as const }) : set,
    warningsIn(options),
  );
}

/** What a flake binds itself that outputs may want to use. */
const ownNames = ["description", "nixConfig"] as const;

function buildOutputs(
  options: FlakeOptions,
  style: FlakeStyle,
  inputs: readonly string[],
  settings: CheckSettings,
): Expr {
  const given = (options.outputs ?? {}) as NixValue; // The schema has checked it.
  if (!isPlainAttributes(given)) return toExpr(given);
  const perSystem = buildPerSystemOutputs(options);
  const parts: FlakeParts = {
    inputs,
    systems: isPlatforms(options.systems) ? options.systems : toExpr(options.systems),
    own: options.recursive === true ? ownNames.filter((name) => options[name] !== undefined) : [],
    throughInputs: options.throughInputs ?? false,
    othersFirst: options.othersFirst ?? false,
    packageSets: [
      { name: "pkgs", options: options.nixpkgs ?? {} },
      ...Object.entries(options.packageSets ?? {}).map(([name, set]) => ({ name, options: set })),
    ],
    perSystem,
    others: [
      ...buildOtherOutputs(options, settings),
      ...Object.entries(given).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value: toExpr(value) }],
      ),
      ...otherSettings(options),
    ],
    let: attrs(options.let ?? {}),
    letPerSystem: attrs(options.letPerSystem ?? {}),
  };
  const unknown = [...parts.perSystem, ...parts.others].flatMap((output) =>
    reportUnknownInputs(output, inputs),
  );
  if (unknown.length > 0) throw new NixError(unknown);
  if (style !== "flake-parts") checkVariables(parts);
  const header = { names: options.header, throughInputs: parts.throughInputs, own: parts.own };
  const run = (): Expr => layOut(options, style, parts, header);
  if (style !== "flake-parts") return reportWhereWritten(parts, run);
  // Flake-parts takes `pkgs` from the input of that name, unless a module sets it.
  const setsPackages =
    options.nixpkgs !== undefined || options.perSystem !== undefined || options.imports !== undefined;
  const user = setsPackages || inputs.includes("nixpkgs") ? undefined : perSystem.find(usesPackages);
  if (user === undefined) return run();
  const advice = adviseInput("nixpkgs")!;
  throw new NixError([
    reportAt(user.value, user.value, [user.name], missingInput(user.name, "nixpkgs"), [advice]),
  ]);
}

function usesPackages({ value }: { readonly value: Expr }): boolean {
  return findFreeVariables(value).some(({ node }) => node.name === "pkgs");
}

function missingInput(output: string, input: string): string {
  return `\`${output}\` needs the input \`${input}\`, which the flake does not have`;
}

function layOut(options: FlakeOptions, style: FlakeStyle, parts: FlakeParts, header: FlakeHeader): Expr {
  const { inputs } = parts;
  switch (style) {
    case "plain":
      return withInputs(layOutPlain(parts, options.forEachSystem ?? {}), inputs, header);
    case "flake-utils":
      return withInputs(layOutByFlakeUtils(parts), inputs, header);
    case "flake-parts": {
      const more = {
        imports: options.imports ?? [],
        perSystem: attrs(options.perSystem ?? {}),
        settings: attrs(options.settings ?? {}),
      };
      return withAllInputs(layOutByFlakeParts(parts, more), inputs, header);
    }
  }
}

/**
 * Runs what lays the outputs out. An input that the layout needs and the flake does not have is reported at the first output
 * that is laid out so: the code that uses it is nobody's.
 */
function reportWhereWritten(parts: FlakeParts, run: () => Expr): Expr {
  const [first] = parts.perSystem;
  const written = [
    ...[...parts.perSystem, ...parts.others].map(({ name }) => name),
    ...namesOf([...parts.let.bindings, ...parts.letPerSystem.bindings]),
  ];
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NixError) || first === undefined) throw error;
    throw new NixError(
      error.diagnostics.map((problem) => {
        const [key] = problem.path ?? [];
        const culprit = culpritOf(problem);
        const isWritten = typeof key === "string" && written.includes(key);
        if (isWritten || culprit?.kind !== "Identifier") return problem;
        return { ...problem, path: [first.name], message: missingInput(first.name, culprit.name) };
      }),
    );
  }
}

/** Reports the variables of all outputs that nothing binds, each with the keys that lead to it. */
function checkVariables(parts: FlakeParts): void {
  const shared = sharedNames(parts);
  const ofPlatform = [...platformNames(parts), ...shared];
  const diagnostics = [
    ...parts.perSystem.map((output) => ({ ...output, names: ofPlatform })),
    ...parts.others.map((output) => ({ ...output, names: shared })),
  ].flatMap(({ name, value, names }) =>
    diagnosticsOf(() => usedNames(value, names, { at: [name], advise: adviseInput })),
  );
  if (diagnostics.length > 0) throw new NixError(diagnostics);
}

/** Outputs that the builder does not know, where the check let them through. */
function otherSettings(options: FlakeOptions): { readonly name: string; readonly value: Expr }[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) =>
    Object.hasOwn(flakeSchema.shape, name) || value === undefined
      ? []
      : [{ name, value: toExpr(value as NixValue) }],
  );
}

function isPlatforms(systems: FlakeOptions["systems"]): systems is readonly System[] | undefined {
  return systems === undefined || Array.isArray(systems);
}
