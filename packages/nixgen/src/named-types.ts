// Types that the types of `index.ts` are made of. They are exported so that a program can export what it built: where the
// compiler writes declarations, it has to name the types of all that is exported.
// Nodes of the syntax tree; `Function` and `File` are names of JavaScript too.
export type {
  Annotated,
  Application,
  Assert,
  AttributeName,
  AttributePath,
  AttributeSet,
  AttrsPart,
  Binary,
  BinaryOperator,
  Binding,
  BindingNode,
  BlankLine,
  BlockComment,
  Ellipsis,
  ErrorNode,
  File as FileNode,
  Float,
  Formal,
  Formals,
  FormalsOptions,
  FormalSpec,
  FormatDirective,
  Function as FunctionNode,
  FunctionBody,
  HasAttribute,
  Identifier,
  If,
  IndentedString,
  Inherit,
  Integer,
  Interpolation,
  Kind,
  KnownFormals,
  LanguageAnnotation,
  LegacyLet,
  Let,
  LineComment,
  List,
  NamedFormal,
  Node,
  NodeBase,
  NodeOf,
  ParameterNames,
  Parenthesized,
  Path,
  PathName,
  PathText,
  Position,
  RelatedPlace,
  SearchPath,
  Select,
  Severity,
  Span,
  StringLiteral,
  StringText,
  Suggestion,
  TextHole,
  ToExprResult,
  TokenTrivia,
  Trivia,
  Unary,
  UnaryOperator,
  Uri,
  With,
} from "@nixgen/core";
export type { CppBuildSystem } from "./builders/dev-shell-presets/cpp-shell.js";
export type { HaskellTool } from "./builders/dev-shell-presets/haskell-shell.js";
export type { JavaBuildTool } from "./builders/dev-shell-presets/java-shell.js";
export type { PackageManager } from "./builders/dev-shell-presets/node-shell.js";
export type { Tool as ToolVersion } from "./builders/dev-shell-presets/preset.js";
export type { PythonManager, PythonPackageName } from "./builders/dev-shell-presets/python-shell.js";
export type { Environment } from "./builders/dev-shell.js";
export type { DiskoHooks } from "./builders/disko-content.js";
export type { DiskoArray } from "./builders/disko-devices.js";
export type { FetcherOptions, WithHash } from "./builders/fetchers/fetcher.js";
export type { ForgeOptions } from "./builders/fetchers/forge.js";
export type {
  BySystem as OutputsBySystem,
  GivenOutputs,
  Named as NamedOutputs,
  OtherOutputs,
  PerSystemOutputs,
} from "./builders/flake-outputs.js";
export type { ForEachSystem } from "./builders/flake-plain-style.js";
export type { HardeningFlag, HardeningFlags } from "./builders/hardening.js";
export type {
  NixBindings,
  NixBoolean,
  NixExpression,
  NixExpressions,
  NixNumber,
  NixSet,
  NixString,
  NixStrings,
  OrExpression,
} from "./builders/input.js";
export type { LicenseName } from "./builders/licenses.generated.js";
export type { MetaOption, PlatformsOption, SourceType as MetaSourceType } from "./builders/meta.js";
export type { ValueOf as DeclaredValue } from "./builders/options/declared-type.js";
export type { ComposedTypeData, SimpleTypeName as TypeDataName } from "./builders/options/type-data.js";
export type {
  FlagOptions,
  PhaseName,
  PhaseOptions,
  SwitchName,
  SwitchOptions,
  ToolOptionName,
  ToolOptions,
} from "./builders/package-attributes.js";
export type { WithFinalAttrs } from "./builders/package.js";
export type { PythonPackages } from "./builders/python-package.js";
export type { AgeSecret, SopsSecret, SopsTemplate } from "./builders/secrets.js";
export type {
  DarwinConfig,
  HomebrewSettings,
  LaunchdJob,
  PlainDarwinSettings,
} from "./builders/settings/darwin-settings.js";
export type {
  ExtendedGroup,
  KnownConfig,
  KnownModule,
  KnownSettings,
  ModuleOf,
  OtherOptions as OtherModuleOptions,
  PlainSettings as PlainModuleSettings,
  SettingsOf,
  WithOthers,
} from "./builders/settings/known-settings.js";
export type { FileSystemSettings, SwapDeviceSettings } from "./builders/settings/file-systems.js";
export type {
  HomeConfig,
  HomeFile,
  HomeOptions,
  PlainHomeSettings,
  UnitFile,
} from "./builders/settings/home-settings.js";
export type {
  EnvironmentSettings,
  FirewallPorts,
  NetworkingSettings,
  NixosConfig,
  PlainNixosSettings,
  PortRange,
} from "./builders/settings/nixos-settings.js";
export type { OtherSettings as OtherOptionSettings } from "./builders/settings/open-object.js";
export type {
  Assertion as ModuleAssertion,
  ModuleStructure,
  OptionDeclarations,
  OptionValue,
  Specialisation,
  Specialisations,
} from "./builders/settings/structure.js";
export type {
  DirectiveValue as SystemdDirectiveValue,
  Directives as SystemdDirectives,
  MountSettings as MountUnitSettings,
  PathSettings as PathUnitSettings,
  ServiceDirectives,
  ServiceSettings as ServiceUnitSettings,
  SocketSettings as SocketUnitSettings,
  SystemdSettings,
  SystemdUnits,
  TimerSettings as TimerUnitSettings,
  UnitSettings,
} from "./builders/settings/systemd.js";
export type { GroupSettings, UserSettings, UsersSettings } from "./builders/settings/users.js";
export type { PackageSetOptions } from "./builders/shell-file.js";
export type {
  AnyArgument,
  BooleanArgument,
  FunctionArgument,
  IntegerArgument,
  ListArgument,
  NixFunction,
  PathArgument,
  Result as CallResult,
  SetArgument,
  StringArgument,
  TypeName as NixTypeName,
} from "./lib/argument-types.js";
export type {
  BuiltinFunctions,
  LibAssertsFunctions,
  LibAttrsetsFunctions,
  LibCliFunctions,
  LibFilesetFunctions,
  LibFilesystemFunctions,
  LibFunctions,
  LibGeneratorsFunctions,
  LibGvariantFunctions,
  LibListsFunctions,
  LibMetaFunctions,
  LibModulesFunctions,
  LibOptionsFunctions,
  LibParts,
  LibPathFunctions,
  LibStringsFunctions,
  LibTypesFunctions,
  LibTypesIntsFunctions,
  LibTypesNumbersFunctions,
  LibVersionsFunctions,
  LibTrivialFunctions,
} from "./lib/function-types.generated.js";
export type {
  KnownLib,
  KnownLibAttrsets,
  KnownLibGenerators,
  KnownLibLicenses,
  KnownLibLists,
  KnownLibPlatforms,
  KnownLibStrings,
  KnownLibTypes,
} from "./references/known-names.generated.js";
export type { OverlaidPackageSet } from "./references/package-set.js";
