import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "nixgen-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const output: string[] = [];
  const add = (text: string) => void output.push(text);
  const code = await runCommandLine(args, { print: add, printError: add });
  return { code, output: output.join("\n") };
}

test("help lists the commands, and tells of each", async () => {
  expect(await run("help")).toMatchObject({ code: 0, output: expect.stringContaining("check ") });
  for (const verb of ["index", "check", "search", "explain", "types"]) {
    const { code, output } = await run(verb, "--help");
    expect(code).toBe(0);
    expect(output).toContain(`nixgen ${verb}`);
    expect(output).toContain("Exit codes:");
  }
});

test("what is not understood fails", async () => {
  expect(await run("bogus")).toMatchObject({ code: 2, output: expect.stringContaining("no command bogus") });
  expect((await run()).code).toBe(2);
  expect((await run("check")).code).toBe(2);
  expect((await run("check", "x", "--bogus")).code).toBe(2);
  expect((await run("explain", "a", "--kind", "bogus")).output).toContain("home-manager");
});

test("check tells what is wrong, and mends what has one answer", async () => {
  const file = join(folder, "module.nix");
  writeFileSync(
    file,
    "{ pkgs, ... }:\n{\n  services.ngnix.enable = true;\n  fonts.fonts = [ pkgs.jq ];\n}\n",
  );
  const { code, output } = await run("check", file, "--kind", "nixos", "--fix");
  expect(code).toBe(1);
  expect(output).toContain("error[names/unknown-option]");
  expect(output).toContain("module.nix:3:12");
  expect(output).toContain("1 errors, 1 warnings");
  expect(readFileSync(file, "utf8")).toBe(
    "{ pkgs, ... }:\n{\n  services.ngnix.enable = true;\n  fonts.packages = [ pkgs.jq ];\n}\n",
  );
  const json = JSON.parse((await run("check", file, "--kind", "nixos", "--json")).output) as {
    code: string;
  }[];
  expect(json.map((one) => one.code)).toEqual(["names/unknown-option"]);
  writeFileSync(file, "{ services.nginx.enable = true; }\n");
  expect((await run("check", folder)).code).toBe(0);
});

test("explain and search tell by their exit codes whether there is something", async () => {
  expect(await run("explain", "pkgs.jq")).toMatchObject({
    code: 0,
    output: expect.stringContaining("version: "),
  });
  expect(await run("explain", "pkgs.jqq")).toMatchObject({
    code: 1,
    output: expect.stringContaining("pkgs.jq "),
  });
  expect(await run("explain", "services.nginx.enable")).toMatchObject({
    code: 0,
    output: expect.stringContaining("type: boolean"),
  });
  expect((await run("explain", "services.ngnix.enable")).code).toBe(1);
  expect(await run("search", "jq")).toMatchObject({ code: 0, output: expect.stringMatching(/^jq /) });
  expect((await run("search", "qqqqqqqq")).code).toBe(1);
});
