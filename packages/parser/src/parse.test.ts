import { expect, test } from "vitest";
import { format, parse, parseExpression, parseOrThrow } from "./index.js";

test("reads every kind of expression", () => {
  const kinds = {
    "1": "Integer",
    "1.5": "Float",
    '"a"': "String",
    "''a''": "IndentedString",
    "./a": "Path",
    "~/a": "Path",
    "<a/b>": "SearchPath",
    "a:b": "Uri",
    a: "Identifier",
    "(a)": "Parenthesized",
    "[ ]": "List",
    "{ }": "AttributeSet",
    "rec { }": "AttributeSet",
    "let { body = 1; }": "LegacyLet",
    "let in 1": "Let",
    "a: a": "Function",
    "{ a, b ? 1, ... }@c: a": "Function",
    "f a": "Application",
    "a.b or c": "Select",
    "a ? b": "HasAttribute",
    "!a": "Unary",
    "a |> b": "Binary",
    "with a; b": "With",
    "assert a; b": "Assert",
    "if a then b else c": "If",
  };
  for (const [text, kind] of Object.entries(kinds)) {
    expect(parse(text).diagnostics, text).toEqual([]);
    expect(parseExpression(text).kind, text).toBe(kind);
  }
});

test("gives nodes the range of their text", () => {
  const { expression } = parseOrThrow("# é 😀\n{ a = [ 1 ]; }");
  expect(expression.kind === "AttributeSet" && expression.bindings[0]?.span).toMatchObject({
    start: 9,
    end: 19,
  });
});

test("reports a name that is defined twice, with both places", () => {
  const [problem] = parse("{ a.b = 1; a = { b = 2; }; }").diagnostics;
  expect(problem).toMatchObject({ code: "syntax/duplicate-attribute", span: { start: 17, end: 18 } });
  expect(problem?.related?.[0]?.span).toMatchObject({ start: 2, end: 5 });
});

test("reports variables that nothing defines, where it is asked to", () => {
  expect(parse("{ x }: x + y").diagnostics).toEqual([]);
  expect(parse("{ x }: x + y", { undefinedVariables: true }).diagnostics).toMatchObject([
    { code: "syntax/undefined-variable", span: { start: 11, end: 12 } },
  ]);
});

test("throws what it reports, with the place", () => {
  expect(() => parseOrThrow("{ a = 1 }")).toThrow(/missing-semicolon[\s\S]*1:8/);
});

test("refuses what is no text", () => {
  // @ts-expect-error a number
  expect(() => parse(5)).toThrow("`parse` takes a text, found 5");
  // @ts-expect-error nothing
  expect(() => format(undefined)).toThrow("`format` takes a text, found nothing");
});
