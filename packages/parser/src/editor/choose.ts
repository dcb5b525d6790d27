import type { Expr } from "@nixgen/core";
import type { Definition } from "./find.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import type { Source } from "./source.js";
import { valuesOf, type Layer, type Place } from "./view.js";

/** Which of several places an edit is about. */
export interface At {
  /** The number of the place among those that `find` lists, from 0. */
  readonly at?: number;
}

/** The one definition that an edit is about. @throws NixError `edit/ambiguous` */
export function chooseDefinition(
  source: Source,
  steps: readonly PathStep[],
  definitions: readonly Definition[],
  { at }: At,
): Definition | undefined {
  if (at !== undefined) return definitions[at];
  if (definitions.length < 2) return definitions[0];
  throw ambiguous(
    source,
    steps,
    definitions.map(({ node, layers }) => ({ node, layers })),
  );
}

/** The place where the value of a definition is written. */
export function chooseValue(source: Source, steps: readonly PathStep[], value: Expr): Place<Expr> {
  const places = valuesOf(value);
  if (places.length === 1) return places[0]!;
  throw ambiguous(source, steps, places);
}

function ambiguous(
  source: Source,
  steps: readonly PathStep[],
  places: readonly { readonly node: Definition["node"]; readonly layers: readonly Layer[] }[],
): Error {
  const describe = (layers: readonly Layer[]): string => {
    const conditions = layers.flatMap(({ condition }) => (condition ? [source.slice(condition)] : []));
    return conditions.length > 0 ? `where ${conditions.join(" and ")}` : "here";
  };
  return problem(source, "edit/ambiguous", `\`${printPath(steps)}\` is defined in ${places.length} places`, {
    ...(places[0] && { at: places[0].node }),
    related: places.slice(1).map(({ node, layers }) => ({ message: describe(layers), at: node })),
    suggestions: ["choose one of those that `find` lists with `{ at: number }`, from 0"],
  });
}
