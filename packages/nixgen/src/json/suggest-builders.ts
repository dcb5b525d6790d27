import { closestNames } from "../names/closest.js";
import { registry } from "./registry.js";

/** The builders that a name could mean: those of a like name, or the one for a function of nixpkgs. */
export function suggestBuilders(name: string): string[] {
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
