import { select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import type { Built, CallSettings } from "./builder.js";
import { packageSchema, type PackageOptions } from "./derivation-options.js";
import { buildPackage, type WithFinalAttrs } from "./package.js";

/** The options of {@link derivation}. */
export interface DerivationOptions extends PackageOptions {
  /** Leave out the C compiler (`stdenvNoCC`). */
  readonly noCC?: boolean;
}

export const derivationSchema = packageSchema({ noCC: z.boolean().optional() });

/**
 * A package that is built by the phases of `stdenv.mkDerivation`. Attributes come in the order in which package files
 * have them, whatever the order of the options.
 *
 * @param options the options, or a function that gets `finalAttrs`: the attributes as they are after all overrides.
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "The Standard Environment"
 * @example
 * derivation({ pname: "hello", version: "1.0", src: path("./."), meta: { license: "mit" } })
 * // pkgs.stdenv.mkDerivation {
 * //   pname = "hello";
 * //   version = "1.0";
 * //
 * //   src = ./.;
 * //
 * //   meta.license = pkgs.lib.licenses.mit;
 * // }
 */
export function derivation(options: WithFinalAttrs<DerivationOptions>, settings: CallSettings = {}): Built {
  return buildPackage(kind, options, settings, ({ noCC, ...values }) => ({
    attributes: values,
    function: select(pkgs, noCC ? "stdenvNoCC" : "stdenv", "mkDerivation"),
  }));
}

const kind = { builder: "derivation", schema: derivationSchema, special: [] };
