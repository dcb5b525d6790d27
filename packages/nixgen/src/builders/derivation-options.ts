import * as z from "zod";
import {
  isObjectGiven,
  nixBoolean,
  nixExpression,
  nixExpressions,
  nixSet,
  nixString,
  nixStrings,
  type NixExpression,
  type NixExpressions,
  type NixSet,
  type NixString,
  type NixStrings,
} from "./input.js";
import {
  phaseNames,
  phases,
  switchNames,
  toolOptionNames,
  type FlagOptions,
  type PhaseOptions,
  type SwitchOptions,
  type ToolOptions,
} from "./package-attributes.js";
import { metaSchema, type MetaOption } from "./meta.js";

/**
 * The options that all builders of packages share: the attributes of `stdenv.mkDerivation`.
 *
 * @see the nixpkgs manual, "The Standard Environment"
 */
export interface PackageOptions extends PhaseOptions, FlagOptions, SwitchOptions, ToolOptions {
  /** The name without the version. It goes with `version`. */
  readonly pname?: NixString;
  readonly version?: NixString;
  /** The name with the version, instead of `pname` and `version`. */
  readonly name?: NixString;
  /** The source: a path, or what a fetcher such as `fetchFromGitHub` made. */
  readonly src?: NixExpression;
  readonly srcs?: NixExpressions;
  /** The directory in the source where the build starts. */
  readonly sourceRoot?: NixString;
  readonly patches?: NixExpressions;
  /** The outputs, such as `["out", "dev", "man"]`. */
  readonly outputs?: NixStrings;
  /** Programs that run in the build, such as `pkgs.pkg-config`. */
  readonly nativeBuildInputs?: NixExpressions;
  /** Libraries and programs for the machine on which the result runs. */
  readonly buildInputs?: NixExpressions;
  /** Libraries that what builds against the package gets too. */
  readonly propagatedBuildInputs?: NixExpressions;
  readonly propagatedNativeBuildInputs?: NixExpressions;
  readonly depsBuildBuild?: NixExpressions;
  readonly depsBuildTarget?: NixExpressions;
  readonly depsTargetTarget?: NixExpressions;
  readonly depsTargetTargetPropagated?: NixExpressions;
  /** Programs that run in the tests. */
  readonly nativeCheckInputs?: NixExpressions;
  readonly checkInputs?: NixExpressions;
  readonly nativeInstallCheckInputs?: NixExpressions;
  /** Environment variables of the build. */
  readonly env?: NixSet;
  readonly hardeningEnable?: NixStrings;
  readonly hardeningDisable?: NixStrings;
  /** Packages that those who install the package get too. */
  readonly propagatedUserEnvPkgs?: NixExpressions;
  /** Libraries that are found when the program runs, for `autoPatchelfHook`. */
  readonly runtimeDependencies?: NixExpressions;
  /** Menu entries, such as what `pkgs.makeDesktopItem` gives. */
  readonly desktopItems?: NixExpressions;
  /** A hook that runs in builds that have the package among their inputs. */
  readonly setupHook?: NixExpression;
  readonly setupHooks?: NixExpressions;
  /** The program that builds, instead of the phases. */
  readonly builder?: NixString;
  readonly args?: NixStrings;
  /** Bash code that builds, instead of the phases. */
  readonly buildCommand?: NixString;
  readonly outputChecks?: NixSet;
  /** Bash code that runs when a development shell of the package starts. */
  readonly shellHook?: NixString;
  /**
   * Write `rec { … }`, so that attributes can use one another by name. `finalAttrs` is the better choice: it gives the
   * attributes as they are after an override.
   */
  readonly recursive?: boolean;
  /** Attributes that the package has besides its files; `tests` are run by nixpkgs' own checks. */
  readonly passthru?: NixSet;
  readonly meta?: MetaOption;
}

/** A name that a store path can have. */
export const storeName = z.union(
  [
    z
      .string()
      .regex(
        /^(?!\.)[A-Za-z0-9+._?=-]+$/,
        "a name is made of letters, digits, `+`, `.`, `_`, `?`, `=` and `-`",
      ),
    nixExpression,
  ],
  { error: "expected a name of letters, digits, `+`, `.`, `_`, `?`, `=` and `-`" },
);

const flagShape = {
  configureFlags: nixStrings.optional(),
  cmakeFlags: nixStrings.optional(),
  mesonFlags: nixStrings.optional(),
  makeFlags: nixStrings.optional(),
  buildFlags: nixStrings.optional(),
  checkFlags: nixStrings.optional(),
  installFlags: nixStrings.optional(),
  installCheckFlags: nixStrings.optional(),
  ninjaFlags: nixStrings.optional(),
  qmakeFlags: nixStrings.optional(),
  patchFlags: nixStrings.optional(),
  configurePlatforms: nixStrings.optional(),
} satisfies Record<keyof FlagOptions, z.ZodType>;

const dependencyShape = {
  nativeBuildInputs: nixExpressions.optional(),
  buildInputs: nixExpressions.optional(),
  propagatedBuildInputs: nixExpressions.optional(),
  propagatedNativeBuildInputs: nixExpressions.optional(),
  depsBuildBuild: nixExpressions.optional(),
  depsBuildTarget: nixExpressions.optional(),
  depsTargetTarget: nixExpressions.optional(),
  depsTargetTargetPropagated: nixExpressions.optional(),
  runtimeDependencies: nixExpressions.optional(),
  propagatedUserEnvPkgs: nixExpressions.optional(),
  nativeCheckInputs: nixExpressions.optional(),
  checkInputs: nixExpressions.optional(),
  nativeInstallCheckInputs: nixExpressions.optional(),
};

const toolOption = z.union([nixString, nixStrings], { error: "expected a text, or a list of words" });

/** The schemas of {@link PackageOptions}, for schemas of builders that have more. */
export const packageShape = {
  pname: storeName.optional(),
  version: nixString.optional(),
  name: storeName.optional(),
  src: nixExpression.optional(),
  srcs: nixExpressions.optional(),
  sourceRoot: nixString.optional(),
  patches: nixExpressions.optional(),
  outputs: nixStrings.optional(),
  ...dependencyShape,
  ...flagShape,
  env: nixSet.optional(),
  hardeningEnable: nixStrings.optional(),
  hardeningDisable: nixStrings.optional(),
  ...shapeOf(switchNames, nixBoolean.optional()),
  ...shapeOf(toolOptionNames, toolOption.optional()),
  builder: nixString.optional(),
  args: nixStrings.optional(),
  buildCommand: nixString.optional(),
  desktopItems: nixExpressions.optional(),
  setupHook: nixExpression.optional(),
  setupHooks: nixExpressions.optional(),
  outputChecks: nixSet.optional(),
  ...shapeOf(phases.flatMap(phaseNames), nixString.optional()),
  shellHook: nixString.optional(),
  recursive: z.boolean().optional(),
  passthru: nixSet.optional(),
  meta: metaSchema.optional(),
} satisfies Record<keyof PackageOptions, z.ZodType>;

/** The schema of a package's options: those that all packages have, and more. */
export function packageSchema(shape: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const has = (options: unknown, name: string): boolean =>
    (options as Readonly<Record<string, unknown>>)[name] !== undefined;
  return z
    .strictObject({ ...packageShape, ...shape })
    .refine((options) => has(options, "name") || has(options, "pname"), {
      error: "a package needs a name: `pname` and `version`, or `name`",
      path: ["pname"],
      when: isObjectGiven,
    })
    .refine((options) => !has(options, "pname") || has(options, "version"), {
      error: "`pname` needs a `version`",
      path: ["version"],
      when: isObjectGiven,
    });
}

/**
 * The groups in which package files have their attributes, as most of nixpkgs' own have them.
 *
 * @param special the attributes that one kind of package has besides those of all.
 * @param checks those of them that its checks take.
 */
export function packageGroups(
  special: readonly string[],
  checks: readonly string[] = [],
): readonly (readonly string[])[] {
  const dependencies = Object.keys(dependencyShape);
  const isForChecks = (name: string): boolean => name.endsWith("heckInputs");
  return [
    ["pname", "version", "name", "pyproject", "format"],
    ["src", "srcs", "sourceRoot", "patches"],
    ["outputs"],
    phaseNames("unpack"),
    phaseNames("patch"),
    special,
    switchNames.slice(0, 3),
    dependencies.filter((name) => !isForChecks(name)),
    Object.keys(flagShape),
    [...toolOptionNames, "outputChecks"],
    ["env", "hardeningEnable", "hardeningDisable"],
    switchNames.slice(3).filter((name) => !checkSwitches.includes(name)),
    ["builder", "args", "buildCommand"],
    phaseNames("configure"),
    phaseNames("build"),
    ["doCheck", "nativeCheckInputs", "checkInputs", ...checks, ...phaseNames("check")],
    phaseNames("install"),
    phaseNames("fixup"),
    ["doInstallCheck", "nativeInstallCheckInputs", ...phaseNames("installCheck")],
    phaseNames("dist"),
    ["desktopItems"],
    ["setupHook", "setupHooks"],
    ["shellHook"],
    ["passthru"],
    ["meta"],
  ];
}

const checkSwitches: readonly string[] = ["doCheck", "doInstallCheck"];

function shapeOf<Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> {
  // Each of the names gets the schema.
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
