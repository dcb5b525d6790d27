// Makes texts of tokens in any order, and compares what we and Nix say of each. Prints every disagreement.
// Usage: node test/parse-tokens.mjs [--count N] [--from SEED]
//
// Mutants are near to Nix; these texts are short instead, so that many are Nix by chance.
import { parseArgs } from "node:util";
import { parse } from "@nixgen/parser";
import { findNix, judge } from "./judge.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";
import { makeTokens } from "./random-tokens.mjs";

const { values } = parseArgs({
  options: { count: { type: "string", default: "100000" }, from: { type: "string", default: "1" } },
});
const nix = findNix();
if (nix === undefined) {
  console.error("This needs nix.");
  process.exit(2);
}

const [count, first] = [Number(values.count), Number(values.from)];
const batch = 5000;
const tally = { texts: 0, accepted: 0, refused: 0, "false errors": 0, "missed errors": 0, "bad reports": 0 };
for (let from = first; from < first + count; from += batch) {
  const texts = Array.from({ length: Math.min(batch, first + count - from) }, (_, i) => makeTokens(from + i));
  const verdicts = await judge(nix, texts);
  texts.forEach((text, i) => check(text, verdicts[i]));
}
console.log(`Against Nix ${nix.version}:`);
console.table([tally]);
process.exitCode = tally["false errors"] + tally["missed errors"] + tally["bad reports"] > 0 ? 1 : 0;

function check(text, verdict) {
  tally.texts++;
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
