// Imports each package in a process of its own, and takes off what an empty process takes.
import { spawnSync } from "node:child_process";
import { median } from "./measure.mjs";

const programs = {
  empty: "",
  zod: 'await import("zod")',
  nixgen: 'await import("nixgen")',
};
const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
const rounds = 21;
for (let round = 0; round < rounds; round++) {
  for (const [name, program] of Object.entries(programs)) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: import.meta.dirname,
    });
    if (status !== 0) throw new Error(`${name} can't be imported; build first`);
    times[name].push(performance.now() - started);
  }
}
const empty = median(times.empty);
const zod = median(times.zod) - empty;
const nixgen = median(times.nixgen) - empty;
console.log("\nImporting");
console.log(`  zod     ${zod.toFixed(1).padStart(7)} ms`);
console.log(
  `  nixgen  ${nixgen.toFixed(1).padStart(7)} ms  ${(nixgen / zod).toFixed(2)} × zod (the goal is at most 3)`,
);
