import type { File, Formals, Node } from "@nixgen/core";
import { parseToChange, type ParseResult } from "../parse.js";
import { columnAt, rebuild } from "./rebuild.js";
import { isContainer } from "./regions.js";
import { keepSpans, moveSpans, replaceSpans, takeSpans } from "./spans.js";

/** The formals of a function that a change lies in: they can be read without its body. */
interface Header {
  /** The nodes from the file's expression down to the formals. */
  readonly path: readonly Node[];
  readonly formals: Formals;
}

/** @param path the nodes that the change lies in. */
export function findHeader(
  path: readonly Node[],
  { start, end }: { readonly start: number; readonly end: number },
): Header | undefined {
  const index = path.findLastIndex((node) => node.kind === "Formals" || isContainer(node));
  const formals = path[index];
  if (formals?.kind !== "Formals" || start <= formals.span!.start || end >= formals.span!.end)
    return undefined;
  // Comments at a name around the braces are not read with these.
  if (formals.aliasFirst || formals.alias?.trailing !== undefined) return undefined;
  return { path: path.slice(0, index + 1), formals };
}

/** Reads formals anew; `undefined` where they can't be read by themselves. */
export function readHeader(
  tree: File,
  old: string,
  text: string,
  { path, formals }: Header,
): ParseResult | undefined {
  const { start, end } = formals.span!;
  const delta = text.length - old.length;
  const column = columnAt(old, start);
  const written = text.slice(start, end + delta);
  if (column === undefined || old.slice(start, end).includes("\n") !== written.includes("\n"))
    return undefined;
  const before = " ".repeat(column);
  const read = parseToChange(`${before}${written}: 0`);
  const { expression } = read.tree;
  if (read.diagnostics.length > 0 || expression.kind !== "Function") return undefined;
  const { parameter } = expression;
  if (parameter.kind !== "Formals" || parameter.span!.end !== column + written.length) return undefined;
  const fresh = takeSpans(read.tree);
  // The last to end are the body, the function and the file, which were only written to read the formals.
  fresh.nodes.length -= 3;
  moveSpans(fresh, start - column);
  const spans = takeSpans(tree);
  replaceSpans(spans, { start, end }, delta, fresh);
  const { leading, trailing } = formals;
  const changed: Formals = {
    ...parameter,
    ...(leading !== undefined && { leading }),
    ...(trailing !== undefined && { trailing }),
  };
  const next = rebuild(tree, path, changed, undefined);
  keepSpans(next, spans);
  return { text, tree: next, diagnostics: [] };
}
