import { select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import type { Built, CallSettings } from "./builder.js";
import { packageSchema, type PackageOptions } from "./derivation-options.js";
import { nixHash, type NixHash } from "./hash.js";
import {
  isObjectGiven,
  nixBoolean,
  nixExpression,
  nixExpressions,
  nixString,
  nixStrings,
  orExpression,
  type NixBoolean,
  type NixExpression,
  type NixExpressions,
  type NixString,
  type NixStrings,
} from "./input.js";
import { buildPackage, type WithFinalAttrs } from "./package.js";

/** A `Cargo.lock` that stands beside the Nix file, so that no hash of all dependencies is needed. */
export interface CargoLock {
  /** The file: `path("./Cargo.lock")`. */
  readonly lockFile?: NixExpression;
  readonly lockFileContents?: NixString;
  /** Hashes of dependencies from Git, by name and version: `{ "finalfusion-0.14.0": "sha256-…" }`. */
  readonly outputHashes?: Readonly<Record<string, NixHash>>;
  readonly allowBuiltinFetchGit?: boolean;
}

/** The options of {@link rustPackage}. */
export interface RustPackageOptions extends PackageOptions {
  /** The hash of the dependencies; `lib.fakeHash` until Nix says it. */
  readonly cargoHash?: NixHash;
  /** The lock file, instead of the hash. */
  readonly cargoLock?: CargoLock;
  /** The dependencies themselves, instead of their hash. */
  readonly cargoDeps?: NixExpression;
  readonly cargoPatches?: NixExpressions;
  /** The directory of `Cargo.lock` in the source. */
  readonly cargoRoot?: NixString;
  /** The member of a workspace that is built. */
  readonly buildAndTestSubdir?: NixString;
  readonly buildFeatures?: NixStrings;
  readonly buildNoDefaultFeatures?: NixBoolean;
  readonly buildType?: "release" | "debug" | NixExpression;
  readonly cargoBuildFlags?: NixStrings;
  readonly cargoTestFlags?: NixStrings;
  readonly checkFeatures?: NixStrings;
  readonly checkNoDefaultFeatures?: NixBoolean;
  readonly checkType?: "release" | "debug" | NixExpression;
  readonly cargoVendorDir?: NixString;
  readonly useFetchCargoVendor?: NixBoolean;
  readonly useNextest?: NixBoolean;
  readonly auditable?: NixBoolean;
}

const profile = orExpression(z.enum(["release", "debug"]), 'expected "release" or "debug"');

const shape = {
  cargoRoot: nixString.optional(),
  buildAndTestSubdir: nixString.optional(),
  cargoHash: nixHash.optional(),
  cargoLock: z
    .strictObject({
      lockFile: nixExpression.optional(),
      lockFileContents: nixString.optional(),
      outputHashes: z.record(z.string(), nixHash).optional(),
      allowBuiltinFetchGit: z.boolean().optional(),
    })
    .optional(),
  cargoDeps: nixExpression.optional(),
  cargoPatches: nixExpressions.optional(),
  buildNoDefaultFeatures: nixBoolean.optional(),
  buildFeatures: nixStrings.optional(),
  buildType: profile.optional(),
  cargoBuildFlags: nixStrings.optional(),
  cargoTestFlags: nixStrings.optional(),
  checkNoDefaultFeatures: nixBoolean.optional(),
  checkFeatures: nixStrings.optional(),
  checkType: profile.optional(),
  cargoVendorDir: nixString.optional(),
  useFetchCargoVendor: nixBoolean.optional(),
  useNextest: nixBoolean.optional(),
  auditable: nixBoolean.optional(),
};

export const rustPackageSchema = packageSchema(shape).refine(
  (options) => {
    const { cargoHash, cargoLock, cargoDeps, cargoVendorDir } = options as RustPackageOptions;
    return (
      [cargoHash, cargoLock, cargoDeps, cargoVendorDir].filter((option) => option !== undefined).length === 1
    );
  },
  {
    error:
      "the dependencies are given by exactly one of `cargoHash`, `cargoLock`, `cargoDeps` and `cargoVendorDir`",
    path: ["cargoHash"],
    when: isObjectGiven,
  },
);

/**
 * A package that Cargo builds.
 *
 * @param options the options, or a function that gets `finalAttrs`.
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildRustPackage: Compiling Rust applications with Cargo"
 * @example
 * rustPackage({ pname: "tool", version: "0.1.0", src: path("./."), cargoLock: { lockFile: path("./Cargo.lock") } })
 * // pkgs.rustPlatform.buildRustPackage {
 * //   pname = "tool";
 * //   version = "0.1.0";
 * //
 * //   src = ./.;
 * //
 * //   cargoLock.lockFile = ./Cargo.lock;
 * // }
 */
export function rustPackage(options: WithFinalAttrs<RustPackageOptions>, settings: CallSettings = {}): Built {
  return buildPackage(kind, options, settings, (attributes) => ({
    function: select(pkgs, "rustPlatform", "buildRustPackage"),
    attributes,
  }));
}

const kind = {
  builder: "rustPackage",
  schema: rustPackageSchema,
  special: Object.keys(shape),
  hashes: ["cargoHash"],
};
