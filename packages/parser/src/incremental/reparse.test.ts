import { findNode, type File } from "@nixgen/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, reparse, type TextChange } from "../index.js";

const sample = `# A module.
{ config, pkgs, ... }@args:
let
  # The port.
  port = 80; # by default
  names = [ "a" /* b */ ./c ];
in
{
  imports = [ ./a.nix ]; # all

  services.web = {
    enable = true;

    /* lua */ script = ''
      run \${toString port} \${
        builtins.toJSON { x = [ 1 2 ]; }
      }
    '';
  };

  # Packages.
  environment.systemPackages = with pkgs; [
    git # the tool
    (vim.override { gui = false; })

    # last
  ];
  inherit (args) a b;
  f = { x ? { y = 1; }, z }: x // rec { w = z; };
}
# end
`;

/** A short text is read anew as a whole. */
const padding = `\n# ${"x".repeat(20_000)}\n`;

function check(start: string, change: TextChange): void {
  const before = start + padding;
  const text = before.slice(0, change.start) + change.text + before.slice(change.end);
  const result = reparse(parse(before), change);
  const expected = parse(text);
  expect(result.text).toBe(text);
  expectSame(result.tree, expected.tree);
  expect(result.diagnostics).toEqual(expected.diagnostics);
}

function expectSame(tree: File, expected: File): void {
  const [found, wanted] = [JSON.stringify(tree), JSON.stringify(expected)];
  // The order of the fields does not matter.
  if (found !== wanted) expect(JSON.parse(found)).toEqual(JSON.parse(wanted));
}

test.each([
  ["a value", "80", "8080"],
  ["a comment", "# by default", "# at first\n  # or not"],
  ["a comment away", " # by default", ""],
  ["what is between two bindings", "\n\n  # Packages.\n", "\n  x = 1; # y\n"],
  ["an element to a list on one line", '"a" ', '"a"\n    "b" '],
  ["all elements away", ' "a" /* b */ ./c ', ""],
  ["line breaks away", "{\n    enable = true;\n\n    /* lua */ script", "{ enable = true; script"],
  ["the first binding", "imports = [ ./a.nix ]; # all", "# none\n"],
  ["the header", "{ config, pkgs, ... }@args", "{ pkgs, ... }@args"],
  ["a formal", "pkgs, ...", "pkgs, lib ? 1, ..."],
  ["a formal away", "config, pkgs", "pkgs"],
  ["a formal to one that is there", "pkgs, ...", "config, ..."],
  ["a formal to what is none", "pkgs, ...", "1, ..."],
  ["a comment in a header", "pkgs, ...", "pkgs /* b */, ... # c\n"],
  ["the end of formals", "pkgs, ... }@", "pkgs }: {"],
  ["a name for all formals", "}@args:", "}@all:"],
  ["a name for all formals away", "}@args:", "}:"],
  ["a default", "x ? { y", "x ? f { y"],
  ["a name to one that is there", "imports", "services.web.enable"],
  ["to an open string", "./a.nix", '"a'],
  ["to an open comment", "./a.nix", "/* a"],
  ["to a closing bracket", "./a.nix", "] ["],
  ["in a set in a default", "y = 1", "y = 2;\n v = 3"],
  ["to a longer word than let", "\n  # The port", "x = 1;\n  # The port"],
])("reads again after a change of %s", (_, from, to) => {
  const start = sample.indexOf(from);
  expect(start).toBeGreaterThanOrEqual(0);
  check(sample, { start, end: start + from.length, text: to });
});

test.each([
  ["a let without bindings", "let in 1", " ", ""],
  ["a number before an indented string", "[ 1''b'' ]", " ", " a"],
  ["a number before a path", "[ 1~/a ]", " ", " a:"],
])("reads again where tokens become one: %s", (_, text, from, to) => {
  const start = text.indexOf(from);
  // Long enough that only a part of it is read again.
  const lead = `{ a = ${"[ ] ++ ".repeat(9)}`;
  const end = lead.length + start + from.length;
  check(`${lead}(${text}); }`, { start: lead.length + 1 + start, end: end + 1, text: to });
});

test("reads a comment that names the language of the string after it", () => {
  const lead = `{ a = ${"[ ] ++ ".repeat(9)}`;
  check(`${lead}[ /* sh */ ''x'' ]; }`, { start: lead.length + 1, end: lead.length + 1, text: " b" });
});

const pieces = [
  "a",
  "1",
  " ",
  "\n",
  ";",
  "=",
  "x = 1;",
  "{",
  "}",
  "[",
  "]",
  '"',
  "''",
  "#",
  "/*",
  "*/",
  "# c\n",
  "${",
  "let",
  "in",
  "rec",
  "inherit y;",
  "\t",
  "\n\n",
  "/* a\n   b */",
  "é😀",
];

/** Hardly any white space: a change can make one token of two. */
const dense = `{a=[1''b''"c"(d)<e>~/f./g a.b{x=1;}x{y}];b=let x=1;"y"=2;in let in x;inherit(a)c;\${d}=1.5;e=f:rec{}//{};}`;

test.each([
  ["of a module", sample],
  ["of a text without white space", dense],
])("gives the tree that a full parse gives, after any change %s", (_, before) => {
  fc.assert(
    fc.property(
      fc.nat(before.length),
      fc.nat(12),
      fc.array(fc.constantFrom(...pieces), { maxLength: 4 }),
      (start, length, texts) => {
        check(before, { start, end: Math.min(before.length, start + length), text: texts.join("") });
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ["a value", "80", "8080"],
  ["a formal", "pkgs, ...", "pkgs, lib, ..."],
  ["an element", "./a.nix", "./b.nix"],
])("reads no more than it needs after a change of %s", (_, from, to) => {
  const text = sample + padding;
  const before = parse(text);
  const list = findNode(before.tree, "With");
  const start = text.indexOf(from);
  const after = reparse(before, { start, end: start + from.length, text: to });
  expect(after.tree).not.toBe(before.tree);
  expect(list).toBeDefined();
  expect(findNode(after.tree, "With")).toBe(list);
});

test("gives it after many changes one upon another", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.constantFrom("x = 1;", " ", "y = [ 1 ];\n", "# c\n", "a ", "")), {
        maxLength: 12,
      }),
      (changes) => {
        let result = parse(sample + padding);
        for (const [place, text] of changes) {
          const start = place % (result.text.length + 1);
          const end = Math.min(result.text.length, start + (place % 3));
          const next = result.text.slice(0, start) + text + result.text.slice(end);
          if (parse(next).diagnostics.length > 0) continue;
          result = reparse(result, { start, end, text });
          expectSame(result.tree, parse(next).tree);
        }
      },
    ),
    { numRuns: 300 },
  );
});
