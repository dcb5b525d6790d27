import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { groupedAttributes } from "./grouped.js";
import {
  nixBoolean,
  nixExpressions,
  nixSet,
  nixString,
  nixStrings,
  type NixBoolean,
  type NixExpressions,
  type NixSet,
  type NixString,
  type NixStrings,
} from "./input.js";
import { buildMetaSet, metaSchema, metaWarnings, type MetaOption } from "./meta.js";

/** The options of {@link shellApplication}. */
export interface ShellApplicationOptions {
  /** The name of the program. */
  readonly name: NixString;
  /** The packages whose programs the script calls. */
  readonly runtimeInputs?: NixExpressions;
  /** Environment variables that the script has. */
  readonly runtimeEnv?: NixSet;
  /** The script, without `#!`. It runs under `set -o errexit -o nounset -o pipefail`. */
  readonly text: NixString;
  /** The `PATH` of the script begins with that of its caller; on unless said otherwise. */
  readonly inheritPath?: NixBoolean;
  /** Options of Bash, such as `["errexit", "pipefail"]`. */
  readonly bashOptions?: NixStrings;
  /** Checks of ShellCheck that are left out, such as `["SC2016"]`. */
  readonly excludeShellChecks?: NixStrings;
  readonly extraShellCheckFlags?: NixStrings;
  readonly checkPhase?: NixString;
  readonly derivationArgs?: NixSet;
  readonly passthru?: NixSet;
  readonly meta?: MetaOption;
}

const shape = {
  name: storeName,
  runtimeInputs: nixExpressions.optional(),
  runtimeEnv: nixSet.optional(),
  inheritPath: nixBoolean.optional(),
  bashOptions: nixStrings.optional(),
  excludeShellChecks: nixStrings.optional(),
  extraShellCheckFlags: nixStrings.optional(),
  checkPhase: nixString.optional(),
  text: nixString,
  derivationArgs: nixSet.optional(),
  passthru: nixSet.optional(),
  meta: metaSchema.optional(),
} satisfies Record<keyof ShellApplicationOptions, z.ZodType>;

export const shellApplicationSchema = z.strictObject(shape);

/**
 * A Bash script as a program, checked by ShellCheck when it is built, with the programs that it calls.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "writeShellApplication"
 * @example
 * shellApplication({ name: "greet", runtimeInputs: [pkgs.hello], text: "hello --greeting \"$1\"" })
 * // pkgs.writeShellApplication {
 * //   name = "greet";
 * //   runtimeInputs = [ pkgs.hello ];
 * //   text = "hello --greeting \"$1\"";
 * // }
 */
export function shellApplication(options: ShellApplicationOptions, settings: CallSettings = {}): Built {
  const checked = checkOptions("shellApplication", shellApplicationSchema, options, settings);
  const { meta, ...values } = checked;
  const set = groupedAttributes([Object.keys(shape)], { ...values, meta: meta && buildMetaSet(meta) });
  return built(
    "shellApplication",
    call(calledFunction(settings, select(pkgs, "writeShellApplication")), set),
    [...metaWarnings(meta), ...warningsIn(checked)],
  );
}
