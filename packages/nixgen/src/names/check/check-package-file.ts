import { walk, type Function, type Identifier } from "@nixgen/core";
import { distance } from "fastest-levenshtein";
import { suggestPackages } from "../suggest-packages.js";
import { printOptionPath, readOptionPath } from "../option-path.js";
import type { PackageIndex } from "../package-index.js";
import { skeletonOf } from "../suggest.js";
import type { CheckContext } from "./context.js";
import type { Meaning } from "./meaning.js";
import { argumentsOf, findArgument, findSetsWith } from "./package-files.js";
import { toSetPath } from "./package-sets.js";
import { checkPackage, isSlip, type NamePlace } from "./report-package.js";
import type { PackageCall } from "./roles.js";

/**
 * Checks the arguments of a package file, and says what they are.
 *
 * @returns `undefined` where there is no index of packages.
 */
export function checkPackageFile(
  node: Function,
  call: PackageCall,
  context: CheckContext,
): Meaning | undefined {
  const index = context.names.packages;
  if (index === undefined || node.parameter.kind !== "Formals") return undefined;
  const sets = call.sets.map(toSetPath);
  const listed = sets.filter((set) => index.set(set.join(".")) !== undefined);
  const names = new Map<string, Meaning>();
  const missing: Identifier[] = [];
  const reporting = call.isCertain ? context : { ...context, report: reportUncertain(context) };
  for (const { name } of argumentsOf(node.parameter, call)) {
    const path = findArgument(name.name, listed, index);
    if (path === undefined) missing.push(name);
    else if (!call.isCertain && isOld(path, index) && findSetsWith(name.name, index).length > 0) continue;
    else if (!usualArguments.has(name.name) && (call.isCertain || !isWord(name.name))) {
      names.set(name.name, { is: "packages", set: toSetPath(path) });
      checkPackage(path.slice(0, -1), [name.name], [name], placeOf(name, node), reporting);
    }
  }
  const isCovered =
    listed.length === sets.length && listed.every((set) => index.listOf(set.join(".")) === undefined);
  if (isCovered || !call.isCertain)
    for (const name of missing) checkMissing(name, node, call, listed, index, reporting);
  return { is: "set", names };
}

/** Whether a name is one of the top level that was removed or renamed. */
function isOld(path: readonly string[], index: PackageIndex): boolean {
  const entry = index.set(path.slice(0, -1).join("."))?.find(path.at(-1)!);
  return entry?.removed === true || entry?.alias === true;
}

/** Arguments that stand for more than a package. */
const usualArguments = new Set(["config", "lib", "pkgs"]);

/** An argument that neither nixpkgs nor the sets of the calls have. */
function checkMissing(
  name: Identifier,
  node: Function,
  call: PackageCall,
  sets: readonly (readonly string[])[],
  index: PackageIndex,
  context: CheckContext,
): void {
  const { declarations } = context;
  if (declarations.packages.has(name.name)) return;
  // Any package set may be that from which the file is called.
  if (!call.isCertain && (isWord(name.name) || findSetsWith(name.name, index).length > 0)) return;
  const set = sets[0] ?? (call.isCertain ? [] : likelySet(node.parameter, index));
  const from = set.length > 0 && !isSlipIn(name.name, "", index) ? set : [];
  // Without a call that is seen, a name may be anything, if it is not nearly one that exists.
  if (!call.isCertain && !isNearlyOneOf(name.name, from.join("."), index)) return;
  checkPackage(from, [name.name], [name], placeOf(name, node), context);
}

function isSlipIn(name: string, set: string, index: PackageIndex): boolean {
  const meant = suggestPackages(set, name, index).map(({ path }) => readOptionPath(path).at(-1)!);
  return isSlip(name, meant);
}

/** Whether a name has hardly anything wrong: one letter, two that changed places, or the case. */
function isNearlyOneOf(name: string, set: string, index: PackageIndex): boolean {
  return suggestPackages(set, name, index).some(({ path }) => {
    const target = readOptionPath(path);
    const meant = target.at(-1)!;
    // A name of another set is hardly what a file asks for.
    if (printOptionPath(target.slice(0, -1)) !== set) return false;
    const mistakes = distance(name, meant);
    const isSwapped = mistakes === 2 && [...name].sort().join("") === [...meant].sort().join("");
    return name.length > 4 && (mistakes === 1 || isSwapped || skeletonOf(name) === skeletonOf(meant));
  });
}

/** Arguments that are no packages in most files that take them. */
function isWord(name: string): boolean {
  return /^(args|deps|hash|meta|name|patches|pname|rev|self|sha256|source|sources|src|system|url|version|.*(Hash|Version|Support|(?<!^rust)Platform|Src|Args|Deps)|(enable|with|use|is)[A-Z].*)$/.test(
    name,
  );
}

/** The package set that holds what a file asks for and the top level does not have, as `buildPythonPackage`. */
function likelySet(parameter: Function["parameter"], index: PackageIndex): readonly string[] {
  if (parameter.kind !== "Formals") return [];
  const top = index.set("");
  const others = parameter.formals.filter(({ name }) => top?.find(name.name) === undefined);
  for (const { name } of others) {
    const found = findSetsWith(name.name, index);
    const usual = languageSets.find((set) => found.includes(set));
    if (usual !== undefined) return [usual];
  }
  return [];
}

/** The sets of which most package files are. */
const languageSets = [
  "python3Packages",
  "perlPackages",
  "ocamlPackages",
  "luaPackages",
  "rubyPackages",
  "emacsPackages",
  "kdePackages",
  "qt6Packages",
  "libsForQt5",
  "coqPackages",
  "octavePackages",
  "linuxPackages",
];

/** Findings in a file of which it is not certain how it is called are warnings. */
function reportUncertain({ report }: CheckContext): CheckContext["report"] {
  return (diagnostic, node) =>
    report(
      { ...diagnostic, severity: "warning", message: `${diagnostic.message}, unless a call gives it` },
      node,
    );
}

/** How an argument stands in its file: where its name is used, another one would have to be written there too. */
function placeOf({ name }: Identifier, { body }: Function): NamePlace {
  let isUsed = false;
  walk(body, (node) => {
    if (node.kind === "Identifier" && node.name === name) isUsed = true;
    return !isUsed;
  });
  return isUsed ? "bound" : "inherited";
}
