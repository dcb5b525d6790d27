import { Annotated, path, type NixValue } from "@nixgen/core";
import { searchPath } from "./find.js";
import { problem } from "./problem.js";
import type { Source } from "./source.js";

/** What is imported: a text names a file. */
export function toImport(value: NixValue): NixValue {
  if (value instanceof Annotated) return new Annotated(toImport(value.value), value.leading, value.trailing);
  return typeof value === "string" ? path(value) : value;
}

/**
 * What a module imports can't depend on a condition, so a file that is all `mkIf c { … }` has no place for `imports`.
 *
 * @throws NixError `edit/not-a-set`
 */
export function refuseConditionalImports(source: Source): void {
  const { definitions, reached } = searchPath(source.tree, ["imports"]);
  const isBelowCondition = reached.every(({ layers }) =>
    layers.some(({ kind }) => kind === "condition" || kind === "merge"),
  );
  if (definitions.length > 0 || reached.length === 0 || !isBelowCondition) return;
  throw problem(
    source,
    "edit/not-a-set",
    "the whole file stands below a condition, where a module can't import",
    {
      at: source.tree.expression,
      suggestions: ["write it as `{ imports = [ … ]; config = …; }`"],
    },
  );
}
