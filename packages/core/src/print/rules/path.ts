import type { Path } from "../../ast/strings.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { printLine } from "./interpolation.js";

export function printPath(node: Path, p: Printer): void {
  printLeading(p, node.leading);
  printLine(
    node.parts.map((part) => (part.kind === "PathText" ? part.text : part)),
    p,
  );
  printTrailing(p, node.trailing);
}
