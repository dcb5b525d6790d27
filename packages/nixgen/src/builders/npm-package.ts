import { select } from "@nixgen/core";
import { pkgs } from "../references/references.js";
import type { Built, CallSettings } from "./builder.js";
import { packageSchema, type PackageOptions } from "./derivation-options.js";
import { nixHash, type NixHash } from "./hash.js";
import {
  isObjectGiven,
  nixBoolean,
  nixExpression,
  nixInteger,
  nixString,
  nixStrings,
  type NixBoolean,
  type NixExpression,
  type NixNumber,
  type NixString,
  type NixStrings,
} from "./input.js";
import { buildPackage, type WithFinalAttrs } from "./package.js";

/** The options of {@link npmPackage}. */
export interface NpmPackageOptions extends PackageOptions {
  /** The hash of the dependencies that `package-lock.json` names; `lib.fakeHash` until Nix says it. */
  readonly npmDepsHash?: NixHash;
  /** The dependencies themselves, instead of their hash. */
  readonly npmDeps?: NixExpression;
  /** The directory of `package.json` in the source. */
  readonly npmRoot?: NixString;
  readonly npmWorkspace?: NixString;
  /** The version of Node.js, such as `pkgs.nodejs_22`. */
  readonly nodejs?: NixExpression;
  /** The script of `package.json` that builds; `build` where it is absent. */
  readonly npmBuildScript?: NixString;
  readonly npmFlags?: NixStrings;
  readonly npmInstallFlags?: NixStrings;
  readonly npmRebuildFlags?: NixStrings;
  readonly npmBuildFlags?: NixStrings;
  readonly npmPackFlags?: NixStrings;
  readonly npmPruneFlags?: NixStrings;
  readonly npmDepsFetcherVersion?: NixNumber;
  readonly makeCacheWritable?: NixBoolean;
  readonly forceGitDeps?: NixBoolean;
  readonly dontNpmBuild?: NixBoolean;
  readonly dontNpmInstall?: NixBoolean;
  readonly dontNpmPrune?: NixBoolean;
}

const shape = {
  npmRoot: nixString.optional(),
  npmWorkspace: nixString.optional(),
  nodejs: nixExpression.optional(),
  npmDepsHash: nixHash.optional(),
  npmDeps: nixExpression.optional(),
  npmDepsFetcherVersion: nixInteger(1, 2).optional(),
  forceGitDeps: nixBoolean.optional(),
  makeCacheWritable: nixBoolean.optional(),
  npmFlags: nixStrings.optional(),
  npmInstallFlags: nixStrings.optional(),
  npmRebuildFlags: nixStrings.optional(),
  npmBuildScript: nixString.optional(),
  npmBuildFlags: nixStrings.optional(),
  npmPackFlags: nixStrings.optional(),
  npmPruneFlags: nixStrings.optional(),
  dontNpmBuild: nixBoolean.optional(),
  dontNpmInstall: nixBoolean.optional(),
  dontNpmPrune: nixBoolean.optional(),
};

export const npmPackageSchema = packageSchema(shape).refine(
  (options) => {
    const { npmDepsHash, npmDeps } = options as NpmPackageOptions;
    return npmDepsHash !== undefined || npmDeps !== undefined;
  },
  {
    error: "the hash of the dependencies is missing; `lib.fakeHash` until the build says the right one",
    path: ["npmDepsHash"],
    when: isObjectGiven,
  },
);

/**
 * A package of JavaScript code with a `package-lock.json`.
 *
 * @param options the options, or a function that gets `finalAttrs`.
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildNpmPackage"
 * @example
 * npmPackage({ pname: "site", version: "1.0.0", src: path("./."), npmDepsHash: lib.fakeHash })
 * // pkgs.buildNpmPackage {
 * //   pname = "site";
 * //   version = "1.0.0";
 * //
 * //   src = ./.;
 * //
 * //   npmDepsHash = lib.fakeHash;
 * // }
 */
export function npmPackage(options: WithFinalAttrs<NpmPackageOptions>, settings: CallSettings = {}): Built {
  return buildPackage(kind, options, settings, (attributes) => ({
    function: select(pkgs, "buildNpmPackage"),
    attributes,
  }));
}

const kind = {
  builder: "npmPackage",
  schema: npmPackageSchema,
  special: Object.keys(shape),
  hashes: ["npmDepsHash"],
};
