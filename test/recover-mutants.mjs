// Makes mutants of valid texts, and looks at the trees of those that are broken: all that is no error in them must be Nix.
// Prints every fault, and how much of the texts is sound.
// Usage: node test/recover-mutants.mjs [--count N] [--from SEED] [FOLDER...]
import { parseArgs } from "node:util";
import { parse } from "@nixgen/parser";
import { makeMutant, readTexts } from "./mutants.mjs";
import { findFault } from "./parse-laws.mjs";
import { findTreeFault, measureSound } from "./recovery-laws.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "20000" }, from: { type: "string", default: "1" } },
});
const largest = 20_000;
const texts = readTexts(positionals, largest);

const [count, first] = [Number(values.count), Number(values.from)];
const tally = { mutants: 0, broken: 0, faults: 0, unread: 0, "sound in %": 0, "code units": 0 };
let sound = 0;
for (let seed = first; seed < first + count; seed++) {
  const text = makeMutant(seed, texts);
  const result = parse(text);
  tally.mutants++;
  if (result.diagnostics.length === 0) continue;
  tally.broken++;
  const fault = findFault(text, result) ?? findTreeFault(text, result);
  if (fault !== undefined) {
    tally.faults++;
    console.log(`${fault}\n  in ${JSON.stringify(text.slice(0, 1000))}`);
  }
  const measured = measureSound(text, result);
  if (measured.isUnread && text.trim() !== "") {
    tally.unread++;
    console.log(`unread: ${JSON.stringify(text.slice(0, 1000))}`);
  }
  sound += measured.sound;
  tally["code units"] += text.length;
}
tally["sound in %"] = Math.round((1000 * sound) / tally["code units"]) / 10;
console.table([tally]);
process.exitCode = tally.faults > 0 ? 1 : 0;
