// Adds to data/packages.index the names of `haskellPackages` that a nixpkgs without its generated list of them still has: those
// that its lists of versions and of broken packages name, and the attributes that evaluate without the generated list.
//
//   node scripts/list-haskell-packages.mjs NIXPKGS
//
// NIXPKGS is a checkout of the revision that the index was made from. NIX_INSTANTIATE is the program that evaluates.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { rolldown } from "rolldown";

const set = "haskellPackages";
const nixpkgs = resolve(process.argv[2]);
const folder = join(nixpkgs, "pkgs/development/haskell-modules");
const { readContainer, writeContainer } = await load("names/format/container.ts");
const { writePackageIndex } = await load("names/package-index.ts");

const listed = ["stackage", "main", "broken", "transitive-broken"].flatMap(namesIn);
const evaluated = await evaluateNames();
const known = new Set([...listed, ...evaluated.keys()]);
const entries = [...known].map((name) => ({ name, ...(evaluated.get(name) && { other: true }) }));

const file = fileURLToPath(new URL("../data/packages.index", import.meta.url));
const old = readContainer(readFileSync(file));
const added = readContainer(
  writePackageIndex(old.meta.provenance, [{ path: set, entries }], { like: {}, whole: [] }),
);
const directory = JSON.parse(old.read("sets"));
const before = directory.partly?.includes(set) ? countOld() : 0;
directory.blocks[set] = JSON.parse(added.read("sets")).blocks[set];
directory.partly = [...new Set([...(directory.partly ?? []), set])];
const own = (name) => name.startsWith(`${set}:`);
const sections = new Map();
for (const name of old.sections.filter((one) => !own(one))) sections.set(name, old.read(name));
for (const name of added.sections.filter(own)) sections.set(name, added.read(name));
sections.set("sets", JSON.stringify(directory));
const meta = { ...old.meta, count: old.meta.count - before + entries.length };
writeFileSync(file, writeContainer(meta, sections));
console.log(`${listed.length} names in lists, ${evaluated.size} by evaluation, ${entries.length} in all`);

/** How many names of the set the index had. */
function countOld() {
  return old.sections.filter(own).reduce((sum, name) => sum + old.read(name).split("\n", 1)[0].length, 0);
}

/** The names in a list of hackage2nix: elements, as `- aeson ==2.2`, and keys of the lists of platforms. */
function namesIn(list) {
  const lines = readFileSync(join(folder, "configuration-hackage2nix", `${list}.yaml`), "utf8").split("\n");
  let section = "";
  return lines.flatMap((line) => {
    section = /^([a-z-]+):/.exec(line)?.[1] ?? section;
    const key = section.endsWith("-platforms") ? /^\s+([\w-]+):/.exec(line)?.[1] : undefined;
    return key ?? /^\s+- ([\w-]+)/.exec(line)?.[1] ?? [];
  });
}

/** The attributes of the set beside the generated list, and whether they are no packages: functions, and what GHC brings. */
async function evaluateNames() {
  const generated = join(folder, "hackage-packages.nix");
  const isMissing = !existsSync(generated);
  const pretend = (names) =>
    isMissing &&
    writeFileSync(
      generated,
      `{ lib, ... }: self: lib.genAttrs [ ${names.map((name) => JSON.stringify(name)).join(" ")} ] (name: throw name)\n`,
    );
  try {
    pretend([]);
    const inside = /^(__.*|override.*|extend|callPackages?|recurseForDerivations)$/;
    const names = (await evaluate("builtins.attrNames set")).filter((name) => !inside.test(name));
    // Packages are what is made from the generated list.
    pretend([...new Set([...names, ...listed])]);
    const types = await typesOf(names);
    return new Map(names.map((name, at) => [name, ["lambda", "null"].includes(types[at])]));
  } finally {
    if (isMissing) rmSync(generated);
  }
}

/** What attributes are for Nix; `undefined` where one does not evaluate. What Nix can't catch is looked for by halves. */
async function typesOf(names) {
  const list = names.map((name) => JSON.stringify(name)).join(" ");
  const text = `map (name: (builtins.tryEval (builtins.typeOf set.\${name})).value) [ ${list} ]`;
  try {
    return await evaluate(text);
  } catch {
    if (names.length === 1) return [undefined];
    const middle = names.length >> 1;
    return [...(await typesOf(names.slice(0, middle))), ...(await typesOf(names.slice(middle)))];
  }
}

async function evaluate(expression) {
  const program = process.env["NIX_INSTANTIATE"] ?? "nix-instantiate";
  const text = `let set = (import ${nixpkgs} { config.allowAliases = false; overlays = [ ]; system = "x86_64-linux"; }).${set}; in ${expression}`;
  const env = { ...process.env, NIX_REMOTE: "dummy://" };
  const { stdout } = await promisify(execFile)(program, ["--eval", "--strict", "--json", "-E", text], {
    env,
  });
  return JSON.parse(stdout);
}

/** A module of this package that is not exported. */
async function load(path) {
  const input = fileURLToPath(new URL(`../src/${path}`, import.meta.url));
  const bundle = await rolldown({ input, platform: "node", external: /^(?![./])/ });
  const { output } = await bundle.generate({ format: "esm" });
  const target = fileURLToPath(new URL(`../dist/.${path.replaceAll("/", "-")}.mjs`, import.meta.url));
  writeFileSync(target, output[0].code);
  try {
    return await import(target);
  } finally {
    rmSync(target);
  }
}
