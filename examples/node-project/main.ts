// Sets up a Node.js project: a flake with a shell, an app and a check, an .envrc for direnv, and a shell.nix for those who
// use no flakes.
import {
  envrc,
  flake,
  flakeCompatFile,
  nodeShell,
  path,
  pkgs,
  plan,
  reference,
  runCommand,
  shellScriptBin,
  str,
  withComment,
} from "nixgen";

const directory = process.argv[2] ?? "out/node-project";

const serve = reference("serve");

const files = plan(directory, {
  "flake.nix": flake({
    description: "A web server in Node.js",
    inputs: {
      nixpkgs: "github:NixOS/nixpkgs/nixos-25.11",
      "flake-compat": withComment("For shell.nix.", { url: "github:edolstra/flake-compat", flake: false }),
    },
    nixConfig: { "extra-substituters": ["https://nix-community.cachix.org"] },
    devShells: {
      default: nodeShell({
        packageManager: "pnpm",
        typescript: true,
        packages: [pkgs.jq],
        env: { NODE_ENV: "development", PORT: 3000 },
        shellHook: "echo 'pnpm install && pnpm start'\n",
      }),
    },
    letPerSystem: {
      serve: shellScriptBin({ name: "serve", text: str`exec ${pkgs.nodejs}/bin/node server.js "$@"` }),
    },
    packages: { default: serve },
    apps: { default: { program: str`${serve}/bin/serve` } },
    checks: {
      syntax: runCommand({
        name: "syntax",
        attributes: { nativeBuildInputs: [pkgs.nodejs] },
        script: str`node --check ${path("./server.js")} && touch $out`,
      }),
    },
    formatter: pkgs.nixfmt,
  }),
  "shell.nix": flakeCompatFile({ file: "shell" }),
  ".envrc": envrc({ use: "flake", dotenv: [".env"], path: ["node_modules/.bin"] }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
console.log(`Next: cd ${directory} && direnv allow`);
