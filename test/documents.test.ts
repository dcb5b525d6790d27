import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NixDocument, NixError } from "nixgen";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nixgen-documents-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(text: string, name = "file.nix"): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The codes of the error that something throws. */
async function codesOf(run: () => unknown): Promise<readonly string[]> {
  try {
    await run();
  } catch (error) {
    if (error instanceof NixError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe("a batch of edits", () => {
  const text = "{\n  a = 1;\n  b = [ 2 ];\n  c = x;\n}\n";

  test("changes nothing where one of them fails", async () => {
    const doc = NixDocument.parse(text);
    const codes = await codesOf(() =>
      doc.transaction(() => {
        doc.set("a", 2);
        doc.append("b", 3);
        doc.remove("a");
        doc.set("c.d", 4);
      }),
    );
    expect(codes).toEqual(["edit/not-a-set"]);
    expect(doc.text).toBe(text);
    expect(doc.get("a")).toBe(1);
    expect(doc.diff()).toBe("");
    expect(await codesOf(() => doc.undo())).toEqual(["edit/nothing-to-undo"]);
  });

  test("changes nothing where the caller throws", () => {
    const doc = NixDocument.parse(text);
    const failing = (): void =>
      doc.transaction(() => {
        doc.set("a", 2);
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    expect(doc.text).toBe(text);
  });

  test("leaves what was edited before it", async () => {
    const doc = NixDocument.parse(text);
    doc.set("a", 2);
    await codesOf(() => doc.transaction(() => doc.set("b", []).set("c.d", 4)));
    expect(doc.text).toBe(text.replace("a = 1", "a = 2"));
    expect(doc.undo().text).toBe(text);
  });

  test("is taken back as one", () => {
    const doc = NixDocument.parse(text);
    doc.transaction(() => doc.set("a", 2).append("b", 3).set("d", true));
    expect(doc.undo().text).toBe(text);
  });

  test("in another one is part of it", () => {
    const doc = NixDocument.parse(text);
    doc.transaction(() => {
      doc.set("a", 2);
      doc.transaction(() => doc.set("d", true));
    });
    expect(doc.undo().text).toBe(text);
  });

  test("throws a mistake of the caller on, and takes the edits back", () => {
    const doc = NixDocument.parse(text);
    const mistake = new RangeError("Invalid array length");
    const run = (): unknown =>
      doc.transaction(() => {
        doc.set("a", 2);
        throw mistake;
      });
    expect(run).toThrow(mistake);
    expect(doc.text).toBe(text);
  });

  test("gives what it returns", () => {
    const doc = NixDocument.parse(text);
    expect(doc.transaction((same) => same.set("a", 2).get("a"))).toBe(2);
  });
});

describe("undo", () => {
  test("takes back edit by edit, up to the first text", async () => {
    const doc = NixDocument.parse("{ pkgs, ... }:\n{\n  # one\n  a = 1;\n}\n");
    const texts = [doc.text];
    const edits = [
      () => doc.set("a", 2),
      () => doc.set("b.c", "x\ny\n"),
      () => doc.rename("a", "z"),
      () => doc.addArgument("lib"),
      () => doc.setComment("z", "two"),
      () => doc.set("let.q", 1),
      () => doc.remove("b"),
    ];
    for (const edit of edits) {
      edit();
      texts.push(doc.text);
    }
    expect(new Set(texts).size).toBe(edits.length + 1);
    for (const text of texts.slice(0, -1).reverse()) expect(doc.undo().text).toBe(text);
    expect(await codesOf(() => doc.undo())).toEqual(["edit/nothing-to-undo"]);
  });

  test("takes back nothing for an edit that changes nothing", () => {
    const doc = NixDocument.parse("{\n  a = 1;\n}\n");
    doc.set("a", 2).set("a", 2);
    expect(doc.undo().text).toBe("{\n  a = 1;\n}\n");
  });
});

describe("the diff", () => {
  const hasPatch = spawnSync("patch", ["--version"]).status === 0;
  const texts = {
    "a file": "{\n  a = 1;\n  b = 2;\n  c = 3;\n  d = 4;\n  e = 5;\n  f = 6;\n}\n",
    "a file without a line end at its end": "{\n  a = 1;\n  f = 6;\n}",
    "a file with Windows line ends": "{\r\n  a = 1;\r\n  b = 2;\r\n  f = 6;\r\n}\r\n",
  };

  test.skipIf(!hasPatch).each(Object.entries(texts))("of %s is applied by patch", async (_, text) => {
    const path = write(text);
    const doc = await NixDocument.open(path);
    doc.set("a", 10).remove("f");
    doc.set("g.h", "new");
    const diff = doc.diff();
    execFileSync("patch", ["--binary", "--quiet", path], { input: diff });
    expect(readFileSync(path, "utf8")).toBe(doc.text);
    execFileSync("patch", ["--binary", "--quiet", "--reverse", path], { input: diff });
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("names the file, and shows only the lines around what changed", async () => {
    const doc = await NixDocument.open(write(texts["a file"]));
    doc.set("f", 60);
    const [before, after, ...lines] = doc.diff().split("\n");
    expect(before!.trimEnd()).toBe(`--- a${folder}/file.nix`);
    expect(after!.trimEnd()).toBe(`+++ b${folder}/file.nix`);
    expect(lines).toEqual([
      "@@ -4,5 +4,5 @@",
      "   c = 3;",
      "   d = 4;",
      "   e = 5;",
      "-  f = 6;",
      "+  f = 60;",
      " }",
      "",
    ]);
  });

  test("is empty where nothing changed, also after undo", () => {
    const doc = NixDocument.parse("{\n  a = 1;\n}\n");
    expect(doc.diff()).toBe("");
    expect(doc.set("a", 2).undo().diff()).toBe("");
  });
});

describe("save", () => {
  const text = "{\n  a = 1;\n}\n";

  test("writes the file whole, and leaves nothing beside it", async () => {
    const path = write(text);
    const doc = await NixDocument.open(path);
    await doc.set("a", 2).save();
    expect(readFileSync(path, "utf8")).toBe(text.replace("1", "2"));
    expect(readdirSync(folder)).toEqual(["file.nix"]);
  });

  test("puts another file in the place of the old one, which who reads it keeps", async () => {
    const path = write(text);
    const { ino } = statSync(path);
    const doc = await NixDocument.open(path);
    await doc.set("a", 2).save();
    expect(statSync(path).ino).not.toBe(ino);
  });

  test("can be done again and again", async () => {
    const path = write(text);
    const doc = await NixDocument.open(path);
    await doc.set("a", 2).save();
    await doc.set("b", 3).save();
    await doc.undo().undo().save();
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("leaves the file alone where nothing changed", async () => {
    const path = write(text);
    const { ino, mtimeMs } = statSync(path);
    await (await NixDocument.open(path)).save();
    expect(statSync(path)).toMatchObject({ ino, mtimeMs });
  });

  test.each([0o644, 0o600, 0o755, 0o444])("keeps the mode %o", async (mode) => {
    const path = write(text);
    chmodSync(path, mode);
    const doc = await NixDocument.open(path);
    await doc.set("a", 2).save();
    expect(statSync(path).mode & 0o7777).toBe(mode);
  });

  test("keeps a link a link", async () => {
    const path = write(text);
    const link = join(folder, "link.nix");
    symlinkSync(path, link);
    const doc = await NixDocument.open(link);
    await doc.set("a", 2).save();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, "utf8")).toBe(text.replace("1", "2"));
  });

  test("keeps line ends", async () => {
    const path = write(text.replaceAll("\n", "\r\n"));
    const doc = await NixDocument.open(path);
    await doc.set("b.c", [1, 2]).set("a", 2).save();
    expect(readFileSync(path, "utf8")).toMatch(/^(?:[^\r\n]*\r\n)+$/);
  });

  test("refuses where the file changed meanwhile, and leaves it", async () => {
    const path = write(text);
    const doc = await NixDocument.open(path);
    doc.set("a", 2);
    writeFileSync(path, "{ }\n");
    expect(await codesOf(() => doc.save())).toEqual(["file/changed"]);
    expect(readFileSync(path, "utf8")).toBe("{ }\n");
    expect(readdirSync(folder)).toEqual(["file.nix"]);
  });

  test("refuses where the file is gone", async () => {
    const path = write(text);
    const doc = await NixDocument.open(path);
    rmSync(path);
    expect(await codesOf(() => doc.set("a", 2).save())).toEqual(["file/changed"]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("refuses a text that is not Nix", async () => {
    const broken = "{\n  a = 1;\n  b = ;\n}\n";
    const path = write(broken);
    const doc = await NixDocument.open(path, { allowErrors: true });
    expect((await codesOf(() => doc.save()))[0]).toMatch(/^syntax\//);
    expect(readFileSync(path, "utf8")).toBe(broken);
  });

  test("writes to another file where it is told to", async () => {
    const path = write(text);
    const other = join(folder, "other.nix");
    const doc = await NixDocument.open(path);
    await doc.set("a", 2).save(other);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(readFileSync(other, "utf8")).toBe(text.replace("1", "2"));
  });

  test("needs a path for a text that was read from no file", async () => {
    const doc = NixDocument.parse(text);
    expect(await codesOf(() => doc.save())).toEqual(["edit/no-file"]);
    await doc.save(join(folder, "new.nix"));
    expect(readFileSync(join(folder, "new.nix"), "utf8")).toBe(text);
  });

  test("says why a file can't be read or written", async () => {
    expect(await codesOf(() => NixDocument.open(join(folder, "none.nix")))).toEqual(["file/unreadable"]);
    writeFileSync(join(folder, "bytes.nix"), Uint8Array.of(0x22, 0xff, 0x22));
    expect(await codesOf(() => NixDocument.open(join(folder, "bytes.nix")))).toEqual(["file/unreadable"]);
    const below = join(write(text), "below.nix");
    expect(await codesOf(() => NixDocument.parse(text).save(below))).toEqual(["file/unwritable"]);
  });
});

describe("a document with a syntax error", () => {
  const broken = "{\n  a = 1;\n  b = ;\n  c = 3;\n}\n";

  test("is edited only where the caller asks for it", async () => {
    const doc = NixDocument.parse(broken);
    expect((await codesOf(() => doc.set("a", 2)))[0]).toBe("edit/broken");
    expect(doc.text).toBe(broken);
  });

  test("is edited where it is sound", () => {
    const doc = NixDocument.parse(broken, { allowErrors: true });
    expect(doc.set("a", 2).set("c", 4).text).toBe("{\n  a = 2;\n  b = ;\n  c = 4;\n}\n");
    expect(doc.undo().undo().text).toBe(broken);
  });
});

describe("what a program without types hands in", () => {
  const text =
    '{\n  inputs.a.url = "github:o/a";\n\n  outputs =\n    { self, a }:\n    {\n      b = 1;\n      c = [ 1 ];\n    };\n}\n';
  // What is given is no Nix value, name or path, whatever the types say.
  const odd = undefined as never;
  const number = 5 as never;

  test.each<[string, (doc: NixDocument) => unknown, string]>([
    ["a path", (doc) => doc.set(odd, 1), "edit/invalid-path"],
    ["a step", (doc) => doc.get([odd]), "edit/invalid-path"],
    ["a value", (doc) => doc.set("outputs.b", odd), "value/unsupported"],
    ["an element", (doc) => doc.append("outputs.c", odd), "value/unsupported"],
    ["a new name", (doc) => doc.rename("outputs.b", odd), "input/invalid"],
    ["a comment", (doc) => doc.setComment("outputs", number), "input/invalid"],
    ["a wrapper", (doc) => doc.wrap("outputs.b", number), "input/invalid"],
    ["an argument", (doc) => doc.addArgument(odd, { at: "outputs" }), "input/invalid"],
    ["an inherited name", (doc) => doc.addInherit(odd), "input/invalid"],
    ["a batch", (doc) => doc.transaction(odd), "input/invalid"],
    ["a node", (doc) => doc.replace(odd, 1), "edit/stale-node"],
    ["a place", (doc) => doc.set("outputs.b", 2, { at: -1 }), "edit/not-found"],
    ["an input", (doc) => doc.flake.set("d", odd), "input/invalid"],
    ["a key of an input", (doc) => doc.flake.set("d", { uri: "github:o/d" } as never), "input/unknown-key"],
    ["a part of an input", (doc) => doc.flake.set("d", { url: number }), "input/invalid"],
    ["an input of an input", (doc) => doc.flake.set("d", { inputs: { a: "a" as never } }), "input/invalid"],
    ["a branch", (doc) => doc.flake.pin("a", odd), "input/invalid"],
    ["the name of a branch", (doc) => doc.flake.pin("a", 'x y"'), "input/invalid"],
    ["a path to write to", (doc) => doc.save(number), "input/invalid"],
    ["a path to read", () => NixDocument.open(odd), "input/invalid"],
  ])("is refused: %s", async (_, edit, code) => {
    const doc = NixDocument.parse(text);
    expect(await codesOf(() => edit(doc))).toEqual([code]);
    expect(doc.text).toBe(text);
  });
});
