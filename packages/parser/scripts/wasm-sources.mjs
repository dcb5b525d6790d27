// Of what nix.wasm is made: one hash over all files whose change asks for a new build.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const root = new URL("..", import.meta.url);
const require = createRequire(import.meta.url);

/** The SHA-256 of the grammar, of what is generated from it, of the C sources and of the script that builds them. */
export function hashWasmSources() {
  const hash = createHash("sha256");
  for (const name of sources()) hash.update(`${name}\n`).update(readFileSync(new URL(name, root)));
  // The grammar that ours extends.
  hash.update(readFileSync(require.resolve("tree-sitter-nix/grammar")));
  return hash.digest("hex");
}

function sources() {
  const wasm = readdirSync(new URL("wasm/", root)).filter((name) => name.endsWith(".c"));
  return [
    "grammar/grammar.js",
    "grammar/lexer.c",
    "grammar/src/parser.c",
    "grammar/src/tree_sitter/parser.h",
    "scripts/build-wasm.sh",
    ...wasm.sort().map((name) => `wasm/${name}`),
  ];
}
