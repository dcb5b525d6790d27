import { staticName, type AttributeName, type Expr, type File } from "@nixgen/core";
import { followName } from "./resolve.js";
import { bare } from "./view.js";

/** The name of an attribute where the file tells it: also of `${system}`, where a `let` binds `system` to a string. */
export function knownName(tree: File, name: AttributeName): string | undefined {
  if (name.kind === "Identifier") return name.name;
  const known = staticName(name);
  if (known !== undefined) return known;
  return name.kind === "Interpolation" ? textOf(tree, name.expression) : textOf(tree, name);
}

function textOf(tree: File, expression: Expr): string | undefined {
  const value = followName(tree, bare(expression));
  if (value?.kind !== "String" && value?.kind !== "IndentedString") return undefined;
  let text = "";
  for (const part of value.parts) {
    const piece = part.kind === "StringText" ? part.value : textOf(tree, part.expression);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}
