import { isPlainAttributes, toExpr, toNix, type Expr, type NixValue } from "@nixgen/core";
import { buildAll } from "./build-all.js";
import type { Built } from "./builder.js";
import type { ModuleOptions } from "./module.js";

/** The modules of a configuration: settings become modules, whose headers may name the special arguments. */
export function buildModules<Settings>(
  modules: readonly (NixValue | Settings)[],
  specialArgs: readonly string[],
  build: (settings: Settings, options: ModuleOptions) => Built,
): Expr[] {
  return buildAll(
    modules.map((module, index) => ({
      path: ["modules", index],
      build: () =>
        isPlainAttributes(module)
          ? build(module as Settings, { arguments: specialArgs })[toNix]()
          : toExpr(module as NixValue),
    })),
  );
}
