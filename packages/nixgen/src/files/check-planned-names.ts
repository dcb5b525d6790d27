import type { Diagnostic, NixValue } from "@nixgen/core";
import { parse, type ParseResult } from "@nixgen/parser";
import { findProblems } from "../names/check/check.js";
import { collectDeclarations, type ProjectFile } from "../names/check/declarations.js";
import { guessKinds, type FileOfKind } from "../names/check/guess-file-kind.js";
import { findMissingFiles } from "../names/check/missing-files.js";
import { mayBeModule } from "../names/check/may-be-module.js";
import { findUnchecked } from "../names/check/find-unchecked.js";
import { isBuiltOverlay, kindOfBuilt, packagesOfBuilt } from "../names/check/kind-of-built.js";
import { normalizePath } from "../names/check/overlays.js";
import { shippedNames, type Names } from "../names/names.js";
import { openDisk } from "../names/check/open-disk.js";
import { nodeModule } from "../node-module.js";

/** A Nix file that is to be written. */
export interface ParsedFile extends ParseResult {
  readonly path: string;
  /** What the text was made from. */
  readonly content: NixValue | { readonly text: string };
}

/**
 * What is wrong with the names in files that are to be written into a directory. Other files of the directory are read only where
 * something seems to be wrong, for what they declare, and where a text may be a module, for whose it is.
 */
export async function checkPlannedNames(
  directory: string,
  files: readonly ParsedFile[],
  names: Names = shippedNames,
): Promise<readonly Diagnostic[]> {
  const parsed = files
    .filter(({ diagnostics }) => diagnostics.length === 0)
    .map((file) => ({
      ...file,
      isOverlay: isBuiltOverlay(file.content),
      kind: kindOfBuilt(file.content),
    }));
  const missing = checkImports(directory, parsed, files);
  if (parsed.every(({ kind, tree }) => kind !== undefined || !mayBeModule(tree))) {
    const found = check(parsed, parsed, names);
    if (found.every(({ code }) => !code.startsWith("names/unknown"))) return [...found, ...missing];
  }
  const others = await readOthers(directory, new Set(parsed.map(({ path }) => path)));
  const all = [...parsed, ...others];
  return [...check(parsed, all, names), ...missing];
}

/** The files that planned ones import and that are neither planned nor there. They may be written later on. */
function checkImports(
  directory: string,
  files: readonly ParsedFile[],
  planned: readonly { readonly path: string }[],
): Diagnostic[] {
  const { resolve } = nodeModule("node:path");
  const whole = (path: string) => normalizePath(resolve(directory, path));
  const disk = openDisk(new Set(planned.map(({ path }) => whole(path))));
  return files.flatMap(({ path, tree }) =>
    findMissingFiles(tree, whole(path), disk).map((diagnostic) => ({
      ...diagnostic,
      severity: "warning",
      file: path,
    })),
  );
}

function check(files: readonly ParsedFile[], project: readonly FileOfKind[], names: Names): Diagnostic[] {
  const declarations = collectDeclarations(project);
  const kinds = guessKinds(project, { names });
  return files.flatMap(({ path, tree, content }) => {
    const ofFile = kinds.get(tree) ?? [];
    const file = { tree, kinds: ofFile, fromPackages: packagesOfBuilt(content) };
    const found = findProblems(file, declarations, names).map(({ diagnostic }) => diagnostic);
    const unchecked = findUnchecked(tree, ofFile, names).slice(0, 1);
    return found.concat(unchecked).map((diagnostic) => ({ ...diagnostic, file: path }));
  });
}

/** The other Nix files of a directory, but for hidden folders; those that can't be read are left out. */
async function readOthers(directory: string, planned: ReadonlySet<string>): Promise<ProjectFile[]> {
  const { readdir, readFile } = nodeModule("node:fs/promises");
  const { join } = nodeModule("node:path");
  const found: ProjectFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && entry.name !== "node_modules") await visit(`${path}/`);
      } else if (path.endsWith(".nix") && !planned.has(path) && found.length < mostFiles) {
        const text = await readFile(join(directory, path), "utf8").catch(() => "");
        found.push({ path, tree: parse(text).tree });
      }
    }
  };
  await visit("");
  return found;
}

/** More files than that are no project of somebody's own. */
const mostFiles = 5000;
