// Compares what we and a real Nix say of many texts. Prints every disagreement, and a table.
import { parse } from "@nixgen/parser";
import { judge } from "./judge.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";

/** How many texts are made and judged together. */
const batch = 5000;

/** Makes a text for each seed and compares. @returns whether we and Nix agree on all of them */
export async function compareWithNix(nix, makeText, { count, first }) {
  const tally = {
    texts: 0,
    accepted: 0,
    refused: 0,
    "false errors": 0,
    "missed errors": 0,
    "bad reports": 0,
  };
  for (let from = first; from < first + count; from += batch) {
    const texts = Array.from({ length: Math.min(batch, first + count - from) }, (_, i) => makeText(from + i));
    const verdicts = await judge(nix, texts);
    texts.forEach((text, i) => check(text, verdicts[i], nix, tally));
    console.log(`${tally.texts} of ${count}`);
  }
  console.log(`Against Nix ${nix.version}:`);
  console.table([tally]);
  return tally["false errors"] + tally["missed errors"] + tally["bad reports"] === 0;
}

function check(text, verdict, nix, tally) {
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
