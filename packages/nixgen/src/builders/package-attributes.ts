import type { NixBoolean, NixString, NixStrings } from "./input.js";

/** The phases of a build, in their order. */
export const phases = [
  "unpack",
  "patch",
  "configure",
  "build",
  "check",
  "install",
  "fixup",
  "installCheck",
  "dist",
] as const;

type Phase = (typeof phases)[number];

/** The name of an attribute that is Bash code of a phase: `"buildPhase"`, `"preBuild"`, `"postBuild"`, … */
export type PhaseName = `${Phase}Phase` | `${"pre" | "post"}${Capitalize<Phase>}`;

/** Options that are Bash code, run in the phase or before or after it. */
export type PhaseOptions = { readonly [Name in PhaseName]?: NixString };

/** Options that are lists of flags for the tools of a build. */
export interface FlagOptions {
  readonly configureFlags?: NixStrings;
  readonly cmakeFlags?: NixStrings;
  readonly mesonFlags?: NixStrings;
  readonly makeFlags?: NixStrings;
  readonly buildFlags?: NixStrings;
  readonly checkFlags?: NixStrings;
  readonly installFlags?: NixStrings;
  readonly installCheckFlags?: NixStrings;
  readonly ninjaFlags?: NixStrings;
  readonly qmakeFlags?: NixStrings;
  readonly patchFlags?: NixStrings;
  readonly configurePlatforms?: NixStrings;
}

/** Options that switch steps of a build on or off. */
export type SwitchOptions = { readonly [Name in SwitchName]?: NixBoolean };

/** The name of an attribute that switches a step of a build on or off. */
export type SwitchName = (typeof switchNames)[number];

export const switchNames = [
  "strictDeps",
  "__structuredAttrs",
  "enableParallelBuilding",
  "doCheck",
  "doInstallCheck",
  "dontUnpack",
  "dontPatch",
  "dontConfigure",
  "dontBuild",
  "dontInstall",
  "dontFixup",
  "dontStrip",
  "dontPatchELF",
  "dontPatchShebangs",
  "dontWrapQtApps",
  "dontWrapGApps",
  "dontUseCmakeConfigure",
  "separateDebugInfo",
  "preferLocalBuild",
  "allowSubstitutes",
  "enableParallelChecking",
  "enableParallelInstalling",
  "dontAddPrefix",
  "dontAddDisableDepTrack",
  "dontAddStaticConfigureFlags",
  "dontDisableStatic",
  "dontFixLibtool",
  "dontCheckForBrokenSymlinks",
  "dontUpdateAutotoolsGnuConfigScripts",
  "dontUseCmakeBuildDir",
  "dontMoveSbin",
  "dontMoveLib64",
  "dontPruneLibtoolFiles",
  "dontAutoPatchelf",
  "noAuditTmpdir",
  "setOutputFlags",
  "__darwinAllowLocalNetworking",
] as const;

/** Options that are a text, or a list of words, for one tool of a build. */
export type ToolOptions = { readonly [Name in ToolOptionName]?: NixString | NixStrings };

/** The name of an attribute that is a text, or a list of words, for one tool of a build. */
export type ToolOptionName = (typeof toolOptionNames)[number];

export const toolOptionNames = [
  "configureScript",
  "cmakeBuildType",
  "cmakeDir",
  "mesonBuildType",
  "mesonAutoFeatures",
  "makefile",
  "buildTargets",
  "checkTarget",
  "installTargets",
  "installCheckTarget",
  "unpackCmd",
  "setSourceRoot",
  "stripDebugList",
  "stripAllList",
  "stripDebugFlags",
  "outputBin",
  "outputDev",
  "outputDoc",
  "outputInclude",
  "outputLib",
  "outputMan",
  "allowedReferences",
  "allowedRequisites",
  "disallowedReferences",
  "disallowedRequisites",
  "requiredSystemFeatures",
  "impureEnvVars",
  "passAsFile",
  "phases",
  "versionCheckProgram",
  "versionCheckProgramArg",
  "versionCheckKeepEnvironment",
  "outputHash",
  "outputHashAlgo",
  "outputHashMode",
] as const;

/** The attributes of a phase: what runs before it, in its place, and after it. */
export function phaseNames(phase: Phase): PhaseName[] {
  const capitalized = `${phase[0]!.toUpperCase()}${phase.slice(1)}` as Capitalize<Phase>;
  return [`pre${capitalized}`, `${phase}Phase`, `post${capitalized}`];
}
