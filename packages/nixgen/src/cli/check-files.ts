import type { Diagnostic } from "@nixgen/core";
import { parse, type ParseResult } from "@nixgen/parser";
import { findProblems, startLooking } from "../names/check/check.js";
import { collectDeclarations } from "../names/check/declarations.js";
import { guessKinds } from "../names/check/guess-file-kind.js";
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
  const found = before === undefined ? guessKinds(project, { names, ...(kind && { kind }) }) : undefined;
  return files.map((file, at): CheckedFile => {
    const { path, tree, diagnostics: problems } = file;
    const kinds = found === undefined ? before![at]!.kinds : (found.get(tree) ?? []);
    const isBroken = problems.some(({ severity }) => severity === "error");
    const looked = startLooking();
    const inNames = isBroken ? [] : findProblems({ tree, kinds }, declarations, names, looked);
    const all = [...problems, ...inNames.map(({ diagnostic }) => diagnostic)];
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
