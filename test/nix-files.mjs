import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The paths of the Nix files below a folder, in order. Links are left out. */
export function nixFilesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
