import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
// The threads run what is published.
import { formatFiles } from "../packages/parser/dist/files.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nixgen-files-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

test("formats files in place and says what became of each", async () => {
  const untidy = write("a.nix", "{a=1;}");
  const tidy = write("b.nix", "{ a = 1; }\n");
  const broken = write("c.nix", "{ a = }");
  const missing = join(directory, "d.nix");
  const results = await formatFiles([missing, broken, untidy, tidy]);
  expect(results).toMatchObject([
    { path: untidy, status: "changed" },
    { path: tidy, status: "unchanged" },
    { path: broken, status: "failed", diagnostics: [{ code: "syntax/missing-expression", file: broken }] },
    { path: missing, status: "failed", diagnostics: [{ code: "file/unreadable" }] },
  ]);
  expect(readFileSync(untidy, "utf8")).toBe("{ a = 1; }\n");
  expect(readFileSync(broken, "utf8")).toBe("{ a = }");
});

test("only says what would change, where it is asked to", async () => {
  const path = write("a.nix", "{a=1;}");
  expect(await formatFiles([path], { check: true })).toMatchObject([{ status: "changed" }]);
  expect(readFileSync(path, "utf8")).toBe("{a=1;}");
});

test("keeps permissions and links", async () => {
  const path = write("a.nix", "{a=1;}");
  chmodSync(path, 0o755);
  symlinkSync(path, join(directory, "link.nix"));
  await formatFiles([join(directory, "link.nix")]);
  expect(readFileSync(path, "utf8")).toBe("{ a = 1; }\n");
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

test("takes the files of folders, and formats many of them in threads", async () => {
  mkdirSync(join(directory, "inner"));
  mkdirSync(join(directory, "node_modules"));
  write("node_modules/x.nix", "{a=1;}");
  write("read.me", "{a=1;}");
  for (let i = 0; i < 200; i++) write(`inner/${i}.nix`, `{a=${i};}`);
  const results = await formatFiles([directory], { threads: 3, width: 80 });
  expect(results).toHaveLength(200);
  expect(results.every(({ status }) => status === "changed")).toBe(true);
  expect(readFileSync(join(directory, "inner/7.nix"), "utf8")).toBe("{ a = 7; }\n");
  expect(readFileSync(join(directory, "read.me"), "utf8")).toBe("{a=1;}");
});
