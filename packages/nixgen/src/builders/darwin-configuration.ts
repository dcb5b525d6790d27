import { attrs, call, dotted, reference, select, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { buildModules } from "./configuration-modules.js";
import { homeManagerModules, homeManagerSchema, type HomeManagerOptions } from "./home-manager-modules.js";
import { withInherited } from "./inherited.js";
import { inputName, nixAttributes, nixModule } from "./input.js";
import { darwinModule, type DarwinSettings } from "./module.js";
import type { ModuleOf } from "./settings/known-settings.js";
import { systemSchema, type System } from "./system.js";

/** The options of {@link darwinConfiguration}. */
export interface DarwinConfigurationOptions {
  /** The platform, such as `"aarch64-darwin"`; where it is absent, a module sets `nixpkgs.hostPlatform`. */
  readonly system?: System;
  /** The modules: paths, what {@link darwinModule} made, or settings. */
  readonly modules: readonly ModuleOf<"nix-darwin">[];
  /** What modules get as arguments, besides the usual ones: `{ inputs: reference("inputs") }`. */
  readonly specialArgs?: NixAttributes;
  /** The input of the flake that is nix-darwin; `"nix-darwin"` where it is absent. */
  readonly nixDarwin?: string;
  /** Users whose homes the host configures by home-manager. */
  readonly homeManager?: HomeManagerOptions;
}

export const darwinConfigurationSchema = z.strictObject({
  system: systemSchema.optional(),
  modules: z.array(nixModule),
  specialArgs: nixAttributes.optional(),
  nixDarwin: inputName.optional(),
  homeManager: homeManagerSchema.optional(),
});

/**
 * A whole macOS system, for `darwinConfigurations` of a flake. It takes `nix-darwin` from the flake's inputs.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the README of nix-darwin, "Using flake inputs"
 * @example
 * darwinConfiguration({ system: "aarch64-darwin", modules: [{ system: { stateVersion: 6 } }] })
 * // nix-darwin.lib.darwinSystem {
 * //   system = "aarch64-darwin";
 * //   modules = [ { system.stateVersion = 6; } ];
 * // }
 */
export function darwinConfiguration(
  options: DarwinConfigurationOptions,
  settings: CheckSettings = {},
): Built {
  const checked = checkOptions("darwinConfiguration", darwinConfigurationSchema, options, settings);
  const { system, modules, specialArgs, nixDarwin = "nix-darwin", homeManager, ...others } = checked;
  const names = Object.keys(specialArgs ?? {});
  const set = attrs({
    system,
    specialArgs: specialArgs && withInherited(attrs(specialArgs)),
    modules: [
      ...buildModules(modules, names, (module: DarwinSettings, more) =>
        darwinModule(module, { ...more, ...settings }),
      ),
      ...(homeManager ? homeManagerModules("darwinModules", homeManager, settings) : []),
    ],
    ...others,
  });
  return built(
    "darwinConfiguration",
    call(select(reference(nixDarwin), "lib", "darwinSystem"), withInherited(dotted(set))),
    warningsIn(checked),
  );
}
