import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const directory = mkdtempSync(join(tmpdir(), "nixgen-own-flake-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it("flake.nix is what its program writes", () => {
  execFileSync(process.execPath, [join(root, "examples/dist/own-flake/main.js"), directory]);
  expect(readFileSync(join(root, "flake.nix"), "utf8")).toBe(
    readFileSync(join(directory, "flake.nix"), "utf8"),
  );
});
