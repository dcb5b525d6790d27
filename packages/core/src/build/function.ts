import {
  describeValue,
  refusedArgument,
  requireFunction,
  requireList,
  requireOptions,
} from "../diagnostics/arguments.js";
import type { Expr } from "../ast/expr.js";
import type { Formal, Formals, Function } from "../ast/functions.js";
import type { Identifier } from "../ast/literals.js";
import { isNode, markNode } from "../ast/node.js";
import { identifier } from "./expr.js";
import { toExpr } from "./from-value.js";
import { reference, type Reference } from "./reference.js";
import type { NixValue } from "./value.js";

/** A formal: its name, one made with {@link formal} for a default, or `"..."` for the ellipsis. */
export type FormalSpec = string | Formal;

/**
 * A formal with a default.
 *
 * @example
 * fn([formal("debug", false), "..."], body) // { debug ? false, ... }: body
 */
export function formal<const Name extends string>(name: Name, fallback: NixValue): NamedFormal<Name> {
  // The identifier has the name that was given.
  return markNode({ kind: "Formal", name: identifier(name), default: toExpr(fallback) }) as NamedFormal<Name>;
}

/** A formal whose name is known to the compiler. */
export interface NamedFormal<Name extends string> extends Formal {
  readonly name: Identifier & { readonly name: Name };
}

/** How the whole argument is named next to its formals. */
export interface FormalsOptions {
  /** The name after `@`. */
  readonly alias?: string;
  /** Write the alias before the formals: `args@{ … }`. */
  readonly aliasFirst?: boolean;
}

/**
 * The formals of a function, for {@link fn}.
 *
 * @example
 * fn(formals(["self", "nixpkgs", "..."], { alias: "inputs" }), body) // { self, nixpkgs, ... }@inputs: body
 */
export function formals(specs: readonly FormalSpec[], options: FormalsOptions = {}): Formals {
  requireList(specs, "the formals of a function");
  requireOptions(options, "how the argument is named");
  const named = specs.filter((spec) => spec !== "...");
  return markNode({
    kind: "Formals",
    formals: named.map((spec) =>
      isNode(spec) && spec.kind === "Formal" ? spec : { kind: "Formal", name: identifier(spec as string) },
    ),
    ...(named.length < specs.length && { ellipsis: { kind: "Ellipsis" } as const }),
    ...(options.alias !== undefined && { alias: identifier(options.alias) }),
    ...(options.alias !== undefined && options.aliasFirst === true && { aliasFirst: true as const }),
  });
}

/** What formals are by their names, where that is known: `nixgen` says it of `pkgs` and `lib`. Others are references. */
export interface KnownFormals {}

/** The body of a function: a value, or what a callback makes of references to the parameter's names. */
export type FunctionBody<Name extends string = string, Known = object> =
  NixValue | ((names: { readonly [N in Name]: N extends keyof Known ? Known[N] : Reference }) => NixValue);

/** The names that a parameter binds, as far as the compiler knows them. */
export type ParameterNames<Parameter> = Parameter extends string
  ? Parameter
  : Parameter extends readonly (infer Spec)[]
    ? Spec extends string
      ? Exclude<Spec, "...">
      : Spec extends NamedFormal<infer Name>
        ? Name
        : string
    : string;

/**
 * A function.
 *
 * @param parameter a name, a list of formals, or what {@link formals} made.
 * @param body the body, or a callback that gets a reference for each name of the parameter.
 * @example
 * fn("x", ({ x }) => call(x, 1)) // x: x 1
 * fn(["pkgs", "..."], ({ pkgs }) => [pkgs.git]) // { pkgs, ... }: [ pkgs.git ]
 */
export function fn<const Parameter extends string | readonly FormalSpec[] | Formals>(
  parameter: Parameter,
  body: FunctionBody<ParameterNames<Parameter>, Parameter extends string ? object : KnownFormals>,
): Function {
  const node = toParameter(parameter);
  return markNode({
    kind: "Function",
    parameter: node,
    body: toBody(body as NixValue | AnyCallback, namesOf(node)),
  });
}

function toParameter(parameter: string | readonly FormalSpec[] | Formals): Function["parameter"] {
  if (typeof parameter === "string") return identifier(parameter);
  if (Array.isArray(parameter)) return formals(parameter as readonly FormalSpec[]);
  if (isNode(parameter) && parameter.kind === "Formals") return parameter;
  throw refusedArgument(
    `expected the parameter of a function, found ${describeValue(parameter)}`,
    'give a name, or a list of names such as `["pkgs", "..."]`',
  );
}

function namesOf(parameter: Function["parameter"]): string[] {
  if (parameter.kind === "Identifier") return [parameter.name];
  const names = parameter.formals.map((item) => item.name.name);
  return parameter.alias ? [...names, parameter.alias.name] : names;
}

/** A callback whose names are those of its parameter, which the compiler has checked. */
type AnyCallback = (names: Readonly<Record<string, Reference>>) => NixValue;

/** A reference is callable too, but it is a value; only other functions are callbacks. */
function toBody(body: NixValue | AnyCallback, names: readonly string[]): Expr {
  if (typeof body !== "function" || isReference(body)) return toExpr(body);
  requireFunction(body, "the body of a function");
  return toExpr(body(Object.fromEntries(names.map((name) => [name, reference(name)]))));
}

function isReference(value: object): value is Reference {
  return Symbol.for("nixgen.toNix") in value;
}
