import { expect, test } from "vitest";
import { parse } from "../parse.js";

/** What is defined twice (`^`), and where first (`-`). */
function markersOf(text: string): string {
  const marks = Array.from(text, () => " ");
  for (const { code, span, related } of parse(text).diagnostics) {
    expect(code).toMatch(/^syntax\/duplicate-/);
    expect(related).toHaveLength(1);
    marks.fill("-", related![0]!.span.start, related![0]!.span.end);
    marks.fill("^", span!.start, span!.end);
  }
  return marks.join("").trimEnd();
}

test.each([
  ["formals", "{ a, b, a }: a", "  -     ^"],
  ["formals with defaults", "{ a ? 1, b ? 2, a ? 3 }: a", "  -             ^"],
  ["formals and an ellipsis", "{ a, a, ... }: a", "  -  ^"],
  ["an alias after formals", "{ a, b }@a: a", "  -      ^"],
  ["an alias before formals", "a@{ a, b }: a", "-   ^"],
  ["many formals", "{ a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, b }: a", `     -${" ".repeat(47)}^`],
  ["attributes", "{ a = 1; b = 2; a = 3; }", "  -             ^"],
  ["attributes of a recursive set", "rec { a = 1; a = 2; }", "      -      ^"],
  ["names of a `let`", "let a = 1; a = 2; in a", "    -      ^"],
  ["names of a legacy `let`", "let { body = 1; body = 2; }", "      ----      ^^^^"],
  ["attribute paths", "{ a.b = 1; a.c = 2; a.b = 3; }", "  ---               ^^^"],
  ["a path below an attribute that is no set", "{ a = 1; a.b = 2; }", "  -      ^^^"],
  ["an attribute above a path", "{ a.b = 1; a = 2; }", "  ---      ^"],
  ["a path into a set", "{ a = { b = 1; }; a.b = 2; }", "        -         ^^^"],
  ["attributes of a set in two places", "{ a = { b = 1; }; a = { b = 2; }; }", "        -               ^"],
  ["quoted names", '{ "a" = 1; a = 2; }', "  ---      ^"],
  ["names in braces", '{ a = 1; ${"a"} = 2; }', "  -      ^^^^^^"],
  ["inherited names in one `inherit`", "{ inherit a b a; }", "          -   ^"],
  ["names that two `inherit`s have", "{ inherit (x) a; inherit (y) a; }", "              -              ^"],
  ["an inherited name and an attribute", "{ inherit a; a = 1; }", "          -  ^"],
  ["an attribute and an inherited name", '{ a = 1; inherit (b) "a"; }', "  -                  ^^^"],
  ["an inherited name and one of a `let`", "let inherit (b) a; a = 1; in a", "                -  ^"],
  ["a name for the third time", "{ a = 1; a = 2; a = 3; }", "  -      ^      ^"],
])("names both places of %s", (_, text, markers) => {
  expect(markersOf(text)).toBe(markers);
});
