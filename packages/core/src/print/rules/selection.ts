import type { Select } from "../../ast/functions.js";
import { spacing } from "../../doc/types.js";
import type { Printer } from "../printer.js";
import { printToken } from "../tokens.js";
import { printAttributePath } from "./attribute-path.js";

/** @see RFC 166 standard, "Attribute selection": a name keeps its attributes on its line */
export function printSelect(node: Select, p: Printer): void {
  p.expr(node.subject);
  switch (node.subject.kind) {
    case "Integer":
    case "Float":
      // Without the space `1.a` would be read as a float.
      p.hardSpace();
      break;
    case "Path":
      // `./a.b` would be the path of that name.
      p.line();
      break;
    case "Identifier":
    case "SearchPath":
      break;
    case "Parenthesized":
      p.space(spacing.softBreak);
      break;
    default:
      p.breakable();
  }
  printAttributePath(node.path, p, true);
  if (node.default !== undefined) {
    p.softLine();
    p.indent();
    printToken(p, "or", node.tokens?.or);
    p.hardSpace();
    p.expr(node.default);
    p.dedent();
  }
}
