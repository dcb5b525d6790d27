import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NixError } from "@nixgen/core";
import { plan } from "./plan.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nixgen-plan-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(directory, name), "utf8");
const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);

async function codesOf(run: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    return (error as NixError).diagnostics.map(({ code }) => code);
  }
}

test("shows what changes, then writes it", async () => {
  write("a.nix", "{ a = 1; }\n");
  const files = plan(directory, { "a.nix": { a: 2 }, "sub/.envrc": { text: "use flake\n" } });
  expect(await files.files()).toEqual([
    { path: "a.nix", text: "{ a = 2; }\n", status: "changed" },
    { path: "sub/.envrc", text: "use flake\n", status: "new" },
  ]);
  expect(await files.diff()).toBe(`--- a/a.nix
+++ b/a.nix
@@ -1,1 +1,1 @@
-{ a = 1; }
+{ a = 2; }
--- /dev/null
+++ b/sub/.envrc
@@ -0,0 +1,1 @@
+use flake
`);
  expect(read("a.nix")).toBe("{ a = 1; }\n");
  await files.write();
  expect(read("a.nix")).toBe("{ a = 2; }\n");
  expect(read("sub/.envrc")).toBe("use flake\n");
  expect(readdirSync(directory).sort()).toEqual(["a.nix", "sub"]);
  expect(await files.diff()).toBe("");
});

test("does not overwrite what changed since it was looked at", async () => {
  write("a.nix", "{ a = 1; }\n");
  const files = plan(directory, { "a.nix": { a: 2 }, "b.nix": { b: 1 } });
  await files.diff();
  write("a.nix", "{ a = 3; }\n");
  write("b.nix", "{ mine = true; }\n");
  expect(await codesOf(() => files.write())).toEqual(["file/changed", "file/changed"]);
  expect(read("a.nix")).toBe("{ a = 3; }\n");
  await files.diff();
  await files.write();
  expect(read("a.nix")).toBe("{ a = 2; }\n");
});

test("writes nothing where a text is not Nix", async () => {
  const files = plan(directory, { "a.nix": { a: 1 }, "b.nix": { text: "{ b = 1 }" } });
  expect(await codesOf(() => files.write())).toEqual(["syntax/missing-semicolon"]);
  expect(readdirSync(directory)).toEqual([]);
});

test("leaves all as it was where one file can't be written", async () => {
  write("a.nix", "{ a = 1; }\n");
  mkdirSync(join(directory, "taken"));
  write("taken/file", "");
  const files = plan(directory, { "a.nix": { a: 2 }, "new/b.nix": { b: 1 }, "taken/file/c.nix": { c: 1 } });
  expect(await codesOf(() => files.write())).toEqual(["file/unwritable"]);
  expect(read("a.nix")).toBe("{ a = 1; }\n");
  expect(existsSync(join(directory, "new"))).toBe(false);
  expect(readdirSync(directory).sort()).toEqual(["a.nix", "taken"]);
});
