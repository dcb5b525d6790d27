import type { AttributeName, AttributePath } from "../../ast/collections.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { printToken } from "../tokens.js";
import { printInterpolation } from "./interpolation.js";
import { printString } from "./strings.js";

/** Writes the names of a path with the dots between them; a selection has a dot before the first one too. */
export function printAttributePath(node: AttributePath, p: Printer, isSelection = false): void {
  node.names.forEach((name, index) => {
    if (index > 0 || isSelection) printToken(p, ".", node.tokens?.[`dot${index}`]);
    printAttributeName(name, p);
  });
}

export function printAttributeName(node: AttributeName, p: Printer): void {
  if (node.kind === "String") printString(node, p);
  else {
    printLeading(p, node.leading);
    if (node.kind === "Identifier") p.ascii(node.name);
    else printInterpolation(node, p);
    printTrailing(p, node.trailing);
  }
}
