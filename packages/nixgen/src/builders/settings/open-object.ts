import type { NixValue } from "@nixgen/core";
import { distance } from "fastest-levenshtein";
import * as z from "zod";
import { closestNames } from "../../names/closest.js";
import { crossCheck, type ReportIssue } from "../cross-check.js";
import { nixValue, orExpression, type OrExpression } from "../input.js";

/** Options that are let through, besides those that are known. */
export interface OtherSettings {
  readonly [option: string]: NixValue | undefined;
}

/** Values by name, any of which may be an expression, as may be the whole. */
export function named<Value>(
  schema: z.ZodType<Value>,
): z.ZodType<OrExpression<Readonly<Record<string, OrExpression<Value>>>>> {
  return orExpression(z.record(z.string(), orExpression(schema)));
}

/**
 * Options of which modules may add more. A name that is not known passes, unless it looks like a known one: then it is
 * taken for a mistake.
 *
 * @param shape the schemas of the options that are known.
 * @param more names of options that are known, with any values.
 * @param checkTogether finds what is wrong with several options together.
 */
export function openObject<Shape extends z.ZodRawShape>(
  shape: Shape,
  more: readonly string[] = [],
  checkTogether?: (options: Readonly<Record<string, unknown>>, report: ReportIssue) => void,
): z.ZodType<Partial<{ [Key in keyof Shape]: z.infer<Shape[Key]> }> & OtherSettings> {
  const known = [...Object.keys(shape), ...more];
  const names = new Set(known);
  const schema = z
    .object(shape)
    .partial()
    .catchall(nixValue)
    .check(
      crossCheck((options, report) => {
        for (const key of Object.keys(options)) {
          const similar = names.has(key)
            ? []
            : closestNames(key, known).filter((name) => isMistyped(key, name));
          if (similar.length === 0) continue;
          const suggestions = similar.map((name) => `did you mean \`${name}\`?`);
          report([key], `there is no option \`${key}\``, suggestions, "input/unknown-key");
        }
        checkTogether?.(options, report);
      }),
    );
  // The catch-all takes what the shape does not name.
  return schema as unknown as z.ZodType<
    Partial<{ [Key in keyof Shape]: z.infer<Shape[Key]> }> & OtherSettings
  >;
}

/** Whether one name is most likely the other, mistyped: short names are alike by chance. */
function isMistyped(key: string, name: string): boolean {
  const [typed, known] = [key.toLowerCase(), name.toLowerCase()];
  if (typed === known) return true;
  if (key.length <= 3) return false;
  // Two letters that changed places count as one mistake.
  const isSwapped = [...typed].sort().join("") === [...known].sort().join("");
  return isSwapped || distance(typed, known) <= (key.length > 6 ? 2 : 1);
}
