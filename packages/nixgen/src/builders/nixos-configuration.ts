import {
  call,
  isPlainAttributes,
  reference,
  select,
  toExpr,
  toNix,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, type Built } from "./builder.js";
import { nixAttributes, nixValue } from "./input.js";
import { nixosModule, type ModuleSettings } from "./module.js";

/** The options of {@link nixosConfiguration}. */
export interface NixosConfigurationOptions {
  /** The platform, such as `"x86_64-linux"`. */
  readonly system: string;
  /** The modules: paths, what {@link nixosModule} made, or settings. */
  readonly modules: readonly (NixValue | ModuleSettings)[];
  /** What modules get as arguments, besides the usual ones. */
  readonly specialArgs?: NixAttributes;
}

/** The platforms that nixpkgs is built for, as far as hosts run on them. */
export const systemSchema = z
  .string()
  .regex(
    /^[a-z0-9_]+-(linux|darwin|freebsd|openbsd|netbsd|cygwin|windows)$/,
    'expected a platform such as "x86_64-linux"',
  );

export const nixosConfigurationSchema = z.strictObject({
  system: systemSchema,
  modules: z.array(nixValue),
  specialArgs: nixAttributes.optional(),
});

/**
 * A whole NixOS system, for `nixosConfigurations` of a flake. It takes `nixpkgs` from the flake's inputs.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the NixOS manual, "Building a NixOS configuration"; nixpkgs' `flake.nix`, `lib.nixosSystem`
 * @example
 * nixosConfiguration({ system: "x86_64-linux", modules: [path("./hardware.nix"), { networking: { hostName: "web" } }] })
 * // nixpkgs.lib.nixosSystem {
 * //   system = "x86_64-linux";
 * //   modules = [
 * //     ./hardware.nix
 * //     { networking.hostName = "web"; }
 * //   ];
 * // }
 */
export function nixosConfiguration(options: NixosConfigurationOptions): Built {
  const { system, modules, specialArgs } = checkOptions(
    "nixosConfiguration",
    nixosConfigurationSchema,
    options,
  );
  const names = Object.keys(specialArgs ?? {});
  const list = modules.map((module) =>
    isPlainAttributes(module) ? nixosModule(module, { arguments: names })[toNix]() : toExpr(module),
  );
  return built(
    "nixosConfiguration",
    call(select(reference("nixpkgs"), "lib", "nixosSystem"), { system, specialArgs, modules: list }),
  );
}
