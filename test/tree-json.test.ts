import fc from "fast-check";
import { expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import {
  attrs,
  equalTrees,
  fn,
  indented,
  inherit,
  letIn,
  print,
  printTree,
  reference,
  toExpr,
  tryToExpr,
  type Expr,
  type File,
  type Kind,
  type NodeOf,
} from "@nixgen/core";
import { exprSchema, fileSchema, treeFromJson, type nodeSchemasByKind } from "@nixgen/core/schema";
import { parseOrThrow } from "@nixgen/parser";

function roundTrip(tree: File | Expr): File | Expr {
  const result = treeFromJson(JSON.parse(JSON.stringify(tree)));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.tree;
}

test("the schemas infer the types of the tree", () => {
  type Inferred = { [K in Kind]: z.infer<(typeof nodeSchemasByKind)[K]> };
  // Both ways: neither side has a field, or a value of one, that the other has not.
  expectTypeOf<Inferred>().toExtend<{ [K in Kind]: NodeOf<K> }>();
  type Fields = { [K in Kind]: keyof Inferred[K] };
  // Symbols are for types alone.
  expectTypeOf<{ [K in Kind]: Extract<keyof NodeOf<K>, string> }>().toEqualTypeOf<Fields>();
});

const text = `# start
{ config, lib ? null, ... }@args:
let
  inherit (lib) mkIf; # why
  port = 8_0;
in
with lib;
assert port > 1;
rec {
  /** doc */
  a.\${"b"}."c d" = if !true then [ 1 2.5 ./x/\${port} <nixpkgs/lib> https://x.y ] else x.y or z;
  b = /* lua */ ''
    text \${a} ''\${b} '''
  '';
  c = "a\\tb\\\${x}" + -1 ? d |> f;

  /*nixfmt:disable*/
  d   =  1;
  /*nixfmt:enable*/
  e = let { body = 1; };
}
# end
`.replace("8_0", "80");

test("a parsed file goes to JSON and back", () => {
  const tree = parseOrThrow(text);
  const back = roundTrip(tree);
  expect(back).toEqual(tree);
  expect(printTree(back)).toBe(printTree(tree));
});

test("a built tree goes to JSON and back, and can be built upon", () => {
  const tree = fn(
    ["pkgs", "..."],
    letIn(
      { x: [1, 2n ** 60n, -1.5] },
      attrs(inherit("x"), {
        y: indented`a
      ${reference("x")}
    `,
      }),
    ),
  );
  const back = roundTrip(tree);
  expect(equalTrees(back, tree)).toBe(true);
  expect(print({ a: back as Expr })).toBe(print({ a: tree }));
});

test("values of all kinds go to JSON and back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const result = tryToExpr(value);
      // Of all JSON, only integers that a number does not hold exactly have no tree.
      if (!result.ok) return;
      const tree = result.expression;
      expect(printTree(roundTrip(tree))).toBe(printTree(tree));
    }),
    { numRuns: 300 },
  );
});

test("a tree may be as deep as it likes", () => {
  let tree: Expr = toExpr(1);
  for (let i = 0; i < 50_000; i++) tree = toExpr([tree]);
  let json: unknown = { kind: "Integer", text: "1" };
  for (let i = 0; i < 50_000; i++) json = { kind: "List", elements: [json] };
  const result = treeFromJson(json);
  expect(result.ok && equalTrees(result.tree, tree)).toBe(true);
});

test("a problem deep in a tree has its whole path", () => {
  let json: unknown = { kind: "Integer", text: "x" };
  for (let i = 0; i < 1000; i++) json = { kind: "List", elements: [json] };
  const result = treeFromJson(json);
  const path = Array.from({ length: 1000 }, () => ["elements", 0]).flat();
  expect(!result.ok && result.diagnostics.map((problem) => problem.path)).toEqual([[...path, "text"]]);
});

test.each<[string, unknown, (string | number)[], RegExp]>([
  ["no node", 1, [], /expected a node, found 1/],
  ["an unknown kind", { kind: "Set" }, [], /found the kind "Set"/],
  ["a binding alone", { kind: "Ellipsis" }, [], /expected a file or an expression/],
  ["an unknown field", { kind: "Integer", text: "1", value: 1 }, ["value"], /value/],
  ["code in a name", { kind: "Identifier", name: "x; evil = 1" }, ["name"], /identifier/],
  ["a keyword as a name", { kind: "Identifier", name: "let" }, ["name"], /keyword/],
  ["code in a number", { kind: "Integer", text: "1; x = 2" }, ["text"], /digits/],
  ["a line break in a comment", { kind: "Integer", text: "1", trailing: "a\nb" }, ["trailing"], /one line/],
  [
    "a raw text that is another one",
    { kind: "String", parts: [{ kind: "StringText", value: "a", raw: '"b' }] },
    ["parts"],
    /`raw`/,
  ],
  [
    "a raw text that leaves its quotes",
    { kind: "String", parts: [{ kind: "StringText", value: '"', raw: '"' }] },
    ["parts"],
    /`raw`/,
  ],
  [
    "two texts side by side",
    {
      kind: "String",
      parts: [
        { kind: "StringText", value: "a" },
        { kind: "StringText", value: "b" },
      ],
    },
    ["parts"],
    /side by side/,
  ],
  [
    "a wrong child",
    { kind: "List", elements: [{ kind: "Binding" }] },
    ["elements", 0],
    /expected a node of kind expression/,
  ],
  [
    "a problem far below",
    { kind: "List", elements: [{ kind: "List", elements: [{ kind: "Integer", text: "x" }] }] },
    ["elements", 0, "elements", 0, "text"],
    /digits/,
  ],
])("refuses %s", (_, json, path, message) => {
  const result = treeFromJson(json);
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.diagnostics[0]).toMatchObject({ code: "tree/invalid-node", path });
  expect(result.diagnostics[0]!.message).toMatch(message);
});

test("the recursive schemas accept and refuse the same", () => {
  const json: unknown = JSON.parse(JSON.stringify(parseOrThrow(text)));
  expect(fileSchema.safeParse(json).success).toBe(true);
  expect(exprSchema.safeParse({ kind: "Integer", text: "1" }).success).toBe(true);
  expect(exprSchema.safeParse({ kind: "Integer", text: "x" }).success).toBe(false);
  expect(exprSchema.safeParse(json).success).toBe(false);
});

test.each<[unknown, string]>([
  ['{"kind":"Integer","text":"1"}', '/expected a node, found "{/give `treeFromJson(JSON.parse(text))`'],
  [{ kind: "Integr", text: "1" }, '/found the kind "Integr"/did you mean "Integer"?'],
  [{ Kind: "Integer" }, "/found an object without `kind`/write `kind` for `Kind`"],
  [{ kind: "Integer" }, "text/`text` is missing, which is a string"],
  [{ kind: "Integer", text: 1 }, "text/expected a string, found 1"],
  [{ kind: "List", elemnts: [] }, "elemnts/has no `elemnts`/did you mean `elements`?"],
  [{ kind: "List", elements: {} }, "elements/expected a list, found an object"],
  [{ kind: "List", elements: [{ kind: "Lst" }] }, 'elements.0/found the kind "Lst"/did you mean "List"?'],
  [{ kind: "List", elements: ["a"] }, 'elements.0/expected a node of kind expression, found "a"'],
  [parseOrThrow("1"), "ok"],
  [{ tree: parseOrThrow("1"), diagnostics: [] }, "/found an object without `kind`/give its `tree`"],
])("what is wrong with the JSON %j is told", (json, expected) => {
  const result = treeFromJson(json);
  const told = result.ok
    ? ["ok"]
    : result.diagnostics.map(({ path = [], message, suggestions }) =>
        [path.join("."), message, ...suggestions.map((help) => help.message)].join("/"),
      );
  const pieces = expected.split("/");
  expect(told.some((text) => pieces.every((piece) => text.includes(piece)))).toBe(true);
});

test("a schema tells of a tree that is too deep for it", () => {
  let tree: Expr = { kind: "Integer", text: "1" };
  for (let i = 0; i < 20_000; i++) tree = { kind: "Parenthesized", expression: tree };
  const { error } = exprSchema.safeParse(tree);
  expect(error?.issues).toMatchObject([{ code: "custom", params: { code: "value/too-deep" } }]);
  expect(fileSchema.safeParse({ kind: "File", expression: tree }).success).toBe(false);
  expect(treeFromJson(tree).ok).toBe(true);
});
