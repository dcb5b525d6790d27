import {
  isExpr,
  staticName,
  type Application,
  type AttributeSet,
  type ErrorNode,
  type Expr,
  type Let,
  type LegacyLet,
  type List,
  type Node,
} from "@nixgen/core";

/** What stands between an expression and a set or list in it. */
export interface Layer {
  readonly kind: "body" | "condition" | "merge" | "priority" | "update" | "argument";
  /** Of a condition: what decides. */
  readonly condition?: Expr;
  /** Whether the condition must not hold: the branch after `else`. */
  readonly isElse?: true;
  /** Of the body of a `with`: what its names are taken from. */
  readonly scope?: Expr;
}

/** A place that an expression leads to, through what stands around it. */
export interface Place<N extends Node> {
  readonly node: N;
  readonly layers: readonly Layer[];
}

/** Functions of `lib` that wrap a value, with the number of the arguments before it. */
const wrappers: Readonly<Record<string, { readonly before: number; readonly kind: Layer["kind"] }>> = {
  mkForce: { before: 0, kind: "priority" },
  mkDefault: { before: 0, kind: "priority" },
  mkOptionDefault: { before: 0, kind: "priority" },
  mkImageMediaOverride: { before: 0, kind: "priority" },
  mkVMOverride: { before: 0, kind: "priority" },
  mkOverride: { before: 1, kind: "priority" },
  mkBefore: { before: 0, kind: "priority" },
  mkAfter: { before: 0, kind: "priority" },
  mkOrder: { before: 1, kind: "priority" },
  mkIf: { before: 1, kind: "condition" },
  optionalAttrs: { before: 1, kind: "condition" },
  optionals: { before: 1, kind: "condition" },
  optional: { before: 1, kind: "condition" },
  mkMerge: { before: 0, kind: "merge" },
};

/** A call of one of the functions that wrap a value. */
export interface Wrapped {
  readonly name: string;
  readonly kind: Layer["kind"];
  readonly value: Expr;
  /** The argument before the value. */
  readonly first?: Expr;
}

/** What a call such as `lib.mkForce x` wraps; `undefined` where an expression is no such call. */
export function readWrapped(node: Expr): Wrapped | undefined {
  if (node.kind !== "Application") return undefined;
  const { function: inner, argument } = node;
  const outerName = functionName(inner);
  const outer = outerName === undefined ? undefined : own(outerName);
  if (outer?.before === 0) return { name: outerName!, kind: outer.kind, value: argument };
  if (inner.kind !== "Application") return undefined;
  const name = functionName(inner.function);
  const wrapper = name === undefined ? undefined : own(name);
  if (wrapper?.before !== 1) return undefined;
  return { name: name!, kind: wrapper.kind, value: argument, first: inner.argument };
}

function own(name: string): (typeof wrappers)[string] | undefined {
  return Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
}

/** The last name of a function: `mkIf` for `mkIf` and for `lib.mkIf`. */
export function functionName(node: Expr): string | undefined {
  if (node.kind === "Identifier") return node.name;
  if (node.kind === "Parenthesized") return functionName(node.expression);
  if (node.kind !== "Select") return undefined;
  const last = node.path.names.at(-1);
  return last?.kind === "Identifier" ? last.name : undefined;
}

type SetNode = AttributeSet | LegacyLet;

/** The sets that an expression is, seen through headers, `let`, `with`, conditions, merges, `//` and calls. */
export function setsOf(node: Expr, layers: readonly Layer[] = []): Place<SetNode>[] {
  return placesOf(
    node,
    layers,
    (inner): inner is SetNode => inner.kind === "AttributeSet" || inner.kind === "LegacyLet",
  );
}

/** A set that lacks a bracket, and so is an error. Its bindings are sound all the same. */
export type OpenSet = ErrorNode & { readonly of: "AttributeSet" | "LegacyLet" };

/** {@link setsOf}, and with them the sets that lack a bracket. */
export function bindingsHoldersOf(node: Expr, layers: readonly Layer[] = []): Place<SetNode | OpenSet>[] {
  return placesOf(
    node,
    layers,
    (inner): inner is SetNode | OpenSet =>
      inner.kind === "AttributeSet" || inner.kind === "LegacyLet" || isOpenSet(inner),
  );
}

export function isOpenSet(node: Node): node is OpenSet {
  return node.kind === "Error" && (node.of === "AttributeSet" || node.of === "LegacyLet");
}

/** The lists that an expression is; see {@link setsOf}. Calls are not looked into. */
export function listsOf(node: Expr, layers: readonly Layer[] = []): Place<List>[] {
  return placesOf(node, layers, (inner): inner is List => inner.kind === "List");
}

function placesOf<N extends Expr>(
  node: Expr,
  layers: readonly Layer[],
  isSought: (node: Expr) => node is N,
): Place<N>[] {
  if (isSought(node)) return [{ node, layers }];
  const through = (inner: Expr, layer?: Layer): Place<N>[] =>
    placesOf(inner, layer ? [...layers, layer] : layers, isSought);
  switch (node.kind) {
    case "Parenthesized":
      return through(node.expression);
    case "Function":
    case "Assert":
      return through(node.body, { kind: "body" });
    case "Let":
      return through(resultOf(node), { kind: "body" });
    case "With":
      return through(node.body, { kind: "body", scope: node.scope });
    case "If":
      return [
        ...through(node.consequence, { kind: "condition", condition: node.condition }),
        ...through(node.alternative, { kind: "condition", condition: node.condition, isElse: true }),
      ];
    case "Binary":
      if (node.operator !== "//" && node.operator !== "++") return [];
      return [...through(node.left, { kind: "update" }), ...through(node.right, { kind: "update" })];
    case "Application":
      return throughCall(node, layers, isSought);
    case "Error": {
      const inner = soundBodyOf(node);
      return inner === undefined ? [] : through(inner, { kind: "body" });
    }
    default:
      return [];
  }
}

/** How many children come before the body of what lacks something, at the least. */
const childrenBeforeBody: Partial<Record<NonNullable<ErrorNode["of"]>, number>> = {
  Function: 1,
  Let: 0,
  With: 1,
  Assert: 1,
  Parenthesized: 0,
};

/**
 * What is sound in an error that only has something wrong before or after it: the body of a function whose header is no Nix,
 * or a file that is followed by what can't stand there.
 */
export function soundBodyOf({ of, children = [] }: ErrorNode): Expr | undefined {
  const expressions = children.filter((child): child is Expr => isExpr(child) && child.kind !== "Error");
  if (of === undefined) return expressions.length === 1 ? expressions[0] : undefined;
  const before = childrenBeforeBody[of];
  const last = children.at(-1);
  const isBody = before !== undefined && children.length > before && last !== undefined && isExpr(last);
  return isBody ? last : undefined;
}

/** What a `let` gives: its body or, where that is a name which it binds, what it binds to it: `let self = { … }; in self`. */
function resultOf({ bindings, body }: Let): Expr {
  const result = bare(body);
  if (result.kind !== "Identifier") return body;
  for (const node of bindings) {
    if (node.kind !== "Binding" || node.path.names.length > 1) continue;
    if (staticName(node.path.names[0]!) === result.name) return node.value;
  }
  return body;
}

function throughCall<N extends Expr>(
  node: Application,
  layers: readonly Layer[],
  isSought: (node: Expr) => node is N,
): Place<N>[] {
  const wrapped = readWrapped(node);
  if (wrapped === undefined) {
    // The files of packages and the like are a call with a set: `mkDerivation { … }`.
    const last = bare(node.argument);
    // What is no Nix before a set calls nothing.
    const kind = node.function.kind === "Error" ? "body" : "argument";
    return canBeSet(last) ? placesOf(last, [...layers, { kind }], isSought) : [];
  }
  const layer: Layer = {
    kind: wrapped.kind,
    ...(wrapped.kind === "condition" && { condition: wrapped.first! }),
  };
  const value = bare(wrapped.value);
  if (wrapped.kind !== "merge") return placesOf(value, [...layers, layer], isSought);
  if (value.kind !== "List") return [];
  return value.elements.flatMap((element) => placesOf(element, [...layers, layer], isSought));
}

/** Whether an argument is a set, or a function of one, as it is written. */
function canBeSet(argument: Expr): boolean {
  switch (argument.kind) {
    case "Let":
    case "With":
    case "Assert":
      return canBeSet(bare(argument.body));
    case "Binary":
      return argument.operator === "//";
    default:
      return argument.kind === "AttributeSet" || argument.kind === "Function";
  }
}

/** An expression without the parentheses around it. */
export function bare(node: Expr): Expr {
  return node.kind === "Parenthesized" ? bare(node.expression) : node;
}

/**
 * The values that an expression can be, seen through priorities and conditions: where a new value is written.
 *
 * @param next the new value; where it has a priority or condition itself, those of the old one are a part of the old value.
 */
export function valuesOf(node: Expr, layers: readonly Layer[] = [], next?: Expr): Place<Expr>[] {
  return valuesBelow(node, layers, next && readWrapped(bare(next))?.kind);
}

function valuesBelow(node: Expr, layers: readonly Layer[], stop: Layer["kind"] | undefined): Place<Expr>[] {
  if (node.kind === "Parenthesized") {
    const inner = valuesBelow(node.expression, layers, stop);
    // Parentheses around a plain value are replaced with it.
    return inner.length === 1 && inner[0]!.node === node.expression ? [{ node, layers }] : inner;
  }
  const wrapped = readWrapped(node);
  if (wrapped === undefined || wrapped.kind === stop) return [{ node, layers }];
  const layer: Layer = {
    kind: wrapped.kind,
    ...(wrapped.kind === "condition" && { condition: wrapped.first! }),
  };
  if (wrapped.name.startsWith("optional")) return [{ node, layers }];
  const value = bare(wrapped.value);
  if (wrapped.kind !== "merge") return valuesBelow(wrapped.value, [...layers, layer], stop);
  if (value.kind !== "List") return [{ node, layers }];
  return value.elements.flatMap((element) => valuesBelow(element, [...layers, layer], stop));
}

/** The `let`s that stand around what an expression gives. */
export function letsOf(node: Expr): Let[] {
  switch (node.kind) {
    case "Let":
      return [node, ...letsOf(node.body)];
    case "Parenthesized":
      return letsOf(node.expression);
    case "Function":
    case "With":
    case "Assert":
      return letsOf(node.body);
    case "Application": {
      const wrapped = readWrapped(node);
      return letsOf(wrapped?.value ?? node.argument);
    }
    default:
      return [];
  }
}
