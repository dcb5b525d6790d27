import { distance } from "fastest-levenshtein";
import type { NameSuggestion } from "./answer.js";
import { childOf, findOption, type OptionPlace } from "./find-option.js";
import { foreignOptionNames } from "./foreign-names.js";
import { childrenOf, type OptionIndex, type OptionNode } from "./option-index.js";
import { isPlaceholder, printOptionPath, readOptionPath } from "./option-path.js";
import { buildNameTable, isSlipOf, rankNames, skeletonOf, type NameTable } from "./suggest.js";
import { likenessOf, rootsOf } from "./words.js";

/** Takes a path that could be meant, how far it is from what was written, and whether a list says so. */
type Offer = (candidate: readonly string[], score: number, isListed?: boolean) => void;

/** The option paths that could be meant by one that does not exist, the likeliest first. */
export function suggestOptions(path: readonly string[], index: OptionIndex, limit = 3): NameSuggestion[] {
  const found = new Map<string, number>();
  const offer: Offer = (candidate, distance, isListed) => {
    const target = toProposal(candidate, path, index, isListed);
    if (target === undefined || isOfOtherModule(candidate, path, index)) return;
    const text = printOptionPath(target.path);
    // Who writes an option seldom means a set of them.
    const score = distance + (target.place === "group" ? 3 : target.place === "inside" ? 0.4 : 0);
    if (score < (found.get(text) ?? Infinity)) found.set(text, score);
  };
  if (path.some((_, at) => hasNothing(path.slice(0, at + 1)))) return [];
  const known = foreignOptionNames().get(printOptionPath(path)) ?? [];
  for (const [order, other] of known.entries()) offer(readOptionPath(other), 0.01 * order);
  for (const [written, score] of otherForms(path)) {
    repair({ path: written, index, offer }, 0, index.root, [], score);
    offerBelow(written, score, index, offer);
  }
  if ([...found.values()].every((score) => score > 0.7)) offerElsewhere(path, index, offer);
  return [...found]
    .sort(([a, left], [b, right]) => left - right || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([text]) => ({ path: text, reason: "a similar option" }));
}

/** Whether a list says that there is nothing of the kind, as there is no `services.snapd`. */
function hasNothing(path: readonly string[]): boolean {
  return foreignOptionNames().get(printOptionPath(path))?.[0] === "-";
}

/**
 * What to write instead of a path that stands: of an option that was removed, what is looked for under that name; of a name
 * where any can stand, the option that differs by separators and case only.
 */
export function suggestInstead(
  path: readonly string[],
  found: OptionPlace,
  index: OptionIndex,
): NameSuggestion[] {
  if (found.place === "inside") {
    const [name = ""] = found.rest;
    const before = path.slice(0, path.length - found.rest.length);
    const other = optionSpelledAs(before, name, index);
    if (other === undefined) return [];
    return [{ path: printOptionPath([...before, other, ...found.rest.slice(1)]), reason: "spelled so" }];
  }
  if (found.place !== "option" || found.entry.movedTo !== undefined) return [];
  if (!found.entry.removed && !found.entry.replaced && !found.entry.deprecated) return [];
  if (found.entry.instead !== undefined)
    return found.entry.instead.map((other) => ({ path: other, reason: "named by its module" }));
  const proposals = new Map<string, number>();
  const offer: Offer = (candidate, score) => {
    const target = toProposal(candidate, path, index);
    if (target?.place !== "option") return;
    const text = printOptionPath(target.path);
    if (text !== printOptionPath(path)) proposals.set(text, Math.min(score, proposals.get(text) ?? Infinity));
  };
  let node = index.root;
  for (let at = 0; at < path.length; at++) {
    replaceNames({ path, index, offer }, at, node, path.slice(0, at), 0, 1);
    node = childOf(node, path[at]!, index) ?? node;
  }
  return [...proposals]
    .sort(([, a], [, b]) => a - b)
    .slice(0, 3)
    .map(([text]) => ({ path: text, reason: "what took its place" }));
}

/** The option below a path whose name has the same letters and digits as a name that is none, or is that but for a slip. */
function optionSpelledAs(path: readonly string[], name: string, index: OptionIndex): string | undefined {
  let node: OptionNode | undefined = index.root;
  for (const part of path) node = node && childOf(node, part, index);
  const children = node && childrenOf(node, index);
  if (children === undefined) return undefined;
  const table = tableOf(children);
  const found = table.bySkeleton.get(skeletonOf(name))?.[0] ?? slipIn(table, name);
  return found !== undefined && children.get(found)?.entry !== undefined ? found : undefined;
}

/**
 * Whether a path leads to another service or program, where the one that was written exists and only what is below it does not, and
 * that is not what the other one is called.
 */
function isOfOtherModule(target: readonly string[], written: readonly string[], index: OptionIndex): boolean {
  const [group = "", module = ""] = written;
  const place = findOption(written, index);
  if (place.place !== "nowhere" || place.at < 2 || !largeGroups.has(group)) return false;
  const meant = [module, written[place.at]!];
  // What was written below a service may have one of its own, as `delta` of Git has.
  const names = target.slice(0, -1).filter((_, at) => at < 3);
  return !names.some((name) => meant.some((one) => name.includes(one)));
}

/** The name in a table that differs in the spelling of one word. */
function slipIn({ names }: NameTable, name: string): string | undefined {
  const words = partsOf(name);
  return names.find((other) => {
    const others = partsOf(other);
    if (others.length !== words.length) return false;
    const [at, ...more] = words.flatMap((word, index) => (word === others[index] ? [] : [index]));
    return at !== undefined && more.length === 0 && isMisspelt(words[at]!, others[at]!);
  });
}

function partsOf(name: string): string[] {
  return name.split(/[-_.]|(?<=[a-z])(?=[A-Z])/);
}

/** Whether a word is another one misspelt. Short words that differ by a letter are two words, but for a plural. */
function isMisspelt(word: string, other: string): boolean {
  if (`${word}s` === other || `${other}s` === word) return word.length > 2 && other.length > 2;
  const shorter = Math.min(word.length, other.length);
  return (
    shorter > 5 &&
    word[0] === other[0] &&
    distance(word.toLowerCase(), other.toLowerCase()) <= (shorter > 9 ? 2 : 1)
  );
}

/** What to propose for a path that may stand; `undefined` where it does not, or helps nobody. */
function toProposal(
  candidate: readonly string[],
  written: readonly string[],
  index: OptionIndex,
  isListed = false,
): { readonly path: readonly string[]; readonly place: OptionPlace["place"] } | undefined {
  const place = findOption(candidate, index);
  if (place.place === "nowhere") return undefined;
  const isLess = candidate.length < written.length;
  if (isLess && (place.place === "group" || candidate.every((name, at) => name === written[at])))
    return undefined;
  // What takes any name says nothing for a longer path in it.
  const isFree = place.place === "inside" && place.rest.length > 1;
  if (isFree && candidate.length > written.length && !isListed) return undefined;
  if (place.place !== "option") return { path: candidate, place: place.place };
  const { entry } = place;
  // What modules write at the top, `assertions` and `warnings`, is internal.
  const isHidden = entry.internal && !(candidate.length === 1 && isSlipOf(candidate[0]!, written[0]!));
  if (entry.removed || entry.replaced || isHidden) return undefined;
  // A name that took the place of a name that users choose was meant for something else.
  if (isLess && isPlaceholder(readOptionPath(entry.path).at(-1)!)) return undefined;
  const target = entry.movedTo === undefined ? candidate : readOptionPath(entry.movedTo);
  return { path: target.map((name) => (name === "" ? "<name>" : name)), place: "option" };
}

/** A path, and the forms in which modules have the same: `enableX` for `x.enable`, and the other way round. */
function* otherForms(path: readonly string[]): Generator<[path: readonly string[], score: number]> {
  yield [path, 0];
  const before = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  const [, what] = /^enable([A-Z].*)$/.exec(last) ?? [];
  if (what !== undefined) yield [[...before, what.charAt(0).toLowerCase() + what.slice(1), "enable"], 0.3];
  const subject = before.at(-1);
  if (last === "enable" && before.length > 1 && subject !== undefined)
    yield [[...before.slice(0, -1), `enable${subject.charAt(0).toUpperCase()}${subject.slice(1)}`], 0.3];
}

/** How many names in a path may be wrong. */
const mostRepairs = 2;

interface Search {
  readonly path: readonly string[];
  readonly index: OptionIndex;
  readonly offer: Offer;
}

/** Follows a path, and where a name does not exist goes on with those that are like it. */
function repair(
  search: Search,
  at: number,
  node: OptionNode,
  done: readonly string[],
  score: number,
  repairs = 0,
): void {
  const { path, index, offer } = search;
  if (at === path.length) return offer(done, score);
  const name = path[at]!;
  const next = childOf(node, name, index);
  if (next !== undefined) repair(search, at + 1, next, [...done, name], score, repairs);
  else offer([...done, ...path.slice(at)], score);
  const children = childrenOf(node, index);
  const exact = children.has(name);
  if (exact && at < path.length - 1 && repairs === 0 && follows(next!, path, at + 1, index)) return;
  if (repairs >= mostRepairs) return;
  if (next === undefined || exact) replaceNames(search, at, node, done, score, repairs);
  if (exact) return;
  const mostScore = children.size > manyNames && at < path.length - 1 ? mostFromMany : Infinity;
  for (const item of rankNames(name, tableOf(children), 6)) {
    if (item.score > mostScore) continue;
    const child = children.get(item.name)!;
    repair(search, at + 1, child, [...done, item.name], score + item.score + repairs * 0.5, repairs + 1);
  }
  if (next === undefined && children.size < manyNames) insertName(search, at, node, done, score, repairs);
}

/** Of that many services or programs, one that is only somewhat like what was written is another one. */
const manyNames = 200;
const mostFromMany = 2.2;

/** Goes on where a name was left out: `systemd.networks.x` for `systemd.network.networks.x`. */
function insertName(
  search: Search,
  at: number,
  node: OptionNode,
  done: readonly string[],
  score: number,
  repairs: number,
): void {
  const { path, index } = search;
  const name = path[at]!;
  if (commonNames.has(name)) return;
  for (const [between, child] of childrenOf(node, index)) {
    const inner = isPlaceholder(between) ? undefined : childrenOf(child, index).get(name);
    if (inner === undefined || !follows(inner, path, at + 1, index)) continue;
    const start = score + 0.9 + repairs * 0.5;
    repair(search, at + 1, inner, [...done, between, name], start, repairs + 1);
  }
}

/** Goes on with what a name, or two in a row, are called elsewhere. */
function replaceNames(
  search: Search,
  at: number,
  node: OptionNode,
  done: readonly string[],
  score: number,
  repairs: number,
): void {
  const { path, index, offer } = search;
  for (const count of [2, 1]) {
    const written = path.slice(at, at + count);
    const others = written.length === count ? (foreignOptionNames().get(written.join(".")) ?? []) : [];
    for (const [order, other] of others.entries()) {
      const names = readOptionPath(other);
      const rest = path.slice(at + count);
      const start = childOf(node, path[at]!, index) === undefined ? 0.5 : 0.9;
      const cost = score + (count === 2 ? 0.3 : start) + order * 0.02 + repairs * 0.5;
      let inner: OptionNode | undefined = node;
      for (const name of names) inner = inner && childOf(inner, name, index);
      if (inner !== undefined) repair(search, at + count, inner, [...done, ...names], cost, repairs + 1);
      else offer([...done, ...names, ...rest], cost, repairs === 0);
    }
  }
}

/** Whether the rest of a path exists below a node. */
function follows(node: OptionNode, path: readonly string[], at: number, index: OptionIndex): boolean {
  let inner: OptionNode | undefined = node;
  for (let next = at; inner !== undefined && next < path.length; next++)
    inner = childOf(inner, path[next]!, index);
  return inner !== undefined;
}

const tables = new WeakMap<OptionNode["children"], NameTable>();

function tableOf(children: OptionNode["children"]): NameTable {
  let table = tables.get(children);
  if (table === undefined) {
    const names = [...children].filter(([name, child]) => !isPlaceholder(name) && !child.entry?.removed);
    tables.set(children, (table = buildNameTable(names.map(([name]) => name))));
  }
  return table;
}

/** How many options below a place are looked at. */
const mostBelow = 3000;

/** Options that lie deeper than they were written, or whose names are joined, parted or ordered otherwise. */
function offerBelow(path: readonly string[], score: number, index: OptionIndex, offer: Offer): void {
  const nodes = [index.root];
  for (const name of path) {
    const next = childOf(nodes.at(-1)!, name, index);
    if (next === undefined) break;
    nodes.push(next);
  }
  const depth = nodes.length - 1;
  if (depth === path.length || (depth < 2 && largeGroups.has(path[0]!))) return;
  const search = { path, index, offer };
  if (depth > 0) lookBelow(search, depth, nodes[depth]!, score);
  // `boot.kernel` exists, and what was meant by `boot.kernel.parameters` is beside it.
  if (depth > (largeGroups.has(path[0]!) ? 2 : 1)) lookBelow(search, depth - 1, nodes[depth - 1]!, score);
}

function lookBelow({ path, index, offer }: Search, depth: number, node: OptionNode, score: number): void {
  const rest = path.slice(depth);
  const skeleton = skeletonOf(rest.join(""));
  const last = skeletonOf(rest.at(-1)!);
  const isCommon = commonNames.has(rest.at(-1)!);
  // The last name tells where no other one is wrong, but for one that tells nothing.
  const isBeside = childOf(node, rest[0]!, index) !== undefined;
  const isLast = (rest.length === 1 || !isCommon) && !isBeside;
  const words = rest.flatMap(rootsOf);
  let left = mostBelow;
  const visit = (inner: OptionNode, names: readonly string[]): void => {
    for (const [name, child] of childrenOf(inner, index)) {
      if (left-- < 0 || names.length > 3) return;
      const here = [...names, name];
      if (child.entry !== undefined && !isPlaceholder(name) && !child.entry.hidden) {
        const written = here.filter((one) => !isPlaceholder(one));
        const found = [...path.slice(0, depth), ...here];
        if (skeletonOf(written.join("")) === skeleton) offer(found, score + 0.4);
        else if (isLast && skeletonOf(name) === last && !(isCommon && depth < 2))
          offer(found, score + (isCommon ? 1.2 : 0.85) + here.length * 0.1 + rest.length * 0.25);
        else if (rest.length > 1 || written.length > 1) {
          const cost = differenceOf(words, written.flatMap(rootsOf));
          if (cost !== undefined) offer(found, score + 0.8 + cost + here.length * 0.1);
        }
      }
      visit(child, here);
    }
  };
  visit(node, []);
}

/** What it costs to take words for other ones, in any order; `undefined` where one has no counterpart. */
function differenceOf(words: readonly string[], others: readonly string[]): number | undefined {
  if (words.length !== others.length) return undefined;
  const left = [...others];
  let cost = 0;
  for (const word of words) {
    const costs = left.map((other) => likenessOf(word, other) ?? Infinity);
    const least = Math.min(...costs);
    if (least === Infinity) return undefined;
    cost += least;
    left.splice(costs.indexOf(least), 1);
  }
  return cost;
}

/** Groups that are too large to be looked through. */
const largeGroups = new Set(["services", "programs"]);

/** Names that options of many modules have, so that they tell nothing. */
export const commonNames: ReadonlySet<string> = new Set([
  "config",
  "enable",
  "extraConfig",
  "group",
  "package",
  "packages",
  "port",
  "settings",
  "user",
]);

/** Paths elsewhere that end as the wanted one does: `services.nginx.enable` for `programs.nginx.enable`. */
function offerElsewhere(path: readonly string[], index: OptionIndex, offer: Offer): void {
  // Where there is no such group, its name is rather misspelt.
  const hasParent =
    !commonNames.has(path.at(-1)!) && findOption(path.slice(0, -1), index).place !== "nowhere";
  const other = !index.root.children.has(path[0]!) ? 1.05 : hasParent ? 1.6 : 0.8;
  const place = findOption(path, index);
  const isInService = place.place === "nowhere" && place.at > 1 && largeGroups.has(path[0]!);
  for (const full of index.pathsEndingAs(path)) {
    if (isHidden(full, index)) continue;
    const tail = sharedTail(path, full);
    const tells = path.slice(-tail).some((name) => !commonNames.has(name));
    const more = full.length - path.length;
    const otherGroup =
      (path[0] === full[0] ? 0 : isInService ? 0.6 : 0.05) + (full.some(isPlaceholder) ? 0.5 : 0);
    if (tells && tail === path.length) offer(full, 0.75 + more * 0.1 + otherGroup);
    else if (tells && tail === path.length - 1) offer(full, other + Math.abs(more) * 0.1 + otherGroup);
    else offer(full, 2 + (path.length - tail) * 0.8 + (full.length - tail) * 0.4);
  }
  for (const [group, node] of index.root.children) {
    // Another group, and a group too few.
    const candidate = [group, ...path.slice(1)];
    if (path.length > 1 && !commonNames.has(path[1]!) && node.children.has(path[1]!)) offer(candidate, other);
    if (!commonNames.has(path[0]!) && stands(node, path)) offer([group, ...path], 0.8);
    // A path that was written as one name, or one name that was written as a path.
    const joined = skeletonOf(path.join(""));
    for (const [name] of node.children)
      if (skeletonOf(name) === joined || skeletonOf(group + name) === joined) offer([group, name], 0.7);
  }
  // With a name too many in the middle.
  for (let gone = 0; path.length > 2 && gone < path.length; gone++) {
    const shorter = path.filter((_, at) => at !== gone);
    offer(shorter, 1.9);
  }
}

/** Whether a path stands below a node by its own names, without any that users choose. */
function stands(node: OptionNode, path: readonly string[]): boolean {
  let inner: OptionNode | undefined = node;
  for (const name of path) inner = inner?.children.get(name);
  return inner !== undefined;
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

function isHidden(path: readonly string[], index: OptionIndex): boolean {
  const place = findOption(path, index);
  return place.place === "option" && place.entry.hidden === true;
}
