import type { Diagnostic } from "@nixgen/core";
import { nodeModule } from "../node-module.js";

/** The path of a file in the directory of a plan, as `a/b.nix`, however it was written. */
export function plainPath(path: string): string {
  const { normalize, sep } = nodeModule("node:path");
  return normalize(path).split(sep).join("/");
}

/** What is wrong with the paths of a plan: those that lead out of the directory, and those that can't exist together. */
export function checkPaths(paths: readonly string[]): Diagnostic[] {
  const written = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const path of paths) {
    const plain = plainPath(path);
    const other = written.get(plain);
    if (!isInside(path, plain)) problems.push(reportOutside(path));
    else if (other === undefined) written.set(plain, path);
    else problems.push(reportConflict(path, `${quote(path)} and ${quote(other)} are the same file`));
  }
  for (const [plain, path] of written) {
    const parents = plain.split("/").map((_, index, parts) => parts.slice(0, index).join("/"));
    const file = parents.find((parent) => written.has(parent));
    if (file !== undefined) {
      problems.push(reportConflict(path, `${quote(path)} needs a folder where ${quote(file)} is a file`));
    }
  }
  return problems;
}

/** The files whose folder leads out of the directory by a link on disk. */
export async function checkFolders(directory: string, paths: readonly string[]): Promise<Diagnostic[]> {
  const { realpath } = nodeModule("node:fs/promises");
  const { dirname, join, relative, isAbsolute } = nodeModule("node:path");
  const top = await realpath(directory).catch(() => undefined);
  if (top === undefined) return [];
  const found = await Promise.all(
    paths.map(async (path) => {
      // What does not exist yet is made below what does.
      for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
        const place = await realpath(join(directory, folder)).catch(() => undefined);
        if (place === undefined) continue;
        const way = relative(top, place);
        return isAbsolute(way) || way.startsWith("..") ? [reportOutside(path, folder)] : [];
      }
      return [];
    }),
  );
  return found.flat();
}

function isInside(path: string, plain: string): boolean {
  const { isAbsolute } = nodeModule("node:path");
  return path !== "" && plain !== "." && !isAbsolute(path) && plain !== ".." && !plain.startsWith("../");
}

function reportOutside(path: string, link?: string): Diagnostic {
  const [why, help] =
    link === undefined
      ? ["", "use a path relative to the directory, without `..`"]
      : [`: ${quote(link)} is a link`, "make the plan in the folder that the link leads to"];
  return {
    code: "file/outside",
    severity: "error",
    message: `the path ${quote(path)} leads out of the directory of the plan${why}`,
    file: path,
    suggestions: [{ message: help }],
  };
}

function reportConflict(path: string, message: string): Diagnostic {
  const suggestions = [{ message: "give the files different paths" }];
  return { code: "file/conflict", severity: "error", message, file: path, suggestions };
}

function quote(path: string): string {
  return JSON.stringify(path);
}
