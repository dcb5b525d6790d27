// Tries the laws of edits on all files of folders, and prints one table.
// Usage: node test/edit-corpora.mjs [--most N] [--only KINDS] [--files NAME] [--every N] [--log FILE] FOLDER... (after a build); exits with 1 where a law is broken.
//
//   --most N      how many bindings of a file are removed, renamed, moved, …; every literal and every list is edited in any case
//   --only KINDS  which edits are tried, with commas between them: names of functions in `edit-laws.mjs`
//   --files NAME  only files of this name: `flake.nix`
//   --every N     only one file of N
//   --log FILE    where the counts of each file are kept; a run that was broken off goes on from there
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { addTally, newTally, totalOf, tryEdits } from "./edit-laws.mjs";
import { nixFilesIn } from "./nix-files.mjs";

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: "string" },
    only: { type: "string" },
    files: { type: "string" },
    every: { type: "string", default: "1" },
    log: { type: "string" },
    show: { type: "string", default: "20" },
  },
});
if (folders.length === 0) {
  console.error(
    "usage: node test/edit-corpora.mjs [--most N] [--only KINDS] [--files NAME] [--every N] [--log FILE] FOLDER...",
  );
  process.exit(2);
}
const options = {
  ...(values.most && { most: Number(values.most) }),
  ...(values.only && { chosen: values.only.split(",") }),
};
const done = readLog(values.log);
const all = newTally();
const rows = {};
for (const folder of folders) {
  const tally = newTally();
  const files = chosenFilesIn(folder);
  for (const file of files) addTally(tally, done.get(file) ?? tryFile(file));
  const { attempts, edits, unchanged, refused, broken } = totalOf(tally);
  rows[folder.split("/").slice(-2).join("/")] = {
    files: files.length,
    attempts,
    edits,
    unchanged,
    refused,
    broken,
  };
  addTally(all, tally);
}
console.table(all.kinds);
console.table(rows);
console.log("total", totalOf(all));
console.log("refused", all.refusals);
console.log("left out", all.skipped);
for (const { file, path, kind, message } of all.failures.slice(0, Number(values.show))) {
  console.log(`${file}: ${kind} ${path}: ${message}`);
}
process.exitCode = all.failures.length > 0 ? 1 : 0;

function tryFile(file) {
  const tally = newTally();
  tryEdits(file, readFileSync(file, "utf8"), tally, options);
  const failures = tally.failures.map(({ text: _text, ...failure }) => failure);
  if (values.log) appendFileSync(values.log, `${JSON.stringify({ name: file, ...tally, failures })}\n`);
  return tally;
}

function chosenFilesIn(folder) {
  return nixFilesIn(folder)
    .filter((file) => values.files === undefined || basename(file) === values.files)
    .filter((_, index) => index % Number(values.every) === 0);
}

function readLog(log) {
  if (log === undefined || !existsSync(log)) return new Map();
  const lines = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return new Map(lines.map((line) => JSON.parse(line)).map((tally) => [tally.name, tally]));
}
