import {
  attrs,
  binding,
  call,
  dotted,
  fn,
  isPlainAttributes,
  reference,
  searchPath,
  select,
  toExpr,
  type AttrsPart,
  type Expr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { nixHash, type NixHash } from "./hash.js";
import {
  nixAttributes,
  nixBoolean,
  nixExpression,
  nixExpressions,
  nixStrings,
  type NixBoolean,
  type NixExpression,
  type NixExpressions,
  type NixStrings,
} from "./input.js";

/**
 * How a package set is made from nixpkgs.
 *
 * @see the nixpkgs manual, "Global configuration" and "Overlays"
 */
export interface PackagesOptions {
  /** Allow all packages with an unfree license. */
  readonly allowUnfree?: NixBoolean;
  /** The packages with an unfree license that are allowed, by their `pname`: `["vscode"]`. */
  readonly allowUnfreePackages?: NixStrings;
  /** Packages with known vulnerabilities that are allowed, by name and version: `["openssl-1.1.1w"]`. */
  readonly permittedInsecurePackages?: NixStrings;
  /** Build packages with CUDA where they can be. */
  readonly cudaSupport?: NixBoolean;
  /** Other settings of nixpkgs' `config`. */
  readonly config?: NixAttributes;
  /** Overlays that are applied, in order. */
  readonly overlays?: NixExpressions;
}

export const packagesShape = {
  allowUnfree: nixBoolean.optional(),
  allowUnfreePackages: nixStrings.optional(),
  permittedInsecurePackages: nixStrings.optional(),
  cudaSupport: nixBoolean.optional(),
  config: nixAttributes.optional(),
  overlays: nixExpressions.optional(),
} satisfies Record<keyof PackagesOptions, z.ZodType>;

/** Whether a package set differs from the one that nixpkgs has ready. */
export function changesPackages(options: PackagesOptions): boolean {
  return Object.values(options).some((value) => value !== undefined);
}

/**
 * `import nixpkgs { … }` with the settings and overlays.
 *
 * @param nixpkgs what is imported.
 * @param lib where the functions of `lib` are found, for rules that are functions.
 * @param parts arguments that come first, such as `inherit system;`.
 */
export function importNixpkgs(
  nixpkgs: NixValue,
  options: PackagesOptions,
  lib: NixValue,
  parts: readonly AttrsPart[] = [],
): Expr {
  const { overlays, config, allowUnfreePackages, ...settings } = options;
  const merged: NixAttributes = {
    ...settings,
    allowUnfreePredicate: allowUnfreePackages && unfreePredicate(allowUnfreePackages, lib),
    ...config,
  };
  const isConfigured = Object.values(merged).some((value) => value !== undefined);
  return call(
    reference("import"),
    nixpkgs,
    dotted(attrs(...parts, { overlays }, ...(isConfigured ? [binding("config", merged)] : []))),
  );
}

function unfreePredicate(names: NixStrings, lib: NixValue): Expr {
  return fn("pkg", ({ pkg }) =>
    call(select(reference("builtins"), "elem"), call(select(lib, "getName"), pkg!), toExpr(names)),
  );
}

/** Where a file that is no flake takes nixpkgs from: a search path by default, or an archive with its hash. */
export type NixpkgsSource =
  | NixExpression
  | {
      /** The archive, such as `"https://github.com/NixOS/nixpkgs/archive/<revision>.tar.gz"`. */
      readonly url: string;
      /** The hash of the unpacked archive, as `nix-prefetch-url --unpack` says it. */
      readonly sha256: NixHash;
    };

export const nixpkgsSource = z.union(
  [
    z.strictObject({ url: z.url({ error: "expected the address of an archive" }), sha256: nixHash }),
    nixExpression,
  ],
  {
    error: 'expected { url, sha256 }, or an expression such as `searchPath("nixpkgs")`',
  },
);

/** What is imported from a source of nixpkgs. */
export function fetchNixpkgs(source: NixpkgsSource = searchPath("nixpkgs")): Expr {
  if (!isPlainAttributes(source)) return toExpr(source);
  return call(reference("fetchTarball"), { url: source.url, sha256: source.sha256 });
}
