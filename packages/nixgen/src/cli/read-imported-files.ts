import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { walk, type File } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/** A file that others name, as far as it is looked at for what it declares. */
export interface ImportedFile {
  readonly path: string;
  readonly tree: File;
}

/** The files that some files name by relative paths, and those that these name, but for the files themselves. */
export function readImportedFiles(files: readonly ImportedFile[]): ImportedFile[] {
  const seen = new Set(files.map(({ path }) => normalize(path)));
  const found: ImportedFile[] = [];
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined && found.length < mostFiles; file = waiting.pop()) {
    for (const path of pathsIn(file)) {
      if (seen.has(path)) continue;
      seen.add(path);
      const imported = { path, tree: parse(readFileSync(path, "utf8")).tree };
      found.push(imported);
      waiting.push(imported);
    }
  }
  return found;
}

/** More files than that are those of a whole nixpkgs. */
const mostFiles = 2000;

/** The Nix files that a file names by relative paths, those of folders among them, as far as they exist. */
function pathsIn({ path, tree }: ImportedFile): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    const [part, ...more] = node.kind === "Path" ? node.parts : [];
    if (part?.kind !== "PathText" || more.length > 0 || !part.text.startsWith(".")) return;
    const target = join(dirname(path), part.text);
    const file = isFolder(target) ? join(target, "default.nix") : target;
    if (file.endsWith(".nix") && existsSync(file)) found.push(normalize(file));
  });
  return found;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
