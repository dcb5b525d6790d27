// Makes mutants of valid texts, and compares what we and Nix say of each. Prints every disagreement.
// Usage: node test/parse-mutants.mjs [--count N] [--from SEED] [FOLDER...]
//
// Half of the mutants are made of files of the folders, where there are any; the others of small texts that show all of the
// language.
import { parseArgs } from "node:util";
import { parse } from "@nixgen/parser";
import { findNix, judge } from "./judge.mjs";
import { makeMutant, readTexts } from "./mutants.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "20000" }, from: { type: "string", default: "1" } },
});
const nix = findNix();
if (nix === undefined) {
  console.error("This needs nix-instantiate.");
  process.exit(2);
}
const largest = 3000;
const texts = readTexts(positionals, largest);

const [count, first] = [Number(values.count), Number(values.from)];
const batch = 2000;
const tally = {
  mutants: 0,
  accepted: 0,
  refused: 0,
  "false errors": 0,
  "missed errors": 0,
  "bad reports": 0,
};
for (let from = first; from < first + count; from += batch) {
  const mutants = Array.from({ length: Math.min(batch, first + count - from) }, (_, i) =>
    makeMutant(from + i, texts),
  );
  const verdicts = await judge(nix, mutants);
  mutants.forEach((text, i) => check(text, verdicts[i]));
  console.log(`${tally.mutants} of ${count}`);
}
console.log(`Against Nix ${nix.version}:`);
console.table([tally]);
process.exitCode = tally["false errors"] + tally["missed errors"] + tally["bad reports"] > 0 ? 1 : 0;

function check(text, verdict) {
  tally.mutants++;
  const result = parse(text);
  tally[result.diagnostics.length > 0 ? "refused" : "accepted"]++;
  const disagreement = findDisagreement(text, verdict, nix);
  if (disagreement) {
    tally[`${disagreement}s`]++;
    const ours = parse(text, { undefinedVariables: true }).diagnostics[0];
    console.log(
      `${disagreement}: ${JSON.stringify(text)}\n  Nix: ${verdict.error ?? "fine"}\n  we: ${ours?.message ?? "fine"}`,
    );
  }
  const fault = findFault(text, result);
  if (fault === undefined) return;
  tally["bad reports"]++;
  console.log(`${fault}: ${JSON.stringify(text)}`);
}
