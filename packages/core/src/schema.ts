import * as z from "zod";
import type { Expr, File, Node } from "./ast/expr.js";
import type { DiagnosticCode } from "./diagnostics/codes.js";
import { isStackOverflow } from "./diagnostics/limits.js";
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

/** The same schema, which tells of a tree on which the stack overflows as of any other problem. */
function withoutOverflow<Schema extends z.ZodType>(schema: Schema): Schema {
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => {
    try {
      return run(payload, context);
    } catch (error) {
      if (!isStackOverflow(error)) throw error;
      payload.issues.push({
        code: "custom",
        message: "the tree is nested too deeply for a schema; `treeFromJson` takes trees of any depth",
        input: payload.value,
        params: { code: "value/too-deep" satisfies DiagnosticCode },
      });
      return payload;
    }
  };
  return schema;
}

/** The zod schema of a file. For trees of any depth, and to get nodes that can be printed, use `treeFromJson`. */
export const fileSchema: z.ZodType<File> = withoutOverflow(deep.File);

/** The zod schema of an expression. */
export const exprSchema: z.ZodType<Expr> = withoutOverflow(
  z.lazy(() => deep.Parenthesized.unwrap().shape.expression) as z.ZodType<Expr>,
);
