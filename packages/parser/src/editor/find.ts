import {
  findNode,
  staticName,
  type Binding,
  type BindingNode,
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
import { couldDefine } from "./unsound.js";
import { bindingsHoldersOf, letsOf, listsOf, type Layer, type OpenSet, type Place } from "./view.js";

/** A place in which a path is defined. */
export interface Definition {
  readonly kind: "binding" | "inherit" | "element";
  /** What defines it. */
  readonly node: Binding | Inherit | Expr;
  /** Its value; an `inherit` has none here. */
  readonly value?: Expr;
  /** What holds it. */
  readonly container: AttributeSet | LegacyLet | Let | List | OpenSet;
  readonly index: number;
  /** What stands around it: conditions, merges, priorities. */
  readonly layers: readonly Layer[];
}

/** A binding that defines something below a path: `a.b.c` for the path `a.b`. */
export interface Part {
  readonly node: Binding;
  readonly container: AttributeSet | LegacyLet | Let | OpenSet;
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
  readonly kind: "value" | "inherit" | "dynamic" | "error" | "open set";
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
      if (outer === undefined) this.#noPlace(node, depth, layers);
    } else {
      const places = bindingsHoldersOf(node, layers);
      for (const place of places) this.#bindings(place, undefined, depth);
      if (places.length === 0) this.#noPlace(node, depth, layers);
    }
  }

  /** What stands on the way is nothing that holds more, or it is no Nix, and nobody knows what it holds. */
  #noPlace(node: Expr, depth: number, layers: readonly Layer[]): void {
    const error = findNode(node, "Error");
    if (error === undefined) this.#search.obstacles.push({ kind: "value", node, depth, layers });
    else this.#search.obstacles.push({ kind: "error", node: error, depth, layers });
  }

  #elements(
    node: Expr,
    step: number | ((element: Expr, index: number) => boolean),
    depth: number,
    layers: readonly Layer[],
  ): void {
    const lists = listsOf(node, layers);
    if (lists.length === 0) this.#noPlace(node, depth, layers);
    // An error can stand for no element, or for several ones.
    const error = lists.flatMap((place) => place.node.elements).find(({ kind }) => kind === "Error");
    if (error !== undefined) this.#search.obstacles.push({ kind: "error", node: error, depth, layers });
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
    { node: container, layers }: Place<AttributeSet | LegacyLet | Let | OpenSet>,
    first: readonly string[] | undefined,
    depth: number,
  ): void {
    if (container.kind === "Error") {
      this.#search.obstacles.push({ kind: "open set", node: container, depth, layers });
    } else this.#search.reached.push({ node: container, layers, depth });
    const names = [...(first ?? []), ...this.#steps.slice(first === undefined ? depth : depth + 1)];
    bindingsOf(container).forEach((binding, index) => {
      if (binding.kind === "Binding") this.#binding(binding, container, index, first?.[0], depth, layers);
      else if (binding.kind === "Inherit")
        this.#inherit(binding, container, index, first?.[0], depth, layers);
      else if (couldDefine(binding, names))
        this.#search.obstacles.push({ kind: "error", node: binding, depth, layers });
    });
  }

  #binding(
    node: Binding,
    container: AttributeSet | LegacyLet | Let | OpenSet,
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
    container: AttributeSet | LegacyLet | Let | OpenSet,
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

/** What an attribute set, a `let`, or a set that lacks a bracket, binds. */
export function bindingsOf(container: AttributeSet | LegacyLet | Let | OpenSet): readonly BindingNode[] {
  if (container.kind !== "Error") return container.bindings;
  return (container.children ?? []).filter(
    (node): node is BindingNode =>
      node.kind === "Binding" || node.kind === "Inherit" || node.kind === "Error",
  );
}
