import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.js";
import { printDiagnostic, withExcerpt } from "./print-diagnostics.js";

/** The lines of the frame for the first place at which `marked` stands. */
function frame(source: string, marked: string, related?: string): string[] {
  const spanOf = (text: string) => {
    const start = source.indexOf(text);
    return { start, end: start + text.length };
  };
  const diagnostic: Diagnostic = {
    code: "syntax/unexpected",
    severity: "error",
    message: "wrong",
    span: spanOf(marked),
    ...(related !== undefined && { related: [{ message: "opened here", span: spanOf(related) }] }),
    suggestions: [],
  };
  return printDiagnostic(diagnostic, source).split("\n").slice(2);
}

test.each([
  ["narrow letters", "{ é = b c; }", "b c", "      ^^^"],
  ["wide letters before", "{ 日本 = b; }", "b", "         ^"],
  ["wide letters", "[ 日本 ]", "日本", "  ^^^^"],
  ["letters of half width", "[ ｱｲ b ]", "b", "     ^"],
  ["an emoji", '[ "😀" b ]', "b", "       ^"],
  ["an emoji of several parts", '[ "👨‍👩‍👧" b ]', "b", "       ^"],
  ["a flag", '[ "🇳🇱" b ]', "b", "       ^"],
  ["a combining mark", '[ "e\u0301" b ]', "b", "      ^"],
  ["a combining mark by itself", "[ e\u0301 ]", "\u0301", "   ^"],
  ["a character that is not seen", "[ a\u200bb ]", "b", "   ^"],
])("puts the marker under what it means: %s", (_, source, marked, line) => {
  expect(frame(source, marked)).toEqual([`  1 | ${source}`, `    | ${line}`]);
});

test("shows what would move the cursor as what takes its place", () => {
  expect(frame("\t{\ta = b; }", "b")).toEqual(["  1 |     {    a = b; }", "    |              ^"]);
  expect(frame("[ \f\u001b[1m b ]", "b")).toEqual(["  1 | [ ␌␛[1m b ]", "    |         ^"]);
  expect(frame('[ "\u202e" b ]', "b")).toEqual(['  1 | [ "\ufffd" b ]', "    |       ^"]);
});

test("knows lines by each of their ends", () => {
  expect(frame("{\r\n  a = b;\r\n}", "b")).toEqual(["  2 |   a = b;", "    |       ^"]);
  expect(frame("{\r  a = b;\r}", "b")).toEqual(["  2 |   a = b;", "    |       ^"]);
});

test("of a place over several lines marks the first", () => {
  expect(frame("[\n  ''\n    a\n  ''\n]", "''\n    a\n  ''")).toEqual(["  2 |   ''", "    |   ^^"]);
});

test("marks the end of a line, and of the text, with one column", () => {
  expect(frame("{ a = 1\n}", "\n")).toEqual(["  1 | { a = 1", "    |        ^"]);
  expect(frame("{ a = 1", "")).toEqual(["  1 | { a = 1", "    | ^"]);
});

test("shows both places", () => {
  expect(frame("{ a = (b; }", ";", "(")).toEqual([
    "  1 | { a = (b; }",
    "    |         ^",
    "  1 | { a = (b; }",
    "    |       - opened here",
  ]);
});

const words = (count: number): string => "word ".repeat(count);

test.each([
  ["in the middle", `${words(300)}here ${words(300)}`],
  ["near the start", `a here ${words(300)}`],
  ["at the end", `${words(300)}here`],
  ["in a line of a megabyte", `${words(100_000)}here ${words(100_000)}`],
  ["between wide letters", `${"日本".repeat(300)}here${"日本".repeat(300)}`],
  ["at the end of a line that is just too long", `${words(24)}here`],
])("cuts a long line around the place: %s", (_, source) => {
  const [line = "", marker = ""] = frame(source, "here");
  const shown = line.slice("  1 | ".length);
  const parts = shown.split("here");
  expect(parts.map((part) => part.replaceAll("…", "")).every((part) => source.includes(part))).toBe(true);
  const columns = (text: string): number =>
    Array.from(text, (c) => (c > "\u3000" ? 2 : 1)).reduce((a: number, b) => a + b, 0);
  expect(columns(shown)).toBeLessThanOrEqual(120);
  expect(columns(shown)).toBeGreaterThan(110);
  expect(marker).toBe(`    | ${" ".repeat(columns(parts[0]!))}^^^^`);
  expect(shown.startsWith("…")).toBe(!source.startsWith("a here"));
  expect(shown.endsWith("…")).toBe(!source.endsWith("here"));
});

test("cuts a place that is itself too long", () => {
  const [line = "", marker = ""] = frame(`[ "${words(300)}" ]`, `"${words(300)}"`);
  expect(line).toBe(`  1 | [ "${words(23)}…`);
  expect(marker).toBe(`    |   ${"^".repeat(116)}`);
});

test("shows the line of a place that a diagnostic brings along", () => {
  const diagnostic: Diagnostic = {
    code: "syntax/unexpected",
    severity: "error",
    message: "wrong",
    span: { start: 2, end: 3 },
    path: ["hook"],
    suggestions: [],
  };
  const printed = "error[syntax/unexpected]: wrong\n --> hook\n  2 | b\n    | ^";
  expect(printDiagnostic(withExcerpt(diagnostic, "a\nb"))).toBe(printed);
});
