import { staticName, walk, type Diagnostic, type Expr, type File, type Suggestion } from "@nixgen/core";
import { closestNames } from "../closest.js";
import { callOf } from "./literal.js";
import { importedPaths, isGenerated, type ImportedPath } from "./imported-paths.js";
import { normalizePath } from "./overlays.js";

/** The folders and files that there are. Paths have `/` between their parts. */
export interface Disk {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** The names in a folder; none where there is no such folder. */
  entries(path: string): readonly string[];
}

/**
 * The modules that a file imports by a relative path and that are not there. Left out are files that are imported under a condition,
 * or looked for with `pathExists`, what `nixos-generate-config` writes, and what lies in a git submodule.
 */
export function findMissingFiles(tree: File, path: string, disk: Disk): Diagnostic[] {
  const found = new Map<Expr, Diagnostic>();
  const looked = pathsLookedFor(tree);
  walk(tree, (node) => {
    if (node.kind !== "Binding") return;
    const name = staticName(node.path.names.at(-1)!);
    if (name !== "imports" && name !== "modules") return;
    const all = [...importedPaths(node.value, { trees: new Map(), path, root: tree })];
    const known = new Set([path, ...all.map(({ text }) => normalizePath(`${path}/../${text}`))]);
    for (const imported of all) {
      const { node: at, text, isCertain } = imported;
      if (!isCertain || looked.has(text) || isGenerated(text)) continue;
      const target = normalizePath(`${path}/../${text}`);
      const what = describeMissing(target, name === "imports", disk);
      if (what === undefined || isInSubmodule(target, disk)) continue;
      const message = `${what} ${text}`;
      const place = at.span === undefined ? { path: ["imports"] } : { span: at.span };
      const suggestions = proposalsFor(imported, path, known, disk);
      found.set(at, { code: "names/missing-file", severity: "error", message, ...place, suggestions });
    }
  });
  return [...found.values()];
}

/** What is missing; `undefined` where all is there. Other lists than `imports` may name folders that are no modules. */
function describeMissing(target: string, isModule: boolean, disk: Disk): string | undefined {
  if (disk.isFile(target)) return undefined;
  if (!disk.isFolder(target)) return "there is no";
  return isModule && !disk.isFile(`${target}/default.nix`) ? "there is no `default.nix` in" : undefined;
}

/** The paths that a file asks for, as `builtins.pathExists ./a.nix` does. */
function pathsLookedFor(tree: File): ReadonlySet<string> {
  const found = new Set<string>();
  walk(tree, (node) => {
    if (node.kind !== "Application" || node.argument.kind !== "Path") return;
    const [part] = node.argument.parts;
    if (/^(pathExists|pathIs\w+)$/.test(callOf(node)?.name ?? "") && part?.kind === "PathText")
      found.add(part.text);
  });
  return found;
}

/** Whether a path lies in a folder that git is to fill with another repository: it is empty, and there are such. */
function isInSubmodule(target: string, disk: Disk): boolean {
  const parts = target.split("/");
  const folders = parts.map((_, length) => parts.slice(0, length).join("/")).filter((one) => one !== "");
  const isEmpty = folders.some((one) => disk.isFolder(one) && disk.entries(one).length === 0);
  return isEmpty && folders.some((one) => disk.isFile(`${one}/.gitmodules`));
}

/**
 * Files that may be meant: of nearly that name, or with the other ending of files and folders.
 *
 * @param known the file itself, and all that it imports.
 */
function proposalsFor(
  { node, text }: ImportedPath,
  path: string,
  known: ReadonlySet<string>,
  disk: Disk,
): Suggestion[] {
  const folder = normalizePath(`${path}/..`);
  const found = candidatesOf(text, folder, disk).filter(
    (one) => !known.has(normalizePath(`${folder}/${one}`)),
  );
  return found.map((one): Suggestion => {
    const message = `write \`${one}\``;
    return node.span === undefined ? { message } : { message, replacement: { span: node.span, text: one } };
  });
}

function candidatesOf(text: string, folder: string, disk: Disk): string[] {
  const isModule = (one: string): boolean => {
    const target = normalizePath(`${folder}/${one}`);
    return disk.isFile(target) || disk.isFile(`${target}/default.nix`);
  };
  const bare = text.replace(/(\/default)?(\.nix)?$/, "");
  const others = /(^|\/)\.*$/.test(bare) ? [] : [bare, `${bare}.nix`];
  const found = others.filter((one) => one !== text && isModule(one));
  const parts = text.split("/");
  // The first part that is not there has the mistake.
  const at = parts.findIndex((_, last) => {
    const target = normalizePath(`${folder}/${parts.slice(0, last + 1).join("/")}`);
    return !disk.isFile(target) && !disk.isFolder(target);
  });
  if (at === -1) return found;
  const names = disk.entries(normalizePath(`${folder}/${parts.slice(0, at).join("/")}`));
  const written = parts[at]!.replace(/\.nix$/, "");
  // Most short names are near each other.
  const near =
    written.length < 3
      ? []
      : closestNames(
          written,
          names.map((one) => one.replace(/\.nix$/, "")),
        );
  for (const name of near) {
    for (const entry of [name, `${name}.nix`]) {
      const one = [...parts.slice(0, at), entry, ...parts.slice(at + 1)].join("/");
      if (names.includes(entry) && isModule(one) && !found.includes(one)) found.push(one);
    }
  }
  return found;
}
