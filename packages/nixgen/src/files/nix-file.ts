import {
  call,
  findFreeVariables,
  fn,
  formal,
  reference,
  searchPath,
  toExpr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, warningsIn, type Built } from "../builders/builder.js";
import { headerNames, nixAttributes, nixValue } from "../builders/input.js";
import { onNextLine, usedNames, withHeader } from "./header.js";
import { withoutScopesOfPackages } from "./open-scopes.js";

/** The options of {@link nixFile}. */
export interface NixFileOptions {
  /** Names that whoever imports the file supplies, besides the usual ones: `pkgs`, `lib`, `config`, `inputs`, … */
  readonly arguments?: readonly string[];
  /** Arguments that the header lists, used or not, in this order; `"..."` for others. What is used is listed anyway. */
  readonly header?: readonly string[];
  /** Defaults of arguments. */
  readonly defaults?: NixAttributes;
  /** Give `pkgs` the default `import <nixpkgs> { }`, so that the file can be used by itself. */
  readonly standalone?: boolean;
}

export const nixFileSchema = z.strictObject({
  expression: nixValue,
  arguments: z.array(z.string()).optional(),
  header: headerNames.optional(),
  defaults: nixAttributes.optional(),
  standalone: z.boolean().optional(),
});

/** The names that files usually get from who imports them. */
const usualArguments = ["config", "options", "lib", "pkgs", "modulesPath", "inputs", "self", "system"];

/**
 * Any expression as a file. Where it uses names such as `pkgs` and `lib`, the file is a function that gets them.
 *
 * @throws NixError where the value has no meaning in Nix, or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the Nix manual, "Functions"
 * @example
 * nixFile([pkgs.git, lib.version])
 * // { lib, pkgs, ... }:
 * // [
 * //   pkgs.git
 * //   lib.version
 * // ]
 */
export function nixFile(expression: NixValue, options: NixFileOptions = {}): Built {
  const checked = checkOptions("nixFile", nixFileSchema, { ...options, expression });
  const body = toExpr(expression);
  // `with pkgs;` has a `lib` of its own.
  const usesLib = findFreeVariables(withoutScopesOfPackages(body)).some(({ node }) => node.name === "lib");
  const standalone: NixAttributes = {
    pkgs: call(reference("import"), searchPath("nixpkgs"), {}),
    ...(usesLib && { lib: reference("pkgs")["lib"] }),
  };
  const defaults: NixAttributes = { ...(checked.standalone ? standalone : {}), ...checked.defaults };
  const { header } = checked;
  const listed = (header ?? []).filter((name) => name !== "...");
  // Whoever uses the file by itself supplies nothing.
  const usual = checked.standalone ? ["lib", "pkgs"] : usualArguments;
  const names = [
    ...new Set([
      ...listed,
      ...usual.filter((name) => usesLib || name !== "lib"),
      ...(checked.arguments ?? []),
      ...Object.keys(defaults),
    ]),
  ];
  const warnings = warningsIn(expression);
  if (header === undefined && Object.keys(defaults).length === 0)
    return built("nixFile", withHeader(body, names), warnings);
  const wanted = [...new Set([...listed, ...usedNames(body, names)])];
  const specs = Object.entries(defaults).flatMap(([name, value]) =>
    value === undefined ? [] : [formal(name, value)],
  );
  const plain = wanted.filter((name) => !Object.hasOwn(defaults, name));
  const others = header?.includes("...") === true ? ["..."] : [];
  return built("nixFile", onNextLine(fn([...specs, ...plain, ...others], body)), warnings);
}
