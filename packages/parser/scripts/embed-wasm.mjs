// Writes src/syntax/wasm.generated.ts, which carries the bytes of wasm/nix.wasm and the hash of what it was made of.
import { readFileSync, writeFileSync } from "node:fs";
import { hashWasmSources } from "./wasm-sources.mjs";

const bytes = readFileSync(new URL("../wasm/nix.wasm", import.meta.url));
writeFileSync(
  new URL("../src/syntax/wasm.generated.ts", import.meta.url),
  `// Made by scripts/build-wasm.sh from wasm/nix.wasm, whose sources have the hash ${hashWasmSources()}.
export const wasmBase64 =
  "${bytes.toString("base64")}";
`,
);
