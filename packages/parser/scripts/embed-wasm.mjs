// Writes src/syntax/wasm.generated.ts, which carries the bytes of wasm/nix.wasm.
import { readFileSync, writeFileSync } from "node:fs";

const bytes = readFileSync(new URL("../wasm/nix.wasm", import.meta.url));
writeFileSync(
  new URL("../src/syntax/wasm.generated.ts", import.meta.url),
  `// Made by scripts/embed-wasm.mjs from wasm/nix.wasm.\nexport const wasmBase64 =\n  "${bytes.toString("base64")}";\n`,
);
