import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hashWasmSources } from "../../scripts/wasm-sources.mjs";
import { readFlatTree, readKindNames } from "./flat-tree.js";
import { wasmBase64 } from "./wasm.generated.js";

const read = (name: string) => readFileSync(new URL(name, import.meta.url));

test("the wasm is built from the sources as they are, or scripts/build-wasm.sh has to be run", () => {
  expect(read("wasm.generated.ts").toString()).toContain(`the hash ${hashWasmSources()}.`);
});

test("the embedded bytes are those of the wasm file", () => {
  expect(wasmBase64).toBe(read("../../wasm/nix.wasm").toString("base64"));
});

test("the wasm knows the symbols of the generated parser, under their names", () => {
  const source = read("../../grammar/src/parser.c").toString();
  const table = /ts_symbol_names\[\] = \{([^]*?)\n\};/.exec(source)![1]!;
  const names = [...table.matchAll(/\] = "((?:[^"\\]|\\.)*)"/g)].map(([, name]) =>
    name!.replace(/\\(.)/g, "$1"),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(readKindNames()).toEqual(names);
});

test("what the grammar names comes out of the parser, and nothing else", () => {
  const grammar = read("../../grammar/src/node-types.json").toString();
  const types = (JSON.parse(grammar) as { type: string; subtypes?: unknown }[]).filter(
    ({ subtypes }) => !subtypes,
  );
  const known = new Set(types.map(({ type }) => type));
  const kinds = readKindNames();
  const { records } = readFlatTree(
    '{ a, b ? ./c, ... }@d: rec { e = "${f}" ++ <g> |> h.i or 1.5; inherit (j) k; }',
  );
  for (let i = 0; i < records.length; i += 4) expect(known).toContain(kinds[records[i]!]);
});
