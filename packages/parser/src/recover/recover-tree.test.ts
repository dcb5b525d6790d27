import { childrenOf, walk, type Node } from "@nixgen/core";
import { expect, test } from "vitest";
import { parse } from "../index.js";

/** The tree down to what is sound: errors as `Error[…]` with what they are of, all else as it is written. */
function outline(text: string): string {
  const describe = (node: Node): string => {
    let hasError = false;
    walk(node, ({ kind }) => void (hasError ||= kind === "Error"));
    const source = "span" in node && node.span ? text.slice(node.span.start, node.span.end) : "";
    if (!hasError) return source.replaceAll(/\s+/g, " ");
    const children = childrenOf(node).map(describe).join(" | ");
    if (node.kind !== "Error") return `${node.kind}[${children}]`;
    return `Error${node.of ? ` of ${node.of}` : ""}[${children === "" ? source : children}]`;
  };
  return describe(parse(text).tree.expression);
}

test.each([
  ["a missing semicolon", "{ a = 1 b = 2; }", "AttributeSet[Error of Binding[a | 1] | b = 2;]"],
  [
    "a missing brace, at the end of the text",
    "{ a = { b = 1; }; c = 2;",
    "Error of AttributeSet[a = { b = 1; }; | c = 2;]",
  ],
  [
    "a missing brace, where the indentation shows it",
    "{\n  a = {\n    b = 1;\n\n  c = 2;\n}\n",
    "AttributeSet[Error of Binding[a | Error of AttributeSet[b = 1;]] | c = 2;]",
  ],
  ["commas in a list", "[ a, b ]", "List[a | Error[,] | b]"],
  ["an expression that needs parentheses", "[ x: y z ]", "List[Error[x: y z]]"],
  ["an operation that needs parentheses", "[ a + b c ]", "List[Error[a + b c]]"],
  ["a missing `in`", "let a = 1; { b = a; }", "Error of Let[a = 1; | { b = a; }]"],
  ["a missing value", "{ a = ; b = 1; }", "AttributeSet[Error of Binding[a] | b = 1;]"],
  ["a name without a value", "{ a = 1; b }", "AttributeSet[a = 1; | Error of Binding[b]]"],
  [
    "an unclosed string",
    '{\n  a = "b;\n  c = [ "d" ];\n}',
    'AttributeSet[Binding[a | Error["b]] | c = [ "d" ];]',
  ],
  ["JSON", '{ a = { "b": 1 }; c = 2; }', 'AttributeSet[Binding[a | Error[{ "b": 1 }]] | c = 2;]'],
  ["a colon for `=`", "{ a: 1; b = 2; }", "AttributeSet[Error of Binding[a | Error[:] | 1] | b = 2;]"],
  ["a missing colon", "{ a, b } a", "Error of Function[{ a, b } | a]"],
  [
    "formals",
    "{ a b, ..., c }: { d = a; }",
    "Error of Function[Error of Formals[a | b | Error[...] | Error[,] | c] | { d = a; }]",
  ],
  ["comparisons that are chained", "a == b == c && d", "Binary[Error of Binary[a == b | Error[==] | c] | d]"],
  ["an operator of another language", "1 + 2 % 3", "Error of Binary[1 + 2 | Error[%] | 3]"],
  ["a missing operand", "{ a = b + ; c = 1; }", "AttributeSet[Binding[a | Error of Binary[b]] | c = 1;]"],
  ["a missing `else`", "{ a = if b then c; }", "AttributeSet[Binding[a | Error of If[b | c]]]"],
  ["`elif`", "if a then b elif c then d else e", "Error of If[a | b | Error[elif] | Error of If[c | d | e]]"],
  [
    "an open interpolation",
    '{ a = "b${c"; d = 1; }',
    "AttributeSet[Binding[a | Error of String[Error of Interpolation[c]]] | d = 1;]",
  ],
  ["a path in `inherit`", "{ inherit a.b c; }", "AttributeSet[Error of Inherit[a | Error[.b] | c]]"],
  ["a comment of another language", "{ // no\n  a = 1; }", "AttributeSet[Error[// no] | a = 1;]"],
  ["a semicolon after the file", "{ a = 1; };", "Error[{ a = 1; } | Error[;]]"],
  ["bindings without braces", "a = 1;\nb = 2;\n", "Error of AttributeSet[a = 1; | b = 2;]"],
  [
    "a bracket that nothing opened",
    "{ a = 1); b = 2; }",
    "AttributeSet[Error of Binding[a | 1 | Error[)]] | b = 2;]",
  ],
  ["nothing", "", "Error[]"],
  ["a keyword as a name", "{ if = 1; a = 2; }", "AttributeSet[Error of Binding[Error[if] | 1] | a = 2;]"],
])("keeps what is sound around %s", (_, text, expected) => {
  expect(parse(text).diagnostics.length).toBeGreaterThan(0);
  expect(outline(text)).toBe(expected);
});

test("gives an error the comments around it", () => {
  const { tree } = parse("{\n  # above\n  a = 1 # after\n  b = 2;\n}");
  expect(tree.expression).toMatchObject({
    bindings: [
      {
        kind: "Error",
        of: "Binding",
        text: "a = 1",
        leading: [{ kind: "LineComment", text: " above" }],
        trailing: "after",
      },
      { kind: "Binding" },
    ],
  });
});

test("checks what the grammar allows and Nix does not in what is sound", () => {
  expect(parse("{ a = 1; a = 2; b = [ 1, 2 ]; }").diagnostics).toMatchObject([
    { code: "syntax/duplicate-attribute", span: { start: 9, end: 10 } },
    { code: "syntax/comma-in-list" },
  ]);
});

test.each([
  ["bindings", 300, (count: number) => `{\n${"  a.b = [ 1 ];\n  c = 2\n".repeat(count)}}\n`],
  ["commas in a list", 3000, (count: number) => `[ ${"x: y , ".repeat(count)}]`],
  [
    "blank lines at the end",
    900,
    (count: number) => `{ ${"a = 1\n".repeat(count)}${"\n".repeat(100 * count)}`,
  ],
])("takes time in proportion to the text: %s", (_what, few, write) => {
  const time = (count: number): number => {
    const text = write(count);
    const start = performance.now();
    expect(parse(text).diagnostics.length).toBeGreaterThanOrEqual(count);
    return performance.now() - start;
  };
  time(few / 3);
  const small = Math.min(time(few), time(few), time(few));
  // Ten times the text; time that grows with its square would be a hundred times as long.
  expect(time(10 * few)).toBeLessThan(40 * small);
});

test("keeps the comment behind text that is no Nix", () => {
  expect(parse("\u0001# why").tree.expression.trailing).toBe("why");
});
