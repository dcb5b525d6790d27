import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import {
  built,
  calledFunction,
  checkOptions,
  warningsIn,
  type Built,
  type CalledFunction,
} from "./builder.js";
import { storeName } from "./derivation-options.js";
import { nixSet, nixString, type NixString, type NixSet } from "./input.js";

/** The options of {@link runCommand}. */
export interface RunCommandOptions {
  /** The name in the Nix store. */
  readonly name: NixString;
  /** Attributes of the derivation, such as `nativeBuildInputs`; others are variables that the script has. */
  readonly attributes?: NixSet;
  /** The Bash code. It makes `$out`. */
  readonly script: NixString;
  /** Use the C compiler (`runCommandCC`), or build on this machine alone (`runCommandLocal`). */
  readonly variant?: "CC" | "Local";
}

export const runCommandSchema = z.strictObject({
  name: storeName,
  attributes: nixSet.optional(),
  script: nixString,
  variant: z.enum(["CC", "Local"]).optional(),
});

/**
 * A derivation that a few commands make.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "runCommand"
 * @example
 * runCommand({ name: "list", attributes: { nativeBuildInputs: [pkgs.jq] }, script: "jq -n '[1]' > $out" })
 * // pkgs.runCommand "list" { nativeBuildInputs = [ pkgs.jq ]; } "jq -n '[1]' > $out"
 */
export function runCommand(options: RunCommandOptions, settings: CalledFunction = {}): Built {
  const {
    name,
    attributes = {},
    script,
    variant = "",
  } = checkOptions("runCommand", runCommandSchema, options);
  return built(
    "runCommand",
    call(calledFunction(settings, select(pkgs, `runCommand${variant}`)), name, attributes, script),
    warningsIn(attributes, ["attributes"]),
  );
}
