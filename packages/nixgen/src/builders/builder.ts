import {
  Annotated,
  isNode,
  isPlainAttributes,
  NixError,
  print,
  requireFunction,
  requireOptions,
  toNix,
  type Diagnostic,
  type Expr,
  type NixValue,
  type ToNix,
  issueWords,
  under,
} from "@nixgen/core";
import * as z from "zod";
import { nixExpression, type NixExpression } from "./input.js";
import { toDiagnostics } from "./input-diagnostics.js";

/** What a builder made: an expression that can stand wherever a value can, and whose text is Nix. */
export interface Built extends ToNix {
  /** The name of the builder, such as `"devShell"`. */
  readonly builder: string;
  /** What the builder noticed; errors are thrown, so these are warnings. */
  readonly warnings: readonly Diagnostic[];
  /** The arguments of a package file that `callPackage` takes from nixpkgs. */
  readonly fromPackages?: readonly string[];
  /** The Nix text, formatted, with a line feed at the end. */
  toString(): string;
}

/** Makes what a builder returns. */
export function built(builder: string, expression: Expr, warnings: readonly Diagnostic[] = []): Built {
  return {
    builder,
    warnings,
    [toNix]: () => expression,
    toString: () => print(expression),
  };
}

/**
 * What the builders noticed whose results stand somewhere in some options, each with the path to it there. Builders hand
 * it on with what they notice themselves.
 */
export function warningsIn(options: unknown, path: readonly (string | number)[] = []): Diagnostic[] {
  if (typeof options !== "object" || options === null || isNode(options) || path.length > deepest) return [];
  if (isBuilt(options)) {
    return under(path, options.warnings);
  }
  if (options instanceof Annotated) return warningsIn(options.value, path);
  const entries: [string | number, unknown][] = Array.isArray(options)
    ? [...options.entries()]
    : Object.entries(options);
  return entries.flatMap(([key, value]) => warningsIn(value, [...path, key]));
}

function isBuilt(value: object): value is Built {
  return toNix in value && Array.isArray((value as { warnings?: unknown }).warnings);
}

/** How strictly the options of a builder are checked. */
export interface CheckSettings {
  /** `false` lets options through that the builder does not know; they are written as they are. */
  readonly strict?: boolean;
}

/** Which function a builder calls. */
export interface CalledFunction {
  /**
   * The function that is called, where it is not the usual one of nixpkgs: `reference("buildGo")`, or
   * `pkgs.clangStdenv.mkDerivation`.
   */
  readonly function?: NixExpression;
}

/** How strictly the options of a builder are checked, and which function it calls. */
export interface CallSettings extends CheckSettings, CalledFunction {}

const callSettingsSchema = z.strictObject({
  strict: z.boolean().optional(),
  function: nixExpression.optional(),
});

/** The function that a builder calls: the one that its settings name, or the usual one. */
export function calledFunction(settings: CalledFunction, usual: NixValue): NixValue {
  requireOptions(settings, "the settings of a builder");
  return settings.function ?? usual;
}

/**
 * The options of a builder, checked.
 *
 * @throws NixError with all that is wrong with them, each with its path (codes `input/*`).
 */
export function checkOptions<Options>(
  builder: string,
  schema: z.ZodType,
  options: Options,
  settings: CallSettings = {},
): Options {
  const problems = (shape: z.ZodType, given: unknown): Diagnostic[] => {
    const { error } = shape.safeParse(withoutComments(given), { error: issueWords });
    return error === undefined ? [] : toDiagnostics(builder, shape, error, given);
  };
  checkIsNoExpression(builder, schema, options);
  requireOptions(settings, `the settings of ${builder}`);
  const diagnostics = [
    ...problems(schema, options).filter(
      ({ code }) => settings.strict !== false || code !== "input/unknown-key",
    ),
    ...problems(callSettingsSchema, settings),
  ];
  if (diagnostics.length > 0) throw new NixError(diagnostics);
  return options;
}

/**
 * Looks whether an expression stands where the options of a builder do, as in `override(pkgs.vim, { … })`.
 *
 * @throws NixError `input/invalid` where it does, in place of all that it lacks as options.
 */
export function checkIsNoExpression(builder: string, schema: z.ZodType, options: unknown): void {
  if (!(schema instanceof z.ZodObject) || !nixExpression.safeParse(options).success) return;
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const needed = Object.keys(shape).filter((key) => !shape[key]!.isOptional());
  const listed = needed.map((key) => `${key}: …`).join(", ");
  throw new NixError([
    {
      code: "input/invalid",
      severity: "error",
      message: `${builder} takes one object with its options, found an expression`,
      suggestions: [{ message: `write \`${builder}({ ${listed === "" ? "…" : listed} })\`` }],
    },
  ]);
}

/**
 * A value, or what a function of the caller makes of names, which it takes as one object.
 *
 * @throws NixError `input/invalid` where it takes them one by one, or takes the object for one of them.
 */
export function makeWithNames<Names extends object, Value extends object>(
  builder: string,
  given: Value | ((names: Names) => Value),
  names: Names,
): Value {
  // References are functions too.
  if (typeof given !== "function" || toNix in given) return given as Value;
  requireFunction(given, builder);
  const make = given as (names: Names) => Value;
  const usage = `({ ${Object.keys(names).join(", ")} }) => …`;
  const refuse = (found: string): NixError =>
    new NixError([
      {
        code: "input/invalid",
        severity: "error",
        message: `${builder}: expected a function that takes its names as one object, found ${found}`,
        suggestions: [{ message: `write \`${usage}\`` }],
      },
    ]);
  if (make.length > 1) throw refuse(`one of ${make.length} arguments`);
  const guarded = new Proxy(names, {
    get: (target, key): unknown => {
      if (typeof key === "string" && !Object.hasOwn(target, key))
        throw refuse(`one that asks for \`${key}\``);
      return Reflect.get(target, key);
    },
  });
  return make(guarded);
}

/** What is wrong, where a check throws it as a {@link NixError}. */
export function diagnosticsOf(check: () => void): readonly Diagnostic[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof NixError) return error.diagnostics;
    throw error;
  }
}

/** How many levels of options are looked through. */
const deepest = 1000;

/** The options without the comments on values in them, which do not matter to a schema. */
function withoutComments(value: unknown, open: readonly unknown[] = []): unknown {
  if (value instanceof Annotated) return withoutComments(value.value, open);
  // What contains itself, or is nested without end, is reported where it is converted.
  if (open.includes(value) || open.length > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => withoutComments(item, [...open, value]));
  if (!isPlainAttributes(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutComments(item, [...open, value])]),
  );
}
