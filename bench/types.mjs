// How much longer programs take to be type-checked that use the types of packages and options, and how soon a language server
// completes. Usage: node bench/types.mjs
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLanguageServer } from "../test/language-server.mjs";
import { median, report } from "./measure.mjs";

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nixgen-types-"));
mkdirSync(join(folder, "node_modules/@nixgen"), { recursive: true });
symlinkSync(file("packages/nixgen"), join(folder, "node_modules/nixgen"));
symlinkSync(file("packages/core"), join(folder, "node_modules/@nixgen/core"));
const options = (kind, type) =>
  `import type { ${type} } from "nixgen/types/${kind}"; export const x = { } satisfies ${type};`;
const programs = {
  "@nixgen/core alone": 'import { str } from "@nixgen/core"; export const x = str`a`;',
  packages: 'import { pkgs } from "nixgen"; export const x = [pkgs.git, pkgs.python3Packages.requests];',
  "options of NixOS": options("nixos", "NixosOptions"),
  "options of home-manager": options("home-manager", "HomeManagerOptions"),
  "options of nix-darwin": options("nix-darwin", "DarwinOptions"),
};
const compilerOptions = {
  strict: true,
  noEmit: true,
  module: "nodenext",
  target: "es2022",
  skipLibCheck: true,
};
const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
for (let round = 0; round <= 5; round++) {
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, "program.ts"), text);
    const start = performance.now();
    const { status, stdout } = spawnSync(file("node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(stdout);
    if (round > 0) times[name].push(performance.now() - start);
  }
}
const medians = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
report("Checking types (the goal is less than 3 s more than without)", medians, "@nixgen/core alone");

const program = `import { lib, pkgs } from "nixgen";
import type { NixosOptions } from "nixgen/types/nixos";
export const tools = [pkgs., lib.mk];
export const x = { services: { nginx: { vir } } } satisfies NixosOptions;`;
writeFileSync(join(folder, "program.ts"), program);
const server = await startLanguageServer(folder);
const opened = server.open(join(folder, "program.ts"));
await opened.complete("lib.mk");
const completing = { "lib.": "lib.mk", "an option": "vir", "pkgs.": "pkgs." };
const shown = {};
for (const [name, piece] of Object.entries(completing)) {
  const list = [];
  let count = 0;
  for (let round = 0; round < 6; round++) {
    const start = performance.now();
    count = (await opened.complete(piece)).length;
    if (round > 0) list.push(performance.now() - start);
  }
  shown[`${name} (${count} names)`] = median(list);
}
report("Completing in an editor, when warm", shown, Object.keys(shown)[0]);
server.stop();
rmSync(folder, { recursive: true });
