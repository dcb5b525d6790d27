import { nix } from "@nixgen/parser";
import * as z from "zod";
import { built, checkOptions, type Built, type CheckSettings } from "./builder.js";

/** The options of {@link flakeCompatFile}. */
export interface FlakeCompatFileOptions {
  /** `"default"` for `default.nix`, `"shell"` for `shell.nix`. */
  readonly file: "default" | "shell";
  /** The input of the flake that is flake-compat; `"flake-compat"` where it is absent. */
  readonly input?: string;
}

export const flakeCompatFileSchema = z.strictObject({
  file: z.enum(["default", "shell"]),
  input: z.string().min(1).optional(),
});

/**
 * A `default.nix` or `shell.nix` that takes everything from the `flake.nix` beside it, for those who use no flakes. The
 * flake needs the input flake-compat: `inputs: { "flake-compat": { url: "github:edolstra/flake-compat", flake: false } }`.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the README of flake-compat, "Usage"
 * @example
 * flakeCompatFile({ file: "shell" })
 */
export function flakeCompatFile(options: FlakeCompatFileOptions, settings: CheckSettings = {}): Built {
  const { file, input = "flake-compat" } = checkOptions(
    "flakeCompatFile",
    flakeCompatFileSchema,
    options,
    settings,
  );
  const attribute = file === "default" ? "defaultNix" : "shellNix";
  return built(
    "flakeCompatFile",
    nix`
      let
        lock = builtins.fromJSON (builtins.readFile ./flake.lock);
        name = lock.nodes.\${lock.root}.inputs.${input};
        inherit (lock.nodes.\${name}) locked;
        flake-compat = fetchTarball {
          url =
            locked.url or "https://github.com/\${locked.owner}/\${locked.repo}/archive/\${locked.rev}.tar.gz";
          sha256 = locked.narHash;
        };
      in
      (import flake-compat { src = ./.; }).${attribute}
    `,
  );
}
