import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NixDocument } from "nixgen";
import { afterAll, expect, test } from "vitest";
import { runEdit } from "./edit-case.js";
import { editModule, evaluation, withoutEmpty } from "./edit-meaning.mjs";
import { evalNix, hasNix } from "./nix.js";

const folder = mkdtempSync(join(tmpdir(), "nixgen-evaluation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Nix makes of two files. */
function evaluate(before: string, after: string): unknown {
  writeFileSync(join(folder, "before.nix"), before);
  writeFileSync(join(folder, "after.nix"), after);
  return evalNix(`map import [ ${folder}/before.nix ${folder}/after.nix ]`);
}

/** Files that are values by themselves, an edit, and where their value is another one afterwards. */
const judged: readonly (readonly [title: string, before: string, edit: string, changes: object])[] = [
  ["a dotted path", "{ a.b.c = 1; a.d = 2; }", 'doc.set("a.b.c", 3)', { a: { b: { c: 3 }, d: 2 } }],
  ["sets opened twice", "{ a = { b = 1; }; a.c = 2; }", 'doc.set("a.c", 3)', { a: { b: 1, c: 3 } }],
  ["a new path beside", "{ a.b = 1; z = 2; }", 'doc.set("a.c.d", 3)', { a: { b: 1, c: { d: 3 } } }],
  ["a recursive set", "rec { a = 1; b = a + 1; }", 'doc.set("a", 5)', { a: 5, b: 6 }],
  ["a let", "let v = 1; in { a = v; b = v + 1; }", 'doc.set("let.v", 4)', { a: 4, b: 5 }],
  ["a new let", "{ a = 1; }", 'doc.set("let.v", 4).set("b", nix`v + 1`)', { b: 5 }],
  [
    "a name of a let that goes by another name",
    "let v = 1; in { inherit v; b = v; }",
    'doc.rename("let.v", "w")',
    {},
  ],
  ["an inherited name", "let v = 1; in { inherit v; b = v; }", 'doc.set("v", 2)', { v: 2 }],
  ["a right side", "{ a = 1; } // { a = 2; b = 3; }", 'doc.set("b", 4)', { b: 4 }],
  ["a set below with", "with { x = 1; }; { a = x; }", 'doc.set("b", 2)', { b: 2 }],
  [
    "a dynamic name",
    'let s = "x"; in { a.${s}.b = 1; }',
    'doc.set("a.x.c", 2)',
    { a: { x: { b: 1, c: 2 } } },
  ],
  ["a call", "(f: f) { a = 1; }", 'doc.set("a", 2)', { a: 2 }],
  [
    "a string with escapes",
    '{ a = "x\\n\\${y}"; }',
    'doc.set("a", "z\\n${y}\\t\\"q\\"")',
    { a: 'z\n${y}\t"q"' },
  ],
  [
    "an indented string",
    "{\n  a = ''\n    one\n      two\n  '';\n}\n",
    'doc.set("a", "one\\n   three\\n")',
    { a: "one\n   three\n" },
  ],
  [
    "text of lines in Windows line ends",
    "{\r\n  a = 1;\r\n}\r\n",
    'doc.set("a", "x\\ny\\n")',
    { a: "x\ny\n" },
  ],
  [
    "a string in Windows line ends",
    "{\r\n  a = ''\r\n    x\r\n  '';\r\n}\r\n",
    'doc.move("a", "b")',
    { a: undefined, b: "\r\n    x\r\n" },
  ],
  ["a list", "{ a = [ 1 2 ]; }", 'doc.append("a", -3).append("a", nix`1 + 1`)', { a: [1, 2, -3, 2] }],
  ["joined lists", "{ a = [ 1 ] ++ [ 2 ]; }", 'doc.append("a", 3, { at: 0 })', { a: [1, 3, 2] }],
  [
    "an element of a list",
    "{ a = [ { b = 1; } { b = 2; } ]; }",
    'doc.set(["a", 1, "b"], 3)',
    { a: [{ b: 1 }, { b: 3 }] },
  ],
  ["an element removed", "{ a = [ 1 2 3 ]; }", 'doc.removeElement("a", 2)', { a: [1, 3] }],
  ["an attribute removed", "{ a.b = 1; a.c = 2; }", 'doc.remove("a.b")', { a: { c: 2 } }],
  ["an attribute renamed", "{ a.b = 1; }", 'doc.rename("a", "x y")', { a: undefined, "x y": { b: 1 } }],
  ["odd names", "{ a = 1; }", 'doc.set(["x.y", "${z}", "in"], 2)', { "x.y": { "${z}": { in: 2 } } }],
  [
    "an operator in a place that needs parentheses",
    "{ a = -1; b = ! true; }",
    'doc.replace(doc.find("b")[0].value.operand, nix`true && false`)',
    { b: true },
  ],
];

test.skipIf(!hasNix).each(judged)(
  "Nix gives the new value and the other ones: %s",
  (_, before, edit, changes) => {
    const doc = NixDocument.parse(before);
    runEdit(edit, doc);
    const [old, now] = evaluate(before, doc.text) as [object, object];
    expect(now, doc.text).toEqual(JSON.parse(JSON.stringify({ ...old, ...changes })));
  },
);

test.skipIf(!hasNix)("in generated modules, Nix gives the new value and all other ones as before", () => {
  const edits = Array.from({ length: 200 }, (_, seed) => editModule(seed)).flat();
  const texts = [...new Set(edits.flatMap(({ before, after }) => [before, after]))];
  const files = texts.map((text, index) => {
    const file = join(folder, `module-${index}.nix`);
    writeFileSync(file, text);
    return file;
  });
  const values = evalNix(evaluation(files)) as unknown[];
  const valueOf = (text: string): unknown => values[texts.indexOf(text)];
  let judged = 0;
  for (const { name, before, after, change } of edits) {
    const expected = change(valueOf(before));
    if (expected === undefined) continue;
    judged++;
    expect(withoutEmpty(valueOf(after)), `${name}\n${after}`).toEqual(withoutEmpty(expected));
  }
  expect(judged).toBeGreaterThan(1000);
});
