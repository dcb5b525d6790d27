import type { AttributeName, Suggestion } from "@nixgen/core";
import type { OptionPlace } from "../find-option.js";
import { findOption } from "../find-option.js";
import type { OptionIndex } from "../option-index.js";
import { childrenOf } from "../option-index.js";
import { isPlaceholder, printOptionPath, readOptionPath } from "../option-path.js";
import { closestNames } from "../closest.js";
import { describeAge } from "../provenance.js";
import { buildNameTable, isSlipOf, rankNames } from "../suggest.js";
import { suggestOptions } from "../suggest-options.js";
import { placeOf, spanBetween, type CheckContext } from "./context.js";
import { isDeclared } from "./declarations.js";
import { foreignOptions } from "./foreign-options.js";
import { findOwn, startsOf } from "./own-options.js";

/** An option path as it stands in a source; `nodes[i]` is the name `path[i]`, where it stands there. */
export interface WrittenPath {
  readonly path: readonly string[];
  readonly nodes: readonly (AttributeName | undefined)[];
}

/** A name in a path that only evaluation tells. It stands for itself where users choose the names. */
export const dynamicName = "\0dynamic";

/** What stands at a path; unknown ones are reported, and `undefined` comes back where the index can't tell. */
export function checkOptionPath(
  written: WrittenPath,
  index: OptionIndex,
  context: CheckContext,
): OptionPlace | undefined {
  const place = findOption(written.path, index);
  if (place.place !== "nowhere") return place;
  const declared = findOwn(written.path, index, context);
  if (declared.place !== "nowhere") return declared;
  if (written.path[place.at] === dynamicName) return undefined;
  if (isOutside(written.path, place.at, place.parent, index, context)) {
    context.counts.notCovered++;
    return undefined;
  }
  context.counts.options++;
  const own = declared.at < place.at ? [] : closestDeclared(written.path, declared);
  const at = own.length > 0 || declared.at > place.at ? declared.at : place.at;
  const node = written.nodes[at] ?? written.nodes.findLast((item) => item !== undefined);
  const name = written.path[at]!;
  const within = at === 0 ? "" : ` below \`${printOptionPath(written.path.slice(0, at))}\``;
  context.report(
    {
      code: "names/unknown-option",
      severity: "error",
      message: `there is no option \`${name}\`${within}${describeAge(index.provenance)}`,
      ...placeOf(node ?? {}, written.path),
      suggestions: (own.length > 0 ? own : findSimilar(written.path, index)).map((path) =>
        suggestPath(path, written),
      ),
    },
    node,
  );
  return place;
}

/** The paths with a name that the project declares in place of the one that does not exist. */
function closestDeclared(
  path: readonly string[],
  { at, parent }: Extract<OptionPlace, { place: "nowhere" }>,
): string[][] {
  const names = [...parent.children.keys()].filter((name) => !isPlaceholder(name));
  return closestNames(path[at]!, names).map((name) => [...path.slice(0, at), name, ...path.slice(at + 1)]);
}

function findSimilar(path: readonly string[], index: OptionIndex): string[][] {
  return suggestOptions(path, index).map((one) => readOptionPath(one.path));
}

/** Writes another path in place of the names that differ. */
export function suggestPath(target: readonly string[], { path, nodes }: WrittenPath): Suggestion {
  const text = printOptionPath(target);
  let same = 0;
  while (same < Math.min(path.length, target.length) && path[same] === target[same]) same++;
  let tail = 0;
  while (
    tail < Math.min(path.length, target.length) - same &&
    (path.at(-1 - tail) === target.at(-1 - tail) || isPlaceholder(target.at(-1 - tail)!))
  )
    tail++;
  // Where only names are to be left out, the one before is written again.
  const from = path.length - tail > same ? same : same - 1;
  const span = spanBetween(nodes[from], nodes[Math.max(from, path.length - tail - 1)]);
  const replacement = target.slice(from, Math.max(from + 1, target.length - tail));
  const message = `write \`${text}\``;
  const known =
    span !== undefined && nodes.slice(from, path.length - tail).every((node) => node !== undefined);
  return known ? { message, replacement: { span, text: printOptionPath(replacement) } } : { message };
}

/** Whether an option that an index does not have may come from elsewhere. */
function isOutside(
  path: readonly string[],
  at: number,
  parent: Extract<OptionPlace, { place: "nowhere" }>["parent"],
  index: OptionIndex,
  { declarations }: CheckContext,
): boolean {
  const starts = startsOf(path);
  for (const from of starts) {
    const part = path.slice(from);
    if (isDeclared(part, declarations)) return true;
    if (part.some((_, last) => foreignOptions.has(part.slice(0, last + 1).join(".")))) return true;
  }
  if (!declarations.foreignModules || at - starts.at(-1)! > 1) return false;
  // Modules from elsewhere declare options at the top and below `services`, `programs` and the like. What is nearly the
  // name of an option that exists is taken for a slip all the same.
  const siblings = [...childrenOf(parent, index).keys()].filter((name) => !isPlaceholder(name));
  const ranked = rankNames(path[at]!, buildNameTable(siblings), 3);
  if (ranked.some(({ name, score }) => isSlip(path, at, name, score, index))) return false;
  return !isInOtherGroup(path, at, index);
}

/** With one letter wrong, a name is hardly another one; with more, what follows must exist there too. */
function isSlip(
  path: readonly string[],
  at: number,
  name: string,
  score: number,
  index: OptionIndex,
): boolean {
  if (path[at]!.length > 3 && isSlipOf(path[at]!, name)) return true;
  const meant = [...path.slice(0, at), name, ...path.slice(at + 1)];
  const says = path.slice(at + 1).some((part) => !commonNames.has(part));
  return score < 3 && says && findOption(meant, index).place === "option";
}

/** Services are looked for among programs, and programs among services. */
function isInOtherGroup(path: readonly string[], at: number, index: OptionIndex): boolean {
  const group = path[0] === "programs" ? "services" : path[0] === "services" ? "programs" : undefined;
  if (group === undefined || at !== 1 || path.length < 3) return false;
  return findOption([group, ...path.slice(1)], index).place === "option";
}

/** Options that many modules have, so that they tell nothing. */
const commonNames = new Set(["enable", "package", "settings", "extraConfig", "user", "group", "port"]);
