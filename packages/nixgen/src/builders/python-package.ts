import { identifier, isNode, isPlainAttributes, select, toNix, withScope } from "@nixgen/core";
import type { NixAttributes, NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import type { Built, CallSettings } from "./builder.js";
import { packageSchema, type PackageOptions } from "./derivation-options.js";
import {
  isObjectGiven,
  nixBoolean,
  nixExpression,
  nixString,
  nixStrings,
  orExpression,
  type NixBoolean,
  type NixExpression,
  type NixString,
  type NixStrings,
  type OrExpression,
} from "./input.js";
import { buildPackage, type WithFinalAttrs } from "./package.js";

/** Python packages: names in the package set, such as `["requests", "numpy"]`, or expressions. */
export type PythonPackages = NixStrings;

/** The options of {@link pythonApplication} and {@link pythonPackage}. */
export interface PythonPackageOptions extends Omit<PackageOptions, "nativeCheckInputs"> {
  /** The package set, such as `"python312Packages"`; `python3Packages` where it is absent. */
  readonly packageSet?: string;
  /** Built as `pyproject.toml` says; on unless said otherwise. */
  readonly pyproject?: NixBoolean | null;
  /** The old way to say how it is built, for what has no `pyproject.toml`. */
  readonly format?: OrExpression<(typeof formats)[number]>;
  /** What `build-system.requires` of `pyproject.toml` names: `["setuptools"]`, `["hatchling"]`, … */
  readonly "build-system"?: PythonPackages;
  /** What the code imports when it runs. */
  readonly dependencies?: PythonPackages;
  /** Dependencies of extras: `{ cli: ["click"] }`. */
  readonly "optional-dependencies"?: OrExpression<Readonly<Record<string, PythonPackages>>>;
  /** What the tests need: `["pytestCheckHook"]`. */
  readonly nativeCheckInputs?: PythonPackages;
  /** Modules that must be importable. */
  readonly pythonImportsCheck?: NixStrings;
  /** Dependencies whose version bounds are dropped; `true` for all. */
  readonly pythonRelaxDeps?: NixStrings | boolean;
  readonly pythonRemoveDeps?: NixStrings;
  readonly disabled?: NixBoolean;
  readonly disabledTests?: NixStrings;
  readonly disabledTestPaths?: NixStrings;
  readonly enabledTestPaths?: NixStrings;
  readonly pytestFlags?: NixStrings;
  readonly pytestFlagsArray?: NixStrings;
  readonly unittestFlagsArray?: NixStrings;
  readonly disabledTestMarks?: NixStrings;
  readonly pypaBuildFlags?: NixStrings;
  readonly setupPyBuildFlags?: NixStrings;
  readonly maturinBuildFlags?: NixStrings;
  /** Name spaces whose `__init__.py` are removed, because several packages share them. */
  readonly pythonNamespaces?: NixStrings;
  /** The dependencies of parts in Rust. */
  readonly cargoDeps?: NixExpression;
  readonly cargoRoot?: NixString;
  readonly buildAndTestSubdir?: NixString;
  readonly dontCheckRuntimeDeps?: NixBoolean;
  readonly makeWrapperArgs?: NixStrings;
  readonly dontWrapPythonPrograms?: NixBoolean;
  readonly catchConflicts?: NixBoolean;
}

const formats = ["setuptools", "wheel", "egg", "other", "flit", "pyproject"] as const;

const shape = {
  pyproject: z
    .union([nixBoolean, z.null()], { error: "expected true or false, or a Nix expression" })
    .optional(),
  format: orExpression(z.enum(formats), `expected one of ${formats.join(", ")}`).optional(),
  disabled: nixBoolean.optional(),
  "build-system": nixStrings.optional(),
  pythonRelaxDeps: z.union([z.boolean(), nixStrings]).optional(),
  pythonRemoveDeps: nixStrings.optional(),
  dependencies: nixStrings.optional(),
  "optional-dependencies": orExpression(z.record(z.string(), nixStrings)).optional(),
  pythonImportsCheck: nixStrings.optional(),
  disabledTests: nixStrings.optional(),
  disabledTestPaths: nixStrings.optional(),
  enabledTestPaths: nixStrings.optional(),
  pytestFlags: nixStrings.optional(),
  pytestFlagsArray: nixStrings.optional(),
  unittestFlagsArray: nixStrings.optional(),
  disabledTestMarks: nixStrings.optional(),
  pypaBuildFlags: nixStrings.optional(),
  setupPyBuildFlags: nixStrings.optional(),
  maturinBuildFlags: nixStrings.optional(),
  pythonNamespaces: nixStrings.optional(),
  cargoDeps: nixExpression.optional(),
  cargoRoot: nixString.optional(),
  buildAndTestSubdir: nixString.optional(),
  dontCheckRuntimeDeps: nixBoolean.optional(),
  makeWrapperArgs: nixStrings.optional(),
  dontWrapPythonPrograms: nixBoolean.optional(),
  catchConflicts: nixBoolean.optional(),
};

/** What says how a package is built, which stands at its start. */
const buildNames: readonly string[] = ["pyproject", "format"];

/** What the checks of a package take. */
const checkNames: readonly string[] = [
  "pytestFlags",
  "pytestFlagsArray",
  "unittestFlagsArray",
  "enabledTestPaths",
  "disabledTests",
  "disabledTestPaths",
  "disabledTestMarks",
  "pythonImportsCheck",
];

export const pythonPackageSchema = packageSchema({
  ...shape,
  nativeCheckInputs: nixStrings.optional(),
  packageSet: z
    .string()
    .regex(/^(python\d*|pypy\d*)Packages$/, 'expected a package set such as "python312Packages"')
    .optional(),
}).refine(
  (options) => {
    const { pyproject, format, "build-system": system } = options as PythonPackageOptions;
    return pyproject !== undefined || format !== undefined || system !== undefined;
  },
  {
    error: 'expected what `pyproject.toml` names in `build-system.requires`, such as ["setuptools"]',
    path: ["build-system"],
    when: isObjectGiven,
  },
);

/**
 * A program written in Python, whose modules no other package imports. Names of Python packages are looked up in the
 * package set.
 *
 * @param options the options, or a function that gets `finalAttrs`.
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildPythonApplication function"
 * @example
 * pythonApplication({
 *   pname: "tool", version: "1.0", src: path("./."), "build-system": ["setuptools"], dependencies: ["requests"],
 * })
 * // pkgs.python3Packages.buildPythonApplication {
 * //   pname = "tool";
 * //   version = "1.0";
 * //   pyproject = true;
 * //
 * //   src = ./.;
 * //
 * //   build-system = [ pkgs.python3Packages.setuptools ];
 * //   dependencies = [ pkgs.python3Packages.requests ];
 * // }
 */
export function pythonApplication(
  options: WithFinalAttrs<PythonPackageOptions>,
  settings: CallSettings = {},
): Built {
  return buildPython("pythonApplication", "buildPythonApplication", options, settings);
}

/**
 * A package of Python modules that others import. Options as for {@link pythonApplication}.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildPythonPackage function"
 * @example
 * pythonPackage({ pname: "client", version: "1.0", src: path("./."), "build-system": ["hatchling"] })
 * // pkgs.python3Packages.buildPythonPackage {
 * //   pname = "client";
 * //   version = "1.0";
 * //   pyproject = true;
 * //
 * //   src = ./.;
 * //
 * //   build-system = [ pkgs.python3Packages.hatchling ];
 * // }
 */
export function pythonPackage(
  options: WithFinalAttrs<PythonPackageOptions>,
  settings: CallSettings = {},
): Built {
  return buildPython("pythonPackage", "buildPythonPackage", options, settings);
}

function buildPython(
  builder: string,
  name: string,
  options: WithFinalAttrs<PythonPackageOptions>,
  settings: CallSettings,
): Built {
  const special = Object.keys(shape).filter((name) => ![...buildNames, ...checkNames].includes(name));
  const kind = { builder, schema: pythonPackageSchema, special, checks: checkNames };
  return buildPackage(kind, options, settings, ({ packageSet = "python3Packages", ...rest }) => {
    const packages = (value: PythonPackages | undefined): NixValue | undefined =>
      value && pythonPackages(packageSet, value);
    const { "optional-dependencies": optional, pyproject, format } = rest;
    const attributes: Record<string, unknown> = {
      ...rest,
      pyproject: pyproject ?? (format === undefined ? true : undefined),
      "build-system": packages(rest["build-system"]),
      dependencies: packages(rest.dependencies),
      nativeCheckInputs: packages(rest.nativeCheckInputs),
      "optional-dependencies": isPlainAttributes(optional)
        ? mapValues(optional as Readonly<Record<string, PythonPackages>>, packages)
        : optional,
    };
    return { function: select(pkgs, packageSet, name), attributes };
  });
}

/** Names become attributes of the package set: of several names the set is written once. */
function pythonPackages(packageSet: string, value: PythonPackages): NixValue {
  if (!isList(value)) return value;
  const set = select(pkgs, packageSet);
  if (value.length > 1 && value.every((name) => typeof name === "string" && isPlainName(name))) {
    return withScope(
      set,
      value.map((name) => identifier(name as string)),
    );
  }
  return value.map((name) => (typeof name === "string" ? select(pkgs, packageSet, name) : name));
}

function isList(value: PythonPackages): value is readonly (string | NixExpression)[] {
  return Array.isArray(value) && !isNode(value) && !(toNix in value);
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w'-]*$/.test(name);
}

function mapValues<T>(
  values: Readonly<Record<string, T>>,
  convert: (value: T) => NixValue | undefined,
): NixAttributes {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)]));
}
