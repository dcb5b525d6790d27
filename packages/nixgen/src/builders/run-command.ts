import { binary, call, isPlainAttributes, select, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { nixSet, nixString, type NixSet, type NixString } from "./input.js";

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
export function runCommand(options: RunCommandOptions, settings: CallSettings = {}): Built {
  const {
    name,
    attributes = {},
    script,
    variant = "",
    ...others
  } = checkOptions("runCommand", runCommandSchema, options, settings);
  // What is let through is an attribute of the derivation: nothing else of the call has a name.
  const all = withOthers(attributes, others as NixAttributes);
  return built(
    "runCommand",
    call(calledFunction(settings, select(pkgs, `runCommand${variant}`)), name, all, script),
    warningsIn(attributes, ["attributes"]),
  );
}

function withOthers(attributes: NixSet, others: NixAttributes): NixSet {
  if (Object.keys(others).length === 0) return attributes;
  return isPlainAttributes(attributes) ? { ...attributes, ...others } : binary(attributes, "//", others);
}
