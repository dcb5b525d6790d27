import { childKeysOf } from "./children.js";
import type { AttributeName } from "./collections.js";
import type { Node } from "./expr.js";

/**
 * The name of an attribute where Nix knows it without evaluation: of `a`, `"a"`, `${"a"}` and `${("a")}`; `undefined`
 * where it is dynamic.
 */
export function staticName(name: AttributeName): string | undefined {
  childKeysOf(name);
  if (name.kind === "Identifier") return name.name;
  let inner: Node = name;
  while (inner.kind === "Interpolation" || inner.kind === "Parenthesized") inner = inner.expression;
  if (inner.kind === "Uri") return inner.text;
  if (inner.kind !== "String" && inner.kind !== "IndentedString") return undefined;
  const [part, ...more] = inner.parts;
  if (part === undefined) return "";
  return part.kind === "StringText" && more.length === 0 ? part.value : undefined;
}
