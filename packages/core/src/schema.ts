import * as z from "zod";
import type { Expr, File, Node } from "./ast/expr.js";
import { nodeSchemas } from "./schema/nodes.js";

export { treeFromJson, type TreeFromJson } from "./schema/from-json.js";
export { spanSchema, triviaSchema } from "./schema/trivia.js";

const deep = nodeSchemas(<N extends Node>(...kinds: readonly N["kind"][]): z.ZodType<N> => {
  // One option for each kind: the schemas are made below, and each is that of its kind.
  return z.lazy(() => {
    const options = kinds.map((kind) => deep[kind as keyof typeof deep]);
    return (
      options.length === 1 ? options[0] : z.discriminatedUnion("kind", options as never)
    ) as z.ZodType<N>;
  }) as unknown as z.ZodType<N>;
});

/** The zod schemas of all kinds of nodes, by `kind`. */
export const nodeSchemasByKind = deep;

/** The zod schema of a file. For trees of any depth, and to get nodes that can be printed, use `treeFromJson`. */
export const fileSchema: z.ZodType<File> = deep.File;

/** The zod schema of an expression. */
export const exprSchema: z.ZodType<Expr> = z.lazy(
  () => deep.Parenthesized.unwrap().shape.expression,
) as z.ZodType<Expr>;
