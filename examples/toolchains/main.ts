// Writes a shell.nix for each of the usual toolchains: plain Nix that a team can read and change.
import {
  cppShell,
  elixirShell,
  goShell,
  haskellShell,
  javaShell,
  nodeShell,
  path,
  phpShell,
  pkgs,
  plan,
  pythonShell,
  rubyShell,
  rustShell,
  shellFile,
  zigShell,
} from "nixgen";

const directory = process.argv[2] ?? "out/toolchains";

const shells = {
  node: nodeShell({ nodejs: 22, packageManager: "pnpm", typescript: true }),
  python: pythonShell({ python: "3.12", manager: "uv", libraries: [pkgs.zlib] }),
  "python-packages": pythonShell({ python: "3.12", pythonPackages: ["requests", "numpy"] }),
  rust: rustShell({ nativeBuildInputs: [pkgs["pkg-config"]], buildInputs: [pkgs.openssl] }),
  "rust-overlay": rustShell({ toolchain: { file: path("./rust-toolchain.toml") } }),
  go: goShell({ go: "1.26", debugger: true }),
  java: javaShell({ jdk: 21, buildTool: "gradle" }),
  haskell: haskellShell({ compiler: "ghc98", haskellPackages: ["aeson", "text"] }),
  cpp: cppShell({ compiler: "clang", buildSystem: "cmake", debugger: "gdb", clangTools: true }),
  ruby: rubyShell({ ruby: "3.4" }),
  php: phpShell({ php: "8.4", extensions: ["redis", "xdebug"], config: "memory_limit = 1G\n" }),
  elixir: elixirShell({ elixir: "1.18", erlang: 27, phoenix: true }),
  zig: zigShell({ zig: "0.14" }),
};

const files = plan(
  directory,
  Object.fromEntries(
    Object.entries(shells).map(([name, shell]) => [`${name}/shell.nix`, shellFile({ shell })]),
  ),
);

for (const { path: name } of await files.write()) console.log(`wrote ${directory}/${name}`);
console.log(`Next: cd ${directory}/node && nix-shell`);
