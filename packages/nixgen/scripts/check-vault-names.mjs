// Looks up each package of an older nixpkgs in the shipped index, and counts by set what came of it. Build the packages first.
//
//   node scripts/check-vault-names.mjs VAULT [--show SET]
//
// VAULT is a checkout of osbm/nixpkgs-vault. With --show, the names of a set that the index does not know are printed.
import { parseArgs } from "node:util";
import { lookupPackage } from "nixgen/names";
import { readVault } from "./read-vault.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { show: { type: "string" } } });
const { packages } = readVault(positionals[0]);
const columns = ["names", "known", "listed", "old", "removed", "unknown", "not-covered"];
const counts = new Map();
const count = (set, column) => {
  const row = counts.get(set) ?? Object.fromEntries(columns.map((name) => [name, 0]));
  row[column]++;
  counts.set(set, row);
};
for (const { set, name } of packages) {
  const result = lookupPackage([...(set === "" ? [] : set.split(".")), name]);
  const { answer, entry } = result;
  const what =
    answer !== "known"
      ? answer
      : entry.removed
        ? "removed"
        : entry.alias
          ? "old"
          : entry.listed
            ? "listed"
            : "known";
  for (const row of new Set(["all", set.split(".")[0] || "top level"])) {
    count(row, "names");
    count(row, what);
  }
  if (values.show === (set.split(".")[0] || "top level") && answer !== "known")
    console.log(
      [set, name].filter(Boolean).join("."),
      answer,
      result.reason ?? result.suggestions.map((one) => one.path).join(", "),
    );
}
if (values.show === undefined) {
  console.log(["set", ...columns].join("\t"));
  const rows = [...counts].sort(([, a], [, b]) => b.names - a.names);
  for (const [set, row] of rows) console.log([set, ...columns.map((name) => row[name])].join("\t"));
}
