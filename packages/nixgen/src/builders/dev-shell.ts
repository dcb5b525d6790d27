import { attrs, call, dotted, select, type NixAttributes, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, checkOptions, type Built } from "./builder.js";
import { nixAttributes, nixExpressions, nixString } from "./input.js";

/** The options of {@link devShell}. */
export interface DevShellOptions {
  /** The name in the prompt of `nix develop`. */
  readonly name?: string;
  /** Programs and libraries that the shell has: `[pkgs.nodejs, pkgs.pnpm]`. */
  readonly packages?: NixValue;
  /** Packages whose build inputs the shell has too. */
  readonly inputsFrom?: NixValue;
  /** Environment variables. */
  readonly env?: NixAttributes;
  /** Bash code that runs when the shell starts. */
  readonly shellHook?: NixValue;
  /** Hardening flags of the compiler wrapper that are switched off, such as `"fortify"`, or `"all"`. */
  readonly hardeningDisable?: readonly string[];
  /** Leave out the C compiler (`mkShellNoCC`). */
  readonly noCC?: boolean;
}

export const devShellSchema = z.strictObject({
  name: z.string().optional(),
  packages: nixExpressions.optional(),
  inputsFrom: nixExpressions.optional(),
  env: nixAttributes.optional(),
  shellHook: nixString.optional(),
  hardeningDisable: z.array(z.string()).optional(),
  noCC: z.boolean().optional(),
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
export function devShell(options: DevShellOptions = {}): Built {
  const { name, packages, inputsFrom, env, shellHook, hardeningDisable, noCC } = checkOptions(
    "devShell",
    devShellSchema,
    options,
  );
  const set = attrs({
    name,
    packages,
    inputsFrom,
    env,
    hardeningDisable,
    shellHook,
  });
  return built("devShell", call(select(pkgs, noCC ? "mkShellNoCC" : "mkShell"), dotted(set)));
}
