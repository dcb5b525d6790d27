// Runs all benchmarks, one after the other. Usage: node bench/all.mjs [FOLDER...]
import { spawnSync } from "node:child_process";
import { join } from "node:path";

for (const name of ["import", "print", "parse", "format", "format-files", "edit", "names", "types"]) {
  const { status } = spawnSync(
    process.execPath,
    ["--expose-gc", join(import.meta.dirname, `${name}.mjs`), ...process.argv.slice(2)],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exitCode = 1;
}
