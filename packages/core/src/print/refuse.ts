import type { ErrorNode } from "../ast/error.js";
import { NixError } from "../diagnostics/error.js";

/** The error for a tree that has syntax errors: it is never printed. */
export function refuseError(node: ErrorNode): NixError {
  return new NixError([
    {
      code: "tree/error-node",
      severity: "error",
      message: "a tree with syntax errors can't be printed",
      ...(node.span && { span: node.span }),
      suggestions: [{ message: "mend the errors that the parser reports, and parse again" }],
    },
  ]);
}
