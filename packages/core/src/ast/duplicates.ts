import { childKeysOf } from "./children.js";
import { requireList } from "../diagnostics/arguments.js";
import type { AttributeName, Binding, BindingNode, Inherit } from "./collections.js";
import type { Expr } from "./expr.js";
import { staticName } from "./static-name.js";

/** An attribute that is defined twice. */
export interface DuplicateAttribute {
  /** The names that lead to it from the set. */
  readonly path: readonly string[];
  /** What defines it again: the path of a binding, or a name in an `inherit`. */
  readonly node: Place;
  /** What defined it first. */
  readonly earlier: Place;
}

type Place = Binding["path"] | AttributeName;

/**
 * The attributes of one set that are defined twice. Sets that are written in several places are merged, as Nix does it.
 * Sets with distinct names cost next to nothing.
 *
 * @example
 * findDuplicateAttributes(parse("{ a = 1; a = 2; }").tree.expression.bindings) // [{ path: ["a"], … }]
 */
export function findDuplicateAttributes(bindings: readonly BindingNode[]): DuplicateAttribute[] {
  requireList(bindings, "the bindings of a set");
  // A hole is no binding.
  for (let i = 0; i < bindings.length; i++) childKeysOf(bindings[i]!);
  const problems: DuplicateAttribute[] = [];
  if (bindings.length <= fewBindings ? mayClash(bindings) : manyMayClash(bindings)) {
    const scope: Scope = new Map();
    for (const binding of bindings) define(binding, scope, problems);
  }
  return problems;
}

/** Up to this number, comparing each pair is faster than any table. */
const fewBindings = 12;

function mayClash(bindings: readonly BindingNode[]): boolean {
  for (let i = 0; i < bindings.length; i++) {
    const binding = bindings[i]!;
    if (binding.kind !== "Binding") {
      if (binding.kind === "Inherit" && binding.names.length > 0) return inheritsMayClash(bindings);
      continue;
    }
    for (let j = 0; j < i; j++) {
      const other = bindings[j]!;
      if (other.kind === "Binding" && pathsMayClash(binding.path.names, other.path.names)) return true;
    }
  }
  return false;
}

/** Whether one path leads to the other, or it can't be told at a glance. */
function pathsMayClash(left: readonly AttributeName[], right: readonly AttributeName[]): boolean {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [left[i]!, right[i]!];
    if (a.kind === "Identifier" && b.kind === "Identifier") {
      if (a.name !== b.name) return false;
    } else {
      const name = staticName(a);
      if (name === undefined || name !== staticName(b)) return false;
    }
  }
  return true;
}

function inheritsMayClash(bindings: readonly BindingNode[]): boolean {
  const seen: string[] = [];
  for (const binding of bindings) {
    if (binding.kind === "Inherit") {
      for (const name of binding.names) {
        const text = staticName(name);
        if (text === undefined) continue;
        if (seen.length > 4 * fewBindings || seen.includes(text)) return true;
        seen.push(text);
      }
    } else if (binding.kind === "Binding") {
      const text = staticName(binding.path.names[0]!);
      if (text === undefined) continue;
      if (seen.includes(text)) return true;
      seen.push(text);
    }
  }
  return false;
}

function manyMayClash(bindings: readonly BindingNode[]): boolean {
  const seen = new Set<string>();
  for (const binding of bindings) {
    if (binding.kind === "Error") continue;
    const names = binding.kind === "Binding" ? binding.path.names : binding.names;
    const count = binding.kind === "Binding" ? 1 : names.length;
    for (let i = 0; i < count; i++) {
      const text = staticName(names[i]!);
      if (text === undefined) continue;
      if (seen.has(text)) return true;
      seen.add(text);
    }
  }
  return false;
}

/** The attributes of a set that is written over several bindings. */
type Scope = Map<string, Definition>;

interface Definition {
  readonly place: Place;
  /** The attributes, where the definition is a set; made from `value` when a second definition comes. */
  scope?: Scope;
  readonly value?: Expr;
}

function define(binding: BindingNode, scope: Scope, problems: DuplicateAttribute[]): void {
  if (binding.kind === "Binding") defineAttribute(binding, scope, problems);
  else if (binding.kind === "Inherit") defineInherited(binding, scope, problems);
}

function defineInherited({ names }: Inherit, scope: Scope, problems: DuplicateAttribute[]): void {
  for (const name of names) {
    const text = staticName(name);
    if (text === undefined) continue;
    const earlier = scope.get(text);
    if (earlier) problems.push({ path: [text], node: name, earlier: earlier.place });
    else scope.set(text, { place: name });
  }
}

/** As Nix does it: a path makes the sets that it leads through, and two sets with one name become one. */
function defineAttribute({ path, value }: Binding, top: Scope, problems: DuplicateAttribute[]): void {
  const last = path.names.length - 1;
  let scope = top;
  for (let i = 0; i <= last; i++) {
    const name = staticName(path.names[i]!);
    // What a dynamic name leads to can't clash with anything.
    if (name === undefined) return;
    const earlier = scope.get(name);
    if (earlier === undefined) {
      if (i === last) scope.set(name, { place: path, value });
      else {
        const inner: Scope = new Map();
        scope.set(name, { place: path, scope: inner });
        scope = inner;
      }
      continue;
    }
    const inner = scopeOf(earlier);
    const added = i === last ? scopeOf({ place: path, value }) : undefined;
    if (inner === undefined || (i === last && added === undefined)) {
      problems.push({ path: namesOf(path.names.slice(0, i + 1)), node: path, earlier: earlier.place });
      return;
    }
    if (added !== undefined) merge(inner, added, namesOf(path.names), problems);
    scope = inner;
  }
}

function scopeOf(definition: Definition): Scope | undefined {
  if (definition.scope) return definition.scope;
  let { value } = definition;
  while (value?.kind === "Parenthesized") value = value.expression;
  if (value?.kind !== "AttributeSet") return undefined;
  // Clashes within that set alone are reported where it is checked by itself.
  const scope: Scope = new Map();
  for (const binding of value.bindings) define(binding, scope, []);
  definition.scope = scope;
  return scope;
}

function merge(into: Scope, added: Scope, path: readonly string[], problems: DuplicateAttribute[]): void {
  for (const [name, definition] of added) {
    const earlier = into.get(name);
    if (earlier === undefined) {
      into.set(name, definition);
      continue;
    }
    const [left, right] = [scopeOf(earlier), scopeOf(definition)];
    if (left && right) merge(left, right, [...path, name], problems);
    else problems.push({ path: [...path, name], node: definition.place, earlier: earlier.place });
  }
}

/** The names, all of which are known. */
function namesOf(names: readonly AttributeName[]): string[] {
  return names.map((name) => staticName(name)!);
}
