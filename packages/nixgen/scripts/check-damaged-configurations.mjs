// Damages names in real configurations, one at a time and where they stand, and prints how many are found at that place, and
// how often the first proposal brings the file back.
//
//   node scripts/check-damaged-configurations.mjs DIRECTORY… [--count 200] [--seed 1] [--list]
//
// Names are found here by their looks, not by what `check` looks at: `pkgs.x`, what lists below `with pkgs` hold, and
// bindings whose path is that of an option. Build the packages first.
import { parseArgs } from "node:util";
import { childrenOf, staticName } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { check, lookupOption, lookupPackage } from "../dist/names.js";
import { nameMutations } from "./name-mutations.mjs";
import { readProject } from "./read-project.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    list: { type: "boolean" },
  },
});
const { packageMutations, optionMutations, pick } = nameMutations(Number(values.seed));

/** Within what is no module by itself, bindings are no options. */
const notAModule = ["\0"];

const all = positionals.flatMap((directory) => {
  const { files, declarations } = readProject(directory);
  return files.flatMap((file) => {
    const found = [];
    collectNames(file.tree.expression, [], false, file.kind?.[0], found);
    return found.map((name) => ({ ...name, file, declarations }));
  });
});

const rows = new Map();
const count = Number(values.count);
for (const [what, mutations] of [
  ["package", packageMutations],
  ["option", optionMutations],
]) {
  const names = all.filter((name) => name.what === what);
  console.log(`${names.length} names of ${what}s`);
  const kinds = Object.entries(mutations);
  for (let done = 0, tries = 0; done < count / 2 && tries < count * 100; tries++) {
    const [mutation, mutate] = kinds[tries % kinds.length];
    const mutant = damage(pick(names), mutate);
    if (mutant === undefined) continue;
    done++;
    judge(`${what}: ${mutation}`, mutant);
  }
}
print();

/** What looks like a package of nixpkgs or an option, with the node of its last name or, of options, those of all names. */
function collectNames(node, path, inPackages, kind, found) {
  switch (node.kind) {
    case "Select": {
      const name = node.path.names[0];
      const isPackage = node.subject.kind === "Identifier" && node.subject.name === "pkgs";
      if (isPackage && isKnownPackage(staticName(name))) found.push({ what: "package", nodes: [name] });
      break;
    }
    case "With": {
      const { scope } = node;
      collectNames(scope, [], false, kind, found);
      const isPackages = scope.kind === "Identifier" && scope.name === "pkgs";
      collectNames(node.body, path, isPackages, kind, found);
      return;
    }
    case "List":
      for (const element of node.elements)
        if (inPackages && element.kind === "Identifier" && isKnownPackage(element.name))
          found.push({ what: "package", nodes: [element] });
      break;
    case "Binding": {
      const names = node.path.names;
      const isConfig = path.length === 0 && staticName(names[0]) === "config" && names.length === 1;
      const inner = path === notAModule ? path : isConfig ? [] : [...path, ...names];
      const texts = path === notAModule ? [] : inner.map((name) => staticName(name));
      if (kind !== undefined && texts.length > 0 && texts.every((text) => text !== undefined)) {
        const answer = lookupOption(texts, kind);
        const isOption = answer.answer === "known" && answer.entry.place === "option";
        if (isOption && !answer.entry.entry.removed && answer.entry.entry.movedTo === undefined)
          found.push({ what: "option", kind, nodes: inner, path: texts });
      }
      collectNames(node.value, inner, inPackages, kind, found);
      return;
    }
    case "Let":
      for (const binding of node.bindings) collectNames(binding, notAModule, inPackages, kind, found);
      collectNames(node.body, path, inPackages, kind, found);
      return;
    case "Application":
      collectNames(node.function, notAModule, inPackages, kind, found);
      collectNames(node.argument, isWrapper(node.function) ? path : notAModule, inPackages, kind, found);
      return;
    case "AttributeSet":
    case "Function":
    case "Parenthesized":
    case "Formals":
      break;
    default:
      for (const child of childrenOf(node)) collectNames(child, notAModule, inPackages, kind, found);
      return;
  }
  for (const child of childrenOf(node)) collectNames(child, path, inPackages, kind, found);
}

/** `mkIf condition`, `lib.mkForce`: what they take is where they stand. */
function isWrapper(node) {
  const callee = node.kind === "Application" ? node.function : node;
  const name = callee.kind === "Select" ? staticName(callee.path.names.at(-1)) : callee.name;
  return /^(mkIf|mkForce|mkDefault|mkMerge|mkOverride)$/.test(name ?? "");
}

function isKnownPackage(name) {
  const answer = name === undefined || name.length < 3 ? undefined : lookupPackage([name]);
  return answer?.answer === "known" && !answer.entry.removed && !answer.entry.alias;
}

/** A name with its mutant, and the text of the file with it; `undefined` where it would be another name that exists. */
function damage(name, mutate) {
  const { file, what, nodes, kind } = name;
  const names = nodes.map((node) => staticName(node));
  const mutated = what === "package" ? [mutate(names[0])].filter(Boolean) : mutate(names);
  if (mutated === undefined || mutated.length !== names.length) return undefined;
  const at = mutated.findIndex((text, index) => text !== names[index]);
  if (at < 0 || mutated[at].startsWith("-")) return undefined;
  const answer = what === "package" ? lookupPackage([mutated[at]]) : lookupOption(mutated, kind);
  if (answer.answer === "known") return undefined;
  const node = nodes[at];
  // A name that users choose is no name of an option.
  if (what === "option" && isChosen(names, at, kind)) return undefined;
  for (const written of [mutated[at], JSON.stringify(mutated[at])]) {
    const text = file.text.slice(0, node.span.start) + written + file.text.slice(node.span.end);
    const { tree, diagnostics } = parse(text);
    if (diagnostics.length === 0) return { ...name, node, text, tree, written, right: names[at] };
  }
  return undefined;
}

/** Whether any other name could stand at a place of a path. */
function isChosen(path, at, kind) {
  const other = path.map((name, index) => (index === at ? "some-name-that-nobody-uses" : name));
  return lookupOption(other, kind).answer === "known";
}

function judge(row, { file, declarations, nodes, node, text, tree, written, right }) {
  const result = rows.get(row) ?? { mutants: 0, found: 0, first: 0, three: 0 };
  rows.set(row, result);
  result.mutants++;
  const options = { declarations, isDeclared: true, ...(file.kind ? { kind: file.kind } : {}) };
  const before = new Set(check(file.tree, options).diagnostics.map(({ message }) => message));
  const reports = check(tree, options).diagnostics.filter(
    ({ code, span, message }) =>
      !before.has(message) &&
      code.startsWith("names/") &&
      span.start <= Math.max(nodes.at(-1).span.end, node.span.start + written.length) &&
      span.end >= node.span.start,
  );
  const place = `${file.path}@${node.span.start}`;
  const [report] = reports;
  if (report === undefined) {
    if (values.list) console.log(`${row}: not found: ${written} (${right}) in ${place}`);
    return;
  }
  result.found++;
  const restores = report.suggestions.map(({ replacement: { span, text: other } = {}, message }) => {
    const mended = span && text.slice(0, span.start) + other + text.slice(span.end);
    return mended === file.text || message.endsWith(`\`${right}\``) || message.endsWith(`.${right}\``);
  });
  if (restores[0]) result.first++;
  if (restores.includes(true)) result.three++;
  if (!restores[0] && values.list) {
    const proposed = report.suggestions.map(({ message }) => message).join(", ");
    console.log(`${row}: ${written} (${right}): ${report.message}: ${proposed} in ${place}`);
  }
}

function print() {
  const sum = { mutants: 0, found: 0, first: 0, three: 0 };
  for (const row of rows.values()) for (const key of Object.keys(sum)) sum[key] += row[key];
  console.log(`${"".padEnd(36)}${"mutants".padEnd(9)}${"found".padEnd(9)}${"first".padEnd(9)}among three`);
  for (const [name, row] of [...rows, ["all", sum]]) {
    const percent = (number) => `${((number / row.mutants) * 100).toFixed(1)} %`.padEnd(9);
    console.log(
      `${name.padEnd(36)}${String(row.mutants).padEnd(9)}${percent(row.found)}${percent(row.first)}${percent(row.three)}`,
    );
  }
}
