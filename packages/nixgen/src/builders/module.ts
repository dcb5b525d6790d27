import { attrs, dotted, type AttributeSet, type NixAttributes, type NixValue } from "@nixgen/core";
import { withHeader } from "../files/header.js";
import { built, checkOptions, type Built } from "./builder.js";
import { nixAttributes } from "./input.js";

/**
 * The arguments that every module gets.
 *
 * @see the NixOS manual, "Writing NixOS Modules"
 */
export const moduleArguments = ["config", "lib", "pkgs", "options", "modulesPath"] as const;

/** The settings of a module. Sets with one attribute are written as dotted paths. */
export type ModuleSettings = NixAttributes & {
  /** Other modules: paths, or modules made here. */
  readonly imports?: readonly NixValue[];
};

/** How a module is made. */
export interface ModuleOptions {
  /** Names that the module gets through `specialArgs` or `_module.args`, besides the usual ones. */
  readonly arguments?: readonly string[];
}

/**
 * A NixOS module. Its header names what its body uses: `{ pkgs, ... }:`.
 *
 * @throws NixError where a setting has no meaning in Nix, or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the NixOS manual, "Writing NixOS Modules"
 * @example
 * nixosModule({ services: { nginx: { enable: true } }, environment: { systemPackages: [pkgs.git] } })
 * // { pkgs, ... }:
 * // {
 * //   services.nginx.enable = true;
 * //   environment.systemPackages = [ pkgs.git ];
 * // }
 */
export function nixosModule(settings: ModuleSettings, options: ModuleOptions = {}): Built {
  return buildModule("nixosModule", settings, options, []);
}

/**
 * A home-manager module.
 *
 * @see the home-manager manual, "Writing Home Manager Modules"
 * @example
 * homeModule({ programs: { git: { enable: true } } })
 * // {
 * //   programs.git.enable = true;
 * // }
 */
export function homeModule(settings: ModuleSettings, options: ModuleOptions = {}): Built {
  return buildModule("homeModule", settings, options, ["osConfig"]);
}

/**
 * A nix-darwin module.
 *
 * @example
 * darwinModule({ system: { defaults: { dock: { autohide: true } } } })
 * // {
 * //   system.defaults.dock.autohide = true;
 * // }
 */
export function darwinModule(settings: ModuleSettings, options: ModuleOptions = {}): Built {
  return buildModule("darwinModule", settings, options, []);
}

function buildModule(
  builder: string,
  settings: ModuleSettings,
  options: ModuleOptions,
  more: readonly string[],
): Built {
  checkOptions(builder, nixAttributes, settings);
  const body: AttributeSet = dotted(attrs(settings));
  const names = [...moduleArguments, ...more, ...(options.arguments ?? [])];
  return built(builder, withHeader(body, names));
}
