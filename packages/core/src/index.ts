export type { Span } from "./text/span.js";
export { buildLineIndex, type LineIndex, type Position } from "./text/lines.js";
export * from "./ast/index.js";
export * from "./diagnostics/index.js";
