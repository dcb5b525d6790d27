// Makes mutants of valid texts, and compares what we and Nix say of each. Prints every disagreement.
// Usage: node test/parse-mutants.mjs [--count N] [--from SEED] [FOLDER...]
//
// Half of the mutants are made of files of the folders, where there are any; the others of small texts that show all of the
// language.
import { parseArgs } from "node:util";
import { compareWithNix } from "./compare-with-nix.mjs";
import { findNix } from "./judge.mjs";
import { makeMutant, readTexts } from "./mutants.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "20000" }, from: { type: "string", default: "1" } },
});
const nix = findNix();
if (nix === undefined) {
  console.error("This needs nix.");
  process.exit(2);
}
const largest = 3000;
const texts = readTexts(positionals, largest);

const [count, first] = [Number(values.count), Number(values.from)];
const agrees = await compareWithNix(nix, (seed) => makeMutant(seed, texts), { count, first });
process.exitCode = agrees ? 0 : 1;
