import type { NixValue } from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../../names/closest.js";
import { nixExpression, nixValue, type IssueDetails, type NixExpression } from "../input.js";

/** A value of an option, or an expression that gives one, such as what `mkIf` made. */
export type Setting<Value> = Value | NixExpression;

/** Options that are let through, besides those that are known. */
export interface OtherSettings {
  readonly [option: string]: NixValue | undefined;
}

/** A value of an option, or an expression that gives one. */
export function setting<Value>(schema: z.ZodType<Value>, error?: string): z.ZodType<Setting<Value>> {
  return z.union([schema, nixExpression], error === undefined ? {} : { error });
}

/** Values by name, any of which may be an expression, as may be the whole. */
export function named<Value>(
  schema: z.ZodType<Value>,
): z.ZodType<Setting<Readonly<Record<string, Setting<Value>>>>> {
  return setting(z.record(z.string(), setting(schema)));
}

/**
 * Options of which modules may add more. A name that is not known passes, unless it looks like a known one: then it is
 * taken for a mistake.
 *
 * @param shape the schemas of the options that are known.
 * @param more names of options that are known, with any values.
 */
export function openObject<Shape extends z.ZodRawShape>(
  shape: Shape,
  more: readonly string[] = [],
): z.ZodType<Partial<{ [Key in keyof Shape]: z.infer<Shape[Key]> }> & OtherSettings> {
  const known = [...Object.keys(shape), ...more];
  const names = new Set(known);
  const schema = z
    .object(shape)
    .partial()
    .catchall(nixValue)
    .superRefine((options, context) => {
      for (const key of Object.keys(options)) {
        const similar = names.has(key)
          ? []
          : closestNames(key, known).filter((name) => isMistyped(key, name));
        if (similar.length === 0) continue;
        const params: IssueDetails = {
          code: "input/unknown-key",
          suggestions: similar.map((name) => `did you mean \`${name}\`?`),
        };
        context.addIssue({ code: "custom", message: `there is no option \`${key}\``, path: [key], params });
      }
    });
  // The catch-all takes what the shape does not name.
  return schema as unknown as z.ZodType<
    Partial<{ [Key in keyof Shape]: z.infer<Shape[Key]> }> & OtherSettings
  >;
}

/** Short names are alike by chance. */
function isMistyped(key: string, name: string): boolean {
  return key.length > 3 && Math.abs(key.length - name.length) <= 2;
}
