import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "nixgen-packed-"));
const packages = ["core", "parser", "nixgen"];
const { packageManager, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  packageManager: string;
  devDependencies: Record<string, string>;
};

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  const tarballs = join(directory, "tarballs");
  mkdirSync(tarballs);
  for (const name of packages) {
    run(
      "npx",
      ["--yes", packageManager, "pack", "--pack-destination", tarballs],
      join(root, "packages", name),
    );
  }
  const files = readdirSync(tarballs).map((file) => [
    file.replace(/-\d.*$/, ""),
    `file:${join(tarballs, file)}`,
  ]);
  const byName = Object.fromEntries(files) as Record<string, string>;
  const dependencies = {
    nixgen: byName["nixgen"],
    "@nixgen/core": byName["nixgen-core"],
    "@nixgen/parser": byName["nixgen-parser"],
  };
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({
      private: true,
      type: "module",
      dependencies,
      devDependencies: {
        typescript: devDependencies["typescript"],
        "@types/node": devDependencies["@types/node"],
      },
      overrides: dependencies,
    }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], directory);
  cpSync(join(root, "examples/quick-start/main.ts"), join(directory, "main.ts"));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("the packed tarballs in an empty project", () => {
  it.each([
    ["node16", "node16"],
    ["bundler", "esnext"],
  ])("have types that resolve under moduleResolution %s", (moduleResolution, module) => {
    writeFileSync(
      join(directory, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          target: "es2022",
          module,
          moduleResolution,
          types: ["node"],
        },
        files: ["main.ts"],
      }),
    );
    expect(run("npx", ["tsc", "-p", "."], directory)).toBe("");
  });

  it("run an example by ESM import", () => {
    const text = readFileSync(join(root, "examples/dist/quick-start/main.js"), "utf8");
    writeFileSync(join(directory, "main.mjs"), text);
    const printed = run(process.execPath, ["main.mjs", "site"], directory);
    expect(printed).toContain("pkgs.dockerTools.buildLayeredImage");
    expect(readdirSync(join(directory, "site")).sort()).toEqual([".envrc", "flake.nix", "web.nix"]);
  });
});
