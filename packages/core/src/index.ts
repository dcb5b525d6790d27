export { SourceSpan, type Span } from "./text/span.js";
export { buildLineIndex, type LineIndex, type Position } from "./text/lines.js";
export * from "./ast/index.js";
export { findFreeVariables, globalNames, type FreeVariable } from "./ast/scope.js";
export { staticName } from "./ast/static-name.js";
export { isIdentifier } from "./lex/identifier.js";
export { escapeIndentedString, unescapeIndentedString } from "./lex/indented-escape.js";
export { escapeString, unescapeString } from "./lex/string-escape.js";
export * from "./diagnostics/index.js";
