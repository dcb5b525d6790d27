import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, type Built, type CalledFunction } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { nixString, type NixString } from "./input.js";

/** The options of {@link shellScript} and {@link shellScriptBin}. */
export interface ShellScriptOptions {
  /** The name of the script; with {@link shellScriptBin} also that of the program. */
  readonly name: NixString;
  /** The script, without `#!`. */
  readonly text: NixString;
}

export const shellScriptSchema = z.strictObject({
  name: storeName,
  text: nixString,
});

/**
 * A package with a Bash script as its program, `bin/<name>`. {@link shellApplication} checks the script too.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "writeShellScriptBin"
 * @example
 * shellScriptBin({ name: "greet", text: "echo hello" }) // pkgs.writeShellScriptBin "greet" "echo hello"
 */
export function shellScriptBin(options: ShellScriptOptions, settings: CalledFunction = {}): Built {
  const { name, text } = checkOptions("shellScriptBin", shellScriptSchema, options);
  return built(
    "shellScriptBin",
    call(calledFunction(settings, select(pkgs, "writeShellScriptBin")), name, text),
  );
}

/**
 * A Bash script as an executable file, for options that want one.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "writeShellScript"
 * @example
 * shellScript({ name: "greet", text: "echo hello" }) // pkgs.writeShellScript "greet" "echo hello"
 */
export function shellScript(options: ShellScriptOptions, settings: CalledFunction = {}): Built {
  const { name, text } = checkOptions("shellScript", shellScriptSchema, options);
  return built("shellScript", call(calledFunction(settings, select(pkgs, "writeShellScript")), name, text));
}
