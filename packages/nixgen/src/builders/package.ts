import {
  call,
  findFreeVariables,
  fn,
  markNode,
  reference,
  type Expr,
  type NixAttributes,
  type NixValue,
  type Reference,
  requireFunction,
} from "@nixgen/core";
import type * as z from "zod";
import {
  built,
  calledFunction,
  checkIsNoExpression,
  checkOptions,
  warningsIn,
  type Built,
  type CallSettings,
} from "./builder.js";
import { packageGroups, type PackageOptions } from "./derivation-options.js";
import { groupedAttributes } from "./grouped.js";
import { placeholderWarnings } from "./hash.js";
import { buildMetaSet, metaWarnings } from "./meta.js";

/** The attributes of a package as a variable. Those that all packages may have are known by name. */
export type PackageAttributes = { readonly [Name in keyof PackageOptions]-?: Reference } & {
  /** The package itself, with all overrides. */
  readonly finalPackage: Reference;
} & Reference;

/** A variable that stands for the attributes of a package. */
export function packageAttributes(name: string): PackageAttributes {
  return reference(name) as PackageAttributes; // A reference has every attribute.
}

/** The options of a package, or a function that gets the final attributes and gives them. */
export type WithFinalAttrs<Options> = Options | ((finalAttrs: PackageAttributes) => Options);

/** How one kind of package is built. */
export interface PackageKind {
  /** The name of the builder, for diagnostics. */
  readonly builder: string;
  readonly schema: z.ZodType;
  /** The attributes that this kind has besides those of all packages, in their order. */
  readonly special: readonly string[];
  /** Those of its checks, which stand with what all packages have for that. */
  readonly checks?: readonly string[];
  /** Those of them that are hashes. */
  readonly hashes?: readonly string[];
}

/** What the options of a package become. */
export interface PackageCall {
  /** The function of nixpkgs that makes the package. */
  readonly function: NixValue;
  readonly attributes: object;
}

/**
 * What all builders of packages do: check the options, put the attributes into the usual order, and wrap them into a
 * function `finalAttrs: { … }` where they use that name.
 */
export function buildPackage<Options extends Pick<PackageOptions, "meta">>(
  kind: PackageKind,
  given: WithFinalAttrs<Options>,
  settings: CallSettings,
  toCall: (options: Options) => PackageCall,
): Built {
  checkIsNoExpression(kind.builder, kind.schema, given);
  if (typeof given === "function") requireFunction(given, kind.builder);
  const options = typeof given === "function" ? given(packageAttributes("finalAttrs")) : given;
  const checked = checkOptions(kind.builder, kind.schema, options, settings);
  const { function: makePackage, attributes } = toCall(checked);
  const { recursive, ...values } = attributes as NixAttributes; // The schema has checked that they have a meaning in Nix.
  const set = groupedAttributes(packageGroups(kind.special, kind.checks), {
    ...values,
    meta: checked.meta && buildMetaSet(checked.meta),
  });
  const body = recursive === true ? markNode({ ...set, recursive: true as const }) : set;
  const warnings = [
    ...placeholderWarnings(checked as Readonly<Record<string, unknown>>, kind.hashes ?? []),
    ...metaWarnings(checked.meta),
    ...warningsIn(checked),
  ];
  return built(
    kind.builder,
    call(calledFunction(settings, makePackage), withNames(body, ["finalAttrs"])),
    warnings,
  );
}

/** A function of those of some names that a body uses, up to the last used one; the body itself where it uses none. */
export function withNames(body: Expr, names: readonly string[]): Expr {
  const free = new Set(findFreeVariables(body).map(({ node }) => node.name));
  const last = names.findLastIndex((name) => free.has(name));
  return names.slice(0, last + 1).reduceRight<Expr>((inner, name) => fn(name, inner), body);
}
