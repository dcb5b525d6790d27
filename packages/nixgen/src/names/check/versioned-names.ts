import type { Diagnostic } from "@nixgen/core";
import type { Names } from "../names.js";
import { printOptionPath, readOptionPath } from "../option-path.js";
import { describeAge } from "../provenance.js";
import { suggestPackages } from "../suggest-packages.js";

/** `python@3.12` and `pkgs.python@3.12`: `@` binds a name in Nix, so this is a syntax error. */
const versionedName = /(?<![\w.@/:"'-])(pkgs\.)?([a-z][\w+-]*@\d+(?:\.\d+)*)(?![\w@])/g;

/** The packages in a text that are written with a version as Homebrew does, where that is what is wrong with its syntax. */
export function findVersionedNames(
  text: string,
  problems: readonly Diagnostic[],
  { packages }: Names,
): Diagnostic[] {
  if (packages === undefined || problems.length === 0) return [];
  return [...text.matchAll(versionedName)].flatMap((match): Diagnostic[] => {
    const [whole, set = "", name] = match;
    const span = { start: match.index, end: match.index + whole.length };
    const isWrong = problems.some(
      (problem) => problem.span && problem.span.start <= span.end && problem.span.end >= span.start,
    );
    if (!isWrong) return [];
    const suggestions = suggestPackages("", name!, packages).map(({ path }) => {
      const written = set + printOptionPath(readOptionPath(path));
      return { message: `write \`${written}\``, replacement: { span, text: written } };
    });
    return [
      {
        code: "names/unknown-package",
        severity: "error",
        message: `nixpkgs has no \`${name!}\`${describeAge(packages.provenance)}`,
        span,
        suggestions,
      },
    ];
  });
}
