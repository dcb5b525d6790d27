import { requireOptions } from "../diagnostics/arguments.js";
import type * as z from "zod";

/** What zod's types of values are called here. */
const typeWords: Readonly<Record<string, string>> = {
  array: "a list",
  bigint: "a whole number",
  boolean: "true or false",
  int: "a whole number",
  nonoptional: "a value",
  null: "null",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a string",
  tuple: "a list",
};

/** What is counted in a value of a type. */
const countWords: Readonly<Record<string, string>> = {
  array: "elements",
  object: "keys",
  record: "keys",
  set: "elements",
  string: "characters",
};

/** The message of an issue in the words of this library, for schemas that bring none: the `error` of `safeParse`. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  requireOptions(issue, "an issue of zod");
  switch (issue.code) {
    case "invalid_type":
      return typeMessage(issue.expected, issue.input === undefined, issue.path?.at(-1));
    case "too_small":
      return `expected ${count(issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum)}`;
    case "too_big":
      return `expected ${count(issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum)}`;
    case "not_multiple_of":
      return `expected a multiple of ${issue.divisor}`;
    case "invalid_format":
      return issue.format === "regex"
        ? `expected a text that matches ${issue.pattern}`
        : `expected a ${issue.format}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `expected ${JSON.stringify(issue.values[0])}`
        : `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "unrecognized_keys":
      return `there is no key ${issue.keys.map((key) => `\`${key}\``).join(", ")}`;
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return "this can't stand here";
    default:
      // Of a union, its options say what they expect.
      return undefined;
  }
}

/** What is said where a value of another type stands at a key, or none. */
function typeMessage(type: string, isMissing: boolean, key: PropertyKey | undefined): string {
  const expected = typeWords[type] ?? type;
  if (!isMissing) return `expected ${expected}`;
  return key === undefined
    ? `expected ${expected}, found nothing`
    : `\`${String(key)}\` is missing, which is ${expected}`;
}

function count(origin: string, bound: string, limit: number | bigint): string {
  const counted = countWords[origin];
  if (counted === undefined) return `a number of ${bound} ${limit}`;
  return `${bound} ${limit} ${limit === 1 ? counted.slice(0, -1) : counted}`;
}
