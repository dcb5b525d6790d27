import { format, parseExpression, parseOrThrow } from "@nixgen/parser";
import { equalTrees } from "@nixgen/core";
import { expect, test, vi } from "vitest";
import { DocBuilder } from "../packages/core/src/doc/builder.js";
import { layout } from "../packages/core/src/doc/layout.js";
import { DocWalk } from "../packages/core/src/doc/walk.js";
import { buildDoc } from "../packages/core/src/print/build-doc.js";
import { makeNix } from "./random-nix.mjs";

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

test("what is written in parts, because it is nested deeply, looks as if it were not", () => {
  for (let seed = 0; seed < 1000; seed++) {
    const expression = parseExpression(makeNix(seed));
    const [whole, ...inParts] = [1000, 1, 2, 5].map((maxDepth) =>
      layout(
        buildDoc((p) => p.expr(expression), maxDepth),
        { width: 100, indent: 2 },
      ),
    );
    for (const text of inParts) expect(text, `seed ${seed}`).toBe(whole);
  }
});

/** Texts with many members side by side. */
const wide: Readonly<Record<string, (members: number) => string>> = {
  "a list": (n) => `[${" 1".repeat(n)}]`,
  "a set": (n) => `{${Array.from({ length: n }, (_, i) => `a${i}=1;`).join("")}}`,
  formals: (n) => `{${Array.from({ length: n }, (_, i) => `a${i}`).join(",")}}: 1`,
  "a call": (n) => `f${" a".repeat(n)}`,
  "a call of sets": (n) => `f${" {a=1;}".repeat(n)}`,
  "a call of lists": (n) => `f${" [ 1 ]".repeat(n)}`,
  "a sum": (n) => `1${" + 1".repeat(n)}`,
  "a concatenation": (n) => `a${" ++ a".repeat(n)}`,
  "a pipe": (n) => `a${" |> f b".repeat(n)}`,
  "a conjunction": (n) => `a${" && b".repeat(n)}`,
  "a selection": (n) => `a${".b".repeat(n)}`,
  "a string": (n) => `"${"x ${f a} ".repeat(n)}"`,
  "an indented string": (n) => `''\n${"  x ${f a} y\n".repeat(n)}''`,
  "a path": (n) => `./a${"/${a}".repeat(n)}`,
  conditions: (n) => `${"if a then b else ".repeat(n)}c`,
  functions: (n) => `${"a: ".repeat(n)}1`,
  comments: (n) => `${"# a\n".repeat(n)}1`,
};

test.each(Object.keys(wide))("10,000 members of %s are formatted", (kind) => {
  const text = wide[kind]!(10_000);
  const formatted = format(text);
  expect(equalTrees(parseOrThrow(formatted), parseOrThrow(text))).toBe(true);
});

test("a list and a call with 100,000 members are formatted", () => {
  expect(format(`[${" 1".repeat(100_000)} ]`)).toBe(`[\n${"  1\n".repeat(100_000)}]\n`);
  // nixfmt fills the first line, and gives each of the other arguments a line of its own.
  const [first, ...lines] = format(`f${" a".repeat(100_000)}`)
    .trimEnd()
    .split("\n");
  expect(first).toBe(`f${" a".repeat(49)}`);
  expect(lines).toHaveLength(100_000 - 49);
  expect(new Set(lines)).toEqual(new Set(["  a"]));
});

/** Where layout or rules try one thing and then another, and each level would do so again for those in it. */
const tries: Readonly<Record<string, (levels: number) => string>> = {
  "sets that leave no room for what comes after": (n) =>
    `${"f {a=".repeat(n)}x${`;} ${"A".repeat(98)}`.repeat(n)}`,
  "parentheses that leave no room for what comes after": (n) =>
    `${"f (".repeat(n)}x${`) ${"A".repeat(98)}`.repeat(n)}`,
  "simple calls that have to span lines": (n) => `${"(f ".repeat(n)}''\na\nb\n''${") a".repeat(n)}`,
  "simple calls of strings with code that spans lines": (n) =>
    `${"(f ".repeat(n)}"\${let a = 1; in a}"${") a".repeat(n)}`,
  "calls with strings in strings": (n) => `${'f "a ${'.repeat(n)}a${'}" b'.repeat(n)}`,
  "calls with strings in strings that have to span lines": (n) =>
    `${'f "a ${'.repeat(n)}let a = 1; in a${'}" b'.repeat(n)}`,
  "interpolations that are too wide": (n) =>
    `${'"x${if a then '.repeat(n)}1${` else ${"b".repeat(30)}}"`.repeat(n)}`,
};

// Twice the work for each of 200 levels would not end.
test.each(Object.keys(tries))("200 levels of %s are formatted", (kind) => {
  const formatted = format(tries[kind]!(200));
  expect(format(formatted)).toBe(formatted);
});

/** How often documents are built and gone through while a text is formatted. */
function countSteps(text: string): number {
  const spies = [
    vi.spyOn(DocBuilder.prototype, "ascii"),
    vi.spyOn(DocBuilder.prototype, "open"),
    vi.spyOn(DocBuilder.prototype, "space"),
    vi.spyOn(DocWalk.prototype, "next"),
  ];
  format(text, { indent: 0 });
  const steps = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return steps;
}

const all = { ...deep, ...wide, ...tries };

test.each(Object.keys(all))(
  "twice as many levels or members of %s take about twice as many steps",
  (kind) => {
    const [some, twice] = [400, 800].map((count) => countSteps(all[kind]!(count))) as [number, number];
    expect(some).toBeGreaterThan(400);
    expect(twice / some).toBeLessThan(2.5);
  },
);

test("what would be longer than a string can be is refused", () => {
  const text = "[".repeat(20_000) + "]".repeat(20_000);
  expect(() => format(text)).toThrow(/^error\[value\/too-deep\]: the text would be longer than/);
});
