import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lib, NixDocument, NixError, parse, pkgs } from "nixgen";
import { describe, expect, test } from "vitest";
import { newBrokenTally, tryBrokenEdits } from "./edit-broken-laws.mjs";
import { editCases } from "./edit-case.js";
import { mutateOnce } from "./mutants.mjs";
import { problemsOf } from "./problems.js";

function open(text: string): NixDocument {
  return NixDocument.parse(text, { allowErrors: true });
}

const noValue = `{
  a = 1; # one
  b = ;
  c = [ 1 ];
  d.e = "x";
}
`;
const noSemicolon = `{ pkgs, ... }:
{
  services.nginx.enable = true
  services.redis.enable = true;
  environment.systemPackages = with pkgs; [
    git
  ];
}
`;
const noColon = `{ pkgs, ... }
{
  a = 1;
  c.d = [ pkgs.git ];
}
`;
const noEnd = `{ pkgs, ... }:
{
  a = 1;
  b = {
    c = 2;
  };
`;
const strayEnd = "{\n  a = 1;\n  b.c = 2;\n};\n";
const commas = "{\n  a = [ x, y ];\n  b = [ z ];\n}\n";
const used = "let\n  x = 1;\n  y = x + ;\n  z = 2;\nin\n{\n  a = z;\n}\n";
const flake = `{
  inputs.nixpkgs.url = "nixpkgs";
  inputs.utils.url = "github:numtide/flake-utils"

  outputs = { self, nixpkgs, utils, ... }: {
    a = utils.;
  };
}
`;
const merged = "{ lib, x, ... }:\nlib.mkMerge [\n  (.mkIf x { a = 1; })\n  { b = 2; }\n]\n";
const twice = "{\n  a = 1;\n  a = 2;\n  b = 3;\n}\n";

describe("where it is sound, a text with a syntax error", () => {
  test("is read", () => {
    const doc = open(noValue);
    expect(doc.keys()).toEqual(["a", "c", "d"]);
    expect(doc.get("d")).toEqual({ e: "x" });
    expect(doc.has("b")).toBe(false);
    expect(doc.comment("a", { where: "after" })).toBe("one");
    expect(doc.diagnostics).toMatchObject([{ code: "syntax/missing-value" }]);
  });

  test.each<[string, string, (doc: NixDocument) => unknown, (text: string) => string]>([
    ["a value", noValue, (doc) => doc.set("a", 2), (text) => text.replace("a = 1", "a = 2")],
    ["a list", noValue, (doc) => doc.append("c", 2), (text) => text.replace("[ 1 ]", "[\n    1\n    2\n  ]")],
    [
      "a new binding",
      noValue,
      (doc) => doc.set("d.f", true),
      (text) => text.replace('"x";', '"x";\n  d.f = true;'),
    ],
    ["a binding less", noValue, (doc) => doc.remove("a"), (text) => text.replace("  a = 1; # one\n", "")],
    ["a name", noValue, (doc) => doc.rename("a", "z"), (text) => text.replace("a = 1", "z = 1")],
    [
      "a comment",
      noValue,
      (doc) => doc.setComment("c", "why"),
      (text) => text.replace("  c =", "  # why\n  c ="),
    ],
    [
      "what stands beside a binding without its `;`",
      noSemicolon,
      (doc) => doc.set("services.redis.port", 6379).add("environment.systemPackages", pkgs.ripgrep),
      (text) =>
        text
          .replace("redis.enable = true;", "redis.enable = true;\n  services.redis.port = 6379;")
          .replace("    git\n", "    git\n    ripgrep\n"),
    ],
    [
      "the body of a function whose header lacks its colon",
      noColon,
      (doc) => doc.set("a", 2).append("c.d", pkgs.vim).set("e", 3),
      (text) =>
        text
          .replace("a = 1;", "a = 2;")
          .replace("[ pkgs.git ];", "[\n    pkgs.git\n    pkgs.vim\n  ];\n  e = 3;"),
    ],
    [
      "what stands in a set that is not closed",
      noEnd,
      (doc) => doc.set("a", 2).set("b.c", 3),
      (text) => text.replace("a = 1", "a = 2").replace("c = 2", "c = 3"),
    ],
    [
      "a file before a stray `;`",
      strayEnd,
      (doc) => doc.set("a", 2).set("b.c", 3),
      (text) => text.replace("1", "2").replace("c = 2", "c = 3"),
    ],
    [
      "a module with a stray mark before its set",
      "{ lib, ... }:\n`{\n  options.x = 1;\n}\n",
      (doc) => doc.set("y", 2),
      (text) => text.replace("x = 1;", "x = 1;\n  config.y = 2;"),
    ],
    [
      "another list",
      commas,
      (doc) => doc.append("b", 1),
      (text) => text.replace("[ z ]", "[\n    z\n    1\n  ]"),
    ],
    [
      "a file in which a name is defined twice",
      twice,
      (doc) => doc.set("b", 4),
      (text) => text.replace("3", "4"),
    ],
  ])("can get %s", (_, text, edit, expected) => {
    const doc = open(text);
    edit(doc);
    expect(doc.text).toBe(expected(text));
    expect(doc.diagnostics.map(({ code }) => code)).toEqual(parse(text).diagnostics.map(({ code }) => code));
    while (doc.text !== text) doc.undo();
  });

  test.each<[string, string, (doc: NixDocument) => unknown, string]>([
    ["to set what is an error", noValue, (doc) => doc.set("b", 2), "b = ;"],
    ["to set below it", noValue, (doc) => doc.set("b.c.d", 2), "b = ;"],
    ["to remove it", noValue, (doc) => doc.remove("b"), "b = ;"],
    ["to rename it", noValue, (doc) => doc.rename("b", "z"), "b = ;"],
    ["to give something else its name", noValue, (doc) => doc.rename("a", "b"), "b = ;"],
    ["to move something there", noValue, (doc) => doc.move("a", "b"), "b = ;"],
    ["to wrap it", noValue, (doc) => doc.wrap("b", "mkForce"), "b = ;"],
    ["to write a comment above it", noValue, (doc) => doc.setComment("b", "why"), "b = ;"],
    ["to inherit its name", noValue, (doc) => doc.addInherit("b"), "b = ;"],
    [
      "to remove what may hide in it",
      noSemicolon,
      (doc) => doc.remove("services"),
      "services.nginx.enable = true",
    ],
    ["to add to a list with an error", commas, (doc) => doc.append("a", 1), ","],
    ["to count elements beside an error", commas, (doc) => doc.removeElement("a", { index: 1 }), ","],
    ["to find nothing beside an error", commas, (doc) => doc.removeElement("a", pkgs.q), ","],
    ["to address elements beside an error", commas, (doc) => doc.set(["a", 1, "b"], 1), ","],
    ["to change a header that is an error", noColon, (doc) => doc.addArgument("lib"), noColon.trimEnd()],
    ["to add to a set that is not closed", noEnd, (doc) => doc.set("z", 1), noEnd.slice(15).trimEnd()],
    ["to add within a set that is not closed", noEnd, (doc) => doc.set("b.z", 1), noEnd.slice(15).trimEnd()],
    ["to remove from a set that is not closed", noEnd, (doc) => doc.remove("a"), noEnd.slice(15).trimEnd()],
    ["to remove what an error could use", used, (doc) => doc.remove("let.x"), "x +"],
    ["to rename what an error could use", used, (doc) => doc.rename("let.x", "w"), "x +"],
    [
      "to change an input that is an error",
      flake,
      (doc) => doc.flake.pin("utils", "v1"),
      'inputs.utils.url = "github:numtide/flake-utils"',
    ],
    ["to add what an error defines elsewhere", merged, (doc) => doc.set("a", 2), ".mkIf x { a = 1; }"],
  ])("refuses %s", (_, text, edit, at) => {
    const doc = open(text);
    const [first] = problemsOf(() => edit(doc));
    expect(doc.text).toBe(text);
    expect(doc.diff()).toBe("");
    expect(first).toMatchObject({
      code: "edit/in-error",
      suggestions: [{ message: expect.stringMatching(/^mend/) }],
    });
    expect(text.slice(first!.span!.start, first!.span!.end)).toBe(at);
  });

  test("refuses a value that needs another argument in a header that is an error", () => {
    const doc = open(noColon);
    expect(problemsOf(() => doc.set("a", lib.mkForce(2)))).toMatchObject([{ code: "edit/in-error" }]);
    expect(doc.text).toBe(noColon);
  });

  test("says that nothing is there only where that is sure", () => {
    expect(open(noValue).remove("q")).toBe(false);
    expect(problemsOf(() => open(noValue).remove("q.b"))).toMatchObject([{ code: "edit/in-error" }]);
  });

  test("loses an error only by an edit of what is defined twice", () => {
    const doc = open(twice);
    expect(doc.remove("a", { at: 1 })).toBe(true);
    expect(doc.diagnostics).toEqual([]);
  });

  test("gets all edits of a batch or none", () => {
    const doc = open(noValue);
    const codes = problemsOf(() => doc.transaction(() => doc.set("a", 2).set("b", 3))).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(["edit/in-error"]);
    expect(doc.text).toBe(noValue);
  });
});

describe("a text with a syntax error", () => {
  test("is edited only where the caller asks for it", () => {
    const doc = NixDocument.parse(noValue);
    expect(problemsOf(() => doc.set("a", 2))[0]).toMatchObject({ code: "edit/broken" });
    expect(doc.text).toBe(noValue);
  });

  test("is written only where the caller asks for that too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nixgen-broken-"));
    try {
      const path = join(folder, "file.nix");
      writeFileSync(path, noValue);
      const doc = await NixDocument.open(path, { allowErrors: true });
      doc.set("a", 2);
      const refused: unknown = await doc.save().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(NixError);
      expect((refused as NixError).diagnostics).toMatchObject([{ code: "syntax/missing-value" }]);
      expect(readFileSync(path, "utf8")).toBe(noValue);
      await doc.save(undefined, { allowErrors: true });
      expect(readFileSync(path, "utf8")).toBe(noValue.replace("a = 1", "a = 2"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A number for a title: other cases get the same mutants as before when one is added. */
function seedOf(title: string): number {
  return [...title].reduce((seed, character) => (seed * 31 + character.charCodeAt(0)) % 1_000_003, 7);
}

test("an edit of a broken text is, when the text is mended, that edit of the text as it was", () => {
  const tally = newBrokenTally();
  for (const { title, before } of editCases) {
    if (parse(before).diagnostics.length > 0) continue;
    const start = seedOf(title);
    for (let seed = start; seed < start + 2; seed++) {
      const broken = mutateOnce(seed, before);
      if (parse(broken).diagnostics.length > 0) tryBrokenEdits(before, broken, tally, 1);
    }
  }
  expect(tally.failures).toEqual([]);
  const rows = Object.values(tally.rows);
  expect(rows.length).toBe(5);
  for (const row of rows) expect(row["the same"]).toBeGreaterThan(row.tried / 5);
});
