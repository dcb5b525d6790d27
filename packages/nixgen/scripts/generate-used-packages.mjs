// Writes `data/used-packages.txt`: the packages of the top level that package files of nixpkgs take as arguments, those that most
// of them take first. Build the packages first.
//
//   node scripts/generate-used-packages.mjs NIXPKGS
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "@nixgen/parser";
import { nixFilesIn } from "../../../test/nix-files.mjs";
import { shippedNames } from "../dist/names.js";

/** What fewer files take is not used much more than what none takes. */
const fewest = 10;

const [nixpkgs] = process.argv.slice(2);
const top = shippedNames.packages.set("");
const counts = new Map();
for (const file of nixFilesIn(`${nixpkgs}/pkgs`)) {
  const { expression } = parse(readFileSync(file, "utf8")).tree;
  if (expression?.kind !== "Function" || expression.parameter.kind !== "Formals") continue;
  for (const { name } of expression.parameter.formals)
    counts.set(name.name, (counts.get(name.name) ?? 0) + 1);
}
const used = [...counts]
  .filter(([name, count]) => count >= fewest && isPackage(top.find(name)))
  .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
const text = used.map(([name]) => `${name}\n`).join("");
writeFileSync(new URL("../data/used-packages.txt", import.meta.url), text);
console.log(`${used.length} packages`);

function isPackage(entry) {
  return entry !== undefined && !entry.other && !entry.alias && !entry.removed;
}
