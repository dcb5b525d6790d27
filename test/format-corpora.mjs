// Formats all Nix files of folders and prints one table.
// Usage: node test/format-corpora.mjs [--hashes FILE] [--reference FOLDER] [--width N] FOLDER...
//
// Without more, a file is right where formatting leaves it as it is: for folders that nixfmt has formatted.
//   --hashes FILE       lines of a path, a tab, and the first 16 hex digits of the SHA-256 of what nixfmt makes of the file
//   --reference FOLDER  what nixfmt made of the files, at the same paths
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { findTreeDifference } from "@nixgen/core";
import { format, NixError, parse } from "@nixgen/parser";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { hashes: { type: "string" }, reference: { type: "string" }, width: { type: "string" } },
});
if (positionals.length === 0) {
  console.error(
    "usage: node test/format-corpora.mjs [--hashes FILE] [--reference FOLDER] [--width N] FOLDER...",
  );
  process.exit(2);
}
const options = values.width ? { width: Number(values.width) } : {};
const hashes = values.hashes
  ? new Map(
      readFileSync(values.hashes, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split("\t")),
    )
  : undefined;

const rows = [];
for (const folder of positionals) {
  const row = {
    folder: basename(folder),
    files: 0,
    same: 0,
    differ: 0,
    refused: 0,
    moved: 0,
    "other tree": 0,
    "lost comments": 0,
    "MB/s": 0,
  };
  const wrong = [];
  let bytes = 0;
  let time = 0;
  for (const name of readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".nix"))
    .sort()) {
    let text;
    try {
      text = readFileSync(join(folder, name), "utf8");
    } catch {
      continue;
    }
    const expected = expectedOf(name, text);
    if (expected === undefined) continue;
    row.files++;
    bytes += Buffer.byteLength(text);
    const started = performance.now();
    let formatted;
    try {
      formatted = format(text, options);
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
    }
    time += performance.now() - started;
    if (formatted === undefined) row.refused++;
    if (isExpected(formatted, expected)) row.same++;
    else {
      row.differ++;
      wrong.push(name);
    }
    if (formatted === undefined) continue;
    if (format(formatted, options) !== formatted) row.moved++;
    if (findTreeDifference(plain(parse(text).tree), plain(parse(formatted).tree)) !== undefined)
      row["other tree"]++;
    if (comments(text) !== comments(formatted)) row["lost comments"]++;
  }
  row["MB/s"] = (bytes / 1e3 / time).toFixed(1);
  rows.push(row);
  for (const name of wrong.slice(0, 20)) console.log(`${row.folder}/${name} differs`);
}
console.table(rows);
process.exitCode = rows.some((row) => row.differ > 0) ? 1 : 0;

/** What the result is held against; `undefined` where nothing is known of the file. */
function expectedOf(name, text) {
  if (hashes) return hashes.get(name);
  if (!values.reference) return text;
  const path = join(values.reference, name);
  if (existsSync(path)) return readFileSync(path, "utf8");
  return existsSync(`${path}.error`) ? "error" : text;
}

function isExpected(formatted, expected) {
  if (formatted === undefined) return expected === "error";
  return hashes
    ? createHash("sha256").update(formatted).digest("hex").slice(0, 16) === expected
    : formatted === expected;
}

/** A tree in which literals of text are all of one kind: nixfmt writes URIs and some indented strings in double quotes. */
function plain(tree) {
  const text = JSON.stringify(tree, (_, value) => {
    if (value?.kind === "IndentedString") return { ...value, kind: "String" };
    return value?.kind === "Uri"
      ? { ...value, kind: "String", text: undefined, parts: [{ kind: "StringText", value: value.text }] }
      : value;
  });
  return JSON.parse(text);
}

/** All comments of a text, in an order that does not depend on where they stand. */
function comments(text) {
  const found = [];
  const { tree } = parse(text);
  JSON.stringify(tree, (key, value) => {
    if (key === "trailing" && typeof value === "string") found.push(value);
    if (value?.kind === "LineComment") found.push(value.text);
    if (value?.kind === "BlockComment") found.push(value.lines.join("\n"));
    if (value?.kind === "LanguageAnnotation") found.push(value.language);
    return value;
  });
  return found
    .map((comment) => comment.replaceAll(/\s+/g, " ").trim())
    .sort()
    .join("\n");
}
