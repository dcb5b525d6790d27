export type { Answer, Known, NameSuggestion, NotCovered, Unknown } from "./names/answer.js";
export { check, type CheckOptions, type CheckResult } from "./names/check/check.js";
export type { CheckCounts } from "./names/check/context.js";
export {
  collectDeclarations,
  mergeDeclarations,
  type Declarations,
  type ProjectFile,
} from "./names/check/declarations.js";
export type { PackageCall } from "./names/check/roles.js";
export {
  guessKinds,
  type FileKinds,
  type FileOfKind,
  type GuessKindsOptions,
} from "./names/check/guess-file-kind.js";
export { guessKind } from "./names/check/guess-kind.js";
export type { OptionPlace } from "./names/find-option.js";
export { foreignNames, foreignOptionNames } from "./names/foreign-names.js";
export { explainOption, lookupOption, type OptionExplanation } from "./names/lookup-option.js";
export { lookupPackage } from "./names/lookup-package.js";
export { openNames, shippedNames, type Names } from "./names/names.js";
export type { OptionDefault, OptionEntry, OptionIndex, OptionNode } from "./names/option-index.js";
export { optionKinds, type OptionKind } from "./names/option-kind.js";
export { printOptionPath, readOptionPath } from "./names/option-path.js";
export {
  describeType,
  type OptionType,
  type Scalar,
  type SimpleTypeName,
  type WrapperName,
} from "./names/option-type.js";
export type { PackageEntry, PackageIndex, PackageSetNames } from "./names/package-index.js";
export { describeProvenance, type Provenance, type Source } from "./names/provenance.js";
export { searchOptions, searchPackages, type SearchOptions, type SearchResult } from "./names/search.js";
export { topicsOf, type Topic, type TopicKind, type TopicSet } from "./names/topics.js";
