import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedNames } from "../names/names.js";

/**
 * Writes the names of packages for `nix/stand-in-packages.nix`: those of the shipped index, by package set.
 *
 * @returns the path of the file, which changes with its content.
 */
export function writePackageNames(directory: string): string {
  const index = shippedNames.packages;
  const sets = index?.sets.filter((path) => !path.includes(".")) ?? [];
  const names = Object.fromEntries(["", ...sets].map((path) => [path, index?.set(path)?.names ?? []]));
  const text = JSON.stringify(names);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const file = join(directory, `package-names-${hash}.json`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, text);
  return file;
}
