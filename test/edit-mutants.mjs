// Breaks texts in one place, edits what is sound in them, and prints how many edits were made, how many refused, and all that is
// wrong. Without folders, the texts are those of the hand-written cases of edits.
// Usage: node test/edit-mutants.mjs [--count N] [--from SEED] [FOLDER...]
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "@nixgen/parser";
import { newBrokenTally, tryBrokenEdits } from "./edit-broken-laws.mjs";
import { mutateOnce, readTexts } from "./mutants.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "5000" },
    from: { type: "string", default: "1" },
    show: { type: "string", default: "10" },
  },
});
const largest = 20_000;
const texts = positionals.length > 0 ? readTexts(positionals, largest) : readCases();

const [count, first] = [Number(values.count), Number(values.from)];
const tally = newBrokenTally();
let mutants = 0;
for (let seed = first; seed < first + count; seed++) {
  const text = texts[(seed * 31) % texts.length];
  const mutant = mutateOnce(seed, text);
  if (parse(mutant).diagnostics.length === 0) continue;
  mutants++;
  tryBrokenEdits(text, mutant, tally);
}
for (const { what, path, broken, text } of tally.failures.slice(0, Number(values.show)))
  console.log(`${what}, at ${path}\n--- before\n${broken}\n--- after\n${text}\n`);
console.log(`${mutants} texts with an error`);
console.table(tally.rows);
process.exitCode = tally.failures.length > 0 ? 1 : 0;

function readCases() {
  const folder = new URL("samples/edit-cases/", import.meta.url);
  return readdirSync(folder)
    .flatMap((file) => readFileSync(new URL(file, folder), "utf8").split(/^=== .*\n/m))
    .map((block) => block.split("--- edit\n")[0])
    .filter((text) => text.trim() !== "" && parse(text).diagnostics.length === 0);
}
