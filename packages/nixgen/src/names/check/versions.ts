import type { AttributeName, Expr, Identifier, Node } from "@nixgen/core";
import { staticName } from "@nixgen/core";
import { lookupPackage } from "../lookup-package.js";
import type { CheckContext } from "./context.js";
import { meaningOf, type Scope } from "./meaning.js";
import { reportUnknown } from "./report-package.js";

/**
 * Reports names such as `pkgs.python3.12`. To Nix, this is `pkgs.python3` and the number `.12`: two elements of a list, or a
 * call.
 */
export function checkVersions(node: Node, scope: Scope, context: CheckContext): void {
  if (node.kind === "Application") checkVersion(node.function, node.argument, scope, context);
  if (node.kind !== "List") return;
  for (const [at, element] of node.elements.entries())
    checkVersion(element, node.elements[at + 1], scope, context);
}

function checkVersion(name: Expr, number: Expr | undefined, scope: Scope, context: CheckContext): void {
  if (number?.kind !== "Float" || !number.text.startsWith(".") || !name.span) return;
  if (number.span?.start !== name.span.end) return;
  const last: AttributeName | Identifier | undefined =
    name.kind === "Identifier" ? name : name.kind === "Select" ? name.path.names.at(-1) : undefined;
  const meaning = meaningOf(name, scope, context.names);
  const stem = last && staticName(last);
  if (last?.span === undefined || meaning.is !== "packages" || meaning.set.at(-1) !== stem) return;
  const path = [...meaning.set.slice(0, -1), `${stem}${number.text}`];
  if (lookupPackage(path, context.names).answer !== "unknown") return;
  const whole: AttributeName = {
    kind: "Identifier",
    name: path.at(-1)!,
    span: { start: last.span.start, end: number.span.end },
  };
  const place = name.kind === "Identifier" ? "variable" : "selected";
  reportUnknown({ path, rest: [], nodes: [whole], at: 0, set: path.slice(0, -1), place }, context);
}
