// Writes data/packages.index: the packages of a checkout of nixpkgs, by evaluation. Build the packages first.
//
//   node scripts/generate-packages-index.mjs NIXPKGS VAULT
//
// The checkout may lack the generated lists of packages of Hackage, CRAN and GNOME. In place of these stand, while it is evaluated, the
// names that the checkout itself still has, and those of VAULT, a checkout of osbm/nixpkgs-vault, which has a note on each package
// of an older nixpkgs. What rests on these notes alone is marked in the index. NIX_INSTANTIATE is the program that evaluates.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { readVault } from "./read-vault.mjs";

const [nixpkgs, vault] = process.argv.slice(2).map((path) => resolve(path));
const nix = process.env["NIX_INSTANTIATE"] ?? "nix-instantiate";
const modules = join(nixpkgs, "pkgs/development/haskell-modules");
const rModules = join(nixpkgs, "pkgs/development/r-modules");
const extensions = join(nixpkgs, "pkgs/desktops/gnome/extensions");
let bioconductorNames;
const noHash = "0".repeat(52);

/**
 * The sets whose names are in a generated file: how it is written, which names the checkout says that it has, which packages of the
 * vault were in it, and which of the names that a set has without it are no names of others that it lacks.
 */
const generated = [
  {
    set: "haskellPackages",
    file: join(modules, "hackage-packages.nix"),
    // What Stackage has, what has a maintainer, what is broken.
    ownNames: () => ["stackage", "main", "broken", "transitive-broken"].flatMap(namesOfHackage2nix),
    isListed: () => true,
    // What stands beside the file changes packages that are in it.
    isComplete: () => false,
    write: (names) =>
      `{ lib, callPackage, ... }:\nself: {\n${names.map((name) => `${JSON.stringify(name)} = callPackage ({ mkDerivation, base, ... }: mkDerivation { pname = ${JSON.stringify(name)}; version = ""; sha256 = "${noHash}"; libraryHaskellDepends = [ base ]; license = lib.licenses.mit; }) { };\n`).join("")}}\n`,
  },
  {
    set: "rPackages",
    file: join(rModules, "cran-packages.json"),
    ownNames: () => [],
    // The lists of Bioconductor are in the checkout. What was in them and is not may be gone.
    isListed: ({ homepage }) => /cran\.r-project\.org/.test(homepage),
    isComplete: (name) => name === "buildRPackage" || bioconductor().has(name),
    write: (names) =>
      JSON.stringify({
        extraArgs: {},
        packages: Object.fromEntries(
          names.map((name) => [name, { name, version: "", sha256: noHash, depends: [] }]),
        ),
      }),
  },
  {
    set: "gnomeExtensions",
    file: join(extensions, "extensions.json"),
    ownNames: () => [],
    isListed: () => true,
    isComplete: () => true,
    write: (names) => {
      const releases = readFileSync(join(extensions, "default.nix"), "utf8").matchAll(
        /Extensions = mapUuid.*"(\d+)"/g,
      );
      const built = { version: "", sha256: noHash, metadata: "" };
      const map = Object.fromEntries(Array.from(releases, ([, release]) => [release, built]));
      // Those that are patched there are, under whatever name.
      const patched = readFileSync(join(extensions, "extensionOverrides.nix"), "utf8").matchAll(
        /patchExtension "(.+?)"/g,
      );
      const all = [
        ...Array.from(patched, ([, uuid]) => [uuid, uuid]),
        ...names.map((name) => [`${name}@listed`, name]),
      ];
      return JSON.stringify(
        all.map(([uuid, pname]) => ({
          uuid,
          name: pname,
          pname,
          description: "",
          link: "",
          shell_version_map: map,
        })),
      );
    },
  },
];

const { collectPackages } = await load("index-maker/collect-packages.ts");
const { makePackageIndex } = await load("index-maker/make-index.ts");
const { readNixVersion } = await load("index-maker/evaluate.ts");
const { readPackageIndex } = await load("names/package-index.ts");

const file = fileURLToPath(new URL("../data/packages.index", import.meta.url));
const { provenance } = readPackageIndex(readFileSync(file));
const { source, packages } = readVault(vault);
const missing = generated.filter((one) => !existsSync(one.file));
try {
  const known = missing.map(writeStandIn);
  const { sets, whole, problems } = await collectPackages({ nixpkgs, nix, onProgress: report });
  for (const { path, message } of problems)
    console.error(`not evaluated: ${path.join(".")}: ${message.split("\n")[0]}`);
  const marked = sets.map((set) => {
    const at = missing.findIndex((one) => one.set === (set.like?.path ?? set.path).join("."));
    if (at < 0) return set;
    // What a set has beside another one, it has by evaluation.
    const isKnown = (name) => set.like !== undefined || known[at].has(name);
    return { ...set, packages: mark(set.packages, isKnown) };
  });
  const partly = Object.fromEntries(missing.map(({ set }) => [set, source]));
  const bytes = makePackageIndex(
    { ...provenance, nix: readNixVersion(nix) },
    { sets: marked, whole },
    partly,
  );
  writeFileSync(file, bytes);
  for (const { path, packages } of marked.filter(({ path }) => path.join(".") in partly)) {
    const rest = [...packages.values()].filter((one) => one.listed).length;
    console.log(`${path.join(".")}: ${packages.size} names, ${rest} of them from the vault alone`);
  }
  console.log(`${sets.length} sets, ${bytes.length} bytes`);
} finally {
  for (const one of missing) rmSync(one.file, { force: true });
}

/** Writes what stands in for a generated file. Returns the names that the checkout has without the vault. */
function writeStandIn({ set, file, ownNames, isListed, isComplete, write }) {
  writeFileSync(file, write([]));
  const own = [...ownNames(), ...namesIn(set, false)];
  const complete = new Set(own.filter(isComplete));
  const ofVault = packages.filter((one) => one.set === set && isListed(one)).map(({ name }) => name);
  const names = new Set([...own, ...ofVault]);
  const inside = /^(__.*|override.*|extend|recurseForDerivations)$/;
  const known = new Set([...own, ...namesIn(set, true)]);
  writeFileSync(file, write([...names].filter((name) => !complete.has(name) && !inside.test(name))));
  return known;
}

/**
 * The attributes of a set, or what it has beside another one, marked where only the vault has them. Where one is tested for its
 * version, evaluation fails because of the stand-in alone. Extensions that have a stand-in for their name are left out.
 */
function mark(attributes, isKnown) {
  const marked = new Map();
  for (const [name, attribute] of attributes) {
    const { broken: _, ...value } = attribute;
    if (!name.includes("@")) marked.set(name, isKnown(name) ? value : { ...value, listed: true });
  }
  return marked;
}

function namesIn(set, allowAliases) {
  const text = `builtins.attrNames (import ${nixpkgs} { config.allowAliases = ${allowAliases}; overlays = [ ]; system = "x86_64-linux"; }).${set}`;
  const env = { ...process.env, NIX_REMOTE: "dummy://" };
  return JSON.parse(
    execFileSync(nix, ["--eval", "--strict", "--json", "-E", text], { env, encoding: "utf8" }),
  );
}

/** The names in the lists of packages of Bioconductor. */
function bioconductor() {
  const lists = ["bioc", "bioc-annotation", "bioc-experiment"];
  const read = (list) => JSON.parse(readFileSync(join(rModules, `${list}-packages.json`), "utf8")).packages;
  return (bioconductorNames ??= new Set(lists.flatMap((list) => Object.keys(read(list)))));
}

/** The names in a list of hackage2nix: elements, as `- aeson ==2.2`, and keys of the lists of platforms. */
function namesOfHackage2nix(list) {
  const lines = readFileSync(join(modules, "configuration-hackage2nix", `${list}.yaml`), "utf8").split("\n");
  let section = "";
  return lines.flatMap((line) => {
    section = /^([a-z-]+):/.exec(line)?.[1] ?? section;
    const key = section.endsWith("-platforms") ? /^\s+([\w-]+):/.exec(line)?.[1] : undefined;
    return key ?? /^\s+- ([\w-]+)/.exec(line)?.[1] ?? [];
  });
}

function report(found, message) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${found} names, at ${message}`);
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
