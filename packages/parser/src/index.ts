export { NixError } from "@nixgen/core";
export { parse, parseExpression, parseOrThrow, type ParseOptions, type ParseResult } from "./parse.js";
