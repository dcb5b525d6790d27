// Formats all Nix files of the corpora and prints one table.
// Usage: node test/format-corpora.mjs [--hashes FILE] [--nixfmt COMMAND] [--record FILE] [--parse N] [--only NAME] FOLDER
//
// FOLDER holds the corpora, each in a folder of its own. What each file has to become is known from nixfmt 1.4: most are
// formatted already and have to stay as they are; for the others a table holds the hash of what nixfmt makes of them.
//   --hashes FILE     the same for nixpkgs of 2018: lines of a path, a tab, and 16 hex digits of a SHA-256, or `error`
//   --nixfmt COMMAND  asks this nixfmt about each file instead
//   --record FILE     writes the table, from the answers of that nixfmt
//   --parse N         how many files of each corpus Nix reads before and after, made untidy where they are tidy; 20 where nothing is said
//   --only NAME       one corpus
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { format, NixError } from "@nixgen/parser";
import { disturb } from "./disturb.mjs";
import { findFormatFault } from "./format-laws.mjs";
import { nixFilesIn } from "./nix-files.mjs";
import { runNixfmt } from "./run-nixfmt.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hashes: { type: "string" },
    nixfmt: { type: "string" },
    record: { type: "string" },
    parse: { type: "string", default: "20" },
    only: { type: "string" },
  },
});
const [root] = positionals;
if (root === undefined) {
  console.error("usage: node test/format-corpora.mjs [--hashes FILE] [--nixfmt COMMAND] FOLDER");
  process.exit(2);
}

/** The corpus of which only `--hashes` says what its files become. */
const unformattedCorpus = "nixpkgs-channels";
/** The corpus that holds pairs of files, made with this width. */
const pairs = { corpus: "nixfmt", width: 80 };

/** Files with which nixfmt does what Nix does not, and we do not follow it. docs/formatting.md says more. */
const deviations = {
  "nix/tests/functional/lang/eval-fail-dynamic-attrs-inherit.nix":
    "nixfmt refuses an interpolation in inherit",
  "nix/tests/functional/lang/eval-fail-dynamic-attrs-inherit-2.nix":
    "nixfmt refuses an interpolation in inherit",
  "nix/tests/functional/lang/eval-fail-eol-2.nix": "nixfmt refuses a lone carriage return",
  "nix/tests/functional/lang/parse-okay-crlf.nix": "nixfmt refuses a lone carriage return",
  "nix/tests/functional/lang/eval-okay-deprecate-cursed-or.nix":
    "nixfmt takes `or` for an element of its own",
  "nix/tests/functional/lang/parse-fail-unexpected-hpath.nix": "nixfmt takes `a.~/b`, which Nix refuses",
  "nix/tests/functional/lang/parse-fail-utf8.nix":
    "nixfmt takes letters outside ASCII for names, which Nix refuses",
};

const known = readTable(new URL("samples/nixfmt-results.tsv", import.meta.url), "");
if (values.hashes)
  readTable(values.hashes, `${unformattedCorpus}/`).forEach((hash, path) => known.set(path, hash));

const rows = [];
const recorded = [];
for (const corpus of readdirSync(root).sort()) {
  if (values.only === undefined || values.only === corpus) rows.push(measure(corpus));
}
console.table(rows);
if (values.record) writeFileSync(values.record, recorded.map((line) => `${line}\n`).join(""));
const mistakes = [
  "differ",
  "moves again",
  "other tree",
  "lost comments",
  "comments in another order",
  "Nix reads otherwise",
];
process.exitCode = rows.some((row) => mistakes.some((key) => row[key] > 0)) ? 1 : 0;

function measure(corpus) {
  const row = {
    corpus,
    files: 0,
    "stay as they are": 0,
    "become what nixfmt makes": 0,
    "refused as by nixfmt": 0,
    differ: 0,
    "nixfmt is wrong": 0,
    "not judged": 0,
    "moves again": 0,
    "other tree": 0,
    "lost comments": 0,
    "comments in another order": 0,
    "read by Nix": 0,
    "Nix reads otherwise": 0,
    "MB/s": "",
  };
  const report = (name, what) => console.log(`${corpus}/${name}: ${what}`);
  let bytes = 0;
  let time = 0;
  const files = readFiles(corpus);
  const answers = values.nixfmt ? askNixfmt(files) : undefined;
  const every = Math.max(1, Math.floor(files.length / Number(values.parse)));
  files.forEach(({ name, text, options, output }, index) => {
    const expected = answers ? answers[index] : expectedOf(corpus, name, text, output);
    row.files++;
    bytes += Buffer.byteLength(text);
    const started = performance.now();
    const formatted = formatOrRefuse(text, options);
    time += performance.now() - started;
    if (answers && expected !== hashOf(text)) recorded.push(`${corpus}/${name}\t${expected}`);
    if (expected === undefined) row["not judged"]++;
    else if (hashOf(formatted) !== expected) {
      const reason = deviations[`${corpus}/${name}`];
      row[reason === undefined ? "differ" : "nixfmt is wrong"]++;
      report(name, reason ?? "differs");
    } else if (formatted === undefined) row["refused as by nixfmt"]++;
    else if (formatted === text) row["stay as they are"]++;
    else row["become what nixfmt makes"]++;
    if (formatted === undefined) return;
    const fault = findFormatFault(text, formatted, options);
    if (fault !== undefined) {
      row[fault.law]++;
      report(name, `${fault.law}: ${fault.detail.slice(0, 200)}`);
    }
    if (index % every === 0)
      judgeWithNix(row, name, formatted === text ? disturb(text, index) : text, options, report);
  });
  row["MB/s"] = (bytes / 1e3 / time).toFixed(1);
  return row;
}

function readFiles(corpus) {
  const folder = join(root, corpus);
  if (corpus === pairs.corpus) {
    const inputs = findNixFiles(folder).filter((name) => /test\/diff\/[^/]+\/in\.nix$/.test(name));
    return inputs.map((name) => ({
      name,
      text: readFileSync(join(folder, name), "utf8"),
      output: readFileSync(join(folder, dirname(name), "out.nix"), "utf8"),
      options: { width: pairs.width },
    }));
  }
  return findNixFiles(folder).map((name) => {
    return { name, text: readFileSync(join(folder, name), "utf8"), output: undefined, options: {} };
  });
}

/** The names of the files of a folder. */
function findNixFiles(folder) {
  return nixFilesIn(folder).map((file) => relative(folder, file));
}

function askNixfmt(files) {
  const { options = {} } = files[0] ?? {};
  return runNixfmt(
    values.nixfmt,
    files.map(({ text }) => text),
    options,
  ).map(hashOf);
}

/** The hash of what the file has to become; `undefined` where nothing is known of it. */
function expectedOf(corpus, name, text, output) {
  if (output !== undefined) return hashOf(output);
  const hash = known.get(`${corpus}/${name}`);
  if (hash !== undefined || corpus === unformattedCorpus) return hash;
  return hashOf(text);
}

function formatOrRefuse(text, options) {
  try {
    return format(text, options);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return undefined;
  }
}

function hashOf(text) {
  return text === undefined ? "error" : createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function readTable(file, prefix) {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => line.split("\t")).map(([path, hash]) => [prefix + path, hash]));
}

/** Compares how Nix prints what it read, of a text that is untidy. It prints names in an order of its own, so the words are compared. */
function judgeWithNix(row, name, text, options, report) {
  const before = readByNix(text);
  // Nix also looks for variables, and older ones do not know pipes: then there is nothing to compare.
  if (before === undefined) return;
  row["read by Nix"]++;
  if (readByNix(format(text, options)) === before) return;
  row["Nix reads otherwise"]++;
  report(name, "is read otherwise by Nix");
}

function readByNix(text) {
  const { status, stdout } = spawnSync("nix-instantiate", ["--parse", "-"], {
    input: text,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    env: { ...process.env, NIX_REMOTE: "dummy://" },
  });
  if (status !== 0) return undefined;
  return stdout
    .split(/[\s(){}[\];,]+/)
    .sort()
    .join(" ");
}
