import { toExpr, type Expr, type NixValue } from "@nixgen/core";
import type { At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { keepsLineEnds } from "./lines.js";
import type { PathStep } from "./path.js";
import { isPlainString, restyle, restyleLiteral, textOf } from "./restyle.js";
import { replaceNode } from "./rewrite.js";
import { isSame } from "./same.js";
import { spanOf, type Source } from "./source.js";
import type { Splice } from "./splice.js";
import { bare } from "./view.js";

/**
 * Sets one literal in the place of another one on its line. Such a change has no bearing on others, so it can be put off,
 * and a batch of them is made at once.
 *
 * @returns whether that could be done
 */
export function setLiteral(editor: Editor, steps: readonly PathStep[], value: NixValue, { at }: At): boolean {
  if (at !== undefined || typeof value === "object" || typeof value === "function") return false;
  if (!steps.every((step) => typeof step === "string")) return false;
  const source = editor.sourceBeforeDeferred;
  const { definitions, parts } = searchPath(source.tree, steps);
  const [definition] = definitions;
  if (definition?.kind !== "binding" || definitions.length > 1 || parts.length > 0) return false;
  const { container, value: node } = definition;
  // The names of `rec` can be used, in dynamic names too.
  if (node === undefined || container.kind !== "AttributeSet" || container.recursive === true) return false;
  const next = toExpr(value);
  if (!isLiteral(node) || !isLiteral(next) || editor.isDeferred(spanOf(node))) return false;
  return isSame(node, next) || editor.defer(replaceValue(source, node, next));
}

function isLiteral(node: Expr): boolean {
  switch (node.kind) {
    case "Integer":
    case "Float":
      return true;
    case "Identifier":
      return ["true", "false", "null"].includes(node.name);
    case "String":
      return isPlainString(node) && !textOf(node).includes("\n");
    default:
      return false;
  }
}

/** The change that puts a value where another one stands, in its style. */
export function replaceValue(source: Source, node: Expr, value: Expr): Splice {
  const old = bare(node);
  const next = restyle(old, value);
  const literal =
    isPlainString(old) && isPlainString(next) ? restyleLiteral(source.slice(old), textOf(next)) : undefined;
  const isExact = literal !== undefined && keepsLineEnds(source.text, literal);
  return replaceNode(source, node, next, isExact ? literal : undefined);
}
