// Looks names up: the first time, in a process of its own, beside the import that it needs; and again and again, beside a
// plain scan of all names. With folders, checks the files in them, beside parsing them. Usage: node bench/names.mjs [FOLDER...]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "@nixgen/parser";
import {
  check,
  lookupOption,
  lookupPackage,
  searchOptions,
  searchPackages,
  shippedNames,
} from "nixgen/names";
import { nixFilesIn } from "../test/nix-files.mjs";
import { compare, median, report } from "./measure.mjs";

const firstTimes = { import: [], package: [], option: [], "decompressing once": [] };
const program = `
  const { readFileSync } = await import("node:fs");
  const { brotliCompressSync, brotliDecompressSync } = await import("node:zlib");
  const start = performance.now();
  const { lookupOption, lookupPackage, shippedNames } = await import("nixgen/names");
  const imported = performance.now();
  lookupPackage("jq");
  const found = performance.now();
  lookupOption("services.nginx.enable", "nixos");
  const done = performance.now();
  const names = brotliCompressSync(shippedNames.packages.set("").names.join("\\n"), { params: { 1: 5 } });
  const before = performance.now();
  brotliDecompressSync(names).toString().split("\\n");
  console.log(JSON.stringify([imported - start, found - imported, done - found, performance.now() - before]));`;
for (let round = 0; round < 9; round++) {
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  JSON.parse(stdout).forEach((time, index) => Object.values(firstTimes)[index].push(time));
}
const plain = median(firstTimes["decompressing once"]);
console.log(
  "\nThe first look-up (the goal is at most 50 ms), beside decompressing all names of the top level",
);
for (const [name, times] of Object.entries(firstTimes)) {
  const time = median(times);
  const ratio = `${(time / plain).toFixed(2)} × decompressing`;
  console.log(`  ${name.padEnd(20)} ${time.toFixed(1).padStart(7)} ms  ${ratio}`);
}

const all = shippedNames.packages.set("").names;
let round = 0;
report(
  "Looking up when warm (a search has 10 ms)",
  compare(
    {
      "scan of all package names": () => all.filter((name) => name.toLowerCase().includes("json")).length,
      "search for packages": () => searchPackages("json processor jq"),
      "search for options": () => searchOptions("nginx ssl", "nixos"),
      "proposals for a package": () => lookupPackage(`ripgrepp${round++ % 10}`),
      "proposals for an option": () => lookupOption("services.ngnix.enable", "nixos"),
    },
    { rounds: 21 },
  ),
  "scan of all package names",
);

const texts = process.argv
  .slice(2)
  .flatMap(nixFilesIn)
  .map((file) => readFileSync(file, "utf8"));
if (texts.length > 0) {
  report(
    `Checking ${texts.length} files`,
    compare({
      parse: () => texts.forEach((text) => parse(text)),
      "parse and check": () => texts.forEach((text) => check(text, { kind: "nixos" })),
    }),
    "parse",
  );
}
