import { staticName, type AttributeSet, type Expr, type Suggestion } from "@nixgen/core";
import { findOption, type OptionPlace } from "../find-option.js";
import { childrenOf, type OptionIndex, type OptionNode } from "../option-index.js";
import { choicesOf, freeNameMeant } from "../free-names.js";
import { isPlaceholder, readOptionPath } from "../option-path.js";
import { suggestInstead } from "../suggest-options.js";
import { placeOf, type CheckContext } from "./context.js";
import { isDeclared } from "./declarations.js";
import { describeLiteral, describeMisfit, findMisfit } from "./fit-value.js";
import { literalOf, unwrapPriority } from "./literal.js";
import { findOwn } from "./own-options.js";
import { extendPath, printWrittenPath, suggestPath, type WrittenPath } from "./report-option.js";
import { suggestValues } from "./suggest-values.js";

/** Reports that an option was removed or renamed, or can't be set; says whether its value does not matter then. */
export function reportState(
  written: WrittenPath,
  found: Extract<OptionPlace, { place: "option" }>,
  index: OptionIndex,
  context: CheckContext,
): boolean {
  const { entry } = found;
  const instead = () => suggestOthers(written, found, index);
  const node = written.nodes.findLast((item) => item !== undefined);
  const place = placeOf(node ?? {}, written.path);
  const path = printWrittenPath(written.path);
  if (entry.removed) {
    const message = `the option \`${path}\` was removed`;
    const others = instead();
    const suggestions = others.length > 0 ? others : suggestRemoval(written);
    context.report({ code: "names/removed-option", severity: "error", message, ...place, suggestions }, node);
    return true;
  }
  if (entry.movedTo !== undefined && !entry.movedTo.includes("<")) {
    context.report(
      {
        code: "names/renamed-option",
        severity: "warning",
        message: `the option \`${path}\` is now \`${entry.movedTo}\``,
        ...place,
        suggestions: [suggestPath(readOptionPath(entry.movedTo), written)],
      },
      node,
    );
  } else if (entry.replaced) {
    const message = `the option \`${path}\` is kept for older configurations; others took its place`;
    context.report(
      { code: "names/renamed-option", severity: "warning", message, ...place, suggestions: instead() },
      node,
    );
  } else if (entry.deprecated) {
    const message = `the option \`${path}\` is deprecated, as its module warns`;
    context.report(
      { code: "names/renamed-option", severity: "warning", message, ...place, suggestions: instead() },
      node,
    );
  } else if (entry.readOnly && entry.default !== undefined) {
    const message = `the option \`${path}\` is read-only`;
    context.report(
      { code: "names/read-only-option", severity: "error", message, ...place, suggestions: [] },
      node,
    );
  }
  return false;
}

/** What to set instead of an old option. What only its module names takes other values, so it is no edit. */
function suggestOthers(
  written: WrittenPath,
  found: Extract<OptionPlace, { place: "option" }>,
  index: OptionIndex,
): Suggestion[] {
  const { instead } = found.entry;
  if (instead !== undefined) return instead.map((path) => ({ message: `set \`${path}\` instead` }));
  return suggestInstead(written.path, found, index).map(({ path }) =>
    suggestPath(readOptionPath(path), written),
  );
}

/** That an option can go. It is an edit where nothing is lost but a switch or a number, and no comment. */
function suggestRemoval({ path, binding }: WrittenPath): Suggestion[] {
  const message = "remove it";
  if (binding?.span === undefined) return [{ message }];
  const { value, tokens, trailing } = binding;
  const inPath = binding.path.names.flatMap((name) => [name.trailing, name.leading]);
  const isSwitch = value.kind === "Identifier" || value.kind === "Integer" || value.kind === "Float";
  const hasComment = [tokens, trailing, value.leading, value.trailing, ...inPath].some(
    (one) => one !== undefined,
  );
  const names = binding.path.names.map((name) => staticName(name));
  const isWhole = names.every((name, at) => name === path.at(at - names.length));
  if (!isSwitch || hasComment || !isWhole) return [{ message }];
  return [{ message, replacement: { span: binding.span, text: "" } }];
}

/** What a value mostly is that stands for a whole set, the likeliest first. */
const usualNames = ["enable", "text", "value"];

/** Reports a value of a set of options that is no set itself; says whether it did. */
export function reportValueOfSet(
  written: WrittenPath,
  value: Expr,
  node: OptionNode,
  index: OptionIndex,
  context: CheckContext,
): boolean {
  const literal = literalOf(value);
  const isSet = literal === undefined || ["set", "function", "path"].includes(literal.is);
  const hasOptions = [...childrenOf(node, index).keys()].some((name) => !isPlaceholder(name));
  if (isSet || !hasOptions || isDeclared(written.path, context.declarations)) return false;
  if (isCoerced(written.path, value, index, context)) return false;
  context.counts.options++;
  // The option below it that takes the value may be the one that was meant.
  const fitting = [...childrenOf(node, index)].filter(
    ([name, { entry }]) =>
      !isPlaceholder(name) && entry && !entry.removed && findMisfit(value, entry.type) === undefined,
  );
  const rank = (name: string): number => usualNames.indexOf(name) + 1 || usualNames.length + 1;
  const meant = fitting.toSorted(([a], [b]) => rank(a) - rank(b)).slice(0, 3);
  const last = written.nodes.findLast((item) => item !== undefined);
  context.report(
    {
      code: "names/option-type",
      severity: "error",
      message: `\`${printWrittenPath(written.path)}\` is a set of options, and this is ${describeLiteral(literal)}`,
      ...placeOf(literal.node, written.path),
      suggestions: meant.map(([name]) => suggestPath([...written.path, name], written)),
    },
    last,
  );
  return true;
}

/** Whether a value becomes a set of options: an element of an option whose elements may be written otherwise. */
function isCoerced(path: readonly string[], value: Expr, index: OptionIndex, context: CheckContext): boolean {
  for (let length = path.length - 1; length > 0; length--) {
    const shipped = findOption(path.slice(0, length), index);
    const place = shipped.place === "nowhere" ? findOwn(path.slice(0, length), index, context) : shipped;
    if (place.place !== "option") continue;
    const { type } = place.entry;
    const element = type[0] === "attrsOf" && length === path.length - 1 ? type[1] : undefined;
    return element?.[0] === "coercedTo" && findMisfit(value, element) === undefined;
  }
  return false;
}

/** Reports a name where any can stand, which is nearly that of an option beside it, or of what is read there. */
export function reportFreeName(
  written: WrittenPath,
  place: Extract<OptionPlace, { place: "inside" }>,
  index: OptionIndex,
  context: CheckContext,
): void {
  const [meant] = suggestInstead(written.path, place, index);
  const start = written.path.length - place.rest.length;
  if (meant === undefined) reportReadName(written, start, context);
  else reportName(written, start, readOptionPath(meant.path), context);
}

/** Reports the names in a set where any can stand that are nearly those that are read there. */
export function reportFreeNames(written: WrittenPath, set: AttributeSet, context: CheckContext): void {
  for (const binding of set.bindings) {
    if (binding.kind !== "Binding") continue;
    const inner = extendPath(written, binding.path.names);
    const value = unwrapPriority(binding.value);
    reportReadName(inner, written.path.length, context);
    reportChoice(inner, value, context);
    if (value.kind === "AttributeSet") reportFreeNames(inner, value, context);
  }
}

/** Reports the first name of a path, from a place on, that is nearly one that a program reads there. */
function reportReadName(written: WrittenPath, start: number, context: CheckContext): void {
  const { path } = written;
  for (let at = start; at < path.length; at++) {
    const meant = freeNameMeant(path.slice(0, at), path[at]!);
    if (meant !== undefined)
      return reportName(written, at, [...path.slice(0, at), meant, ...path.slice(at + 1)], context);
  }
}

/** Reports a text that a program does not take for a setting which takes a few. */
export function reportChoice(written: WrittenPath, value: Expr, context: CheckContext): void {
  const choices = choicesOf(written.path);
  const misfit = choices && findMisfit(value, ["enum", choices]);
  if (misfit === undefined || typeof misfit.literal.value !== "string") return;
  context.report(
    {
      code: "names/option-type",
      severity: "warning",
      message: describeMisfit(printWrittenPath(written.path), misfit),
      ...placeOf(misfit.literal.node, written.path),
      suggestions: suggestValues(misfit, context),
    },
    misfit.literal.node,
  );
}

function reportName(written: WrittenPath, at: number, meant: readonly string[], context: CheckContext): void {
  const node = written.nodes[at];
  context.report(
    {
      code: "names/unknown-option",
      severity: "warning",
      message: `there is no option \`${written.path[at]!}\` below \`${printWrittenPath(written.path.slice(0, at))}\`, where any name can stand`,
      ...placeOf(node ?? {}, written.path),
      suggestions: [suggestPath(meant, written)],
    },
    node,
  );
}
