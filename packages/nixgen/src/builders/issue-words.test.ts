import { describe, expect, it } from "vitest";
import { issueWords } from "@nixgen/core";
import * as z from "zod";
import { explainIssues } from "./input-diagnostics.js";

/** A schema for every kind of issue that zod has, and a value that it refuses. */
const refused: Record<z.core.$ZodIssue["code"], [z.ZodType, unknown, string]> = {
  invalid_type: [z.string(), 1, "expected a string"],
  too_small: [z.array(z.string()).min(1), [], "expected at least 1 element"],
  too_big: [z.int().max(3), 4, "expected a number of at most 3"],
  invalid_format: [z.string().regex(/^a/), "b", "expected a text that matches /^a/"],
  not_multiple_of: [z.number().multipleOf(5), 3, "expected a multiple of 5"],
  unrecognized_keys: [z.strictObject({}), { a: 1 }, "there is no key `a`"],
  invalid_value: [z.enum(["a", "b"]), "c", 'expected one of "a", "b"'],
  invalid_union: [z.union([z.string(), z.boolean()]), 1, "expected a string, or expected true or false"],
  invalid_key: [z.record(z.string().min(2), z.string()), { a: "" }, "expected at least 2 characters"],
  invalid_element: [z.map(z.string(), z.string()), new Map([["a", 1]]), "expected a string"],
  custom: [z.custom(() => false), 1, "this can't stand here"],
};

describe("what zod finds wrong", () => {
  it.each(Object.entries(refused))("is said in words of this library: %s", (_, [schema, value, message]) => {
    const { error } = schema.safeParse(value, { error: issueWords });
    expect(explainIssues(error!).map((issue) => issue.message)).toEqual([message]);
  });
});
