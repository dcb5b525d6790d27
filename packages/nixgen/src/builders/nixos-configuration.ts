import {
  attrs,
  binary,
  call,
  dotted,
  reference,
  searchPath,
  select,
  toExpr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { buildModules } from "./configuration-modules.js";
import { homeManagerModules, homeManagerSchema, type HomeManagerOptions } from "./home-manager-modules.js";
import { withInherited } from "./inherited.js";
import { inputName, nixAttributes, nixExpression, nixModule, type NixExpression } from "./input.js";
import { nixosModule, type NixosSettings } from "./module.js";
import type { ModuleOf } from "./settings/known-settings.js";
import { systemSchema, type System } from "./system.js";

/** The options of {@link nixosConfiguration}. */
export interface NixosConfigurationOptions {
  /** The platform, such as `"x86_64-linux"`; where it is absent, a module sets `nixpkgs.hostPlatform`. */
  readonly system?: System;
  /** The modules: paths, what {@link nixosModule} made, or settings. */
  readonly modules: readonly ModuleOf<"nixos">[];
  /** What modules get as arguments, besides the usual ones: `{ inputs: reference("inputs") }`. */
  readonly specialArgs?: NixAttributes;
  /**
   * The input of the flake that is nixpkgs; `"nixpkgs"` where it is absent. For a file that is no flake, an expression, such as
   * `searchPath("nixpkgs")`.
   */
  readonly nixpkgs?: string | NixExpression;
  /** The `lib` whose `nixosSystem` is called, where it is not that of the input: `reference("lib")`. */
  readonly lib?: NixExpression;
  /** Users whose homes the host configures by home-manager. */
  readonly homeManager?: HomeManagerOptions;
}

export const nixosConfigurationSchema = z.strictObject({
  system: systemSchema.optional(),
  modules: z.array(nixModule),
  specialArgs: nixAttributes.optional(),
  nixpkgs: z.union([inputName, nixExpression]).optional(),
  lib: nixExpression.optional(),
  homeManager: homeManagerSchema.optional(),
});

/**
 * A whole NixOS system, for `nixosConfigurations` of a flake. It takes `nixpkgs` from the flake's inputs.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the NixOS manual, "Configuration Syntax"; `lib.nixosSystem` in `flake.nix` of nixpkgs
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
export function nixosConfiguration(options: NixosConfigurationOptions, settings: CheckSettings = {}): Built {
  const checked = checkOptions("nixosConfiguration", nixosConfigurationSchema, options, settings);
  const { system, modules, specialArgs, nixpkgs = "nixpkgs", lib, homeManager, ...others } = checked;
  const names = Object.keys(specialArgs ?? {});
  const set = attrs({
    system,
    specialArgs: specialArgs && withInherited(attrs(specialArgs)),
    modules: [
      ...buildModules(modules, names, (module: NixosSettings, more) =>
        nixosModule(module, { ...more, ...settings }),
      ),
      ...(homeManager ? homeManagerModules("nixosModules", homeManager, settings) : []),
    ],
    ...others,
  });
  return built(
    "nixosConfiguration",
    call(
      lib === undefined ? systemFunction(nixpkgs) : select(lib, "nixosSystem"),
      withInherited(dotted(set)),
    ),
    warningsIn(checked),
  );
}

/** The function of nixpkgs that makes a system: of an input of a flake, or of a file in nixpkgs. */
function systemFunction(nixpkgs: string | NixExpression): NixValue {
  if (typeof nixpkgs === "string") return select(reference(nixpkgs), "lib", "nixosSystem");
  const file = "nixos/lib/eval-config.nix";
  const expression = toExpr(nixpkgs);
  return call(
    reference("import"),
    expression.kind === "SearchPath"
      ? searchPath(`${expression.text}/${file}`)
      : binary(expression, "+", `/${file}`),
  );
}
