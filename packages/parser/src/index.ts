export { NixError } from "@nixgen/core";
// What a program exports that it parsed has types of these: where the compiler writes declarations, it has to name them.
export type * from "@nixgen/core";
export { format } from "./format.js";
export { parse, parseExpression, parseOrThrow, type ParseOptions, type ParseResult } from "./parse.js";
export { nix, raw } from "./template.js";
export { NixDocument, type Definition, type DocumentOptions, type InheritAt } from "./editor/document.js";
export type { SaveOptions } from "./editor/file.js";
export {
  checkFlakeInput,
  followsItself,
  inputFlags,
  inputTexts,
  inputNamePattern,
  referenceTypes,
  type FlakeInput,
  type FlakeInputParts,
  type FlakeReference,
  revisionPattern,
  type ReportKey,
} from "./flake/input.js";
export { findReferenceProblem, type ReferenceProblem } from "./flake/reference.js";
export type { FlakeInputs } from "./editor/flake.js";
export type { At as DocumentAt } from "./editor/choose.js";
export type { CommentOptions } from "./editor/comments.js";
export type { AddOptions, ElementChoice } from "./editor/list.js";
export type { RemoveOptions } from "./editor/remove.js";
export type { SetOptions } from "./editor/set.js";
export type { Wrapper } from "./editor/wrap.js";
export type { DocumentPath, PathStep } from "./editor/path.js";
export { writeFiles, type FileToWrite } from "./disk/write-files.js";
export { reparse, type TextChange } from "./incremental/reparse.js";
