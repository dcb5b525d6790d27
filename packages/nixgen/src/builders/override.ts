import { call, fn, select, toExpr, type NixAttributes, requireOptions } from "@nixgen/core";
import * as z from "zod";
import {
  built,
  checkIsNoExpression,
  checkOptions,
  makeWithNames,
  warningsIn,
  type Built,
} from "./builder.js";
import { nixExpression, nixSet, type NixExpression, type NixSet } from "./input.js";
import { packageAttributes, withNames, type PackageAttributes } from "./package.js";

/** The options of {@link override}. */
export interface OverrideOptions {
  /** The package, such as `pkgs.vim`. */
  readonly package: NixExpression;
  /** Arguments of the package's function that are replaced. */
  readonly arguments: NixSet;
}

export const overrideSchema = z.strictObject({
  package: nixExpression,
  arguments: nixSet,
});

/**
 * A package with other arguments: dependencies, or switches such as `enableGui`.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "<pkg>.override"
 * @example
 * override({ package: pkgs.vim, arguments: { guiSupport: "no" } }) // pkgs.vim.override { guiSupport = "no"; }
 */
export function override(options: OverrideOptions): Built {
  const checked = checkOptions("override", overrideSchema, options);
  const expression = call(select(checked.package, "override"), checked.arguments);
  return built("override", expression, warningsIn(checked));
}

/** The options of {@link overrideAttrs}. */
export interface OverrideAttrsOptions {
  /** The package, such as `pkgs.hello`. */
  readonly package: NixExpression;
  /**
   * The attributes that are replaced or added, or a function of the attributes before and after. An expression may also
   * use them as the variables `previousAttrs` and `finalAttrs`.
   */
  readonly attributes:
    | NixAttributes
    | ((names: {
        readonly previousAttrs: PackageAttributes;
        readonly finalAttrs: PackageAttributes;
      }) => NixAttributes);
}

export const overrideAttrsSchema = z.strictObject({
  package: nixExpression,
  attributes: nixSet,
});

/**
 * A package with other attributes of its derivation: its source, patches, phases.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "<pkg>.overrideAttrs"
 * @example
 * overrideAttrs({ package: pkgs.hello, attributes: { patches: [path("./fix.patch")] } })
 * // pkgs.hello.overrideAttrs { patches = [ ./fix.patch ]; }
 */
export function overrideAttrs(options: OverrideAttrsOptions): Built {
  checkIsNoExpression("overrideAttrs", overrideAttrsSchema, options);
  requireOptions(options, "overrideAttrs");
  const { attributes } = options;
  const names = {
    previousAttrs: packageAttributes("previousAttrs"),
    finalAttrs: packageAttributes("finalAttrs"),
  };
  const plain = { ...options, attributes: makeWithNames("overrideAttrs", attributes, names) };
  const checked = checkOptions("overrideAttrs", overrideAttrsSchema, plain);
  const set = toExpr(checked.attributes);
  // With one name it is that of the previous attributes; with two the final ones come first.
  const usesFinal = withNames(set, ["finalAttrs"]) !== set;
  const change = usesFinal ? fn("finalAttrs", fn("previousAttrs", set)) : withNames(set, ["previousAttrs"]);
  return built("overrideAttrs", call(select(checked.package, "overrideAttrs"), change), warningsIn(checked));
}
