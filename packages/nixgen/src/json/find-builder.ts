import { NixError, type Diagnostic } from "@nixgen/core";
import * as z from "zod";
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

/** The names of the options of a builder; `undefined` where they are free, as those of modules. */
export function optionNamesOf({ schema }: Entry): readonly string[] | undefined {
  const isClosed = schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
  return isClosed ? Object.keys(schema.shape) : undefined;
}

/** The builder that some options at a place are meant for: the usual one there, or the one with the fewest other options. */
export function suggestBuilder(keys: readonly string[], path: Path): string | undefined {
  const fits = (name: string): boolean => {
    const known = optionNamesOf(registry[name]!) ?? [];
    return keys.every((key) => known.includes(key));
  };
  const places = path.filter((key) => typeof key === "string").toReversed();
  const usual = places.flatMap((key) => (Object.hasOwn(builderOfPlace, key) ? builderOfPlace[key]! : []));
  const others = Object.keys(registry).filter((name) => (optionNamesOf(registry[name]!) ?? []).length > 0);
  const bySize = others.sort(
    (a, b) => optionNamesOf(registry[a]!)!.length - optionNamesOf(registry[b]!)!.length,
  );
  return usual.find(fits) ?? (keys.length > 1 ? bySize.find(fits) : undefined);
}

/** The builders for what usually stands at a key. */
const builderOfPlace: Readonly<Record<string, readonly string[]>> = {
  checks: ["runCommand", "nixosTest"],
  devShells: ["devShell"],
  drv: ["devShell"],
  expression: ["derivation"],
  inputsFrom: ["devShell"],
  packages: ["derivation", "goModule", "rustPackage", "npmPackage", "pythonApplication", "shellApplication"],
  patches: ["fetchpatch"],
  shell: ["devShell"],
  src: ["fetchFromGitHub", "fetchurl"],
};

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
