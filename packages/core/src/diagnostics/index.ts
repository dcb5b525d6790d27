export { closestNames } from "./closest-names.js";
export { diagnosticCodes, type DiagnosticCode } from "./codes.js";
export type { Diagnostic, RelatedPlace, Severity, Suggestion } from "./diagnostic.js";
export { NixError } from "./error.js";
export { printDiagnostic, printDiagnostics, withExcerpt, printValuePath } from "./frame.js";
