import type { DiagnosticCode } from "@nixgen/core";
import * as z from "zod";
import { isObjectGiven } from "./input.js";

/**
 * A check of several options together, for `schema.check(…)`. It runs even where single options are wrong, so that all is
 * reported at once; it must not rely on them.
 */
export function crossCheck<Options>(
  check: (options: Readonly<Record<string, unknown>>, report: ReportIssue) => void,
): z.core.$ZodCheck<Options> {
  const made = z.superRefine((value, context) => {
    check(
      value as Readonly<Record<string, unknown>>,
      (path, message, suggestions = [], code = "input/invalid") =>
        context.addIssue({ code: "custom", message, path: [...path], params: { suggestions, code } }),
    );
  });
  made._zod.def.when = isObjectGiven;
  // The check takes any object.
  return made as unknown as z.core.$ZodCheck<Options>;
}

/** Reports what is wrong at a path below the options. */
export type ReportIssue = (
  path: readonly (string | number)[],
  message: string,
  suggestions?: readonly string[],
  code?: DiagnosticCode,
) => void;
