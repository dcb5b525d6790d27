// Makes texts of tokens in any order, and compares what we and Nix say of each. Prints every disagreement.
// Usage: node test/parse-tokens.mjs [--count N] [--from SEED]
//
// Mutants are near to Nix; these texts are short instead, so that many are Nix by chance.
import { parseArgs } from "node:util";
import { compareWithNix } from "./compare-with-nix.mjs";
import { findNix } from "./judge.mjs";
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
const agrees = await compareWithNix(nix, makeTokens, { count, first });
process.exitCode = agrees ? 0 : 1;
