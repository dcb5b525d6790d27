import type { Expr, File } from "../ast/expr.js";
import { isNode } from "../ast/node.js";
import { NixError } from "../diagnostics/error.js";
import { printTree } from "../print/index.js";
import type { FormatOptions } from "../print/lay-out.js";
import { Annotated } from "./annotate.js";
import { checkTree } from "./check-tree.js";
import { toExpr } from "./from-value.js";
import { parenthesize } from "./parenthesize.js";
import type { NixValue } from "./value.js";

/**
 * The Nix text of a value, formatted as nixfmt does it, with a line feed at the end. Parentheses are added where
 * the grammar needs them.
 *
 * @throws NixError with all problems of the value (codes `value/*` and `tree/*`).
 * @example
 * print({ services: { nginx: { enable: true } } })
 * // {
 * //   services = {
 * //     nginx = {
 * //       enable = true;
 * //     };
 * //   };
 * // }
 */
export function print(value: NixValue | File, options: FormatOptions = {}): string {
  const file = toFile(value);
  const diagnostics = checkTree(file);
  if (diagnostics.length > 0) throw new NixError(diagnostics);
  return printTree(parenthesize(file), options);
}

/** A value as a file; comments on the value stand at its start. */
function toFile(value: NixValue | File): File {
  if (isNode(value) && value.kind === "File") return value;
  if (value instanceof Annotated) {
    const { leading, trailing } = value;
    const expression = toExpr(new Annotated(value.value, [], trailing));
    return { kind: "File", expression, ...(leading.length > 0 && { leading }) };
  }
  const expression: Expr = toExpr(value as NixValue);
  return { kind: "File", expression };
}
