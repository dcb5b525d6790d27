import { expect, test } from "vitest";
import {
  attrs,
  binding,
  call,
  dotted,
  fn,
  inherit,
  letIn,
  not,
  print,
  reference,
  withBindingComment,
  withBlankLine,
  withComment,
  withTrailingComment,
} from "../index.js";

// All of these texts are as nixfmt leaves them.

test("comments stand before bindings, at the ends of their lines, and set apart", () => {
  expect(
    print({
      a: withComment("First.\nSecond.", 1),
      b: withTrailingComment("why", 2),
      c: withBlankLine(withComment("apart", { d: 3 })),
    }),
  ).toBe(`{
  # First.
  # Second.
  a = 1;
  b = 2; # why

  # apart
  c = {
    d = 3;
  };
}
`);
});

test("comments stand before list elements and at the ends of their lines", () => {
  const git = reference("git");
  expect(
    print([withComment("the tool", git), withTrailingComment("the editor", "vim"), withBlankLine(git(1))]),
  ).toBe(`[
  # the tool
  git
  "vim" # the editor

  (git 1)
]
`);
});

test("comments stand at the start of a file, before its header", () => {
  expect(
    print(
      withComment(
        "Written by a program.",
        fn(["pkgs", "..."], ({ pkgs }) => ({ a: pkgs })),
      ),
    ),
  ).toBe(`# Written by a program.\n{ pkgs, ... }: { a = pkgs; }\n`);
  expect(print(withComment("A number.", 1))).toBe("# A number.\n1\n");
});

test("comments stand before single bindings, inherits and the bindings of let", () => {
  expect(
    print(
      letIn(
        { x: withComment("the port", 80) },
        attrs(
          withBindingComment("from around", inherit("x")),
          withBindingComment("dotted", binding(["a", "b"], 1)),
        ),
      ),
    ),
  ).toBe(`let
  # the port
  x = 80;
in
{
  # from around
  inherit x;
  # dotted
  a.b = 1;
}
`);
});

test("a comment can't end early, and a line break in one can't become code", () => {
  expect(print({ a: withComment("one\r\nevil = 1;\rtwo", 1) })).toBe(
    "{\n  # one\n  # evil = 1;\n  # two\n  a = 1;\n}\n",
  );
  expect(print({ a: withTrailingComment("one\nevil = 1;", 1) })).toBe("{\n  a = 1; # one evil = 1;\n}\n");
});

test("comments after values that end with another value stand at the end of their line, also on the value of a file", () => {
  expect(print(withTrailingComment("why", 1))).toBe("1 # why\n");
  expect(print([withTrailingComment("why", not(call(reference("f"), 1)))])).toBe("[\n  (!f 1) # why\n]\n");
  expect(print(not(withTrailingComment("why", call(reference("f"), 1))))).toBe("!f 1 # why\n");
  expect(print({ a: withTrailingComment("two", withTrailingComment("one", 1)) })).toBe(
    "{\n  a = 1; # one two\n}\n",
  );
});

test("an empty comment after a value is none", () => {
  expect(print({ a: withTrailingComment(" ", 1) })).toBe("{ a = 1; }\n");
});

test("a path of attributes leaves no comment out", () => {
  const value = { a: withTrailingComment("outer", { b: withTrailingComment("inner", 1) }) };
  expect(print(dotted(value))).toBe("{\n  a = {\n    b = 1; # inner\n  }; # outer\n}\n");
});
