#!/bin/sh
# Builds wasm/nix.wasm from the grammar, the lexer and the C sources beside it, and the TypeScript modules that carry
# its bytes and its node kinds. Needed only after a change of these. Wants emcc (tried: 3.1.6), tree-sitter's command
# line (0.22.6; or its path in TREE_SITTER), and npm, which brings tree-sitter's C library.
set -eu
cd "$(dirname "$0")/.."

(cd grammar && "${TREE_SITTER:-tree-sitter}" generate --no-bindings grammar.js)

emcc -O3 -std=c11 -Wall -Wno-unused-function -Wno-incompatible-pointer-types -Wno-unused-const-variable \
  -mbulk-memory --no-entry -s STANDALONE_WASM=1 -s ALLOW_MEMORY_GROWTH=1 -s TOTAL_STACK=65536 -s INITIAL_MEMORY=1048576 -s MAXIMUM_MEMORY=4GB \
  -I grammar/src wasm/glue.c -o wasm/nix.wasm

node scripts/embed-wasm.mjs
