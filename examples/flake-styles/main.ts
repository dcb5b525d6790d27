// Writes one project as a flake in three styles: with nixpkgs alone, by flake-utils, and by flake-parts. It has its own
// overlay, packages with an unfree license, and a second nixpkgs for what has to be new.
import {
  callPackage,
  devShell,
  flake,
  overlay,
  path,
  pkgs,
  plan,
  reference,
  select,
  self,
  str,
  type FlakeOptions,
} from "nixgen";

const directory = process.argv[2] ?? "out/flake-styles";

// The overlay adds it, so that the types don't know it.
const ownGreet = select(pkgs, "greet");
const unstable = reference("unstable");

const project: FlakeOptions = {
  description: "A tool with its own overlay",
  inputs: {
    nixpkgs: "github:NixOS/nixpkgs/nixos-25.11",
    "nixpkgs-unstable": "github:NixOS/nixpkgs/nixos-unstable",
  },
  systems: ["x86_64-linux", "aarch64-linux"],
  nixpkgs: { allowUnfreePackages: ["vscode"], overlays: [select(self, "overlays", "default")] },
  packageSets: { unstable: { input: "nixpkgs-unstable" } },
  letPerSystem: { tools: [pkgs.git, pkgs.jq] },
  packages: { default: ownGreet, new: unstable.hello! },
  devShells: { default: devShell({ packages: reference("tools"), inputsFrom: [ownGreet] }) },
  apps: { default: { program: str`${ownGreet}/bin/greet`, meta: { description: "Greets" } } },
  checks: { build: select(self, "packages", reference("system"), "default") },
  formatter: pkgs.nixfmt,
  overlays: { default: overlay({ greet: callPackage({ file: path("./greet.nix") }) }) },
  templates: { default: { path: path("./template"), description: "A project that uses the tool" } },
};

const greet = {
  text: '{ hello, writeShellScriptBin }: writeShellScriptBin "greet" "exec ${hello}/bin/hello"\n',
};

const files = plan(directory, {
  "plain/flake.nix": flake(project),
  "plain/greet.nix": greet,
  "flake-utils/flake.nix": flake({ ...project, style: "flake-utils" }),
  "flake-utils/greet.nix": greet,
  "flake-parts/flake.nix": flake({ ...project, style: "flake-parts" }),
  "flake-parts/greet.nix": greet,
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
