// Damages names as people and models do, and prints how many of them are caught, and how often the right name is proposed.
//
//   node scripts/check-mutated-names.mjs [DIRECTORY…] [--count 2000] [--seed 1] [--list]
//
// Half of the names are those that files below the directories use, the others are drawn from the shipped indexes; without
// directories, all are. The mutations do not look at how names are compared. Build the packages first.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  check,
  collectDeclarations,
  foreignNames,
  lookupOption,
  lookupPackage,
  printOptionPath,
  readOptionPath,
  shippedNames,
} from "../dist/names.js";
import { nameMutations } from "./name-mutations.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "2400" },
    seed: { type: "string", default: "1" },
    list: { type: "boolean" },
  },
});

const { packageMutations, optionMutations, pick } = nameMutations(Number(values.seed));
const words = new Set(positionals.flatMap((directory) => [...wordsIn(directory)]));

// What a project brings along that uses modules and overlays from elsewhere: there, fewer names can be said to be unknown.
const foreign = {
  ...collectDeclarations([]),
  foreignModules: true,
  foreignPackages: true,
  foreignLib: true,
};

measurePackages();
for (const kind of ["nixos", "home-manager", "nix-darwin"]) measureOptions(kind);

function measurePackages() {
  const index = shippedNames.packages;
  const top = index.set("");
  const all = top.names.filter((name) => name.length > 2 && isPackage(top.find(name)));
  const used = all.filter((name) => words.has(name));
  const rows = new Map();
  const per = Math.ceil(Number(values.count) / Object.keys(packageMutations).length);
  let names = 0;
  for (const [mutation, mutate] of Object.entries(packageMutations)) {
    for (let done = 0, tries = 0; done < per && tries < per * 50; tries++) {
      const name = used.length > 100 && done % 2 === 0 ? pick(used) : pick(all);
      const mutant = mutate(name);
      if (mutant === undefined || mutant === name || mutant.startsWith("-")) continue;
      if (top.find(mutant)) {
        names++;
        continue;
      }
      done++;
      count(rows, mutation, name, mutant, lookupPackage([mutant]), name);
    }
  }
  for (const [name, targets] of foreignNames()) {
    if (!top.find(name))
      count(rows, "name of another collection", targets[0], name, lookupPackage([name]), ...targets);
  }
  print(`packages (${used.length} used names, ${all.length} in all)`, rows);
  console.log(`${names} more mutants are names of other packages.`);
}

function isPackage(entry) {
  return !entry.removed && !entry.alias && !entry.other && !entry.set;
}

function measureOptions(kind) {
  const index = shippedNames.options(kind);
  const all = index
    .entries()
    .filter((entry) => !entry.hidden && !entry.removed && !entry.internal && !entry.movedTo);
  const used = all.filter((entry) =>
    readOptionPath(entry.path).every((name) => /^[<*]/.test(name) || words.has(name)),
  );
  const rows = new Map();
  let names = 0;
  let free = 0;
  const total = kind === "nixos" ? Number(values.count) : Number(values.count) / 3;
  const per = Math.ceil(total / Object.keys(optionMutations).length);
  for (const [mutation, mutate] of Object.entries(optionMutations)) {
    for (let done = 0, tries = 0; done < per && tries < per * 80; tries++) {
      const entry = used.length > 100 && done % 2 === 0 ? pick(used) : pick(all);
      const path = readOptionPath(entry.path).map((name) => (name.startsWith("<") ? "example" : name));
      const mutant = mutate(path);
      if (mutant === undefined || printOptionPath(mutant) === printOptionPath(path)) continue;
      const answer = lookupOption(mutant, kind);
      if (answer.answer === "known") {
        if (answer.entry.place === "inside") free++;
        else names++;
        continue;
      }
      done++;
      count(
        rows,
        mutation,
        printOptionPath(path),
        printOptionPath(mutant),
        { ...answer, kind },
        printOptionPath(path),
      );
    }
  }
  print(`options of ${kind} (${used.length} used, ${all.length} in all)`, rows);
  console.log(`${names} more mutants are options, and ${free} stand where any name is allowed.`);
}

function count(rows, mutation, wanted, mutant, answer, ...right) {
  const row = rows.get(mutation) ?? { mutants: 0, caught: 0, flagged: 0, first: 0, three: 0 };
  rows.set(mutation, row);
  row.mutants++;
  if (answer.answer !== "unknown") {
    if (values.list) console.log(`not caught: ${mutant} (${wanted})`);
    return;
  }
  row.caught++;
  if (isFlagged(mutant, answer)) row.flagged++;
  const proposed = answer.suggestions.map((suggestion) => suggestion.path);
  const same = (path) => right.includes(path) || isSame(path, wanted);
  if (proposed.length > 0 && same(proposed[0])) row.first++;
  if (proposed.some(same)) {
    row.three++;
    if (values.list && !same(proposed[0]))
      console.log(`  second: ${mutation}: ${mutant} (${wanted}) → ${proposed.join(", ")}`);
  } else if (values.list) console.log(`${mutation}: ${mutant} (${wanted}) → ${proposed.join(", ")}`);
}

/** Whether a file with the mutant in such a project is flagged. */
function isFlagged(mutant, { kind }) {
  const path = kind === undefined ? printOptionPath([mutant]) : mutant;
  const text = kind === undefined ? `{ pkgs }: pkgs.${path}` : `{ ${path} = value; }`;
  return check(text, { declarations: foreign, ...(kind && { kind }) }).diagnostics.length > 0;
}

/** An alias of the wanted name is right too. */
function isSame(path, wanted) {
  const found = lookupPackage(path);
  return found.answer === "known" && found.entry.alias === true && found.entry.to === wanted;
}

function print(title, rows) {
  const sum = { mutants: 0, caught: 0, flagged: 0, first: 0, three: 0 };
  console.log(
    `\n${title}\n${"".padEnd(30)}${"mutants".padEnd(10)}${"caught".padEnd(10)}${"in project".padEnd(12)}${"first".padEnd(10)}among three`,
  );
  for (const [mutation, row] of [...rows, ["all", sum]]) {
    const percent = (number) => `${((number / row.mutants) * 100).toFixed(1)} %`.padEnd(10);
    console.log(
      `${mutation.padEnd(30)}${String(row.mutants).padEnd(10)}${percent(row.caught)}${percent(row.flagged)}  ${percent(row.first)}${percent(row.three)}`,
    );
    if (row !== sum) for (const key of Object.keys(sum)) sum[key] += row[key];
  }
}

function* wordsIn(directory) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) yield* wordsIn(path);
    else if (stat?.isFile() && name.endsWith(".nix"))
      yield* readFileSync(path, "utf8").match(/[A-Za-z_][\w'-]*/g) ?? [];
  }
}
