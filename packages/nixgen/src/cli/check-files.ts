import { resolve } from "node:path";
import type { Diagnostic } from "@nixgen/core";
import { parse, type ParseResult } from "@nixgen/parser";
import { findProblems, startLooking } from "../names/check/check.js";
import { collectDeclarations } from "../names/check/declarations.js";
import { openDisk } from "../names/check/open-disk.js";
import { findMissingFiles } from "../names/check/missing-files.js";
import { normalizePath } from "../names/check/overlays.js";
import { guessKinds } from "../names/check/guess-file-kind.js";
import { findVersionedNames } from "../names/check/versioned-names.js";
import type { Names } from "../names/names.js";
import type { OptionKind } from "../names/option-kind.js";
import { readProject } from "./read-project.js";

/** A file that is checked. */
export interface FileToCheck extends ParseResult {
  readonly path: string;
}

/** What was found in a file. */
export interface CheckedFile {
  readonly file: FileToCheck;
  /** Whose module it is. */
  readonly kinds: readonly OptionKind[];
  /** Whose modules stand in it, where it is none itself. */
  readonly innerKinds: readonly OptionKind[];
  readonly isBroken: boolean;
  /** With the path as `file`. */
  readonly diagnostics: readonly (Diagnostic & { readonly file: string })[];
}

/** How files are checked. */
export interface CheckFilesOptions {
  readonly names: Names;
  /** Whose modules the files are of which no other file says it. */
  readonly kind?: OptionKind | undefined;
  /** Leaves warnings out. */
  readonly onlyErrors?: boolean | undefined;
  /** The files as they were found before, which tell the kinds. */
  readonly before?: readonly CheckedFile[];
}

export function toFileToCheck(path: string, text: string): FileToCheck {
  return { path, ...parse(text, { likelyMistakes: true }) };
}

/** Checks files together, with what belongs to them on disk. */
export function checkFiles(
  files: readonly FileToCheck[],
  { names, kind, onlyErrors = false, before }: CheckFilesOptions,
): CheckedFile[] {
  const project = readProject(files);
  const declarations = collectDeclarations(project);
  const guessed = before === undefined ? guessKinds(project, { names, ...(kind && { kind }) }) : undefined;
  const disk = openDisk();
  return files.map((file, at): CheckedFile => {
    const { path, tree, diagnostics: problems } = file;
    const kinds = guessed === undefined ? before![at]!.kinds : (guessed.get(tree) ?? []);
    const isBroken = problems.some(({ severity }) => severity === "error");
    const looked = startLooking();
    const inNames = isBroken ? [] : findProblems({ tree, kinds }, declarations, names, looked);
    const missing = isBroken ? [] : findMissingFiles(tree, normalizePath(resolve(path)), disk);
    const versioned = isBroken ? findVersionedNames(file.text, problems, names) : [];
    const found = [...versioned, ...problems, ...inNames.map(({ diagnostic }) => diagnostic), ...missing];
    const all = found.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
    const diagnostics = onlyErrors ? all.filter(({ severity }) => severity === "error") : all;
    return {
      file,
      kinds,
      innerKinds: kinds.length > 0 ? [] : [...new Set(looked.modules.values())],
      isBroken,
      diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, file: path })),
    };
  });
}
