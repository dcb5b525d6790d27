import {
  attrs,
  dotted,
  isPlainAttributes,
  reference,
  select,
  toExpr,
  toNix,
  type Expr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { buildAll } from "./build-all.js";
import type { CheckSettings } from "./builder.js";
import { withInherited } from "./inherited.js";
import {
  inputName,
  nixAttributes,
  nixBoolean,
  nixExpression,
  nixString,
  type NixBoolean,
  type NixString,
  nixModule,
} from "./input.js";
import { homeModule, type HomeSettings } from "./module.js";
import type { ModuleOf } from "./settings/known-settings.js";

/** Users whose homes a host configures by home-manager, and how. */
export interface HomeManagerOptions {
  /** The users' homes by name: paths, what {@link homeModule} made, or settings. */
  readonly users: Readonly<Record<string, ModuleOf<"home-manager">>>;
  /** Use the host's `pkgs`, with its overlays and settings. */
  readonly useGlobalPkgs?: NixBoolean;
  /** Install packages with the users' accounts, not into their homes. */
  readonly useUserPackages?: NixBoolean;
  /** What is added to the names of files that are in the way, such as `"backup"`. */
  readonly backupFileExtension?: NixString;
  /** What modules of homes get as arguments, besides the usual ones. */
  readonly extraSpecialArgs?: NixAttributes;
  /** Modules that all homes have. */
  readonly sharedModules?: readonly ModuleOf<"home-manager">[];
  /** The input of the flake that is home-manager; `"home-manager"` where it is absent. */
  readonly input?: string;
}

export const homeManagerSchema = z.strictObject({
  users: z.record(z.string(), z.union([nixAttributes, nixExpression])),
  useGlobalPkgs: nixBoolean.optional(),
  useUserPackages: nixBoolean.optional(),
  backupFileExtension: nixString.optional(),
  extraSpecialArgs: nixAttributes.optional(),
  sharedModules: z.array(nixModule).optional(),
  input: inputName.optional(),
});

/**
 * The modules by which a host configures homes: home-manager's own, and one with the settings.
 *
 * @see the home-manager manual, "NixOS module" and "nix-darwin module"
 */
export function homeManagerModules(
  modules: "nixosModules" | "darwinModules",
  options: HomeManagerOptions,
  settings: CheckSettings,
): Expr[] {
  const { input = "home-manager", users, sharedModules, extraSpecialArgs, ...others } = options;
  const names = Object.keys(extraSpecialArgs ?? {});
  const homes = buildAll(
    Object.entries(users).map(([name, home]) => ({
      path: ["homeManager", "users", name],
      build: (): [string, NixValue] => [
        name,
        isPlainAttributes(home)
          ? homeModule(home as HomeSettings, { ...settings, arguments: names })[toNix]()
          : (home as NixValue),
      ],
    })),
  );
  const set: NixAttributes = {
    ...others,
    sharedModules: sharedModules as readonly NixValue[] | undefined, // The schema has checked them.
    extraSpecialArgs: extraSpecialArgs && withInherited(attrs(extraSpecialArgs)),
    users: Object.fromEntries(homes),
  };
  return [toExpr(select(reference(input), modules, "home-manager")), dotted(attrs({ "home-manager": set }))];
}
