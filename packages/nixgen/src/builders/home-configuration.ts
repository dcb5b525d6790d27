import { attrs, binding, call, dotted, reference, select, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { buildModules } from "./configuration-modules.js";
import { crossCheck } from "./cross-check.js";
import { withInherited } from "./inherited.js";
import { inputName, nixAttributes, nixExpression, nixModule, type NixExpression } from "./input.js";
import { homeModule, type HomeSettings } from "./module.js";
import { changesPackages, importNixpkgs, packagesShape, type PackagesOptions } from "./nixpkgs-import.js";
import type { ModuleOf } from "./settings/known-settings.js";
import { systemSchema, type System } from "./system.js";

/** The options of {@link homeConfiguration}. */
export interface HomeConfigurationOptions {
  /** The platform, such as `"x86_64-linux"`, for which packages are taken from nixpkgs. */
  readonly system?: System;
  /** How these packages are made, besides the platform. */
  readonly packages?: PackagesOptions;
  /** The packages, instead of `system`. */
  readonly pkgs?: NixExpression;
  /** The modules: paths, what {@link homeModule} made, or settings. */
  readonly modules: readonly ModuleOf<"home-manager">[];
  /** What modules get as arguments, besides the usual ones: `{ inputs: reference("inputs") }`. */
  readonly extraSpecialArgs?: NixAttributes;
  /** The input of the flake that is nixpkgs; `"nixpkgs"` where it is absent. */
  readonly nixpkgs?: string;
  /** The input of the flake that is home-manager; `"home-manager"` where it is absent. */
  readonly homeManager?: string;
}

export const homeConfigurationSchema = z
  .strictObject({
    system: systemSchema.optional(),
    packages: z.strictObject(packagesShape).optional(),
    pkgs: nixExpression.optional(),
    modules: z.array(nixModule),
    extraSpecialArgs: nixAttributes.optional(),
    nixpkgs: inputName.optional(),
    homeManager: inputName.optional(),
  })
  .check(
    crossCheck(({ system, pkgs, packages }, report) => {
      if (system === undefined && pkgs === undefined)
        report(["system"], "a home needs packages: name its `system`, or give `pkgs`");
      if (pkgs !== undefined && (system ?? packages) !== undefined)
        report(["pkgs"], "`pkgs` is a whole package set: leave out `system` and `packages`");
    }),
  );

/**
 * A user's whole home, for `homeConfigurations` of a flake. It takes `nixpkgs` and `home-manager` from the flake's inputs.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the home-manager manual, "Nix Flakes": standalone setup
 * @example
 * homeConfiguration({ system: "x86_64-linux", modules: [path("./home.nix")] })
 * // home-manager.lib.homeManagerConfiguration {
 * //   pkgs = nixpkgs.legacyPackages.x86_64-linux;
 * //   modules = [ ./home.nix ];
 * // }
 */
export function homeConfiguration(options: HomeConfigurationOptions, settings: CheckSettings = {}): Built {
  const checked = checkOptions("homeConfiguration", homeConfigurationSchema, options, settings);
  const { system, packages = {}, pkgs, modules, extraSpecialArgs, nixpkgs, homeManager, ...others } = checked;
  const names = Object.keys(extraSpecialArgs ?? {});
  const input = reference(nixpkgs ?? "nixpkgs");
  // Either of `system` and `pkgs` is there; the schema has checked it.
  const ready = pkgs ?? select(input, "legacyPackages", system!);
  const set = attrs({
    pkgs: changesPackages(packages)
      ? importNixpkgs(input, packages, select(input, "lib"), [binding("system", system!)])
      : ready,
    extraSpecialArgs: extraSpecialArgs && withInherited(attrs(extraSpecialArgs)),
    modules: buildModules(modules, names, (module: HomeSettings, more) =>
      homeModule(module, { ...more, ...settings }),
    ),
    ...others,
  });
  return built(
    "homeConfiguration",
    call(
      select(reference(homeManager ?? "home-manager"), "lib", "homeManagerConfiguration"),
      withInherited(dotted(set)),
    ),
    warningsIn(checked),
  );
}
