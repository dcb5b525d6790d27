import { NixError, type Diagnostic } from "@nixgen/core";
import { closestNames } from "../names/closest.js";
import type { Path } from "./problems.js";
import { registry, type Entry } from "./registry.js";

/** The builder of a name, if there is one. */
export function findBuilder(name: unknown): Entry | undefined {
  return typeof name === "string" && Object.hasOwn(registry, name) ? registry[name] : undefined;
}

/**
 * The builder of a name.
 *
 * @throws NixError `input/unknown-builder` where there is none.
 */
export function getBuilder(name: string): Entry {
  const entry = findBuilder(name);
  if (entry === undefined) throw new NixError([reportUnknownBuilder(name)]);
  return entry;
}

/** What is said of a name that no builder has. */
export function reportUnknownBuilder(name: unknown, path?: Path): Diagnostic {
  const similar = typeof name === "string" ? suggestBuilders(name) : [];
  return {
    code: "input/unknown-builder",
    severity: "error",
    message:
      typeof name === "string" ? `there is no builder \`${name}\`` : "a builder is asked for by its name",
    ...(path && { path }),
    suggestions: [
      ...similar.map((known) => ({ message: `did you mean \`${known}\`?` })),
      ...(similar.length === 0 ? [{ message: `builders: ${Object.keys(registry).join(", ")}` }] : []),
    ],
  };
}

/** The builders that a name could mean: those of a like name, or the one for a function of nixpkgs. */
function suggestBuilders(name: string): string[] {
  const own = Object.hasOwn(builderOfFunction, name) ? builderOfFunction[name] : undefined;
  return own === undefined ? closestNames(name, Object.keys(registry)) : [own];
}

/** Functions of nixpkgs, NixOS and home-manager whose builder has another name. */
const builderOfFunction: Readonly<Record<string, string>> = {
  buildGoModule: "goModule",
  buildLayeredImage: "layeredImage",
  buildNixShellImage: "nixShellImage",
  buildNpmPackage: "npmPackage",
  buildPythonApplication: "pythonApplication",
  buildPythonPackage: "pythonPackage",
  buildRustPackage: "rustPackage",
  darwinSystem: "darwinConfiguration",
  homeManagerConfiguration: "homeConfiguration",
  mkDerivation: "derivation",
  mkShell: "devShell",
  mkShellNoCC: "devShell",
  nixosSystem: "nixosConfiguration",
  runNixOSTest: "nixosTest",
  writeShellApplication: "shellApplication",
  writeShellScript: "shellScript",
  writeShellScriptBin: "shellScriptBin",
  writeText: "textFile",
  writeTextFile: "textFile",
};
