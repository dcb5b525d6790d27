export { NixError } from "@nixgen/core";
export { format } from "./format.js";
export { parse, parseExpression, parseOrThrow, type ParseOptions, type ParseResult } from "./parse.js";
export { nix, raw } from "./template.js";
