import { isSlipOf, skeletonOf } from "./suggest.js";

/** The attributes that functions of nixpkgs read. Others become variables of the build, or are refused. */
const ofDerivations = `
  allowedReferences allowedRequisites allowSubstitutes args autoreconfFlags autoreconfPhase badPlatforms buildFlags
  buildFlagsArray buildInputs buildPhase builder checkFlags checkFlagsArray checkInputs checkPhase checkTarget
  cmakeBuildDir cmakeBuildType cmakeDir cmakeFlags configureFlags configureFlagsArray configurePhase configurePlatforms
  configureScript depsBuildBuild depsBuildBuildPropagated depsBuildTarget depsBuildTargetPropagated depsHostHost
  depsHostHostPropagated depsTargetTarget depsTargetTargetPropagated disallowedReferences disallowedRequisites distFlags
  cargoCBuildFlags cargoCTestFlags distPhase distTarget doCheck doDist doInstallCheck dontAddExtraLibs dontAddPrefix dontAutoPatchelf dontBuild dontCheck
  dontConfigure dontCopyDist dontFixup dontInstall dontPatch dontPatchELF dontPatchShebangs dontStrip dontUnpack
  dontUseCmakeConfigure dontUseNinjaBuild dontWrapGApps dontWrapQtApps enableParallelBuilding enableParallelChecking
  enableParallelInstalling env fixupPhase hardeningDisable hardeningEnable imakeFlags impureEnvVars installCheckFlags
  installCheckInputs installCheckPhase installCheckTarget installFlags installFlagsArray installPhase installTargets
  makeFlags makeFlagsArray makeWrapperArgs makefile mesonBuildType mesonFlags meta name nativeBuildInputs
  nativeCheckInputs nativeInstallCheckInputs ninjaFlags outputBin outputDev outputDoc outputHash outputHashAlgo
  outputHashMode outputInclude outputLib outputMan outputs passAsFile passthru patchFlags patchPhase patches phases pname pnpmDeps npmDeps cargoDeps cargoRoot goModules yarnOfflineCache offlineCache mixFodDeps mitmCache zigDeps composerVendor
  postBuild postCheck postConfigure postDist postFixup postInstall postInstallCheck postPatch postPhases postUnpack
  preBuild preBuildPhases preCheck preConfigure preConfigurePhases preDist preDistPhases preferLocalBuild preFixup
  preFixupPhases preInstall preInstallCheck preInstallPhases prePatch prePhases preUnpack propagatedBuildInputs
  propagatedNativeBuildInputs qmakeFlags requiredSystemFeatures separateDebugInfo setSourceRoot setupHook setupHooks
  shellHook sourceRoot src srcs strictDeps stripAllList stripDebugList system tag unpackCmd unpackPhase version wafFlags`;

const ofGo = `
  allowGoReference buildTestBinaries deleteVendor excludedPackages goModules goSum ldflags modConfigurePhase modInstallPhase
  modPostBuild modRoot overrideModAttrs proxyVendor subPackages tags vendorHash`;

const ofRust = `
  auditable buildAndTestSubdir buildFeatures buildNoDefaultFeatures buildType cargoBuildFlags cargoBuildFeatures
  cargoBuildNoDefaultFeatures cargoBuildType cargoCheckFeatures cargoCheckType cargoDeps cargoDepsName cargoHash cargoLock
  cargoPatches cargoRoot cargoTestFlags cargoUpdateHook cargoVendorDir checkFeatures checkNoDefaultFeatures checkType
  depsExtraArgs fetchCargoVendor logLevel useFetchCargoVendor useNextest`;

const ofPython = `
  build-system catchConflicts dependencies disabled disabledTestMarks disabledTestPaths disabledTests dontUsePythonCatchConflicts
  dontUsePythonImportsCheck dontUsePythonRelaxDeps dontUseSetuptoolsCheck dontUseSetuptoolsBuild dontUsePytestCheck dontWrapPythonPrograms
  enabledTestMarks enabledTestPaths enabledTests format optional-dependencies permitUserSite pipInstallFlags pypaBuildFlags pyproject
  pytestFlags pytestFlagsArray pythonImportsCheck pythonNamespaces pythonPath pythonRelaxDeps pythonRemoveDeps
  removeBinBytecode setupPyBuildFlags setupPyGlobalFlags stdenv unittestFlags unittestFlagsArray`;

const ofNpm = `
  dontNpmBuild dontNpmInstall dontNpmPrune forceEmptyCache forceGitDeps makeCacheWritable nodejs npmBuildFlags npmBuildHook
  npmBuildScript npmConfigHook npmDeps npmDepsFetcherVersion npmDepsHash npmFlags npmInstallFlags npmInstallHook npmPackFlags
  npmPruneFlags npmRebuildFlags npmRoot npmWorkspace`;

const ofMeta = `
  availability available badPlatforms branch broken changelog description downloadPage homepage hydraPlatforms identifiers
  insecure isBuildPythonPackage isFcitxEngine isGutenprint isHydraChannel isIbusEngine knownVulnerabilities license
  longDescription mainProgram maintainers maxSilent name outputsToInstall platforms pkgConfigModules position priority
  schedulingPriority sourceProvenance tag teams tests timeout unfree unsupported version`;

/** The attributes by the function that is called. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  buildGoModule: [ofDerivations, ofGo],
  buildNpmPackage: [ofDerivations, ofNpm],
  buildPythonApplication: [ofDerivations, ofPython],
  buildPythonPackage: [ofDerivations, ofPython],
  buildRustPackage: [ofDerivations, ofRust],
  mkDerivation: [ofDerivations],
  mkShell: [ofDerivations, "packages inputsFrom"],
  mkShellNoCC: [ofDerivations, "packages inputsFrom"],
  symlinkJoin: [ofDerivations, "failOnMissing paths stripPrefix"],
  writeShellApplication: [
    "bashOptions checkPhase derivationArgs excludeShellChecks extraShellCheckFlags inheritPath meta name passthru runtimeEnv runtimeInputs text",
  ],
};

/** What attributes were called before, or are called by others. */
const successors: Readonly<Record<string, string>> = {
  cargoSha256: "cargoHash",
  dependancies: "dependencies",
  licence: "license",
  modSha256: "vendorHash",
  vendorSha256: "vendorHash",
};

const sets = new Map<string, ReadonlySet<string>>();

function namesOf(callee: string): ReadonlySet<string> | undefined {
  const texts =
    callee === "meta" ? [ofMeta] : Object.hasOwn(attributes, callee) ? attributes[callee]! : undefined;
  if (texts === undefined) return undefined;
  let names = sets.get(callee);
  if (names === undefined)
    sets.set(callee, (names = new Set(texts.flatMap((text) => text.trim().split(/\s+/)))));
  return names;
}

/** Whether the attributes that a function of nixpkgs reads are known. */
export function hasAttributes(callee: string): boolean {
  return namesOf(callee) !== undefined;
}

/**
 * The attribute that was meant where another one differs by case, an `s`, a slip, or is its old name: `buildInputs` for
 * `buildInput`. `undefined` where there is none; any attribute can be a variable of the build.
 *
 * @param callee a function of nixpkgs, or `meta`.
 */
export function attributeMeant(callee: string, name: string): string | undefined {
  const names = namesOf(callee);
  if (names === undefined || names.has(name)) return undefined;
  const now = Object.hasOwn(successors, name) ? successors[name]! : undefined;
  if (now !== undefined && names.has(now)) return now;
  // What is written in capitals is meant as a variable, and each hook can have a variable that turns it off; numbered ones are several of a kind.
  if (!/[a-z]/.test(name) || /^dontUse|\d$/.test(name)) return undefined;
  const all = [...names];
  const same = all.find((other) => skeletonOf(other) === skeletonOf(name));
  const plural = all.find((other) => `${name}s` === other || `${other}s` === name);
  return same ?? plural ?? (name.length > 6 ? all.find((other) => isSlipOf(name, other)) : undefined);
}
