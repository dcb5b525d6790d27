export { NixError } from "@nixgen/core";
export { format } from "./format.js";
export { parse, parseExpression, parseOrThrow, type ParseOptions, type ParseResult } from "./parse.js";
export { nix, raw } from "./template.js";
export { NixDocument, type Definition, type DocumentOptions, type InheritAt } from "./editor/document.js";
export type { FlakeInput as DocumentFlakeInput } from "./editor/flake-input.js";
export type { FlakeInputs } from "./editor/flake.js";
export type { DocumentPath, PathStep } from "./editor/path.js";
export { reparse, type TextChange } from "./incremental/reparse.js";
