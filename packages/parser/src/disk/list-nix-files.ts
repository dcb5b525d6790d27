import { requireTexts } from "@nixgen/core";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * The paths of files, sorted and each once: files as they are given, and of folders all `.nix` files in them, but for hidden
 * folders and `node_modules`. A path at which there is nothing is kept, so that reading it says so.
 */
export async function listNixFiles(paths: readonly string[]): Promise<readonly string[]> {
  requireTexts(paths, "the paths of files and folders");
  const lists = await Promise.all(paths.map(listFiles));
  return [...new Set(lists.flat())].sort();
}

async function listFiles(path: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const lists = entries.map((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory())
      return entry.name.startsWith(".") || entry.name === "node_modules" ? [] : listFiles(inner);
    return entry.isFile() && entry.name.endsWith(".nix") ? [inner] : [];
  });
  return (await Promise.all(lists)).flat();
}
