// Writes types/*.d.ts from the indexes in data/. Build the packages first.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const args = ["types", "--all", "--index", path("data"), "--output", path("types")];
process.exitCode =
  spawnSync(process.execPath, [path("dist/cli.js"), ...args], { stdio: "inherit" }).status ?? 1;
