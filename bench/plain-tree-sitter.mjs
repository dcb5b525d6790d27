// A plain parser for comparison: web-tree-sitter with npm's grammar of Nix. Its wasm has to be built once, with emcc.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const cache = join(import.meta.dirname, "..", ".cache");
const wasm = join(cache, "tree-sitter-nix.wasm");

/** A parser, or `undefined` (and a word about it) where emcc is missing. */
export async function loadPlainParser() {
  if (!existsSync(wasm) && !build()) {
    console.log(
      "The comparison with web-tree-sitter is left out: it needs emcc (emscripten) to build its grammar.",
    );
    return undefined;
  }
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return parser;
}

function build() {
  const require = createRequire(import.meta.url);
  const source = join(dirname(require.resolve("tree-sitter-nix/package.json")), "src");
  mkdirSync(cache, { recursive: true });
  const { status } = spawnSync("emcc", [
    "-O3",
    "-s",
    "WASM=1",
    "-s",
    "SIDE_MODULE=2",
    "-s",
    "EXPORTED_FUNCTIONS=_tree_sitter_nix",
    `-I${source}`,
    join(source, "parser.c"),
    join(source, "scanner.c"),
    "-o",
    wasm,
  ]);
  return status === 0;
}
