export {
  NixError,
  assertThat,
  attrs,
  binary,
  binding,
  call,
  diagnosticCodes,
  dotted,
  float,
  fn,
  formal,
  formals,
  hasAttribute,
  identifier,
  ifElse,
  indented,
  inherit,
  inheritFrom,
  letIn,
  negate,
  not,
  path,
  print,
  printDiagnostic,
  printDiagnostics,
  rec,
  reference,
  searchPath,
  select,
  selectOr,
  str,
  toExpr,
  toNix,
  tryToExpr,
  withBlankLine,
  withComment,
  withScope,
  withTrailingComment,
  type Diagnostic,
  type DiagnosticCode,
  type Expr,
  type FormatOptions,
  type NixAttributes,
  type NixValue,
  type Reference,
  type ToNix,
} from "@nixgen/core";
export {
  format,
  nix,
  NixDocument,
  parse,
  parseExpression,
  parseOrThrow,
  raw,
  type AddOptions,
  type CommentOptions,
  type Definition,
  type DocumentAt,
  type FlakeInputs as DocumentFlakeInputs,
  type DocumentOptions,
  type SaveOptions,
  type DocumentPath,
  type FlakeInput,
  type FlakeInputParts,
  type FlakeReference,
  type ElementChoice,
  type InheritAt,
  type ParseOptions,
  type ParseResult,
  type PathStep,
  type RemoveOptions,
  type SetOptions,
  type Wrapper,
} from "@nixgen/parser";
export {
  builtins,
  config,
  lib,
  pkgs,
  self,
  type Builtins,
  type Lib,
  type PackageSet,
} from "./references/references.js";
export type { DockerTools, Package, PackageScope } from "./values.js";
export type { Built, CalledFunction, CallSettings, CheckSettings } from "./builders/builder.js";
export { devShell, type DevShellOptions } from "./builders/dev-shell.js";
export { flake, type FlakeOptions, type FlakeStyle } from "./builders/flake.js";
export type { FlakeInputs } from "./builders/flake-input.js";
export type { FlakeApp } from "./builders/flake-app.js";
export type { FlakeTemplate } from "./builders/flake-outputs.js";
export type { PackageSetOfInput } from "./builders/flake-package-sets.js";
export { flakeCompatFile, type FlakeCompatFileOptions } from "./builders/flake-compat-file.js";
export type { NixConfig } from "./builders/nix-config.js";
export type { NixpkgsSource, PackagesOptions } from "./builders/nixpkgs-import.js";
export type { System } from "./builders/system.js";
export { envrc, type EnvrcOptions } from "./builders/envrc.js";
export {
  defaultFile,
  shellFile,
  type DefaultFileOptions,
  type ShellFileOptions,
} from "./builders/shell-file.js";
export { cppShell, type CppShellOptions } from "./builders/dev-shell-presets/cpp-shell.js";
export { elixirShell, type ElixirShellOptions } from "./builders/dev-shell-presets/elixir-shell.js";
export { goShell, type GoShellOptions } from "./builders/dev-shell-presets/go-shell.js";
export { haskellShell, type HaskellShellOptions } from "./builders/dev-shell-presets/haskell-shell.js";
export { javaShell, type JavaShellOptions } from "./builders/dev-shell-presets/java-shell.js";
export { nodeShell, type NodeShellOptions } from "./builders/dev-shell-presets/node-shell.js";
export { phpShell, type PhpShellOptions } from "./builders/dev-shell-presets/php-shell.js";
export { pythonShell, type PythonShellOptions } from "./builders/dev-shell-presets/python-shell.js";
export { rubyShell, type RubyShellOptions } from "./builders/dev-shell-presets/ruby-shell.js";
export {
  rustShell,
  type RustShellOptions,
  type RustToolchain,
} from "./builders/dev-shell-presets/rust-shell.js";
export { zigShell, type ZigShellOptions } from "./builders/dev-shell-presets/zig-shell.js";
export type { CommandVector, Healthcheck, ImageConfig } from "./builders/image-config.js";
export { buildImage, type BuildImageOptions } from "./builders/build-image.js";
export type { ImageNeeds, ImageUser } from "./builders/image-needs.js";
export type { Architecture, Compressor, ImageOptions } from "./builders/image-options.js";
export { layeredImage, streamLayeredImage, type LayeredImageOptions } from "./builders/layered-image.js";
export { nixShellImage, type NixShellImageOptions } from "./builders/nix-shell-image.js";
export { pullImage, type PullImageOptions } from "./builders/pull-image.js";
export {
  darwinModule,
  homeModule,
  nixosModule,
  type DarwinSettings,
  type HomeSettings,
  type ModuleOptions,
  type ModuleSettings,
  type NixosSettings,
} from "./builders/module.js";
export { disko } from "./builders/disko.js";
export type { DiskoDevices, DiskoDisk, DiskoPool, DiskoVolumeGroup } from "./builders/disko-devices.js";
export type { DiskoContent, DiskoPartition } from "./builders/disko-content.js";
export {
  ageSecret,
  ageSecrets,
  loadCredential,
  sopsPlaceholder,
  sopsSecret,
  sopsSecrets,
  type AgeSecretsOptions,
  type SopsSecretsOptions,
} from "./builders/secrets.js";
export type { DeclaredOption } from "./builders/options/declared-option.js";
export type { DeclaredType } from "./builders/options/declared-type.js";
export { mkEnableOption, type MkEnableOptionOptions } from "./builders/options/mk-enable-option.js";
export { mkOption, type MkOptionOptions } from "./builders/options/mk-option.js";
export { mkPackageOption, type MkPackageOptionOptions } from "./builders/options/mk-package-option.js";
export type { TypeData } from "./builders/options/type-data.js";
export { types, type SubmoduleOptions } from "./builders/options/types.js";
export {
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  type Property,
} from "./builders/properties.js";
export { darwinConfiguration, type DarwinConfigurationOptions } from "./builders/darwin-configuration.js";
export { homeConfiguration, type HomeConfigurationOptions } from "./builders/home-configuration.js";
export type { HomeManagerOptions } from "./builders/home-manager-modules.js";
export {
  plan,
  type FileContent,
  type Plan,
  type PlanContents,
  type PlannedFile,
  type PlanOptions,
} from "./files/plan.js";
export { nixosConfiguration, type NixosConfigurationOptions } from "./builders/nixos-configuration.js";
export { callPackage, type CallPackageOptions } from "./builders/call-package.js";
export { derivation, type DerivationOptions } from "./builders/derivation.js";
export type { PackageOptions } from "./builders/derivation-options.js";
export { fetchCrate, type FetchCrateOptions } from "./builders/fetchers/fetch-crate.js";
export {
  fetchFromBitbucket,
  type FetchFromBitbucketOptions,
} from "./builders/fetchers/fetch-from-bitbucket.js";
export { fetchFromCodeberg, type FetchFromCodebergOptions } from "./builders/fetchers/fetch-from-codeberg.js";
export { fetchFromGitea, type FetchFromGiteaOptions } from "./builders/fetchers/fetch-from-gitea.js";
export { fetchFromGitHub, type FetchFromGitHubOptions } from "./builders/fetchers/fetch-from-github.js";
export { fetchFromGitLab, type FetchFromGitLabOptions } from "./builders/fetchers/fetch-from-gitlab.js";
export {
  fetchFromSourcehut,
  type FetchFromSourcehutOptions,
} from "./builders/fetchers/fetch-from-sourcehut.js";
export { fetchgit, type FetchgitOptions } from "./builders/fetchers/fetch-git.js";
export { fetchhg, type FetchhgOptions } from "./builders/fetchers/fetch-hg.js";
export { fetchpatch, type FetchpatchOptions } from "./builders/fetchers/fetch-patch.js";
export { fetchPypi, type FetchPypiOptions } from "./builders/fetchers/fetch-pypi.js";
export { fetchurl, type FetchurlOptions } from "./builders/fetchers/fetch-url.js";
export { fetchzip, type FetchzipOptions } from "./builders/fetchers/fetch-zip.js";
export { goModule, type GoModuleOptions } from "./builders/go-module.js";
export type { NixHash } from "./builders/hash.js";
export type { LicenseOption, Meta } from "./builders/meta.js";
export type { PackageAttributes } from "./builders/package.js";
export { nixosTest, type NixosTestOptions } from "./builders/nixos-test.js";
export { npmPackage, type NpmPackageOptions } from "./builders/npm-package.js";
export { overlay, type OverlayOptions, type OverlayPackages } from "./builders/overlay.js";
export {
  override,
  overrideAttrs,
  type OverrideAttrsOptions,
  type OverrideOptions,
} from "./builders/override.js";
export { pythonApplication, pythonPackage, type PythonPackageOptions } from "./builders/python-package.js";
export { runCommand, type RunCommandOptions } from "./builders/run-command.js";
export { rustPackage, type CargoLock, type RustPackageOptions } from "./builders/rust-package.js";
export { shellApplication, type ShellApplicationOptions } from "./builders/shell-application.js";
export {
  buildEnv,
  symlinkJoin,
  type BuildEnvOptions,
  type SymlinkJoinOptions,
} from "./builders/symlink-join.js";
export { shellScript, shellScriptBin, type ShellScriptOptions } from "./builders/write-shell-script.js";
export { textFile, type TextFileOptions } from "./builders/write-text.js";
export { nixFile, type NixFileOptions } from "./files/nix-file.js";
export { packageFile, type PackageFileOptions } from "./files/package-file.js";
export { edit, type EditAnswer, type EditOperation, type EditSettings } from "./json/edit.js";
export { build, type BuildAnswer, type BuildSettings, type BuiltFile } from "./json/build.js";
export type { DeclaredNames } from "./json/check-names.js";
export type { BuildRequest } from "./json/requests.js";
export type * from "./named-types.js";
