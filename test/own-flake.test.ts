import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

it("flake.nix is what its program writes", () => {
  const directory = mkdtempSync(join(tmpdir(), "nixgen-own-flake-"));
  execFileSync(process.execPath, [join(root, "examples/dist/own-flake/main.js"), directory]);
  expect(readFileSync(join(root, "flake.nix"), "utf8")).toBe(
    readFileSync(join(directory, "flake.nix"), "utf8"),
  );
});
