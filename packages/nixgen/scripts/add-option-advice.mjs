// Adds to an index of options what modules say of old ones, as `nixgen index` does, without evaluating them again.
//
//   node scripts/add-option-advice.mjs INDEX FOLDER
//
// INDEX is a file such as `data/nixos.index`, and FOLDER has the modules: `nixos/modules` of nixpkgs, or `modules` of home-manager or
// nix-darwin, of the revision that the index was made from. Build the packages first.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const [file, folder] = process.argv.slice(2);
const { addAdvice } = await loadSource("src/index-maker/make-index.ts");
writeFileSync(file, await addAdvice(readFileSync(file), folder));

/** A module of the sources, which no entry of the package exports. */
async function loadSource(path) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const bundle = await rolldown({
    cwd: root,
    input: path,
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
  });
  const output = fileURLToPath(new URL("../dist/source-for-script.mjs", import.meta.url));
  await bundle.write({ file: output, format: "esm" });
  await bundle.close();
  try {
    return await import(output);
  } finally {
    rmSync(output);
  }
}
