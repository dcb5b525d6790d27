import { applyFixes, type Fix } from "./apply-fixes.js";
import { checkFiles, toFileToCheck, type CheckedFile, type CheckFilesOptions } from "./check-files.js";

/** What fixing files came to. */
export interface FixedFiles {
  readonly fixes: readonly (Fix & { readonly file: string })[];
  /** The files after it, with what is left. */
  readonly left: readonly CheckedFile[];
  /** The edits after which Nix would refuse a file, as their messages, by the paths of files. */
  readonly refused: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Fixes what has one right answer, until nothing of it is left. The kinds stay those that the files had at first. */
export function fixFiles(checked: readonly CheckedFile[], options: CheckFilesOptions): FixedFiles {
  const fixes: (Fix & { readonly file: string })[] = [];
  const refused = new Map<string, ReadonlySet<string>>();
  let left = checked;
  for (let round = 0; round < mostRounds; round++) {
    const made = fixes.length;
    const files = left.map(({ file, isBroken, diagnostics }) => {
      if (isBroken) return file;
      const fixed = applyFixes(file.text, diagnostics);
      refused.set(file.path, fixed.refused);
      fixes.push(...fixed.fixes.map((fix) => ({ ...fix, file: file.path })));
      return fixed.fixes.length === 0 ? file : toFileToCheck(file.path, fixed.text);
    });
    if (fixes.length === made) break;
    left = checkFiles(files, { ...options, before: checked });
  }
  return { fixes, left, refused };
}

/** A fix may show the next one; more than that is no end. */
const mostRounds = 10;
