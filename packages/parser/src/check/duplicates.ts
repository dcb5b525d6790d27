import {
  staticName,
  type AttributeName,
  type Binding,
  type BindingNode,
  type Diagnostic,
  type Expr,
  type Inherit,
  type Span,
} from "@nixgen/core";

/** Reports attributes of one set that are defined twice. Sets with distinct names cost next to nothing. */
export function checkBindings(bindings: readonly BindingNode[], problems: Diagnostic[]): void {
  if (bindings.length <= fewBindings ? mayClash(bindings) : manyMayClash(bindings)) {
    const scope: Scope = new Map();
    for (const binding of bindings) define(binding, scope, problems);
  }
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
  readonly place: Span;
  /** The attributes, where the definition is a set; made from `value` when a second definition comes. */
  scope?: Scope;
  readonly value?: Expr;
}

function define(binding: BindingNode, scope: Scope, problems: Diagnostic[]): void {
  if (binding.kind === "Binding") defineAttribute(binding, scope, problems);
  else if (binding.kind === "Inherit") defineInherited(binding, scope, problems);
}

function defineInherited({ names }: Inherit, scope: Scope, problems: Diagnostic[]): void {
  for (const name of names) {
    const text = staticName(name);
    if (text === undefined) continue;
    const place = name.span!;
    const earlier = scope.get(text);
    if (earlier) problems.push(duplicate(text, place, earlier.place));
    else scope.set(text, { place });
  }
}

/** As Nix does it: a path makes the sets that it leads through, and two sets with one name become one. */
function defineAttribute({ path, value }: Binding, top: Scope, problems: Diagnostic[]): void {
  const place = path.span!;
  const last = path.names.length - 1;
  let scope = top;
  for (let i = 0; i <= last; i++) {
    const name = staticName(path.names[i]!);
    // What a dynamic name leads to can't clash with anything.
    if (name === undefined) return;
    const earlier = scope.get(name);
    if (earlier === undefined) {
      if (i === last) scope.set(name, { place, value });
      else {
        const inner: Scope = new Map();
        scope.set(name, { place, scope: inner });
        scope = inner;
      }
      continue;
    }
    const inner = scopeOf(earlier);
    const added = i === last ? scopeOf({ place, value }) : undefined;
    if (inner === undefined || (i === last && added === undefined)) {
      problems.push(duplicate(printPath(path.names.slice(0, i + 1)), place, earlier.place));
      return;
    }
    if (added !== undefined) merge(inner, added, printPath(path.names), problems);
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

function merge(into: Scope, added: Scope, path: string, problems: Diagnostic[]): void {
  for (const [name, definition] of added) {
    const earlier = into.get(name);
    if (earlier === undefined) {
      into.set(name, definition);
      continue;
    }
    const [left, right] = [scopeOf(earlier), scopeOf(definition)];
    if (left && right) merge(left, right, `${path}.${name}`, problems);
    else problems.push(duplicate(`${path}.${name}`, definition.place, earlier.place));
  }
}

function printPath(names: readonly AttributeName[]): string {
  return names.map((name) => (name.kind === "Identifier" ? name.name : `"${staticName(name)}"`)).join(".");
}

function duplicate(path: string, place: Span, earlier: Span): Diagnostic {
  return {
    code: "syntax/duplicate-attribute",
    severity: "error",
    message: `the attribute \`${path}\` is already defined`,
    span: { start: place.start, end: place.end },
    related: [{ message: "defined here first", span: { start: earlier.start, end: earlier.end } }],
    suggestions: [{ message: "remove one of the two, or give it another name" }],
  };
}
