import type { AttributeName, Identifier, Suggestion } from "@nixgen/core";
import { isIdentifier } from "@nixgen/core";
import { distance } from "fastest-levenshtein";
import type { NameSuggestion } from "../answer.js";
import { describeFunctionAge, functionsOf } from "../function-sets.js";
import { isForeign } from "../find-package.js";
import { foreignNames } from "../foreign-names.js";
import { lookupPackage } from "../lookup-package.js";
import { printOptionPath, readOptionPath } from "../option-path.js";
import type { PackageEntry } from "../package-index.js";
import { describeAge } from "../provenance.js";
import { suggestPackages, suggestSuccessors, type PackageSuggestion } from "../suggest-packages.js";
import { buildNameTable, isSlipOf, rankNames, skeletonOf } from "../suggest.js";
import { placeOf, spanBetween, type CheckContext } from "./context.js";
import { isInput } from "./project-names.js";

/** Names that are usually brought into nixpkgs from elsewhere: other package collections, and other versions of nixpkgs. */
const usualOverlays = new Set([
  "fenix",
  "firefox-addons",
  "master",
  "nur",
  "nvfetcher-sources",
  "open-vsx",
  "rust-bin",
  "stable",
  "unstable",
  "vscode-marketplace",
]);

/**
 * How a name stands in the source: after a set, by itself below a `with`, in an `inherit` of a set, in one of a set of which only the
 * values are taken, or bound by an `inherit` or as an argument, so that other places use it by that name.
 */
export type NamePlace = "selected" | "variable" | "inherited" | "unnamed" | "bound";

/**
 * Checks a selection from nixpkgs, and reports where a name does not exist.
 *
 * @param set the package set that the names are selected from.
 * @param nodes the names, as they stand in the source; `names` says what they are, as far as that is static.
 */
export function checkPackage(
  set: readonly string[],
  names: readonly string[],
  nodes: readonly (AttributeName | Identifier)[],
  place: NamePlace,
  context: CheckContext,
): void {
  if (names.length === 0) return;
  const path = [...set, ...names];
  if (context.declarations.packages.has(path[0]!)) return;
  if (functionsOf(set) !== undefined) {
    context.counts.packages++;
    return checkFunction({ path: set, rest: names, nodes, at: -1, set, place }, context);
  }
  // A set that does not exist, or was renamed, is reported where a variable or a `with` gets it, if at all.
  if (set.length > 0 && !isStanding(set, context)) {
    context.counts.notCovered++;
    return;
  }
  // The grammars of nvim-treesitter go by several names: `nix`, `tree-sitter-nix`, and with either separator.
  if (set.at(-1) === "nvim-treesitter-parsers" && names[0]!.includes("-")) {
    context.counts.notCovered++;
    return;
  }
  for (let length = set.length + 1; length <= path.length; length++) {
    const part = path.slice(0, length);
    // Names that the project adds to a set are not told apart from those that it adds to nixpkgs.
    if (context.declarations.packages.has(part.at(-1)!)) return;
    const answer = lookupPackage(part, context.names);
    const at = length - set.length - 1;
    if (answer.answer === "not-covered") {
      context.counts.notCovered++;
      const list = context.names.packages?.listOf(printOptionPath(part.slice(0, -1)));
      if (answer.suggestions !== undefined && list !== undefined)
        reportUnlisted(part, nodes[at]!, answer.suggestions, place, context);
      return;
    }
    const written: WrittenName = { path: part, rest: names.slice(at + 1), nodes, at, set, place };
    if (answer.answer === "unknown") return reportUnknown(written, context);
    const { entry } = answer;
    if (entry.removed || entry.alias) {
      reportOld(written, entry, context);
      break;
    }
    if (!entry.set && isForeign(path.slice(length - 1), printOptionPath(set)) && at === 0)
      return reportUnknown(joinNames(written), context);
    checkFunction(written, context);
    // What else lies below a package is another thing than whether the package exists.
    if (!entry.set) {
      const [next, node] = [names[at + 1], nodes[at + 1]];
      if (!entry.other && next !== undefined && node !== undefined) checkMethod(part, next, node, context);
      break;
    }
  }
  context.counts.packages++;
}

/** The functions that each package has, by which another one is made of it. */
const methods = ["override", "overrideAttrs", "overrideDerivation", "overridePythonAttrs"];

/** Reports what is nearly one of the functions that packages have. */
function checkMethod(
  path: readonly string[],
  name: string,
  node: AttributeName | Identifier,
  context: CheckContext,
): void {
  const meant = methods.includes(name) ? undefined : methods.find((one) => isSlipOf(name, one));
  if (meant === undefined) return;
  const message = `write \`${meant}\``;
  const replacement = node.span && { span: node.span, text: meant };
  context.report(
    {
      code: "names/unknown-attribute",
      severity: "error",
      message: `\`${printOptionPath(path)}\` has no \`${name}\``,
      ...placeOf(node, [...path, name]),
      suggestions: [{ message, ...(replacement && { replacement }) }],
    },
    node,
  );
}

/** Two names as one, as `docker.io` is to who writes it. */
function joinNames({ path, rest, nodes, ...others }: WrittenName): WrittenName {
  const [first, second] = nodes;
  const span = spanBetween(first, second);
  const name = `${path.at(-1)!}.${rest[0]!}`;
  const whole: AttributeName = { kind: "Identifier", name, ...(span && { span }) };
  return { ...others, path: [...path.slice(0, -1), name], rest: rest.slice(1), nodes: [whole] };
}

/** Checks what is selected from a set of functions, as `dockerTools.buildImage`. */
function checkFunction({ path, rest, nodes, at }: WrittenName, context: CheckContext): void {
  const known = functionsOf(path);
  const [name] = rest;
  if (known === undefined || name === undefined || known.includes(name)) return;
  const within = printOptionPath(path);
  const node = nodes[at + 1]!;
  context.report(
    {
      code: "names/unknown-package",
      severity: "error",
      message: `${within} has no \`${name}\`${describeFunctionAge("nixpkgs")}`,
      ...placeOf(node, [...path, name]),
      suggestions: rankNames(name, buildNameTable(known), 3).map((one): Suggestion => {
        const message = `write \`${one.name}\``;
        return node.span === undefined
          ? { message }
          : { message, replacement: { span: node.span, text: printOptionPath([one.name]) } };
      }),
    },
    node,
  );
}

/** Whether a set exists, and is no old name. */
function isStanding(set: readonly string[], { names }: CheckContext): boolean {
  const answer = lookupPackage(set, names);
  if (answer.answer !== "known") return answer.answer === "not-covered";
  return !answer.entry.removed && !answer.entry.alias;
}

/** A name in a source that is to be reported. */
export interface WrittenName {
  /** The path below `pkgs`, up to the name. */
  readonly path: readonly string[];
  /** The names after it. */
  readonly rest: readonly string[];
  /** The names that stand in the source, of which the one at `at` is reported. */
  readonly nodes: readonly AttributeName[];
  readonly at: number;
  /** What the first of them is selected from. */
  readonly set: readonly string[];
  readonly place: NamePlace;
}

/** Reports a name that does not exist. */
export function reportUnknown(written: WrittenName, context: CheckContext): void {
  const { path, rest, nodes, at } = written;
  const index = context.names.packages!;
  const name = path.at(-1)!;
  const within = path.slice(0, -1);
  const suggestions = suggestPackages(printOptionPath(within), name, index, rest);
  if (within.length === 0 && (usualOverlays.has(name) || isInput(name, context.declarations.inputs))) {
    context.counts.notCovered++;
    return;
  }
  // An overlay from elsewhere may add the name, if it is not a slip.
  const mayBeOurs =
    within.length === 0 &&
    context.declarations.foreignPackages &&
    !foreignNames().has(name) &&
    !isSlip(
      name,
      suggestions.map((one) => one.path),
    );
  context.counts.packages++;
  const where = within.length === 0 ? "nixpkgs" : printOptionPath(within);
  context.report(
    {
      code: "names/unknown-package",
      severity: mayBeOurs ? "warning" : "error",
      message: `${where} has no \`${name}\`${describeAge(index.provenance)}${mayBeOurs ? ", unless an overlay from elsewhere adds it" : ""}`,
      ...placeOf(nodes[at]!, path),
      suggestions: suggestions.map((one) => toReplacement(one, written)),
    },
    nodes[at],
  );
}

/** Puts a proposal in the place of the names that it stands for. */
function toReplacement(
  { path: text, coversNext }: PackageSuggestion,
  { path, nodes, at, set, place }: WrittenName,
): Suggestion {
  const target = readOptionPath(text);
  const within = path.slice(0, -1);
  // The names before the wrong one stand in the source too, but for the set that a variable holds.
  const isBelow = within.every((step, index) => target[index] === step);
  const replacedFrom = isBelow ? nodes[at] : set.length === 0 ? nodes[0] : undefined;
  const span = spanBetween(replacedFrom, nodes[coversNext ? at + 1 : at]);
  const rest = isBelow ? target.slice(within.length) : target;
  // Below another name, any name can stand.
  const stands = isBelow && at > 0 ? "selected" : place;
  const written = printTarget(rest, stands);
  const message = `write \`${isBelow || place !== "selected" ? written : `pkgs.${text}`}\``;
  return span === undefined || !canStand(rest, stands)
    ? { message }
    : { message, replacement: { span, text: written } };
}

/** A name that is not among those that are listed of a set, and nearly one of them. */
function reportUnlisted(
  path: readonly string[],
  node: AttributeName,
  suggestions: readonly NameSuggestion[],
  place: NamePlace,
  context: CheckContext,
): void {
  const within = printOptionPath(path.slice(0, -1));
  const list = context.names.packages!.listOf(within)!;
  context.report(
    {
      code: "names/unknown-package",
      severity: "warning",
      message: `\`${path.at(-1)!}\` is not among the names of ${within} that are known, which are not all${describeAge({ sources: [list] })}`,
      ...placeOf(node, path),
      suggestions: suggestions.map(({ path: text }): Suggestion => {
        const target = readOptionPath(text).slice(path.length - 1);
        const written = printTarget(target, place);
        const message = `write \`${written}\``;
        return node.span === undefined || !canStand(target, place)
          ? { message }
          : { message, replacement: { span: node.span, text: written } };
      }),
    },
    node,
  );
}

/** A variable must be an identifier. */
function printTarget(target: readonly string[], place: NamePlace): string {
  const text = printOptionPath(target);
  return place === "variable" && !isIdentifier(target[0] ?? "") ? `pkgs.${text}` : text;
}

/** Only single names can be inherited, and what is bound has its name in other places too. */
function canStand(target: readonly string[], place: NamePlace): boolean {
  return place !== "bound" && ((place !== "inherited" && place !== "unnamed") || target.length === 1);
}

/** Whether a name is so near to another one that it was meant. A suffix, as `-nightly`, may tell another package. */
export function isSlip(name: string, candidates: readonly string[]): boolean {
  if (name.length <= 3) return false;
  return candidates.some(
    (candidate) =>
      skeletonOf(candidate) === skeletonOf(name) || distance(candidate, name) <= (name.length > 5 ? 2 : 1),
  );
}

function reportOld(written: WrittenName, { to, removed }: PackageEntry, context: CheckContext): void {
  const { path, rest, nodes, at } = written;
  const index = context.names.packages!;
  const name = path.at(-1)!;
  const within = printOptionPath(path.slice(0, -1));
  // An alias of a set mostly names another attribute of the set.
  const isInSet = to !== undefined && index.set(within)?.find(readOptionPath(to)[0]!) !== undefined;
  const target = isInSet && within !== "" ? `${within}.${to}` : to;
  const suggestions: readonly PackageSuggestion[] =
    target === undefined
      ? suggestSuccessors(within, name, index, rest)
      : [{ path: target, reason: "the name now" }];
  context.report(
    {
      code: removed ? "names/removed-package" : "names/renamed-package",
      severity: removed ? "error" : "warning",
      message: removed
        ? `\`${name}\` was removed from ${within === "" ? "nixpkgs" : within}`
        : `\`${printOptionPath(path)}\` is an old name${target === undefined ? "" : ` of \`${target}\``}`,
      ...placeOf(nodes[at]!, path),
      suggestions: suggestions.map((one): Suggestion => {
        const suggestion = toReplacement(one, written);
        // What still works is left as it is, unless it is certain what it is called now, and nothing else uses the name.
        const isCertain =
          removed || (written.place !== "inherited" && (target !== undefined || one.coversNext));
        return isCertain ? suggestion : { message: suggestion.message };
      }),
    },
    nodes[at],
  );
}
