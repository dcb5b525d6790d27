import {
  attrs,
  call,
  dotted,
  referenceTo,
  select,
  toExpr,
  type Expr,
  type NixAttributes,
} from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { withInherited } from "./inherited.js";
import { hardeningFlags, type HardeningFlags } from "./hardening.js";
import {
  nixExpression,
  nixExpressions,
  nixString,
  type NixExpression,
  type NixExpressions,
  type NixString,
} from "./input.js";

/** Environment variables by name. Nix turns booleans into `"1"` and `""`, numbers into their digits. */
export type Environment = Readonly<Record<string, NixString | number | boolean>>;

/** The options of {@link devShell}. */
export interface DevShellOptions {
  /** The name in the prompt of `nix develop`. */
  readonly name?: NixString;
  /** Programs that the shell has: `[pkgs.nodejs, pkgs.pnpm]`. */
  readonly packages?: NixExpressions;
  /** Programs that take part in a build, such as `pkgs.pkg-config` and `pkgs.cmake`. */
  readonly nativeBuildInputs?: NixExpressions;
  /** Libraries that a build links, such as `pkgs.openssl`. */
  readonly buildInputs?: NixExpressions;
  /** Packages whose build inputs the shell has too. */
  readonly inputsFrom?: NixExpressions;
  /** Environment variables. */
  readonly env?: Environment;
  /** Bash code that runs when the shell starts. */
  readonly shellHook?: NixString;
  /** Hardening flags of the compiler wrapper that are switched on. */
  readonly hardeningEnable?: HardeningFlags;
  /** Hardening flags of the compiler wrapper that are switched off; `"all"` is all of them. */
  readonly hardeningDisable?: HardeningFlags;
  /** Leave out the C compiler (`mkShellNoCC`). */
  readonly noCC?: boolean;
  /** The standard environment, where it is not the usual one: `pkgs.clangStdenv`. */
  readonly stdenv?: NixExpression;
}

const environment = z.record(
  z.string().regex(/^[A-Za-z_]\w*$/, "a variable's name is made of letters, digits and `_`"),
  z.union([z.string(), z.int(), z.boolean(), nixExpression], {
    error: "expected a string, an integer, true or false, or a Nix expression",
  }),
);

/** The schemas of {@link DevShellOptions}, for shells that have more. */
export const devShellShape = {
  name: nixString.optional(),
  packages: nixExpressions.optional(),
  nativeBuildInputs: nixExpressions.optional(),
  buildInputs: nixExpressions.optional(),
  inputsFrom: nixExpressions.optional(),
  env: environment.optional(),
  shellHook: nixString.optional(),
  hardeningEnable: hardeningFlags.optional(),
  hardeningDisable: hardeningFlags.optional(),
  noCC: z.boolean().optional(),
  stdenv: nixExpression.optional(),
} satisfies Record<keyof DevShellOptions, z.ZodType>;

export const devShellSchema = z
  .strictObject(devShellShape)
  .refine(({ noCC, stdenv }) => noCC !== true || stdenv === undefined, {
    error: "`noCC` stands for a standard environment of its own: leave out one of `noCC` and `stdenv`",
    path: ["stdenv"],
  });

/**
 * A development shell.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "pkgs.mkShell"
 * @example
 * devShell({ packages: [pkgs.nodejs, pkgs.pnpm], env: { NODE_ENV: "development" } })
 * // pkgs.mkShell {
 * //   packages = [
 * //     pkgs.nodejs
 * //     pkgs.pnpm
 * //   ];
 * //   env.NODE_ENV = "development";
 * // }
 */
export function devShell(options: DevShellOptions = {}, settings: CallSettings = {}): Built {
  const checked = checkOptions("devShell", devShellSchema, options, settings);
  return built("devShell", buildShell(checked, settings), warningsIn(checked));
}

/** The expression of a shell whose options were checked. */
export function buildShell(
  { noCC, stdenv, ...attributes }: DevShellOptions,
  settings: CallSettings = {},
): Expr {
  const { name, packages, nativeBuildInputs, buildInputs, inputsFrom, env, shellHook, ...others } =
    attributes;
  const ordered: NixAttributes = {
    name,
    packages,
    nativeBuildInputs,
    buildInputs,
    inputsFrom,
    env,
    ...others,
    shellHook,
  };
  const usual = select(pkgs, noCC === true ? "mkShellNoCC" : "mkShell");
  const mkShell = referenceTo(toExpr(calledFunction(settings, usual)));
  return call(
    stdenv === undefined ? mkShell : mkShell.override!({ stdenv }),
    withInherited(dotted(attrs(ordered))),
  );
}
