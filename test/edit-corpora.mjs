// Tries the laws of edits on all files of folders, and prints one table.
// Usage: node test/edit-corpora.mjs FOLDER... (after a build); exits with 1 where a law is broken.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { newTally, tryEdits } from "./edit-laws.mjs";

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: node test/edit-corpora.mjs FOLDER...");
  process.exit(2);
}
const rows = [];
let failed = 0;
for (const folder of folders) {
  const tally = newTally();
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".nix"));
  const started = performance.now();
  for (const name of files) {
    let text;
    try {
      text = readFileSync(join(folder, name), "utf8");
    } catch {
      continue;
    }
    tryEdits(join(folder, name), text, tally, { most: Number(process.env.MOST ?? Infinity) });
  }
  const seconds = (performance.now() - started) / 1000;
  rows.push({
    folder: basename(folder),
    files: files.length,
    edits: tally.edits,
    skipped: tally.skipped,
    failures: tally.failures.length,
    seconds: seconds.toFixed(0),
  });
  console.log(basename(folder), tally.kinds);
  for (const { file, path, kind, message } of tally.failures.slice(0, Number(process.env.SHOW ?? 20))) {
    console.log(`  ${file}: ${kind} ${path}: ${message}`);
  }
  failed += tally.failures.length;
}
console.table(rows);
process.exitCode = failed > 0 ? 1 : 0;
