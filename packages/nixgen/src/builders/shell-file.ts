import { select, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { nixFile } from "../files/nix-file.js";
import { pkgs } from "../references/references.js";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { nixExpression, nixValue, type NixExpression } from "./input.js";
import { toNix, type NixAttributes } from "@nixgen/core";
import {
  fetchNixpkgs,
  importNixpkgs,
  nixpkgsSource,
  packagesShape,
  type NixpkgsSource,
  type PackagesOptions,
} from "./nixpkgs-import.js";

/** Where a file that is no flake takes its packages from. */
export interface PackageSetOptions extends PackagesOptions {
  /** What is imported; `<nixpkgs>` where it is absent. */
  readonly nixpkgs?: NixpkgsSource;
}

const packageSetShape = { ...packagesShape, nixpkgs: nixpkgsSource.optional() };

/** The options of {@link shellFile}. */
export interface ShellFileOptions extends PackageSetOptions {
  /** The shell, such as what {@link devShell} made. */
  readonly shell: NixExpression;
}

/** The options of {@link defaultFile}. */
export interface DefaultFileOptions extends PackageSetOptions {
  /** A package, or packages by name. */
  readonly packages: NixExpression | Readonly<Record<string, NixValue>>;
}

export const shellFileSchema = z.strictObject({ shell: nixExpression, ...packageSetShape });

export const defaultFileSchema = z.strictObject({
  packages: z.union([z.record(z.string(), nixValue), nixExpression], {
    error: "expected a package, or packages by name",
  }),
  ...packageSetShape,
});

/**
 * The file `shell.nix`, which `nix-shell` reads: a function of `pkgs`, which is nixpkgs where nobody gives another.
 *
 * @throws NixError where an option is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the Nix manual, "nix-shell"
 * @example
 * shellFile({ shell: devShell({ packages: [pkgs.hello] }) })
 * // {
 * //   pkgs ? import <nixpkgs> { },
 * // }:
 * // pkgs.mkShell { packages = [ pkgs.hello ]; }
 */
export function shellFile(options: ShellFileOptions, settings: CheckSettings = {}): Built {
  const { shell, ...source } = checkOptions("shellFile", shellFileSchema, options, settings);
  return buildFile("shellFile", shell, source);
}

/**
 * The file `default.nix`, which `nix-build` reads: a function of `pkgs`, which is nixpkgs where nobody gives another.
 *
 * @throws NixError where an option is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the Nix manual, "nix-build"
 * @example
 * defaultFile({ packages: { tool: callPackage({ file: path("./tool.nix") }) } })
 * // {
 * //   pkgs ? import <nixpkgs> { },
 * // }:
 * // {
 * //   tool = pkgs.callPackage ./tool.nix { };
 * // }
 */
export function defaultFile(options: DefaultFileOptions, settings: CheckSettings = {}): Built {
  const { packages, ...source } = checkOptions("defaultFile", defaultFileSchema, options, settings);
  return buildFile("defaultFile", packages, source);
}

function buildFile(builder: string, body: NixValue, options: PackageSetOptions): Built {
  const { nixpkgs, ...packages } = options;
  const defaults: NixAttributes = {
    pkgs: importNixpkgs(fetchNixpkgs(nixpkgs), packages, select(pkgs, "lib")),
  };
  const file = nixFile(body, { defaults, standalone: true });
  return built(builder, file[toNix](), warningsIn({ body, options }));
}
