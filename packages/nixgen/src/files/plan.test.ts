import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { reference, select, type NixError } from "@nixgen/core";
import { devShell } from "../builders/dev-shell.js";
import { nixosModule } from "../builders/module.js";
import { overlay } from "../builders/overlay.js";
import { shellApplication } from "../builders/shell-application.js";
import { shellFile } from "../builders/shell-file.js";
import { build } from "../json/build.js";
import { pkgs } from "../references/references.js";
import { packageFile } from "./package-file.js";
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

test("takes strings as texts, and the files that build answers with", async () => {
  const shell = "with import <nixpkgs> { };\nmkShell { }\n";
  await plan(directory, { ".envrc": "use flake\n", "shell.nix": shell, "sub/./a.nix": 1 }).write();
  expect(read(".envrc")).toBe("use flake\n");
  expect(read("shell.nix")).toBe(shell);
  expect(read("sub/a.nix")).toBe("1\n");
  const answer = build({ files: { "shell.nix": { builder: "devShell" }, ".envrc": { text: "use nix\n" } } });
  await plan(directory, answer.ok ? answer.files : []).write();
  expect(read(".envrc")).toBe("use nix\n");
  expect(read("shell.nix")).toBe("{\n  pkgs ? import <nixpkgs> { },\n}:\npkgs.mkShell { }\n");
});

test("refuses what Nix would not read, and says how to make the file", async () => {
  const files = plan(directory, {
    "shell.nix": devShell({ packages: [pkgs.git, pkgs.jq] }),
    "tool.nix": shellApplication({ name: "x", text: "" }),
    "theme.nix": { a: reference("theme") },
    "text.nix": "{ a = pkgs.git; }",
    "scoped.nix": "with import <nixpkgs> { }; git",
    "broken.nix": "{ a = 1 }",
  });
  const found = await files.diagnostics();
  expect(found.map(({ file, code, suggestions }) => [file, code, suggestions[0]?.message])).toEqual([
    [
      "shell.nix",
      "tree/unbound-variable",
      "make the file with `shellFile({ shell: … })`, and it can be used by itself",
    ],
    [
      "tool.nix",
      "tree/unbound-variable",
      "make the file with `nixFile(…, { standalone: true })`, and it can be used by itself",
    ],
    ["theme.nix", "tree/unbound-variable", 'make the file with `nixFile(…, { arguments: ["theme"] })`'],
    ["text.nix", "tree/unbound-variable", "begin the file with `{ pkgs, ... }:`"],
    ["broken.nix", "syntax/missing-semicolon", "write `;`"],
  ]);
  for (const { span } of found) expect(span).toBeDefined();
  expect(await codesOf(() => files.write())).toEqual(found.map(({ code }) => code));
  expect(readdirSync(directory)).toEqual([]);
});

test.each<[Record<string, number>, string[]]>([
  [{ "a.nix": 1, "./a.nix": 2 }, ["file/conflict"]],
  [{ "sub/a.nix": 1, "sub//x/../a.nix": 2 }, ["file/conflict"]],
  [{ x: 1, "x/y.nix": 2 }, ["file/conflict"]],
  [{ "x/y.nix": 2, x: 1, "x-y": 3 }, ["file/conflict"]],
  [{ "": 1, ".": 2, "a/..": 3, "/a.nix": 4, "a/../../b.nix": 5 }, Array(5).fill("file/outside")],
  [{ "a/b.nix": 1, "a/c.nix": 2, "a.nix": 3 }, []],
])("paths that can't be together, or lead elsewhere: %j", async (contents, codes) => {
  expect(await codesOf(async () => plan(directory, contents).files())).toEqual(codes);
});

test("does not follow a folder that is a link to elsewhere", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "nixgen-elsewhere-"));
  mkdirSync(join(directory, "real"));
  symlinkSync(elsewhere, join(directory, "away"));
  symlinkSync(join(directory, "real"), join(directory, "inside"));
  const files = plan(directory, { "away/new/a.nix": 1, "b.nix": 2 });
  expect(await codesOf(() => files.write())).toEqual(["file/outside"]);
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(elsewhere, { recursive: true });
  expect(existsSync(join(directory, "b.nix"))).toBe(false);
  await plan(directory, { "inside/a.nix": 1, "new/folder/b.nix": 2 }).write();
  expect(read("real/a.nix")).toBe("1\n");
});

test("refuses to write names that don't exist, and tells the right ones", async () => {
  const files = plan(directory, {
    "package.nix": packageFile(
      shellApplication({ name: "x", runtimeInputs: [select(pkgs, "ripgrpe")], text: "" }),
    ),
    "host.nix": nixosModule({ services: { ngnix: { enable: true } } }),
    "shell.nix": { text: "{ pkgs }: pkgs.mkShell { packages = [ pkgs.nodejs-22 ]; }\n" },
  });
  const found = await files.diagnostics();
  expect(found.map(({ file, code, suggestions }) => [file, code, suggestions[0]?.message])).toEqual([
    ["package.nix", "names/unknown-package", "write `ripgrep`"],
    ["host.nix", "names/unknown-option", "write `services.nginx.enable`"],
    ["shell.nix", "names/unknown-package", "write `nodejs_22`"],
  ]);
  for (const { message, span } of found) {
    expect(message).toMatch(/\(as of \d{4}-\d\d/);
    expect(span).toBeDefined();
  }
  expect(await codesOf(() => files.write())).toEqual(found.map(({ code }) => code));
  expect(readdirSync(directory)).toEqual([]);
});

test("knows the names that files of the directory declare, and looks no names up where it is told so", async () => {
  const shell = {
    "shell.nix": shellFile({ shell: devShell({ packages: [select(pkgs, "our-tool")] }) }),
  };
  expect(await codesOf(() => plan(directory, shell).write())).toEqual(["names/unknown-package"]);
  const overlaid = plan(directory, { ...shell, "overlay.nix": overlay({ "our-tool": pkgs.hello }) });
  expect(await overlaid.diagnostics()).toEqual([]);
  await plan(directory, shell, { names: false }).write();
  write("overlay.nix", "final: prev: { our-tool = prev.hello; }");
  expect(await plan(directory, shell).diagnostics()).toEqual([]);
});

test("a file that is imported and neither planned nor there is a warning: it may be written later", async () => {
  const host = { text: "{ imports = [ ./a.nix ./b.nix ./hardwear.nix ]; }" };
  const files = plan(directory, { "host.nix": host, "a.nix": {}, "hardware.nix": {} });
  write("b.nix", "{ }");
  expect(await files.diagnostics()).toMatchObject([
    {
      code: "names/missing-file",
      severity: "warning",
      file: "host.nix",
      message: "there is no ./hardwear.nix",
      suggestions: [{ message: "write `./hardware.nix`" }],
    },
  ]);
  await files.write();
});

test("old names are warnings, which stop nothing, and sets that are not covered are left alone", async () => {
  const packages = [select(pkgs, "nixfmt-rfc-style"), select(pkgs, "haskellPackages", "any")];
  const files = plan(directory, { "shell.nix": shellFile({ shell: devShell({ packages }) }) });
  const found = await files.diagnostics();
  expect(found.map(({ severity, code }) => [severity, code])).toEqual([["warning", "names/renamed-package"]]);
  await files.write();
});

test("takes a text for the module that a file on disk imports it as", async () => {
  write(
    "flake.nix",
    "{ outputs = { home-manager, ... }: { a = home-manager.lib.homeManagerConfiguration { modules = [ ./me.nix ]; }; }; }",
  );
  const text =
    "{ programs.git.enable = true; services.nginx.enable = true; environment.systemPackages = [ ]; }";
  expect(await plan(directory, { "me.nix": { text } }).diagnostics()).toMatchObject([
    { code: "names/unknown-option", file: "me.nix", message: expect.stringContaining("`nginx`") },
    { code: "names/unknown-option", file: "me.nix", message: expect.stringContaining("`environment`") },
  ]);
});

test("says of options that were not looked up", async () => {
  const files = { "data.nix": { text: "{ services.mine.enable = true; }" } };
  expect(await plan(directory, files).diagnostics()).toMatchObject([
    { code: "names/unchecked", severity: "info", file: "data.nix" },
  ]);
});
