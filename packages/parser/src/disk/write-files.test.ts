import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFiles } from "./write-files.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nixgen-write-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("takes back what was moved when a later file can't be moved", async () => {
  const first = join(directory, "a");
  const fresh = join(directory, "b");
  const folder = join(directory, "c");
  writeFileSync(first, "before");
  chmodSync(first, 0o640);
  // A folder that is not empty can't be replaced by a file, which shows only when the file is moved there.
  mkdirSync(folder);
  writeFileSync(join(folder, "x"), "");
  const files = [first, fresh, folder].map((path) => ({ path, text: "after", mode: 0o644 }));
  await expect(writeFiles(files)).rejects.toThrow();
  expect(readFileSync(first, "utf8")).toBe("before");
  expect(statSync(first).mode & 0o777).toBe(0o640);
  expect(readdirSync(directory).sort()).toEqual(["a", "c"]);
});

test("writes all files, and leaves nothing beside them", async () => {
  const paths = ["a", "deep/er/b"].map((name) => join(directory, name));
  writeFileSync(paths[0]!, "before");
  await writeFiles(paths.map((path) => ({ path, text: "after", mode: 0o600 })));
  for (const path of paths) expect(readFileSync(path, "utf8")).toBe("after");
  expect(statSync(paths[0]!).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory).sort()).toEqual(["a", "deep"]);
});

test("writes nothing where a file changed since it was read", async () => {
  const paths = ["a", "b"].map((name) => join(directory, name));
  for (const path of paths) writeFileSync(path, "read");
  writeFileSync(paths[1]!, "changed");
  await expect(
    writeFiles(paths.map((path) => ({ path, text: "after", before: "read" }))),
  ).rejects.toMatchObject({ diagnostics: [{ code: "file/changed", file: paths[1] }] });
  expect(paths.map((path) => readFileSync(path, "utf8"))).toEqual(["read", "changed"]);
});

test("a file keeps its permissions where no others are given", async () => {
  const path = join(directory, "a");
  writeFileSync(path, "before");
  chmodSync(path, 0o640);
  await writeFiles([{ path, text: "after" }]);
  expect(statSync(path).mode & 0o777).toBe(0o640);
});
