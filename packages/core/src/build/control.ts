import type { Assert, If, Let, With } from "../ast/control.js";
import { markNode } from "../ast/node.js";
import { toBindings, type AttrsPart } from "./attrs.js";
import { toExpr } from "./from-value.js";
import type { NixValue } from "./value.js";

/**
 * `let … in body`
 *
 * @example
 * letIn({ version: "1.0" }, reference("version")) // let version = "1.0"; in version
 */
export function letIn(bindings: AttrsPart | readonly AttrsPart[], body: NixValue): Let {
  const parts = Array.isArray(bindings) ? (bindings as readonly AttrsPart[]) : [bindings as AttrsPart];
  return markNode({ kind: "Let", bindings: toBindings(parts), body: toExpr(body) });
}

/**
 * `with scope; body`
 *
 * @example
 * withScope(reference("pkgs"), [reference("git"), reference("jq")]) // with pkgs; [ git jq ]
 */
export function withScope(scope: NixValue, body: NixValue): With {
  return markNode({ kind: "With", scope: toExpr(scope), body: toExpr(body) });
}

/** `assert condition; body` */
export function assertThat(condition: NixValue, body: NixValue): Assert {
  return markNode({ kind: "Assert", condition: toExpr(condition), body: toExpr(body) });
}

/** `if condition then consequence else alternative` */
export function ifElse(condition: NixValue, consequence: NixValue, alternative: NixValue): If {
  return markNode({
    kind: "If",
    condition: toExpr(condition),
    consequence: toExpr(consequence),
    alternative: toExpr(alternative),
  });
}
