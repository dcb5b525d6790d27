import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { groupedAttributes } from "./grouped.js";
import {
  nixBoolean,
  nixExpressions,
  nixSet,
  nixString,
  nixStrings,
  type NixBoolean,
  type NixExpressions,
  type NixSet,
  type NixString,
  type NixStrings,
} from "./input.js";
import { buildMetaSet, metaSchema, metaWarnings, type MetaOption } from "./meta.js";

/** The options of {@link symlinkJoin}. */
export interface SymlinkJoinOptions {
  /** The name in the Nix store. */
  readonly name?: NixString;
  readonly pname?: NixString;
  readonly version?: NixString;
  /** The packages whose files are linked. */
  readonly paths: NixExpressions;
  /** Programs that `postBuild` runs, such as `pkgs.makeWrapper`. */
  readonly nativeBuildInputs?: NixExpressions;
  /** Bash code that runs when the links are there. */
  readonly postBuild?: NixString;
  readonly preferLocalBuild?: NixBoolean;
  readonly allowSubstitutes?: NixBoolean;
  readonly stripPrefix?: NixString;
  /** A path that is not there is an error. */
  readonly failOnMissing?: NixBoolean;
  readonly passthru?: NixSet;
  readonly meta?: MetaOption;
}

const joinShape = {
  name: storeName.optional(),
  pname: storeName.optional(),
  version: nixString.optional(),
  paths: nixExpressions,
  nativeBuildInputs: nixExpressions.optional(),
  postBuild: nixString.optional(),
  preferLocalBuild: nixBoolean.optional(),
  allowSubstitutes: nixBoolean.optional(),
  stripPrefix: nixString.optional(),
  failOnMissing: nixBoolean.optional(),
  passthru: nixSet.optional(),
  meta: metaSchema.optional(),
} satisfies Record<keyof SymlinkJoinOptions, z.ZodType>;

export const symlinkJoinSchema = z.strictObject(joinShape);

/**
 * One directory with links to the files of several packages; the usual way to wrap a program.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "symlinkJoin"
 * @example
 * symlinkJoin({ name: "tools", paths: [pkgs.jq, pkgs.yq] })
 * // pkgs.symlinkJoin {
 * //   name = "tools";
 * //   paths = [
 * //     pkgs.jq
 * //     pkgs.yq
 * //   ];
 * // }
 */
export function symlinkJoin(options: SymlinkJoinOptions, settings: CallSettings = {}): Built {
  return buildJoin("symlinkJoin", symlinkJoinSchema, options, settings);
}

/** The options of {@link buildEnv}. */
export interface BuildEnvOptions extends Omit<
  SymlinkJoinOptions,
  "stripPrefix" | "allowSubstitutes" | "failOnMissing"
> {
  /** The directories that are linked, such as `["/bin", "/share"]`. */
  readonly pathsToLink?: NixStrings;
  /** Outputs of the packages that are linked too, such as `["man", "doc"]`. */
  readonly extraOutputsToInstall?: NixStrings;
  /** Two packages may have the same file; the first one wins. */
  readonly ignoreCollisions?: NixBoolean;
  readonly checkCollisionContents?: NixBoolean;
  readonly extraPrefix?: NixString;
  readonly includeClosures?: NixBoolean;
}

const envShape = {
  ...z.strictObject(joinShape).omit({ stripPrefix: true, allowSubstitutes: true, failOnMissing: true }).shape,
  pathsToLink: nixStrings.optional(),
  extraOutputsToInstall: nixStrings.optional(),
  ignoreCollisions: nixBoolean.optional(),
  checkCollisionContents: nixBoolean.optional(),
  extraPrefix: nixString.optional(),
  includeClosures: nixBoolean.optional(),
} satisfies Record<keyof BuildEnvOptions, z.ZodType>;

export const buildEnvSchema = z.strictObject(envShape);

/**
 * One directory with links to some directories of several packages; two packages with the same file are an error.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildEnv"
 * @example
 * buildEnv({ name: "tools", paths: [pkgs.jq], pathsToLink: ["/bin"] })
 * // pkgs.buildEnv {
 * //   name = "tools";
 * //   paths = [ pkgs.jq ];
 * //   pathsToLink = [ "/bin" ];
 * // }
 */
export function buildEnv(options: BuildEnvOptions, settings: CallSettings = {}): Built {
  return buildJoin("buildEnv", buildEnvSchema, options, settings);
}

const order = [
  "name",
  "pname",
  "version",
  "paths",
  "pathsToLink",
  "extraOutputsToInstall",
  "nativeBuildInputs",
  "postBuild",
];

function buildJoin(
  name: string,
  schema: z.ZodType,
  options: SymlinkJoinOptions,
  settings: CallSettings,
): Built {
  const { meta, ...values } = checkOptions(name, schema, options, settings);
  const set = groupedAttributes(
    [[...order, ...Object.keys(values).filter((key) => !order.includes(key)), "meta"]],
    {
      ...values,
      meta: meta && buildMetaSet(meta),
    },
  );
  return built(name, call(calledFunction(settings, select(pkgs, name)), set), [
    ...metaWarnings(meta),
    ...warningsIn(options),
  ]);
}
