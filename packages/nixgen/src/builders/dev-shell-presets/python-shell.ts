import { call, fn, select, str, toExpr, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { nixExpressions, textOf, type NixExpression, type NixExpressions } from "../input.js";
import type { Packages_python3Packages } from "nixgen/types/packages";
import { buildPreset, findTool, presetSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link pythonShell}, besides those of every shell. */
export interface PythonShellOptions extends DevShellOptions {
  /** Python: `"3.12"`, or a package. */
  readonly python?: Exclude<Tool, number>;
  /** Packages of nixpkgs that Python has, by their names in `python3Packages`. */
  readonly pythonPackages?: readonly PythonPackageName[];
  /** What installs packages from PyPI. `"venv"` makes a virtual environment in `.venv` and enters it. */
  readonly manager?: PythonManager;
  /** Libraries that packages from PyPI load, such as `pkgs.zlib`; the shell sets `LD_LIBRARY_PATH`. */
  readonly libraries?: NixExpressions;
}

/** The name of a package in `python3Packages`. */
export type PythonPackageName = Extract<keyof Packages_python3Packages, string> | (string & {});

const managers = ["uv", "poetry", "pdm", "venv"] as const;

/** A program that installs packages from PyPI. */
export type PythonManager = (typeof managers)[number];

const pythonMessage = 'expected a version such as "3.12", in quotes, or a package';

const own = {
  python: textOf(/^\d\.\d+$/, pythonMessage).optional(),
  pythonPackages: z.array(z.string().min(1)).optional(),
  manager: z.enum(managers).optional(),
  libraries: nixExpressions.optional(),
} satisfies Preset<PythonShellOptions>["own"];

export const pythonShellSchema = presetSchema(own);

/**
 * A shell with Python: with packages of nixpkgs, or with a program that installs packages from PyPI.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Python"
 * @example
 * pythonShell({ python: "3.12", pythonPackages: ["requests"] })
 * // pkgs.mkShell { packages = [ (pkgs.python312.withPackages (ps: [ ps.requests ])) ]; }
 */
export function pythonShell(options: PythonShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "pythonShell", schema: pythonShellSchema, own, toShell }, options, settings);
}

function toShell({ python, pythonPackages, manager, libraries }: PythonShellOptions): DevShellOptions {
  const interpreter = findTool(python, "python", "", "python3");
  const shell: Record<string, NixValue | undefined> = {
    packages: [
      pythonPackages === undefined ? interpreter : withPackages(interpreter, pythonPackages),
      ...(manager === undefined ? [] : managerPackages(manager, interpreter)),
    ],
  };
  const env = {
    ...(manager === "uv" && {
      // uv takes the Python of the shell, and downloads no other, which would not run on NixOS.
      UV_PYTHON: str`${interpreter}/bin/python`,
      UV_PYTHON_DOWNLOADS: "never",
    }),
    ...(libraries !== undefined && {
      LD_LIBRARY_PATH: call(select(pkgs, "lib", "makeLibraryPath"), libraries),
    }),
  };
  if (Object.keys(env).length > 0) shell["env"] = env;
  if (manager === "venv") shell["venvDir"] = "./.venv";
  // `venvDir` is an attribute that the hook of nixpkgs reads, not one of every shell.
  return shell as DevShellOptions;
}

function managerPackages(manager: PythonManager, interpreter: NixExpression): NixExpression[] {
  if (manager !== "venv") return [pkgs[manager]];
  return [select(interpreter, "pkgs", "venvShellHook")];
}

function withPackages(interpreter: NixExpression, names: readonly string[]): NixExpression {
  const packages = fn("ps", ({ ps }) => names.map((name) => select(toExpr(ps!), name)));
  return call(select(interpreter, "withPackages"), packages);
}
