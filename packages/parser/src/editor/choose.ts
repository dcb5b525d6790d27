import { requireInteger, requireOptions, type Expr, type Node } from "@nixgen/core";
import type { Definition } from "./find.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import type { Source } from "./source.js";
import { valuesOf, type Layer, type Place } from "./view.js";

/** Which of several places an edit is about. */
export interface At {
  /** The number of the place among those that `find` lists, from 0; for elements of lists, the number of the list. */
  readonly at?: number;
}

/** Refuses options of an edit that are none. @throws NixError `input/invalid` */
export function requireAt(options: unknown): void {
  requireOptions(options, "the options of an edit");
  const { at } = options as { readonly at?: unknown };
  if (at !== undefined) requireInteger(at, "`at`, the number of a place");
}

/** A definition, or one of the values that it is merged of. */
export interface Choice {
  readonly definition: Definition;
  /** An `inherit` has no value here. */
  readonly value?: Place<Expr>;
  /** Whether the definition is merged of several values. */
  readonly isPart: boolean;
}

/** All that `at` counts, in the order of the file. @param next a new value, see {@link valuesOf} */
export function choicesOf(definitions: readonly Definition[], next?: Expr): Choice[] {
  return definitions.flatMap((definition): Choice[] => {
    if (definition.value === undefined) return [{ definition, isPart: false }];
    const values = valuesOf(definition.value, definition.layers, next);
    return values.map((value) => ({ definition, value, isPart: values.length > 1 }));
  });
}

/** The one definition that an edit is about. @throws NixError `edit/ambiguous` */
export function chooseDefinition(
  source: Source,
  steps: readonly PathStep[],
  definitions: readonly Definition[],
  { at }: At,
): Definition | undefined {
  if (at !== undefined) return choicesOf(definitions)[at]?.definition;
  if (definitions.length < 2) return definitions[0];
  throw ambiguous(source, steps, definitions);
}

/** The place where the value of a definition is written. @param next the value @throws NixError `edit/ambiguous` */
export function chooseValue(
  source: Source,
  steps: readonly PathStep[],
  definitions: readonly Definition[],
  { at }: At,
  next: Expr,
): Place<Expr> | undefined {
  const choice = at === undefined ? undefined : choicesOf(definitions)[at];
  if (choice !== undefined && !choice.isPart)
    return chooseValue(source, steps, [choice.definition], {}, next);
  const values = choicesOf(definitions, at === undefined ? next : undefined).map(({ value }) => value);
  if (at !== undefined || values.length < 2) return values[at ?? 0];
  throw ambiguous(
    source,
    steps,
    values.filter((value) => value !== undefined),
  );
}

/** Refuses to write below a condition where that is not wanted. @throws NixError `edit/conditional` */
export function refuseCondition(
  source: Source,
  steps: readonly PathStep[],
  { node, layers }: Place<Node>,
  { unconditional }: { readonly unconditional?: boolean },
): void {
  const conditions = unconditional === true ? conditionsOf(source, layers) : [];
  if (conditions.length === 0) return;
  const listed = conditions.map((condition) => `\`${condition}\``).join(" and ");
  const message = `\`${printPath(steps)}\` would hold only where ${listed}`;
  throw problem(source, "edit/conditional", message, {
    at: node,
    suggestions: ["leave out `unconditional` to write it there", "use `replace` to write the condition anew"],
  });
}

/** The error for a path that stands for several places. */
export function ambiguous(
  source: Source,
  steps: readonly PathStep[],
  places: readonly { readonly node: Definition["node"]; readonly layers: readonly Layer[] }[],
): Error {
  const describe = (layers: readonly Layer[]): string => {
    const conditions = conditionsOf(source, layers);
    return conditions.length > 0 ? `where ${conditions.join(" and ")}` : "here";
  };
  return problem(source, "edit/ambiguous", `\`${printPath(steps)}\` is defined in ${places.length} places`, {
    ...(places[0] && { at: places[0].node }),
    related: places.slice(1).map(({ node, layers }) => ({ message: describe(layers), at: node })),
    suggestions: ["choose one of those that `find` lists with `{ at: number }`, from 0"],
  });
}

/** The conditions among what stands around a place, as text. */
export function conditionsOf(source: Source, layers: readonly Layer[]): string[] {
  return layers.flatMap(({ condition, isElse }) => {
    if (condition === undefined) return [];
    const text = source.slice(condition);
    if (!isElse) return [text];
    const isOne = ["Identifier", "Select", "Parenthesized", "Application"].includes(condition.kind);
    return [isOne ? `!${text}` : `!(${text})`];
  });
}
