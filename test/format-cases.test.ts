import { format } from "@nixgen/parser";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Each case is a title, a text, and what nixfmt 1.4 makes of it. A new one goes into the file of samples.
const cases = readFileSync(new URL("samples/format-cases.txt", import.meta.url), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const [, title, before, after] = /^(.*)\n([\s\S]*?)\n--- formatted\n([\s\S]*)$/.exec(block)!;
    return { title: title!, before: before!, after: after! };
  });

test.each(cases)("$title", ({ before, after }) => {
  expect(format(before)).toBe(after);
  expect(format(after)).toBe(after);
  // Windows line ends make no difference but in strings and in what is left alone.
  if (!/''|nixfmt:/.test(before)) expect(format(before.replaceAll("\n", "\r\n"))).toBe(after);
});

test("code in a string that a disabled region cuts is indented as far as everything else", () => {
  const text = (unit: string): string =>
    [
      "{",
      "/*nixfmt:disable*/",
      "  a   =   ''",
      "    head ${",
      "/*nixfmt:enable*/",
      `${unit.repeat(3)}1 + 1`,
      `${unit.repeat(2)}}`,
      "    tail",
      `${unit}'';`,
      "}",
      "",
    ].join("\n");
  for (const indent of [0, 2, 3, 8]) {
    expect(format(text(" "), { indent })).toBe(text(" ".repeat(indent)));
  }
});
