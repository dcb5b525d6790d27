import { distance } from "fastest-levenshtein";
import { staticName, type AttributeName, type Binding, type Expr, type Suggestion } from "@nixgen/core";
import type { OptionPlace } from "../find-option.js";
import { findOption } from "../find-option.js";
import { foreignOptionNames } from "../foreign-names.js";
import type { Names } from "../names.js";
import { optionKinds, type OptionKind } from "../option-kind.js";
import type { OptionIndex } from "../option-index.js";
import { childrenOf } from "../option-index.js";
import { isPlaceholder, printOptionPath, readOptionPath } from "../option-path.js";
import { closestNames } from "../closest.js";
import { describeAge } from "../provenance.js";
import { buildNameTable, isSlipOf, rankNames, skeletonOf } from "../suggest.js";
import { commonNames, suggestOptions } from "../suggest-options.js";
import { placeOf, spanBetween, type CheckContext } from "./context.js";
import { findDeclaration } from "./declarations.js";
import { findMisfit } from "./fit-value.js";
import { foreignOptions } from "./foreign-options.js";
import { isInput } from "./project-names.js";
import { findOwn, isOwnName, placeOfAnyName, startsOf } from "./own-options.js";

/** An option path as it stands in a source; `nodes[i]` is the name `path[i]`, where it stands there. */
export interface WrittenPath {
  readonly path: readonly string[];
  readonly nodes: readonly (AttributeName | undefined)[];
  /** How many of the names, from the first on, stand for other settings too. Writing another name there would move those. */
  readonly shared?: number;
  /** The binding that gives the value. */
  readonly binding?: Binding;
  /** Where the names of a set that is nested in another one begin. */
  readonly starts?: readonly number[];
}

/** A name in a path that only evaluation tells, as no option has it. It stands for itself where users choose the names. */
export const dynamicName = "⟨dynamic⟩";

/** A path with more names after it. */
export function extendPath(written: WrittenPath, names: readonly AttributeName[]): WrittenPath {
  return {
    ...written,
    starts: [...(written.starts ?? []), written.path.length],
    path: [...written.path, ...names.map((name) => staticName(name) ?? dynamicName)],
    nodes: [...written.nodes, ...names],
  };
}

/** A path that stands in a source, for messages; a name that only evaluation tells is `<name>`. */
export function printWrittenPath(path: readonly string[]): string {
  return printOptionPath(path.map((name) => (name === dynamicName ? "<name>" : name)));
}

/**
 * What stands at a path; unknown ones are reported, and `undefined` comes back where the index can't tell.
 *
 * @param value what is set there, where it tells what was meant.
 */
export function checkOptionPath(
  written: WrittenPath,
  index: OptionIndex,
  context: CheckContext,
  value?: Expr,
): OptionPlace | undefined {
  const place = findOption(written.path, index);
  if (place.place !== "nowhere") return place;
  const declared = findOwn(written.path, index, context);
  // A declared name that only evaluation tells could be this one, but is none that exists, or looks like one.
  const anyAt = placeOfAnyName(written.path, context) ?? Infinity;
  // So it is with what lies in an option that exists, and that the project declares for more than can be read.
  const isLoose =
    anyAt === place.at ||
    (declared.place === "inside" && readOptionPath(declared.entry.path).length <= place.at);
  const isOther = anyAt < place.at || (isLoose && isMistaken(written.path, place, index, value));
  if (declared.place !== "nowhere" && !isOther) return declared;
  if (written.path[place.at] === dynamicName) return undefined;
  if (isOutside(written.path, place, index, context, value)) {
    context.counts.notCovered++;
    return undefined;
  }
  context.counts.options++;
  const isNear = declared.place === "nowhere" && declared.at >= place.at && anyAt > place.at;
  const own = isNear ? closestDeclared(written.path, declared) : [];
  const at = isNear && (own.length > 0 || declared.at > place.at) ? declared.at : place.at;
  const node = written.nodes[at] ?? written.nodes.findLast((item) => item !== undefined);
  const name = written.path[at]!;
  const doubt = describeMissing(written.path, place, index, context, value);
  const others = kindsThatHave(written.path, index, context.names);
  const elsewhere =
    others.length === 0 ? "" : `; it is an option of ${others.map((kind) => titles[kind]).join(" and of ")}`;
  const within = at === 0 ? "" : ` below \`${printWrittenPath(written.path.slice(0, at))}\``;
  context.report(
    {
      code: "names/unknown-option",
      severity: doubt === "" ? "error" : "warning",
      message: `there is no option \`${name}\`${within}${describeAge(index.provenance)}${elsewhere}${doubt}`,
      ...placeOf(node ?? {}, written.path),
      suggestions: isNearer(own, written.path, place, index)
        ? own.map((path) => suggestPath(path, written))
        : suggestSimilar(written, index, value),
    },
    node,
  );
  return place;
}

const titles: Readonly<Record<OptionKind, string>> = {
  "home-manager": "home-manager",
  "nix-darwin": "nix-darwin",
  nixos: "NixOS",
};

/** The other kinds of modules in which an option exists at a path, by its own names. */
function kindsThatHave(path: readonly string[], { kind }: OptionIndex, names: Names): OptionKind[] {
  return optionKinds.filter((other) => {
    const index = other === kind ? undefined : names.options(other);
    const place = index && findOption(path, index);
    return place?.place === "option" || (place?.place === "inside" && path.length > 1);
  });
}

/**
 * That a file which is not at hand may declare an option, as can stand after a message; empty where nothing speaks for it. Like
 * modules from elsewhere, such files declare options at the top and below `services`, `programs` and the like.
 */
function describeMissing(
  path: readonly string[],
  place: Nowhere,
  index: OptionIndex,
  { declarations, root }: CheckContext,
  value: Expr | undefined,
): string {
  const [first, ...more] = declarations.missingModules.get(root) ?? [];
  const isDeep = place.at - startsOf(path).at(-1)! > 1;
  if (first === undefined || isDeep || isMistaken(path, place, index, value)) return "";
  return `, unless ${first}${more.length > 0 ? " or another file that is imported" : ""} declares it`;
}

/** Whether names that the project declares are as near as those that the index has at that place. */
function isNearer(
  own: readonly (readonly string[])[],
  path: readonly string[],
  { at, parent }: Nowhere,
  index: OptionIndex,
): boolean {
  const [first] = own;
  if (first === undefined) return false;
  const name = path[at]!;
  const [known] = closestNames(name, childrenOf(parent, index).keys(), 1);
  const changed = first.findIndex((one, place) => one !== path[place]);
  return known === undefined || changed !== at || distance(first[at]!, name) <= distance(known, name);
}

/** The paths with a name that the project declares in place of the one that does not exist. */
function closestDeclared(path: readonly string[], { at, parent }: Nowhere): string[][] {
  const names = [...parent.children.keys()].filter((name) => !isPlaceholder(name));
  return closestNames(path[at]!, names).map((name) => [...path.slice(0, at), name, ...path.slice(at + 1)]);
}

/** How many proposals are made, and of how many those are chosen that take the value. */
const mostProposals = 3;
const mostLikely = 6;

/** The options that could be meant, first those that take the value. For the others, it is no edit. */
function suggestSimilar(written: WrittenPath, index: OptionIndex, value: Expr | undefined): Suggestion[] {
  const paths = suggestOptions(written.path, index, mostLikely).map((one) => readOptionPath(one.path));
  const [fitting, others] = [true, false].map((fits) =>
    paths.filter((path) => takesValue(path, written, index, value) === fits),
  );
  return [
    ...fitting!.map((path) => suggestPath(path, written)),
    ...others!.map((path) => ({ message: suggestPath(path, written).message })),
  ].slice(0, mostProposals);
}

/** Whether an option can be set to a value, as far as that is known. */
function takesValue(
  path: readonly string[],
  written: WrittenPath,
  index: OptionIndex,
  value: Expr | undefined,
): boolean {
  const place = value && findOption(path, index);
  if (place?.place === "option")
    return place.entry.readOnly !== true && findMisfit(value!, place.entry.type) === undefined;
  // Of a name where any can stand, the type is not known: what has another name may take other values.
  return place?.place !== "inside" || skeletonOf(path.at(-1)!) === skeletonOf(written.path.at(-1)!);
}

/**
 * Writes another path in place of the names that differ. It is no edit where that would move other settings too, or where a part
 * of the path is for the user to choose.
 */
export function suggestPath(target: readonly string[], written: WrittenPath): Suggestion {
  const { path, nodes, shared = 0, starts = [] } = written;
  const message = `write \`${printWrittenPath(target)}\``;
  const shorter = Math.min(path.length, target.length);
  let same = 0;
  while (same < shorter && path[same] === target[same]) same++;
  let tail = 0;
  while (
    tail < shorter - same &&
    (path.at(-1 - tail) === target.at(-1 - tail) || isPlaceholder(target.at(-1 - tail)!))
  )
    tail++;
  // Where names only come or go, one beside them is written again: that behind them, or else that before them.
  const behind = [same, tail - 1] as const;
  const before = [same - 1, tail] as const;
  const ways = same + tail < shorter ? [[same, tail] as const] : tail > 0 ? [behind, before] : [before];
  for (const [from, rest] of ways) {
    const to = path.length - rest;
    const replaced = nodes.slice(Math.max(from, 0), to);
    const names = target.slice(Math.max(from, 0), target.length - rest);
    const span = spanBetween(replaced[0], replaced.at(-1));
    const isWhole = from >= shared && !starts.some((start) => from < start && start < to);
    const isStatic = !names.some((name) => isPlaceholder(name) || name === dynamicName);
    if (span !== undefined && isWhole && !replaced.includes(undefined) && isStatic)
      return { message, replacement: { span, text: printOptionPath(names) } };
  }
  return { message };
}

/** Whether an option that an index does not have may come from elsewhere. */
function isOutside(
  path: readonly string[],
  place: Nowhere,
  index: OptionIndex,
  context: CheckContext,
  value: Expr | undefined,
): boolean {
  const { declarations } = context;
  const { at } = place;
  const starts = startsOf(path);
  for (const from of starts) {
    const part = path.slice(from);
    if (part.some((_, last) => foreignOptions.has(part.slice(0, last + 1).join(".")))) return true;
  }
  if (isInput(path[at]!, declarations.inputs)) return true;
  const declared = starts.map((from) => findDeclaration(path.slice(from), at - from, declarations));
  if (declared.includes("by name")) return true;
  const isDeep = at - starts.at(-1)! > 1;
  if (!declared.includes("by any name") && (!declarations.foreignModules || isDeep)) return false;
  // Modules from elsewhere declare options at the top and below `services`, `programs` and the like.
  if (isOwnName(path, at, declarations)) return !isSlipOfOwn(path, findOwn(path, index, context));
  return !isMistaken(path, place, index, value);
}

/** Whether a name is nearly one that the project declares beside it. */
function isSlipOfOwn(path: readonly string[], own: OptionPlace): boolean {
  if (own.place !== "nowhere" || path[own.at]!.length < 4) return false;
  return [...own.parent.children.keys()].some((name) => isSlipOf(path[own.at]!, name));
}

type Nowhere = Extract<OptionPlace, { place: "nowhere" }>;

/** Whether a name is nearly that of an option that exists, or what it sets fits such an option, or one of another group. */
function isMistaken(
  path: readonly string[],
  { at, parent }: Nowhere,
  index: OptionIndex,
  value: Expr | undefined,
): boolean {
  const siblings = [...childrenOf(parent, index).keys()].filter((name) => !isPlaceholder(name));
  const ranked = rankNames(path[at]!, buildNameTable(siblings), 3);
  const paths = [path, ...leavesOf(value).map((leaf) => [...path, ...leaf])];
  return (
    ranked.some(({ name, score }) => isSlip(paths, at, name, score, index)) ||
    paths.some((one) => isInOtherGroup(one, at, index) || isForeign(one, at, index))
  );
}

/** How far a value is looked into for the options that it sets. */
const depthOfLeaves = 3;

/** The paths that a value sets, as far as they are static. */
function leavesOf(value: Expr | undefined, depth = depthOfLeaves): string[][] {
  if (value?.kind !== "AttributeSet" || depth === 0) return [];
  return value.bindings.flatMap((binding) => {
    if (binding.kind !== "Binding") return [];
    const names = binding.path.names.map((name) => staticName(name) ?? dynamicName);
    const inner = leavesOf(binding.value, depth - 1);
    return inner.length === 0 ? [names] : inner.map((leaf) => [...names, ...leaf]);
  });
}

/** How many letters may be wrong in a name where what it is set to fits another one. */
const mostLetters = 2;

/** With one letter wrong, a name is hardly another one; with more, what follows must exist there too. */
function isSlip(
  paths: readonly (readonly string[])[],
  at: number,
  name: string,
  score: number,
  index: OptionIndex,
): boolean {
  const written = paths[0]![at]!;
  if (written.length > 3 && isSlipOf(written, name)) return true;
  const isNear = distance(written, name) <= mostLetters;
  return paths.some((path, which) => {
    // What a value sets tells something where the name is much the same.
    if (which > 0 && !isNear) return false;
    const meant = [...path.slice(0, at), name, ...path.slice(at + 1)];
    const says = (at === 0 && isNear) || path.slice(at + 1).some((part) => !commonNames.has(part));
    return score < 3 && says && findOption(meant, index).place === "option";
  });
}

/** Whether a service or program is looked for in one group of options, and stands in another. */
function isInOtherGroup(path: readonly string[], at: number, index: OptionIndex): boolean {
  if (!isModule(path, at)) return false;
  return [...index.root.children].some(
    ([group, { children }]) =>
      group !== path[0] &&
      children.has(path[1]!) &&
      findOption([group, ...path.slice(1)], index).place === "option",
  );
}

/** Whether a service or program is looked for under a name that others have for it. */
function isForeign(path: readonly string[], at: number, index: OptionIndex): boolean {
  const names = isModule(path, at) ? (foreignOptionNames().get(path[at]!) ?? []) : [];
  return names.some((name) => {
    const meant = [path[0]!, ...readOptionPath(name), ...path.slice(2)];
    return findOption(meant, index).place === "option";
  });
}

/** Whether a path leads into a service or program that does not exist. */
function isModule(path: readonly string[], at: number): boolean {
  return at === 1 && path.length > 2 && (path[0] === "services" || path[0] === "programs");
}
