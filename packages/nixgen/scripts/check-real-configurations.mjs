// Checks the names in real configurations, and prints what is flagged.
//
//   node scripts/check-real-configurations.mjs DIRECTORY… [--list] [--kind KIND]
//
// A directory is a project: what one of its files declares is known in all. Without --kind, whose module a file is is
// guessed from the options that it sets. --declared NAMES are options from elsewhere, as those of a test harness. --stubs PATH is an option whose attributes are packages that it adds, as `test.stubs`
// in the tests of home-manager. --list prints
// each finding, --only unknown|type|renamed some of them. Build the packages first.
import { basename, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildLineIndex } from "@nixgen/core";
import { check } from "../dist/names.js";
import { readProject } from "./read-project.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: "boolean" },
    kind: { type: "string" },
    only: { type: "string" },
    declared: { type: "string" },
    stubs: { type: "string" },
  },
});

const columns = [
  "project",
  "files",
  "modules",
  "packages",
  "options",
  "values",
  "not covered",
  "unknown",
  "type",
  "renamed",
];
const rows = [];
const total = {};
for (const directory of positionals) {
  const { files, declarations } = readProject(directory, {
    ...(values.kind ? { kind: values.kind } : {}),
    ...(values.stubs ? { stubs: values.stubs } : {}),
    declared: (values.declared ?? "").split(",").filter(Boolean),
  });
  const row = { project: basename(directory), files: files.length, modules: 0 };
  const add = (key, count = 1) => (row[key] = (row[key] ?? 0) + count);
  for (const { path, text, tree, kind } of files) {
    if (kind !== undefined) add("modules");
    const { diagnostics, counts } = check(tree, {
      ...(kind ? { kind } : {}),
      declarations,
      isDeclared: true,
    });
    add("packages", counts.packages);
    add("options", counts.options);
    add("values", counts.values);
    add("not covered", counts.notCovered);
    const lines = buildLineIndex(text);
    for (const { code, message, span, suggestions } of diagnostics) {
      const group = code.includes("unknown") ? "unknown" : code === "names/option-type" ? "type" : "renamed";
      add(group);
      if (!values.list || (values.only && values.only !== group)) continue;
      const place = `${row.project}/${relative(directory, path)}:${lines.positionAt(span?.start ?? 0).line}`;
      const help = suggestions[0] ? ` (${suggestions[0].message})` : "";
      console.log(`${place} [${kind ?? "-"}] ${code}: ${message}${help}`);
    }
  }
  rows.push(row);
  for (const [key, value] of Object.entries(row))
    if (typeof value === "number") total[key] = (total[key] ?? 0) + value;
}
rows.push({ ...total, project: "all" });
for (const row of [Object.fromEntries(columns.map((name) => [name, name])), ...rows]) {
  console.log(columns.map((name) => String(row[name] ?? 0).padEnd(name === "project" ? 28 : 12)).join(""));
}
const names = (total.packages ?? 0) + (total.options ?? 0);
console.log(`flagged as unknown: ${(((total.unknown ?? 0) / names) * 100).toFixed(2)} % of ${names} names`);
