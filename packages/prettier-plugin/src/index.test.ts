import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format as formatNix } from "@nixgen/parser";
import { format, getFileInfo, getSupportInfo } from "prettier";
import { afterAll, expect, test } from "vitest";
import * as plugin from "./index.js";

const options = { plugins: [plugin], parser: "nix" };
const untidy = `{pkgs,...}:{a=[1 2 3];b="x";
  /* lua */ c = ''
    print( "lua is left alone" )  
  '';
  description = "a text that is long enough to need more than eighty columns on its line of the file";}`;

test("formats as nixfmt does, with its width and indentation where nobody sets another", async () => {
  expect(await format(untidy, options)).toBe(formatNix(untidy));
});

test("takes over the width and the indentation that are set", async () => {
  expect(await format(untidy, { ...options, printWidth: 60, tabWidth: 4 })).toBe(
    formatNix(untidy, { width: 60, indent: 4 }),
  );
});

test("does nothing to what is formatted", async () => {
  const once = await format(untidy, options);
  expect(await format(once, options)).toBe(once);
});

test("reads and writes other line ends", async () => {
  const text = await format(untidy.replaceAll("\n", "\r\n"), { ...options, endOfLine: "crlf" });
  expect(text).toBe(formatNix(untidy).replaceAll("\n", "\r\n"));
});

test("knows files by their name", async () => {
  const info = await getFileInfo("flake.nix", { plugins: [plugin] });
  expect(info.inferredParser).toBe("nix");
  const { languages } = await getSupportInfo({ plugins: [plugin] });
  expect(languages.map(({ name }) => name)).toContain("Nix");
});

test("tells where a syntax error is", async () => {
  await expect(format("{\n  a = 1\n}", options)).rejects.toMatchObject({
    name: "SyntaxError",
    message: expect.stringMatching(/expected `;`/) as string,
    loc: { start: { line: 2 } },
  });
});

test("minds pragmas", async () => {
  expect(await format("{a=1;}", { ...options, requirePragma: true })).toBe("{a=1;}");
  expect(await format("# @format\n{a=1;}", { ...options, requirePragma: true })).toBe(
    "# @format\n{ a = 1; }\n",
  );
  expect(await format("{a=1;}", { ...options, insertPragma: true })).toBe("# @format\n\n{ a = 1; }\n");
});

const root = fileURLToPath(new URL("../../..", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "nixgen-prettier-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("formats a mixed folder from the command line", () => {
  mkdirSync(join(directory, "nix"));
  writeFileSync(join(directory, "nix/a.nix"), untidy);
  writeFileSync(join(directory, "broken.nix"), "{ a = }");
  writeFileSync(join(directory, "b.json"), '{"a":1}');
  const prettier = join(root, "node_modules/.bin/prettier");
  const built = join(root, "packages/prettier-plugin/dist/index.js");
  const { status, stderr } = spawnSync(prettier, ["--write", ".", "--plugin", built], {
    cwd: directory,
    encoding: "utf8",
  });
  expect(readFileSync(join(directory, "nix/a.nix"), "utf8")).toBe(formatNix(untidy));
  expect(readFileSync(join(directory, "b.json"), "utf8")).toBe('{ "a": 1 }\n');
  expect(readFileSync(join(directory, "broken.nix"), "utf8")).toBe("{ a = }");
  expect(status).toBe(2);
  expect(stderr).toMatch(/broken\.nix: SyntaxError: .*\(1:7\)/);
});
