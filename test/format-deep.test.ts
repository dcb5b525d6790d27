import { format, parseOrThrow } from "@nixgen/parser";
import { equalTrees } from "@nixgen/core";
import { expect, test } from "vitest";

const deep: Readonly<Record<string, (levels: number) => string>> = {
  lists: (n) => `${"[".repeat(n)}${"]".repeat(n)}`,
  sets: (n) => `${"{a=".repeat(n)}1${";}".repeat(n)}`,
  parentheses: (n) => `${"(".repeat(n)}1${")".repeat(n)}`,
  functions: (n) => `${"a: ".repeat(n)}1`,
  applications: (n) => `${"f (".repeat(n)}1${")".repeat(n)}`,
  lets: (n) => `${"let a=1; in ".repeat(n)}1`,
  withs: (n) => `${"with a; ".repeat(n)}1`,
  "operators to the left": (n) => `1${" + 1".repeat(n)}`,
  "operators to the right": (n) => `1${" ++ 1".repeat(n)}`,
  conditions: (n) => `${"if a then b else ".repeat(n)}c`,
  interpolations: (n) => `${'"${'.repeat(n)}1${'}"'.repeat(n)}`,
  negations: (n) => `${"!".repeat(n)}a`,
  selections: (n) => `${"(".repeat(n)}a${").b".repeat(n)}`,
};

test.each(Object.keys(deep))("2,000 levels of %s are formatted", (kind) => {
  const text = deep[kind]!(2000);
  const formatted = format(text);
  expect(equalTrees(parseOrThrow(formatted), parseOrThrow(text))).toBe(true);
});

test("what is laid out in parts looks as if it were not", () => {
  // A line at 700 levels of nesting is indented by what the level is, wherever a part ends.
  const lines = format(deep["sets"]!(3000)).split("\n");
  lines
    .slice(0, 2999)
    .forEach((line, level) => expect(line).toBe(`${"  ".repeat(level)}${level === 0 ? "{" : "a = {"}`));
});

test("a list of 100,000 elements is formatted", () => {
  const formatted = format(`[${" 1".repeat(100_000)} ]`);
  expect(formatted).toBe(`[\n${"  1\n".repeat(100_000)}]\n`);
});

test("a call with 2,500 arguments is formatted", () => {
  const text = `f${" a".repeat(2500)}`;
  const formatted = format(text);
  // nixfmt fills the first line, and gives each of the other arguments a line of its own.
  const [first, ...lines] = formatted.trimEnd().split("\n");
  expect(first!.length).toBeLessThanOrEqual(100);
  expect(new Set(lines)).toEqual(new Set(["  a"]));
  expect(formatted.split(/\s+/).join(" ").trim()).toBe(text);
});
