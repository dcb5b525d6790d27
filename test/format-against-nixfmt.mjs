// Formats files of folders after making them untidy, beside a real nixfmt, and keeps what differs.
// Usage: node test/format-against-nixfmt.mjs --nixfmt COMMAND [--count N] [--seed N] [--generated] [--keep FOLDER] FOLDER...
//
//   --count N      how many texts; 1,000 where nothing is said
//   --seed N       where to start; each seed is one file, made untidy in its own way
//   --generated    generated texts, not files
//   --keep FOLDER  where to put what differs: the text, what we make of it, and what nixfmt makes of it
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, NixError, parse } from "@nixgen/parser";
import { disturb } from "./disturb.mjs";
import { findDifference } from "./format-laws.mjs";
import { nixFilesIn } from "./nix-files.mjs";
import { makeNix } from "./random-nix.mjs";
import { runNixfmt } from "./run-nixfmt.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nixfmt: { type: "string", default: "nixfmt" },
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "0" },
    generated: { type: "boolean", default: false },
    keep: { type: "string" },
  },
});

/** Widths and indentations, each for a part of the texts. */
const layouts = [
  { width: 100, indent: 2 },
  { width: 100, indent: 2 },
  { width: 80, indent: 2 },
  { width: 60, indent: 4 },
  { width: 120, indent: 4 },
  { width: 40, indent: 2 },
  { width: 1, indent: 2 },
  { width: 100, indent: 0 },
];

/** nixfmt takes a second for as much and more. */
const maxLength = 60_000;

const files = positionals.flatMap(nixFilesIn);
if (files.length === 0 && !values.generated) {
  console.error("usage: node test/format-against-nixfmt.mjs --nixfmt COMMAND [--generated] FOLDER...");
  process.exit(2);
}

const samples = [];
for (let seed = Number(values.seed); samples.length < Number(values.count); seed++) {
  const text = values.generated ? makeNix(seed) : readText(files[(seed * 7919) % files.length]);
  if (text === undefined || text.length > maxLength) continue;
  samples.push({
    seed,
    layout: layouts[seed % layouts.length],
    text: values.generated ? text : disturb(text, seed),
  });
}

const counts = {
  texts: samples.length,
  same: 0,
  "both refuse": 0,
  "only we refuse": 0,
  "only nixfmt refuses": 0,
  "nixfmt makes another tree": 0,
  differ: 0,
};
for (const layout of new Set(layouts)) {
  const group = samples.filter((sample) => sample.layout === layout);
  const theirs = runNixfmt(
    values.nixfmt,
    group.map(({ text }) => text),
    layout,
  );
  group.forEach((sample, index) => compare(sample, theirs[index]));
}
console.table([counts]);
process.exitCode = counts.differ > 0 ? 1 : 0;

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function compare({ seed, text, layout }, theirs) {
  let ours;
  try {
    ours = format(text, layout);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
  }
  const outcome = outcomeOf(text, ours, theirs);
  counts[outcome]++;
  if (outcome === "same" || outcome === "both refuse") return;
  console.log(`seed ${seed}, width ${layout.width}, indent ${layout.indent}: ${outcome}`);
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(join(values.keep, `${seed}.nix`), text);
  writeFileSync(join(values.keep, `${seed}.ours`), ours ?? "");
  writeFileSync(join(values.keep, `${seed}.nixfmt`), theirs ?? "");
}

function outcomeOf(text, ours, theirs) {
  if (ours === undefined) return theirs === undefined ? "both refuse" : "only we refuse";
  if (theirs === undefined) return "only nixfmt refuses";
  if (ours === theirs) return "same";
  // Without the space after a path, `./x .a` is the path `./x.a`: there we do not follow it.
  const difference = findDifference(parse(text).tree, parse(theirs).tree);
  return difference === undefined ? "differ" : "nixfmt makes another tree";
}
