export {
  describeValue,
  refusedArgument,
  requireFunction,
  requireInteger,
  requireList,
  requireOptions,
  requireText,
  requireTexts,
} from "./arguments.js";
export { closestNames } from "./closest-names.js";
export { diagnosticCodes, type DiagnosticCode } from "./codes.js";
export type { Diagnostic, RelatedPlace, Severity, Suggestion } from "./diagnostic.js";
export { isStackOverflow, isTextTooLong } from "./limits.js";
export { buildLineIndex } from "./line-index.js";
export { under } from "./under.js";
export { NixError } from "./error.js";
export { printDiagnostic, printDiagnostics, withExcerpt, printValuePath } from "./print-diagnostics.js";
