import type * as z from "zod";
import { NixError, type NixValue } from "@nixgen/core";
import { diagnosticsOf, type Built, type CallSettings } from "../builders/builder.js";
import { buildImage, buildImageSchema } from "../builders/build-image.js";
import { callPackage, callPackageSchema } from "../builders/call-package.js";
import { darwinConfiguration, darwinConfigurationSchema } from "../builders/darwin-configuration.js";
import { derivation, derivationSchema } from "../builders/derivation.js";
import { cppShell, cppShellSchema } from "../builders/dev-shell-presets/cpp-shell.js";
import { elixirShell, elixirShellSchema } from "../builders/dev-shell-presets/elixir-shell.js";
import { goShell, goShellSchema } from "../builders/dev-shell-presets/go-shell.js";
import { haskellShell, haskellShellSchema } from "../builders/dev-shell-presets/haskell-shell.js";
import { javaShell, javaShellSchema } from "../builders/dev-shell-presets/java-shell.js";
import { nodeShell, nodeShellSchema } from "../builders/dev-shell-presets/node-shell.js";
import { phpShell, phpShellSchema } from "../builders/dev-shell-presets/php-shell.js";
import { pythonShell, pythonShellSchema } from "../builders/dev-shell-presets/python-shell.js";
import { rubyShell, rubyShellSchema } from "../builders/dev-shell-presets/ruby-shell.js";
import { rustShell, rustShellSchema } from "../builders/dev-shell-presets/rust-shell.js";
import { zigShell, zigShellSchema } from "../builders/dev-shell-presets/zig-shell.js";
import { devShell, devShellSchema } from "../builders/dev-shell.js";
import { disko, diskoSchema } from "../builders/disko.js";
import { envrc, envrcSchema } from "../builders/envrc.js";
import { fetchCrate, fetchCrateSchema } from "../builders/fetchers/fetch-crate.js";
import { fetchFromBitbucket, fetchFromBitbucketSchema } from "../builders/fetchers/fetch-from-bitbucket.js";
import { fetchFromCodeberg, fetchFromCodebergSchema } from "../builders/fetchers/fetch-from-codeberg.js";
import { fetchFromGitea, fetchFromGiteaSchema } from "../builders/fetchers/fetch-from-gitea.js";
import { fetchFromGitHub, fetchFromGitHubSchema } from "../builders/fetchers/fetch-from-github.js";
import { fetchFromGitLab, fetchFromGitLabSchema } from "../builders/fetchers/fetch-from-gitlab.js";
import { fetchFromSourcehut, fetchFromSourcehutSchema } from "../builders/fetchers/fetch-from-sourcehut.js";
import { fetchgit, fetchgitSchema } from "../builders/fetchers/fetch-git.js";
import { fetchhg, fetchhgSchema } from "../builders/fetchers/fetch-hg.js";
import { fetchpatch, fetchpatchSchema } from "../builders/fetchers/fetch-patch.js";
import { fetchPypi, fetchPypiSchema } from "../builders/fetchers/fetch-pypi.js";
import { fetchurl, fetchurlSchema } from "../builders/fetchers/fetch-url.js";
import { fetchzip, fetchzipSchema } from "../builders/fetchers/fetch-zip.js";
import { flakeCompatFile, flakeCompatFileSchema } from "../builders/flake-compat-file.js";
import { flake, flakeSchema } from "../builders/flake.js";
import { goModule, goModuleSchema } from "../builders/go-module.js";
import { homeConfiguration, homeConfigurationSchema } from "../builders/home-configuration.js";
import { layeredImage, layeredImageSchema, streamLayeredImage } from "../builders/layered-image.js";
import {
  darwinModule,
  homeModule,
  moduleOptionsSchema,
  nixosModule,
  type ModuleOptions,
} from "../builders/module.js";
import { nixShellImage, nixShellImageSchema } from "../builders/nix-shell-image.js";
import { nixosConfiguration, nixosConfigurationSchema } from "../builders/nixos-configuration.js";
import { nixosTest, nixosTestSchema, type NixosTestOptions } from "../builders/nixos-test.js";
import { npmPackage, npmPackageSchema } from "../builders/npm-package.js";
import { overlay, overlaySchema, type OverlayOptions } from "../builders/overlay.js";
import { override, overrideAttrs, overrideAttrsSchema, overrideSchema } from "../builders/override.js";
import { pullImage, pullImageSchema } from "../builders/pull-image.js";
import { pythonApplication, pythonPackage, pythonPackageSchema } from "../builders/python-package.js";
import { runCommand, runCommandSchema } from "../builders/run-command.js";
import { rustPackage, rustPackageSchema } from "../builders/rust-package.js";
import { ageSecrets, ageSecretsSchema, sopsSecrets, sopsSecretsSchema } from "../builders/secrets.js";
import { darwinSettingsSchema } from "../builders/settings/darwin-settings.js";
import { homeSettingsSchema } from "../builders/settings/home-settings.js";
import { nixosSettingsSchema } from "../builders/settings/nixos-settings.js";
import { shellApplication, shellApplicationSchema } from "../builders/shell-application.js";
import { defaultFile, defaultFileSchema, shellFile, shellFileSchema } from "../builders/shell-file.js";
import { buildEnv, buildEnvSchema, symlinkJoin, symlinkJoinSchema } from "../builders/symlink-join.js";
import { shellScript, shellScriptBin, shellScriptSchema } from "../builders/write-shell-script.js";
import { textFile, textFileSchema } from "../builders/write-text.js";
import { nixFile, nixFileSchema } from "../files/nix-file.js";
import { packageFile, packageFileSchema } from "../files/package-file.js";

import { refuse } from "./problems.js";

/** How the result of a builder becomes a file. */
export type FileForm =
  /** It is one already. */
  | "whole"
  /** A function for `callPackage`. */
  | "package"
  /** A file that can be used by itself, with a default for `pkgs`. */
  | "standalone"
  /** A function of the inputs of a flake that it uses. */
  | "inputs";

/** What builders take besides their options. */
export interface EntrySettings extends CallSettings, ModuleOptions, OverlayOptions {}

/** A builder that can be asked for by name. */
export interface Entry {
  readonly schema: z.ZodType;
  /** Checks the options and builds; throws a NixError. */
  readonly build: (options: never, settings: EntrySettings) => Built | { readonly text: string };
  readonly form: FileForm | ((options: never) => FileForm);
  /** What a request for it takes besides its options and what all take. */
  readonly settings?: readonly (keyof EntrySettings)[];
  /** The usual name of the file. */
  readonly file: string;
}

const expressionEntry = (schema: z.ZodType, build: Entry["build"]): Entry => ({
  schema,
  build,
  form: "package",
  file: "package.nix",
});
const packageEntry = (schema: z.ZodType, build: Entry["build"]): Entry => ({
  ...expressionEntry(schema, build),
  settings: ["function"],
});
const imageEntry = (schema: z.ZodType, build: Entry["build"]): Entry => ({
  ...packageEntry(schema, build),
  file: "image.nix",
});
const shellEntry = (schema: z.ZodType, build: Entry["build"]): Entry => ({
  schema,
  build,
  form: "standalone",
  file: "shell.nix",
});
const wholeEntry = (file: string, schema: z.ZodType, build: Entry["build"]): Entry => ({
  schema,
  build,
  form: "whole",
  file,
});
/** What modules take besides their settings. */
const moduleSettings = Object.keys(moduleOptionsSchema.shape).filter(
  (key): key is keyof ModuleOptions => key !== "strict",
);
const moduleEntry = (file: string, schema: z.ZodType, build: Entry["build"]): Entry => ({
  ...wholeEntry(file, schema, build),
  settings: moduleSettings,
});
const inputsEntry = (file: string, schema: z.ZodType, build: Entry["build"]): Entry => ({
  schema,
  build,
  form: "inputs",
  file,
});

/** All builders by name. What they take as TypeScript they take as JSON too. */
export const registry: Readonly<Record<string, Entry>> = {
  ageSecrets: wholeEntry("secrets.nix", ageSecretsSchema, ageSecrets),
  buildEnv: packageEntry(buildEnvSchema, buildEnv),
  buildImage: imageEntry(buildImageSchema, buildImage),
  callPackage: expressionEntry(callPackageSchema, callPackage),
  cppShell: shellEntry(cppShellSchema, cppShell),
  darwinConfiguration: inputsEntry("darwin.nix", darwinConfigurationSchema, darwinConfiguration),
  darwinModule: moduleEntry("darwin.nix", darwinSettingsSchema, darwinModule),
  defaultFile: wholeEntry("default.nix", defaultFileSchema, defaultFile),
  derivation: packageEntry(derivationSchema, derivation),
  devShell: { ...shellEntry(devShellSchema, devShell), settings: ["function"] },
  disko: wholeEntry("disko.nix", diskoSchema, disko),
  elixirShell: shellEntry(elixirShellSchema, elixirShell),
  envrc: wholeEntry(".envrc", envrcSchema, envrc),
  fetchCrate: packageEntry(fetchCrateSchema, fetchCrate),
  fetchFromBitbucket: packageEntry(fetchFromBitbucketSchema, fetchFromBitbucket),
  fetchFromCodeberg: packageEntry(fetchFromCodebergSchema, fetchFromCodeberg),
  fetchFromGitea: packageEntry(fetchFromGiteaSchema, fetchFromGitea),
  fetchFromGitHub: packageEntry(fetchFromGitHubSchema, fetchFromGitHub),
  fetchFromGitLab: packageEntry(fetchFromGitLabSchema, fetchFromGitLab),
  fetchFromSourcehut: packageEntry(fetchFromSourcehutSchema, fetchFromSourcehut),
  fetchgit: packageEntry(fetchgitSchema, fetchgit),
  fetchhg: packageEntry(fetchhgSchema, fetchhg),
  fetchpatch: packageEntry(fetchpatchSchema, fetchpatch),
  fetchPypi: packageEntry(fetchPypiSchema, fetchPypi),
  fetchurl: packageEntry(fetchurlSchema, fetchurl),
  fetchzip: packageEntry(fetchzipSchema, fetchzip),
  flake: wholeEntry("flake.nix", flakeSchema, flake),
  flakeCompatFile: wholeEntry("default.nix", flakeCompatFileSchema, flakeCompatFile),
  goModule: packageEntry(goModuleSchema, goModule),
  goShell: shellEntry(goShellSchema, goShell),
  haskellShell: shellEntry(haskellShellSchema, haskellShell),
  homeConfiguration: inputsEntry("home.nix", homeConfigurationSchema, homeConfiguration),
  homeModule: moduleEntry("home.nix", homeSettingsSchema, homeModule),
  javaShell: shellEntry(javaShellSchema, javaShell),
  layeredImage: imageEntry(layeredImageSchema, layeredImage),
  nixFile: wholeEntry("default.nix", nixFileSchema, fromExpression(nixFile)),
  nixosConfiguration: inputsEntry("host.nix", nixosConfigurationSchema, nixosConfiguration),
  nixosModule: moduleEntry("configuration.nix", nixosSettingsSchema, nixosModule),
  nixosTest: {
    ...expressionEntry(nixosTestSchema, nixosTest),
    form: ({ module }: NixosTestOptions) => (module === true ? "whole" : "package"),
  },
  nixShellImage: imageEntry(nixShellImageSchema, nixShellImage),
  nodeShell: shellEntry(nodeShellSchema, nodeShell),
  npmPackage: packageEntry(npmPackageSchema, npmPackage),
  overlay: {
    ...inputsEntry("overlay.nix", overlaySchema, (packages, { names, let: bindings }) =>
      overlay(packages, { ...(names && { names }), ...(bindings && { let: bindings }) }),
    ),
    settings: ["names", "let"],
  },
  override: expressionEntry(overrideSchema, override),
  overrideAttrs: expressionEntry(overrideAttrsSchema, overrideAttrs),
  packageFile: wholeEntry("package.nix", packageFileSchema, fromExpression(packageFile)),
  phpShell: shellEntry(phpShellSchema, phpShell),
  pullImage: imageEntry(pullImageSchema, pullImage),
  pythonApplication: packageEntry(pythonPackageSchema, pythonApplication),
  pythonPackage: packageEntry(pythonPackageSchema, pythonPackage),
  pythonShell: shellEntry(pythonShellSchema, pythonShell),
  rubyShell: shellEntry(rubyShellSchema, rubyShell),
  runCommand: packageEntry(runCommandSchema, runCommand),
  rustPackage: packageEntry(rustPackageSchema, rustPackage),
  rustShell: shellEntry(rustShellSchema, rustShell),
  shellApplication: packageEntry(shellApplicationSchema, shellApplication),
  shellFile: wholeEntry("shell.nix", shellFileSchema, shellFile),
  shellScript: packageEntry(shellScriptSchema, shellScript),
  shellScriptBin: packageEntry(shellScriptSchema, shellScriptBin),
  sopsSecrets: wholeEntry("secrets.nix", sopsSecretsSchema, sopsSecrets),
  streamLayeredImage: imageEntry(layeredImageSchema, streamLayeredImage),
  symlinkJoin: packageEntry(symlinkJoinSchema, symlinkJoin),
  textFile: packageEntry(textFileSchema, textFile),
  zigShell: shellEntry(zigShellSchema, zigShell),
};

/** A builder of files that takes the expression apart from its options. */
function fromExpression<Options>(
  build: (expression: NixValue, options: Options) => Built,
): (options: Options & { readonly expression: NixValue }) => Built {
  return ({ expression, ...options }) => {
    // The type says it is there; a request may lack it.
    if ((expression as unknown) === undefined) {
      const missing = refuse(["expression"], "expected the expression that the file has", []);
      const others = diagnosticsOf(() => build(null, options as unknown as Options));
      throw new NixError([...missing.diagnostics, ...others]);
    }
    return build(expression, options as unknown as Options);
  };
}
