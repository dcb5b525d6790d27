// Parses all Nix files of folders and prints one table: what Nix says otherwise, what is lost, and how fast it goes beside a
// plain web-tree-sitter parse of the same files in the same run.
// Usage: node test/parse-corpora.mjs FOLDER...
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "@nixgen/parser";
import { compare } from "../bench/measure.mjs";
import { loadPlainParser } from "../bench/plain-tree-sitter.mjs";
import { findNix, judge } from "./judge.mjs";
import { nixFilesIn } from "./nix-files.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: node test/parse-corpora.mjs FOLDER...");
  process.exit(2);
}
const nix = findNix();
console.log(nix ? `Nix ${nix.version} judges.` : "There is no Nix here to judge.");
const plain = await loadPlainParser();

const rows = [];
for (const folder of folders) {
  const files = readFiles(folder);
  const texts = files.map(({ text }) => text);
  const row = {
    folder: basename(folder),
    files: files.length,
    errors: 0,
    "false errors": 0,
    "missed errors": 0,
  };
  const verdicts = nix ? await judge(nix, texts) : [];
  let faults = 0;
  files.forEach(({ name, text }, index) => {
    if (parse(text).diagnostics.length > 0) row.errors++;
    const fault = findFault(text);
    if (fault) {
      faults++;
      console.log(`${row.folder}/${name}: ${fault}`);
    }
    const verdict = verdicts[index];
    const disagreement = verdict && findDisagreement(text, verdict, nix);
    if (!disagreement) return;
    row[`${disagreement}s`]++;
    const ours = parse(text, { undefinedVariables: true }).diagnostics[0]?.message;
    console.log(
      `${row.folder}/${name}: ${disagreement}; Nix says: ${verdict.error ?? "fine"}; we: ${ours ?? "fine"}`,
    );
  });
  row.lossless = faults === 0 ? "yes" : `no (${faults})`;
  addSpeed(row, texts);
  rows.push(row);
}
console.table(rows);
const isFine = rows.every(
  (row) => row["false errors"] + row["missed errors"] === 0 && row.lossless === "yes",
);
process.exitCode = isFine ? 0 : 1;

function readFiles(folder) {
  return nixFilesIn(folder).map((path) => ({
    name: path.slice(folder.length).replace(/^\//, ""),
    text: readFileSync(path, "utf8"),
  }));
}

function addSpeed(row, texts) {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const ways = { ours: () => texts.forEach((text) => parse(text)) };
  if (plain) ways.plain = () => texts.forEach((text) => plain.parse(text).delete());
  const times = compare(ways, { rounds: 5 });
  row.MB = (bytes / 1e6).toFixed(1);
  row["MB/s"] = (bytes / 1e3 / times.ours).toFixed(1);
  if (plain) row["times a plain parse"] = (times.plain / times.ours).toFixed(1);
}
