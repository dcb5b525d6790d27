// Parses the files of Nix's own tests of the language, and prints which we take otherwise than their names, and Nix, say.
// Usage: node test/parse-nix-tests.mjs [FOLDER]
//
// The folder is `tests/functional/lang` in a checkout of NixOS/nix; without an argument it is the one in `NIXGEN_NIX_TESTS`.
// A file `parse-okay-…` or `eval-okay-…` must be accepted, and a file `parse-fail-…` refused. A file `eval-fail-…` must be
// accepted, unless Nix refuses it when it parses it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@nixgen/parser";
import { findNix, judge } from "./judge.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";

/**
 * The files whose names do not say what a parser does with them: those whose evaluation fails because they are not even
 * parsed. An entry that does not hold, or that names no file, is a fault too.
 */
const exceptions = {
  "eval-fail-attrset-merge-drops-later-rec":
    "the lost `rec` leaves a variable undefined, which Nix reports as it parses",
  "eval-fail-dynamic-attrs-inherit": "a name in `inherit` that needs evaluation is an error of the parser",
  "eval-fail-dynamic-attrs-inherit-2": "a name in `inherit` that needs evaluation is an error of the parser",
  "eval-fail-dynamic-attrs-let": "a name in `let` that needs evaluation is an error of the parser",
  "eval-fail-dynamic-attrs-let-2": "a name in `let` that needs evaluation is an error of the parser",
  "eval-fail-dynamic-attrs-let-3": "a name in `let` that needs evaluation is an error of the parser",
  "eval-fail-eol-1": "an undefined variable, which Nix reports as it parses",
  "eval-fail-eol-2": "an undefined variable, which Nix reports as it parses",
  "eval-fail-eol-3": "an undefined variable, which Nix reports as it parses",
  "eval-fail-path-slash": "a slash at the end of a path is an error of the lexer",
  "eval-fail-set": "an undefined variable, which Nix reports as it parses",
  "eval-fail-string-nul-1":
    "a NUL character in a string is an error of the parser in Nix 2.26; Nix 2.8 ends the string there",
  "eval-fail-string-nul-2":
    "a NUL character in a string is an error of the parser in Nix 2.26; Nix 2.8 ends the string there",
};

const folder = process.argv[2] ?? process.env.NIXGEN_NIX_TESTS;
if (folder === undefined) {
  console.error(
    "usage: node test/parse-nix-tests.mjs FOLDER (tests/functional/lang in a checkout of NixOS/nix)",
  );
  process.exit(2);
}
const files = readdirSync(folder)
  .filter((name) => /^(parse|eval)-(okay|fail)-.*\.nix$/.test(name))
  .sort()
  .map((name) => ({
    name: name.slice(0, -".nix".length),
    kind: /^\w+-\w+/.exec(name)[0],
    text: readFileSync(join(folder, name), "utf8"),
  }));
if (files.length === 0) {
  console.error(`There are no tests of Nix in ${folder}.`);
  process.exit(2);
}

const nix = findNix();
console.log(nix ? `Nix ${nix.version} judges.` : "There is no Nix here to judge.");
const verdicts = nix
  ? await judge(
      nix,
      files.map(({ text }) => text),
    )
  : [];

const kinds = ["parse-okay", "eval-okay", "parse-fail", "eval-fail"];
const rows = Object.fromEntries(
  kinds.map((kind) => [kind, { files: 0, accepted: 0, refused: 0, exceptions: 0, faults: 0 }]),
);
const left = new Set(Object.keys(exceptions));
files.forEach((file, index) => check(file, verdicts[index]));
for (const name of left) console.log(`${name}: it is an exception, and there is no such file, or no need`);
console.table(rows);
const faults = kinds.reduce((sum, kind) => sum + rows[kind].faults, left.size);
process.exitCode = faults > 0 ? 1 : 0;

function check({ name, kind, text }, verdict) {
  const row = rows[kind];
  const { diagnostics } = parse(text, { undefinedVariables: true });
  const isAccepted = diagnostics.length === 0;
  row.files++;
  row[isAccepted ? "accepted" : "refused"]++;
  const faultsHere = [findFault(text)];
  if (isAccepted !== (kind !== "parse-fail")) {
    const ours = `we say: ${diagnostics[0]?.message ?? "fine"}`;
    if (left.delete(name)) {
      row.exceptions++;
      console.log(`${name}: ${exceptions[name]}; ${ours}`);
    } else faultsHere.push(ours);
  }
  const disagreement = verdict && findDisagreement(text, verdict, nix);
  if (verdict && !disagreement && verdict.ok !== isAccepted) {
    console.log(`${name}: versions of Nix differ here; Nix ${nix.version} says: ${verdict.error ?? "fine"}`);
  }
  if (disagreement) faultsHere.push(`${disagreement}; Nix says: ${verdict.error ?? "fine"}`);
  const said = faultsHere.filter(Boolean).join("; ");
  if (said === "") return;
  row.faults++;
  console.log(`${name}: ${said}`);
}
