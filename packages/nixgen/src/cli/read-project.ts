import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import { walk, type File } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/** A file of a project, as far as it is looked at for what it says of others. */
export interface ReadFile {
  readonly path: string;
  readonly tree: File;
}

/**
 * All that belongs to some files: these, the flakes that they lie in, and the files that all of these name by relative paths.
 * The paths are those from one folder, or whole ones.
 */
export function readProject(files: readonly ReadFile[]): readonly ReadFile[] {
  const whole = files.map(({ path, tree }) => ({ path: resolve(path), tree }));
  const known = new Set(whole.map(({ path }) => path));
  const flakes = new Set(whole.flatMap(({ path }) => findFlake(dirname(path)) ?? []));
  const others = [...flakes].filter((path) => !known.has(path)).map(readTree);
  const all = [...whole, ...others];
  const project = [...all, ...readImportedFiles(all)];
  const folders = [process.cwd(), ...[...flakes].map((path) => dirname(path))];
  const top = folders.find((folder) => project.every(({ path }) => isWithin(path, folder)));
  return top === undefined ? project : project.map(({ path, tree }) => ({ path: relative(top, path), tree }));
}

/** The flake that a folder lies in, not further up than the repository goes. */
function findFlake(folder: string): string | undefined {
  const flake = join(folder, "flake.nix");
  if (existsSync(flake)) return flake;
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, ".git")) ? undefined : findFlake(parent);
}

function isWithin(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return !inside.startsWith("..") && !isAbsolute(inside);
}

function readTree(path: string): ReadFile {
  return { path, tree: parse(readFileSync(path, "utf8")).tree };
}

/** The files that some files name by relative paths, and those that these name, but for the files themselves. */
function readImportedFiles(files: readonly ReadFile[]): ReadFile[] {
  const seen = new Set(files.map(({ path }) => path));
  const found: ReadFile[] = [];
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined && found.length < mostFiles; file = waiting.pop()) {
    for (const path of pathsIn(file)) {
      if (seen.has(path)) continue;
      seen.add(path);
      const imported = readTree(path);
      found.push(imported);
      waiting.push(imported);
    }
  }
  return found;
}

/** More files than that are those of a whole nixpkgs. */
const mostFiles = 2000;

/** The Nix files that a file names by relative paths, those of folders among them, as far as they exist. */
function pathsIn({ path, tree }: ReadFile): string[] {
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
