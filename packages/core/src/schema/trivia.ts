import * as z from "zod";

/** A place in a source text. */
export const spanSchema = z
  .strictObject({ start: z.int().min(0), end: z.int().min(0) })
  .refine(({ start, end }) => start <= end, "a place ends after its start")
  .readonly();

/** Text without line ends: what stands in a comment must not leave it. */
const oneLine = z.string().regex(/^[^\r\n]*$/, "a comment is on one line");

const span = spanSchema.exactOptional();

/** A comment or a blank line. */
export const triviaSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("BlankLine") }).readonly(),
  z.strictObject({ kind: z.literal("LineComment"), text: oneLine, span }).readonly(),
  z
    .strictObject({
      kind: z.literal("BlockComment"),
      lines: z.array(oneLine.regex(/^(?!.*\*\/)/, "a block comment can't contain `*/`")).readonly(),
      doc: z.literal(true).exactOptional(),
      span,
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal("LanguageAnnotation"),
      language: z
        .string()
        .regex(/^[\p{L}\p{N}\-+._]{1,30}$/u, "a language is up to 30 letters, digits and `-+._`"),
      span,
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal("FormatDirective"),
      directive: z.enum(["disable", "enable", "disabledToEnd"]),
      raw: z.string().exactOptional(),
      span,
    })
    .readonly(),
]);

export const triviaListSchema = z.array(triviaSchema).readonly();
export const trailingSchema = oneLine;

/** The trivia of one token of a node. */
export const tokenTriviaSchema = z
  .strictObject({ leading: triviaListSchema.exactOptional(), trailing: oneLine.exactOptional() })
  .readonly();
