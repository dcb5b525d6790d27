import type { NameSuggestion } from "./answer.js";
import { findPackage, isInternal } from "./find-package.js";
import { foreignNames, usageOf } from "./foreign-names.js";
import { printOptionPath, readOptionPath } from "./option-path.js";
import type { PackageIndex, PackageSetNames } from "./package-index.js";
import { buildNameTable, isSlipOf, rankNames, skeletonOf, type NameTable } from "./suggest.js";

/** A proposal for a name in a set of packages. */
export interface PackageSuggestion extends NameSuggestion {
  /** It stands for the name that was written after it too. */
  readonly coversNext?: true;
}

const tables = new WeakMap<PackageSetNames, NameTable>();

/** The names of a set, ready to be compared. Names that were removed are not proposed. */
export function tableOf(attributes: PackageSetNames): NameTable {
  let table = tables.get(attributes);
  if (table === undefined) {
    table = buildNameTable(attributes.names.filter((name) => !attributes.find(name)?.removed));
    tables.set(attributes, table);
  }
  return table;
}

/** Of names that are as like as each other, the one that is used more is likelier; not where it is certain what is meant. */
const mostForUsage = 0.1;
const certain = 0.3;

/** Collects proposals; of several for one path, the one with the lowest score stays. */
class Proposals {
  private readonly found = new Map<
    string,
    { readonly suggestion: PackageSuggestion; readonly score: number }
  >();

  constructor(private readonly index: PackageIndex) {}

  offer(written: string, reason: string, start: number, coversNext?: true): void {
    const place = findPackage(readOptionPath(written), this.index);
    if (place.place === "nowhere" || (place.place === "package" && place.entry.removed)) return;
    const entry = place.place === "package" && place.rest.length === 0 ? place.entry : undefined;
    // Who is told of another name is told of the one to use; a set or a function is seldom looked for.
    const path = entry?.alias && entry.to !== undefined ? entry.to : written;
    const isOld = entry?.alias && entry.to === undefined;
    const kept = start < certain ? 0 : mostForUsage * usageOf(path);
    const score = start + (isOld ? 1 : entry?.other ? 0.4 : entry?.set ? 0.1 : 0) - kept;
    if (score < (this.found.get(path)?.score ?? Infinity))
      this.found.set(path, { suggestion: { path, reason, ...(coversNext ? { coversNext } : {}) }, score });
  }

  best(limit: number): PackageSuggestion[] {
    const found = [...this.found].sort(
      ([a, one], [b, other]) => one.score - other.score || a.length - b.length || (a < b ? -1 : 1),
    );
    const ranked = found.map(([, { suggestion }]) => suggestion);
    // Where both names are meant by one, the others would leave the second standing.
    const whole = ranked.filter(({ coversNext }) => coversNext);
    return (whole.length > 0 ? whole : ranked).slice(0, limit);
  }
}

/**
 * The packages that could be meant by a name that a set does not have, the likeliest first; at most `limit`.
 *
 * @param rest the names that stand after it, as `FiraCode` in `nerdfonts.FiraCode`.
 */
export function suggestPackages(
  set: string,
  name: string,
  index: PackageIndex,
  rest: readonly string[] = [],
  limit = 3,
): PackageSuggestion[] {
  const proposals = new Proposals(index);
  const attributes = index.set(set);
  const prefix = set === "" ? "" : `${set}.`;
  const ranked = attributes === undefined ? [] : rankNames(name, tableOf(attributes), limit * 3);
  for (const item of mergeAliases(ranked, attributes)) {
    const reason = item.score < 0.3 ? "spelled so" : "a similar name";
    proposals.offer(prefix + printName(item.name), reason, item.score);
  }
  offerRelated(set, name, index, proposals);
  offerByProgram(set, name, index, proposals);
  offerElsewhere(set, name, index, proposals);
  if (set === "" && rest.length > 0) {
    const meant = ranked.find(({ name: other }) => isSlipOf(name, other) && isUnlistedSet(other, index));
    if (meant === undefined) offerWhole(name, rest[0]!, index, proposals);
    else proposals.offer(printName(meant.name), "spelled so", -3);
  }
  return proposals.best(limit);
}

/** Whether a name of the top level is no package, and has names that are not in the index, as `lib` and `buildPackages`. */
function isUnlistedSet(name: string, index: PackageIndex): boolean {
  const entry = index.set("")!.find(name);
  return (entry?.set === true || entry?.other === true) && !entry.alias && index.set(name) === undefined;
}

/**
 * What to write instead of a name that was removed, or is kept for older configurations, where the index does not say what
 * took its place: names that follow from it, but none that are only similar.
 *
 * @param rest the names that stand after it, as `typescript` in `nodePackages.typescript`.
 */
export function suggestSuccessors(
  set: string,
  name: string,
  index: PackageIndex,
  rest: readonly string[] = [],
  limit = 3,
): PackageSuggestion[] {
  const proposals = new Proposals(index);
  const attributes = index.set(set);
  if (rest.length > 0) {
    if (set === "") offerWhole(name, rest[0]!, index, proposals);
    else offerInSiblings(`${set}.${printName(name)}`, rest[0]!, index, proposals, true);
    return proposals.best(limit);
  }
  const prefix = set === "" ? "" : `${set}.`;
  const table = attributes && tableOf(attributes);
  const isSuccessor = (other: string) => {
    const entry = attributes?.find(other);
    return other !== name && !entry?.alias && !entry?.removed;
  };
  for (const { name: other, score } of table ? rankNames(name, table, limit * 3) : []) {
    const follows = score < 0.85 || (score < 1.9 && other.length > 2 && sharesWords(name, other));
    if (follows && isSuccessor(other)) proposals.offer(prefix + printName(other), "a similar name", score);
  }
  offerRelated(set, name, index, proposals);
  if (set !== "") {
    if (!plugins.test(set)) offerAtTopLevel(name, index, proposals, 0.35);
    offerInSuccessors(set, name, index, proposals);
    offerInSiblings(set, name, index, proposals);
  }
  return proposals.best(limit);
}

function sharesWords(name: string, other: string): boolean {
  const [long, short] = [name, other].map((one) => skeletonOf(one)).sort((a, b) => b.length - a.length);
  return long!.startsWith(short!) || long!.endsWith(short!);
}

/** What other collections call it, and other versions of it. */
function offerRelated(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  for (const [at, path] of foreignNamesOf(set, name).entries())
    proposals.offer(path, `the name in nixpkgs for ${name}`, at * 0.01);
  offerVersions(set, name, index, proposals);
  offerGlued(set, name, index, proposals);
  // The name without what is put around it may be one of another collection.
  for (const [text, score] of shorterNames(name)) {
    for (const [at, path] of foreignNamesOf(set, text).entries())
      proposals.offer(path, `the name in nixpkgs for ${text}`, score + at * 0.01);
  }
}

const programs = new WeakMap<PackageSetNames, ReadonlyMap<string, readonly string[]>>();

/** Packages whose main program has the name, those with short names first. */
function offerByProgram(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  const attributes = index.set(set);
  if (attributes === undefined) return;
  let names = programs.get(attributes);
  if (names === undefined) programs.set(attributes, (names = groupByProgram(attributes)));
  const prefix = set === "" ? "" : `${set}.`;
  for (const [at, found] of (names.get(name) ?? []).entries())
    proposals.offer(prefix + printName(found), `has the program ${name}`, 0.75 + at * 0.02);
}

function groupByProgram(attributes: PackageSetNames): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of attributes.names) {
    const entry = attributes.find(name)!;
    if (entry.program === undefined || entry.program === name || entry.alias || entry.removed) continue;
    const same = groups.get(entry.program);
    if (same === undefined) groups.set(entry.program, [name]);
    else same.push(name);
  }
  for (const names of groups.values()) names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return groups;
}

/** The names that a name has in nixpkgs, by a list of names of other collections. */
function foreignNamesOf(set: string, name: string): readonly string[] {
  const names = foreignNames();
  const family = /^python3\d*Packages$/.test(set) ? "python3Packages" : set;
  const key = family === "" ? name : `${family}.${name}`;
  const found = names.get(key) ?? names.get(key.toLowerCase()) ?? [];
  // The list has the names of one set for all that are like it.
  return family === set ? found : found.map((path) => path.replace(/^python3Packages\./, `${set}.`));
}

/** What names of a set have before or after what a thing is called elsewhere: `pyyaml`, `vim-airline`. */
const usualParts: readonly (readonly [set: RegExp, parts: readonly string[]])[] = [
  [/^python3\d*Packages$/, ["py", "python"]],
  [/^vimPlugins$/, ["nvim", "vim"]],
];

function offerGlued(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  for (const [at, found] of namesAround(set, name, index).entries())
    proposals.offer(`${set}.${printName(found)}`, "the name in that set", 0.85 + at * 0.005);
}

/** The names of a set that are a name with what names of the set usually have before or after it: `telescope-nvim`. */
export function namesAround(set: string, name: string, index: PackageIndex): string[] {
  const attributes = index.set(set);
  if (attributes === undefined) return [];
  const parts = usualParts.find(([pattern]) => pattern.test(set))?.[1] ?? [];
  return parts
    .flatMap((part) => [part + skeletonOf(name), skeletonOf(name) + part])
    .flatMap((skeleton) => tableOf(attributes).bySkeleton.get(skeleton) ?? []);
}

/** A name without its last words, which may have been added to it. */
function* shorterNames(name: string): Generator<[text: string, score: number]> {
  let text = name;
  for (let round = 0; round < 2; round++) {
    const shorter = text.replace(/[-_.][^-_.]+$/, "");
    if (shorter === text) return;
    text = shorter;
    yield [text, 1.7 + round * 0.35];
  }
}

const versioned = /^(.*?[a-z])[-_.@]?v?(\d+(?:[-_.]\d+)*)([-_.]?x)?$/i;

/** Other versions of what a name has a version of: the one that is used by itself, then those that are near. */
function offerVersions(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  const [, stem, version] = versioned.exec(name) ?? [];
  const attributes = index.set(set);
  if (stem === undefined || version === undefined || attributes === undefined) return;
  const wanted = numbersIn(version);
  const others = foreignNamesOf(set, stem);
  const stems = [
    ...others.map((path) => ({ path, start: 0 })),
    { path: set === "" ? stem : `${set}.${stem}`, start: others.length > 0 ? 0.1 : 0 },
  ];
  for (const { path, start } of stems) {
    const names = readOptionPath(path);
    const holder = printOptionPath(names.slice(0, -1));
    const table = index.set(holder) && tableOf(index.set(holder)!);
    if (table === undefined) continue;
    const prefix = holder === "" ? "" : `${holder}.`;
    const bare = names.at(-1)!;
    if (others.includes(path)) proposals.offer(path, "another version", 0.7);
    for (const same of table.bySkeleton.get(skeletonOf(bare)) ?? [])
      proposals.offer(prefix + printName(same), "another version", 0.7 + start);
    const near = otherVersions(bare, table).map(({ name: other, version: numbers }) => ({
      other,
      distance: distanceOf(wanted, numbers),
    }));
    near.sort((a, b) => a.distance - b.distance);
    for (const [at, { other, distance }] of near.slice(0, 3).entries())
      proposals.offer(
        prefix + printName(other),
        distance === 0 ? "spelled so" : "another version",
        distance === 0 ? 0.05 + start : 0.75 + start + at * 0.02,
      );
  }
}

/** The names of a table that are a stem and a version. */
function otherVersions(stem: string, table: NameTable): { name: string; version: number[] }[] {
  const start = stem.toLowerCase();
  const found: { name: string; version: number[] }[] = [];
  for (let at = 0; at < table.lower.length; at++) {
    if (!table.lower[at]!.startsWith(start)) continue;
    const name = table.names[at]!;
    const [, version] = /^[-_]?v?(\d+(?:[-_]\d+)*)$/.exec(name.slice(stem.length)) ?? [];
    if (version !== undefined) found.push({ name, version: numbersIn(version) });
  }
  return found;
}

/** The parts of a version; `312` of Python is `3.12`, and so are versions without dots of what has them. */
function numbersIn(version: string): number[] {
  return version.split(/[-_.]/).map(Number);
}

/** How far versions are from each other: newer ones are nearer than older ones. */
function distanceOf(wanted: readonly number[], found: readonly number[]): number {
  const [a, b] = [wanted, found].map((parts) => parts.join(""));
  if (a === b) return 0;
  for (let at = 0; at < Math.max(wanted.length, found.length); at++) {
    const step = (found[at] ?? 0) - (wanted[at] ?? 0);
    if (step !== 0) return (step > 0 ? step : -step * 1.5 + 0.5) * 1000 ** -at;
  }
  return 0.001;
}

/** Prefixes by which other collections mark the packages of a language, and the sets that hold them in nixpkgs. */
const languageSets: readonly (readonly [affix: RegExp, set: string])[] = [
  [/^python3?\d*[-_.]/, "python3Packages"],
  [/^py3?\d*[-_]/, "python3Packages"],
  [/^perl[-_]/, "perlPackages"],
  [/^(vim|nvim|neovim)[-_]/, "vimPlugins"],
  [/^(ruby|gem)[-_]/, "rubyPackages"],
  [/^lua[-_]/, "luaPackages"],
  [/^ocaml[-_]/, "ocamlPackages"],
  [/^(kde|plasma|kf6)[-_]/, "kdePackages"],
  [/^php\d*[-_]/, "phpPackages"],
  [/^php\d*[-_]/, "phpExtensions"],
  [/^emacs[-_]/, "emacsPackages"],
  [/^(xorg|x11)[-_]/, "xorg"],
  [/^(ttf[-_])?nerd-?fonts?[-_]|[-_]nerd(-?fonts?)?$/, "nerd-fonts"],
];

/** Sets whose packages are looked for at the top level, and how likely that is against names that are similar there. */
const usualSets: readonly (readonly [set: string, score: number])[] = [
  ["kdePackages", 0.9],
  ["python3Packages", 0.9],
  ["gst_all_1", 0.9],
  ["perlPackages", 1.1],
  ["phpPackages", 1.2],
  ["vimPlugins", 1.2],
];

/** What other sets have under the name, or the top level. */
function offerElsewhere(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  if (set !== "") {
    // Programs are at the top level, though they are written in a language; a plugin may have the name of one.
    if (!plugins.test(set)) offerAtTopLevel(name, index, proposals, set.endsWith("Packages") ? 0.9 : 1.75);
    offerInSuccessors(set, name, index, proposals);
    return offerInSiblings(set, name, index, proposals);
  }
  const [, version] = /^python(3\d+)[-_.]/.exec(name) ?? [];
  const sets: typeof languageSets =
    version === undefined
      ? languageSets
      : [[/^python3\d+[-_.]/, `python${version}Packages`], ...languageSets.slice(1)];
  for (const [affix, other] of sets) {
    const attributes = affix.test(name) ? index.set(other) : undefined;
    if (attributes === undefined) continue;
    const rest = name.replace(affix, "").replace(/[-_.](dev|devel)$/, "");
    for (const path of foreignNamesOf(other, rest)) proposals.offer(path, "a package of that language", 0.34);
    for (const { name: found, score } of rankNames(rest, tableOf(attributes)))
      if (score < 1.1)
        proposals.offer(`${other}.${printName(found)}`, "a package of that language", 0.35 + score * 0.6);
    if (tableOf(attributes).bySkeleton.has(skeletonOf(rest)) && attributes.find(rest))
      proposals.offer(`${other}.${printName(rest)}`, "a package of that language", 0.35);
  }
  for (const [other, score] of usualSets) {
    const attributes = index.set(other);
    const same = attributes && tableOf(attributes).bySkeleton.get(skeletonOf(name));
    const penalty = name.length < 4 ? 0.3 : 0;
    const near =
      attributes !== undefined && attributes.names.length < 1000
        ? rankNames(name, tableOf(attributes)).filter((one) => one.score < 1.6)
        : [];
    const offers = [...(same ?? []).map((one) => ({ name: one, score: 0 })), ...near];
    for (const { name: found, score: distance } of offers) {
      const entry = attributes?.find(found);
      if (!entry?.other && !entry?.alias)
        proposals.offer(
          `${other}.${printName(found)}`,
          "the name in a set of packages",
          score + penalty + distance * 0.6,
        );
    }
  }
}

/** Sets of what belongs to a program: what has the name of one of them at the top level is another thing. */
const plugins =
  /^(vimPlugins|vscode-extensions\b.*|tmuxPlugins|fishPlugins|gnomeExtensions|nerd-fonts|obs-studio-plugins)$/;

/** Sets that took the place of others for most of what those had, where the others have still something. */
const successors: readonly (readonly [set: RegExp, other: string])[] = [
  [/^(libsForQt5|plasma5Packages|qt5|qt6|qt6Packages|plasma6Packages)$/, "kdePackages"],
];

function offerInSuccessors(set: string, name: string, index: PackageIndex, proposals: Proposals): void {
  for (const [pattern, other] of successors) {
    const attributes = pattern.test(set) ? index.set(other) : undefined;
    for (const found of (attributes && tableOf(attributes).bySkeleton.get(skeletonOf(name))) ?? [])
      proposals.offer(`${other}.${printName(found)}`, "of the set that took its place", 0.5);
  }
}

function offerAtTopLevel(name: string, index: PackageIndex, proposals: Proposals, score: number): void {
  const attributes = index.set("")!;
  for (const found of tableOf(attributes).bySkeleton.get(skeletonOf(name)) ?? [])
    if (!attributes.find(found)?.alias || found === name)
      proposals.offer(printName(found), "at the top level", found === name ? score : score + 0.1);
}

/** Sets beside a set, as those of other publishers of `vscode-extensions`, that have the name. */
function offerInSiblings(
  set: string,
  name: string,
  index: PackageIndex,
  proposals: Proposals,
  coversNext?: true,
): void {
  const path = readOptionPath(set);
  if (path.length < 2) return;
  const parent = path.slice(0, -1);
  for (const sibling of index.set(printOptionPath(parent))?.names ?? []) {
    const other = printOptionPath([...parent, sibling]);
    const entry = index.set(other)?.find(name);
    if (entry !== undefined && !entry.alias)
      proposals.offer(`${other}.${printName(name)}`, "of another set", 1.8, coversNext);
  }
}

/** Outputs and attributes that packages have: what is selected by them is not looked for elsewhere. */
const partsOfPackages =
  /^(out|dev|devdoc|bin|lib|man|doc|info|static|debug|pkgs|meta|passthru|version|src|name|pname)$/;

/** Where a set does not exist, what it is taken for may: the name after it in a set that is meant, or at the top level. */
function offerWhole(name: string, next: string, index: PackageIndex, proposals: Proposals): void {
  if (partsOfPackages.test(next) || isInternal(next)) return;
  for (const { path: set, score } of rankedSets(name, index)) {
    const attributes = index.set(set)!;
    for (const found of tableOf(attributes).bySkeleton.get(skeletonOf(next)) ?? [])
      proposals.offer(`${set}.${printName(found)}`, "in a set of packages", -2 + score * 0.1, true);
  }
  // Of the sets of all versions of Python, the one to use.
  if (/^python\d*Packages$/.test(name))
    for (const found of tableOf(index.set("python3Packages")!).bySkeleton.get(skeletonOf(next)) ?? [])
      proposals.offer(`python3Packages.${printName(found)}`, "in a set of packages", -2.1, true);
  // `ms-python.python` and `lazy.nvim` are names in a set.
  for (const [set] of usualSets) {
    const attributes = index.set(set);
    for (const found of (attributes && tableOf(attributes).bySkeleton.get(skeletonOf(name + next))) ?? [])
      proposals.offer(`${set}.${printName(found)}`, "in a set of packages", -1.8, true);
  }
  const publisher = `vscode-extensions.${printName(name)}`;
  if (index.set(publisher)?.find(next))
    proposals.offer(`${publisher}.${printName(next)}`, "in a set of packages", -1.9, true);
  for (const [at, path] of foreignNamesOf("", next).entries())
    proposals.offer(path, `the name in nixpkgs for ${next}`, -1.2 + at * 0.01, true);
  const top = index.set("")!;
  for (const found of tableOf(top).bySkeleton.get(skeletonOf(next)) ?? [])
    if (!top.find(found)?.other)
      proposals.offer(printName(found), "at the top level", found === next ? -1.5 : -1.4, true);
  for (const [set] of usualSets)
    if (index.set(set)?.find(next)?.other === undefined && index.set(set)?.find(next))
      proposals.offer(`${set}.${printName(next)}`, "in a set of packages", -1, true);
}

function rankedSets(name: string, index: PackageIndex): { path: string; score: number }[] {
  const top = index.set("")!;
  return rankNames(name, tableOf(top), 9)
    .filter(
      ({ name: other, score }) => score < 1.4 && index.set(other) !== undefined && !top.find(other)?.alias,
    )
    .map(({ name: other, score }) => ({ path: other, score }));
}

/** Ranked names, without an alias where the name that it stands for is among them. */
function mergeAliases<T extends { readonly name: string }>(
  ranked: readonly T[],
  attributes: PackageSetNames | undefined,
): T[] {
  const names = new Set(ranked.map((item) => item.name));
  return ranked.filter(({ name }) => {
    const to = attributes?.find(name)?.to;
    return to === undefined || !names.has(to);
  });
}

function printName(name: string): string {
  return printOptionPath([name]);
}
