import type { With } from "../../ast/control.js";
import { groupRole } from "../../doc/types.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";

/** @see RFC 166 standard, "with" */
export function printWith(node: With, p: Printer): void {
  p.open();
  printHead(node, p);
  p.close();
  p.line();
  p.expr(node.body);
}

/** Writes a `with` whose body starts on its line. */
export function printAbsorbedWith(node: With, p: Printer): void {
  p.open();
  p.breakable();
  printHead(node, p);
  p.hardSpace();
  p.open(groupRole.priority);
  p.wide(node.body);
  p.close();
  p.close();
}

function printHead(node: With, p: Printer): void {
  printLeading(p, node.leading);
  p.ascii("with");
  printTrailing(p, node.tokens?.with?.trailing);
  p.hardSpace();
  p.indent();
  p.open();
  p.expr(node.scope);
  p.close();
  p.dedent();
  printLeading(p, node.tokens?.semicolon?.leading);
  p.ascii(";");
  printTrailing(p, node.tokens?.semicolon?.trailing);
}
