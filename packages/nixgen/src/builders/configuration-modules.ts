import {
  attrs,
  inherit,
  isPlainAttributes,
  toExpr,
  toNix,
  type AttributeSet,
  type AttrsPart,
  type Expr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import type { Built } from "./builder.js";
import type { ModuleOptions } from "./module.js";

/** The modules of a configuration: settings become modules, whose headers may name the special arguments. */
export function buildModules<Settings>(
  modules: readonly (NixValue | Settings)[],
  specialArgs: readonly string[],
  build: (settings: Settings, options: ModuleOptions) => Built,
): Expr[] {
  return modules.map((module) =>
    isPlainAttributes(module)
      ? build(module as Settings, { arguments: specialArgs })[toNix]()
      : toExpr(module as NixValue),
  );
}

/** A set in which what has the name of a variable is inherited: `{ inherit inputs; }`. */
export function inheriting(values: NixAttributes): AttributeSet {
  const parts = Object.entries(values).map(([name, value]): AttrsPart => {
    if (value === undefined) return {};
    const expression = toExpr(value);
    const isSame =
      expression.kind === "Identifier" && expression.name === name && expression.leading === undefined;
    return isSame ? inherit(name) : { [name]: value };
  });
  return attrs(...parts);
}
