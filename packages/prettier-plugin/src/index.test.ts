import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format as formatNix } from "@nixgen/parser";
import { check, format, formatWithCursor, getFileInfo, getSupportInfo } from "prettier";
import { afterEach, beforeEach, expect, test } from "vitest";
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

test("knows no tabs: nixfmt has none", async () => {
  expect(await format(untidy, { ...options, useTabs: true })).toBe(formatNix(untidy));
});

test.each(["lf", "crlf", "cr", "auto"] as const)("writes the line ends of `%s`", async (endOfLine) => {
  const eol = { lf: "\n", crlf: "\r\n", cr: "\r", auto: "\r\n" }[endOfLine];
  const text = await format(untidy.replaceAll("\n", "\r\n"), { ...options, endOfLine });
  expect(text).toBe(formatNix(untidy).replaceAll("\n", eol));
});

test("keeps a byte order mark", async () => {
  expect(await format(`\uFEFF${untidy}`, options)).toBe(`\uFEFF${formatNix(untidy)}`);
});

test("keeps what a region of nixfmt:disable holds, and the white space at the ends of lines in strings", async () => {
  const text =
    "{\n/*nixfmt:disable*/\n  a   =   1;   \n   \n\n  b=2;\n/*nixfmt:enable*/\n  c   =  ''\n    x  \n\n    y\n  '';\n}\n";
  expect(await format(text, options)).toBe(text.replace("c   =  ", "c = "));
});

test("formats Nix in Markdown, in lists and quotes too, and leaves what is no Nix alone", async () => {
  const text = [
    "- a list",
    "",
    "  ```nix",
    "  {a=''",
    "    x",
    "",
    "    y",
    "  '';}",
    "  ```",
    "",
    "> ```nix",
    "> {a=1;b=2;}",
    "> ```",
    "",
    "```nix",
    "{ a =",
    "```",
    "",
  ].join("\n");
  const formatted = [
    "- a list",
    "",
    "  ```nix",
    "  {",
    "    a = ''",
    "      x",
    "",
    "      y",
    "    '';",
    "  }",
    "  ```",
    "",
    "> ```nix",
    "> {",
    ">   a = 1;",
    ">   b = 2;",
    "> }",
    "> ```",
    "",
    "```nix",
    "{ a =",
    "```",
    "",
  ].join("\n");
  expect(await format(text, { plugins: [plugin], parser: "markdown" })).toBe(formatted);
});

test("leaves a file as it is where only a part of it is to be formatted", async () => {
  expect(await format(untidy, { ...options, rangeStart: 3, rangeEnd: 12 })).toBe(untidy);
  expect(await format(untidy, { ...options, rangeStart: 0, rangeEnd: untidy.length })).toBe(
    formatNix(untidy),
  );
});

test("keeps a cursor where it was", async () => {
  const text = "{\n  a   = 1;\n  b   = [ 1 2 ];\n}\n";
  const { formatted, cursorOffset } = await formatWithCursor(text, {
    ...options,
    cursorOffset: text.indexOf("b "),
  });
  expect(formatted).toBe(formatNix(text));
  expect(formatted.slice(cursorOffset)).toMatch(/^b = \[/);
});

test("tells Prettier whether a file is formatted", async () => {
  expect(await check(untidy, options)).toBe(false);
  expect(await check(formatNix(untidy), options)).toBe(true);
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
  expect(await format("/** @prettier */ {a=1;}", { ...options, requirePragma: true })).not.toContain(
    "{a=1;}",
  );
  expect(await format("{a=1;}", { ...options, insertPragma: true })).toBe("# @format\n\n{ a = 1; }\n");
  expect(await format("# @format\n\n{a=1;}", { ...options, insertPragma: true })).toBe(
    "# @format\n\n{ a = 1; }\n",
  );
  expect(await format("# @noformat\n{a=1;}", { ...options, checkIgnorePragma: true })).toBe(
    "# @noformat\n{a=1;}",
  );
});

test("puts a pragma behind the lines that say how to run a file", async () => {
  const head = "#!/usr/bin/env nix-shell\n#! nix-shell -i bash\n";
  const inserted = `${head}# @format\n\n{ a = 1; }\n`;
  expect(await format(`${head}{a=1;}`, { ...options, insertPragma: true })).toBe(inserted);
  expect(await format(`${head}# @format\n\n{a=1;}`, { ...options, requirePragma: true })).toBe(inserted);
});

const root = fileURLToPath(new URL("../../..", import.meta.url));
const prettier = join(root, "node_modules/.bin/prettier");
let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nixgen-prettier-"));
  write("node_modules/.keep", "");
  symlinkSync(join(root, "packages/prettier-plugin"), join(directory, "node_modules/prettier-plugin-nixgen"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
}

function read(name: string): string {
  return readFileSync(join(directory, name), "utf8");
}

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  // No colours, which CI turns on.
  const env = { ...process.env, NO_COLOR: "1" };
  return spawnSync(prettier, args, { cwd: directory, encoding: "utf8", env });
}

const byName = JSON.stringify({ plugins: ["prettier-plugin-nixgen"] });

test("formats a mixed folder from the command line, and leaves broken files and those that are ignored alone", () => {
  write(".prettierrc", byName);
  write(".prettierignore", "generated\n");
  write("nix/a.nix", untidy);
  write("generated/a.nix", untidy);
  write("broken.nix", "{\n  a = 1;\n  b = }\n}\n");
  write("b.json", '{"a":1}');
  const { status, stderr } = run("--write", ".");
  expect(read("nix/a.nix")).toBe(formatNix(untidy));
  expect(read("generated/a.nix")).toBe(untidy);
  expect(read("b.json")).toBe('{ "a": 1 }\n');
  expect(read("broken.nix")).toBe("{\n  a = 1;\n  b = }\n}\n");
  expect(status).toBe(2);
  expect(stderr).toMatch(/broken\.nix: SyntaxError: .*\(3:7\)/);
  expect(stderr).toContain("> 3 |   b = }\n[error]     |       ^");
});

test("checks files, and lists those that are not formatted", () => {
  write(".prettierrc", byName);
  write("tidy.nix", formatNix(untidy));
  write("untidy.nix", untidy);
  expect(run("--check", "tidy.nix").status).toBe(0);
  expect(run("--check", "*.nix")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("untidy.nix") as string,
  });
  expect(run("--list-different", "*.nix")).toMatchObject({ status: 1, stdout: "untidy.nix\n" });
  expect(run("--debug-check", "*.nix").status).toBe(0);
  expect(read("untidy.nix")).toBe(untidy);
});

test("takes the options of an .editorconfig and of overrides", () => {
  write(".editorconfig", "root = true\n[*]\nindent_style = space\nindent_size = 4\nmax_line_length = 60\n");
  write(
    ".prettierrc",
    JSON.stringify({
      plugins: ["prettier-plugin-nixgen"],
      overrides: [{ files: "narrow/*.nix", options: { printWidth: 40, tabWidth: 2 } }],
    }),
  );
  write("a.nix", untidy);
  write("narrow/a.nix", untidy);
  expect(run("--write", ".").status).toBe(0);
  expect(read("a.nix")).toBe(formatNix(untidy, { width: 60, indent: 4 }));
  expect(read("narrow/a.nix")).toBe(formatNix(untidy, { width: 40, indent: 2 }));
});

test("is loaded from a configuration that is a module, and formats standard input", () => {
  write(
    "prettier.config.mjs",
    'import * as nix from "prettier-plugin-nixgen";\nexport default { plugins: [nix] };\n',
  );
  const { stdout } = spawnSync(prettier, ["--stdin-filepath", "a.nix"], {
    cwd: directory,
    encoding: "utf8",
    input: untidy,
  });
  expect(stdout).toBe(formatNix(untidy));
});
