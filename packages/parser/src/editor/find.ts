import {
  staticName,
  type Binding,
  type Expr,
  type File,
  type Identifier,
  type Inherit,
  type Interpolation,
  type Let,
  type LegacyLet,
  type AttributeSet,
  type List,
  type StringLiteral,
} from "@nixgen/core";
import { knownName } from "./known-name.js";
import type { PathStep } from "./path.js";
import { letsOf, listsOf, setsOf, type Layer, type Place } from "./view.js";

/** A place in which a path is defined. */
export interface Definition {
  readonly kind: "binding" | "inherit" | "element";
  /** What defines it. */
  readonly node: Binding | Inherit | Expr;
  /** Its value; an `inherit` has none here. */
  readonly value?: Expr;
  /** What holds it. */
  readonly container: AttributeSet | LegacyLet | Let | List;
  readonly index: number;
  /** What stands around it: conditions, merges, priorities. */
  readonly layers: readonly Layer[];
}

/** A binding that defines something below a path: `a.b.c` for the path `a.b`. */
export interface Part {
  readonly node: Binding;
  readonly container: AttributeSet | LegacyLet | Let;
  readonly index: number;
  /** The names of the binding that go on after the path. */
  readonly rest: readonly string[];
  readonly layers: readonly Layer[];
}

/** A set on the way to a path. */
export interface Reached extends Place<AttributeSet | LegacyLet | Let> {
  /** How many steps lead to it. */
  readonly depth: number;
}

/** What stands in the way of a path. */
export interface Obstacle {
  readonly kind: "value" | "inherit" | "dynamic";
  readonly node: Binding | Inherit | Interpolation | StringLiteral | Identifier | Expr;
  /** How many steps lead to it. */
  readonly depth: number;
  readonly layers: readonly Layer[];
}

/** All that a path comes by. */
export interface Search {
  readonly definitions: Definition[];
  readonly parts: Part[];
  readonly reached: Reached[];
  readonly obstacles: Obstacle[];
}

/** Follows a path from the expression of a file. */
export function searchPath(tree: File, steps: readonly PathStep[]): Search {
  const search: Search = { definitions: [], parts: [], reached: [], obstacles: [] };
  new Searcher(tree, steps, search).from(tree.expression, 0, []);
  return search;
}

class Searcher {
  readonly #tree: File;
  readonly #steps: readonly PathStep[];
  readonly #search: Search;

  constructor(tree: File, steps: readonly PathStep[], search: Search) {
    this.#tree = tree;
    this.#steps = steps;
    this.#search = search;
  }

  from(node: Expr, depth: number, layers: readonly Layer[]): void {
    const step = this.#steps[depth];
    if (step === undefined) return;
    if (typeof step === "number" || typeof step === "function") {
      this.#elements(node, step, depth, layers);
    } else if (typeof step === "object") {
      const [outer] = letsOf(node);
      for (const place of letsOf(node)) this.#bindings({ node: place, layers }, [step.let], depth);
      if (outer === undefined) this.#search.obstacles.push({ kind: "value", node, depth, layers });
    } else {
      const places = setsOf(node, layers);
      for (const place of places) this.#bindings(place, undefined, depth);
      if (places.length === 0) this.#search.obstacles.push({ kind: "value", node, depth, layers });
    }
  }

  #elements(
    node: Expr,
    step: number | ((element: Expr, index: number) => boolean),
    depth: number,
    layers: readonly Layer[],
  ): void {
    const lists = listsOf(node, layers);
    if (lists.length === 0) this.#search.obstacles.push({ kind: "value", node, depth, layers });
    const all = lists.flatMap((place) =>
      place.node.elements.map((element, index) => ({ place, element, index })),
    );
    const chosen =
      typeof step === "number"
        ? [all.at(step)].filter((found) => found !== undefined)
        : all.filter(({ element }, index) => step(element, index));
    for (const { place, element, index } of chosen) {
      if (depth + 1 === this.#steps.length) {
        this.#search.definitions.push({
          kind: "element",
          node: element,
          value: element,
          container: place.node,
          index,
          layers: place.layers,
        });
      } else this.from(element, depth + 1, place.layers);
    }
  }

  /** Looks through the bindings of a set; `first` replaces the step at `depth`. */
  #bindings(
    place: Place<AttributeSet | LegacyLet | Let>,
    first: readonly string[] | undefined,
    depth: number,
  ): void {
    const { node: container, layers } = place;
    this.#search.reached.push({ ...place, depth });
    container.bindings.forEach((binding, index) => {
      if (binding.kind === "Binding") this.#binding(binding, container, index, first?.[0], depth, layers);
      else if (binding.kind === "Inherit")
        this.#inherit(binding, container, index, first?.[0], depth, layers);
    });
  }

  #binding(
    node: Binding,
    container: AttributeSet | LegacyLet | Let,
    index: number,
    first: string | undefined,
    depth: number,
    layers: readonly Layer[],
  ): void {
    const { names } = node.path;
    for (let i = 0; i < names.length; i++) {
      const step = i === 0 && first !== undefined ? first : this.#steps[depth + i];
      const name = knownName(this.#tree, names[i]!);
      if (depth + i === this.#steps.length) {
        const rest = names.slice(i).map((other) => knownName(this.#tree, other));
        if (!rest.includes(undefined)) {
          this.#search.parts.push({ node, container, index, rest: rest as string[], layers });
        }
        return;
      }
      if (typeof step !== "string") return;
      if (name === undefined) {
        this.#search.obstacles.push({ kind: "dynamic", node: names[i]!, depth: depth + i, layers });
        return;
      }
      if (name !== step) return;
    }
    const next = depth + names.length;
    if (next === this.#steps.length) {
      this.#search.definitions.push({ kind: "binding", node, value: node.value, container, index, layers });
    } else this.from(node.value, next, layers);
  }

  #inherit(
    node: Inherit,
    container: AttributeSet | LegacyLet | Let,
    index: number,
    first: string | undefined,
    depth: number,
    layers: readonly Layer[],
  ): void {
    const step = first ?? this.#steps[depth];
    if (!node.names.some((name) => staticName(name) === step)) return;
    if (depth + 1 === this.#steps.length) {
      this.#search.definitions.push({ kind: "inherit", node, container, index, layers });
    } else this.#search.obstacles.push({ kind: "inherit", node, depth: depth + 1, layers });
  }
}
