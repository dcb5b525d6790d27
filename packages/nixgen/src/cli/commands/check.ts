import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { printDiagnostic, type Diagnostic } from "@nixgen/core";
import { listNixFiles, writeFiles } from "@nixgen/parser/files";
import { describeSources } from "../../names/check/check.js";
import type { Names } from "../../names/names.js";
import { optionKinds } from "../../names/option-kind.js";
import { whyLeft } from "../apply-fixes.js";
import { checkFiles, toFileToCheck, type CheckedFile } from "../check-files.js";
import { count } from "../count.js";
import { fixFiles, type FixedFiles } from "../fix-files.js";
import { readKind } from "../read-kind.js";
import { readNames } from "../read-names.js";
import { exitCodes, type Command } from "../command.js";

/** `nixgen check` */
export const checkCommand: Command = {
  summary: "check the names of packages and options in files",
  help: `nixgen check <file or directory>… [options]

Checks the packages of nixpkgs that files name, the options that modules set, and literal values of options against
their types. What one of the files declares is known in all of them, and so is what the files declare that they import,
and what their flake brings.

  --kind <kind>    whose modules the files are: nixos, home-manager or nix-darwin. Files that others import as modules
                   of another kind stay that, and overlays, packages, shells and flakes are no modules. Guessed for
                   each file where not given: by what imports it, the options that it sets, its name, and its flake
  --index <dir>    the folder of an index that \`nixgen index\` made
  --fix            write the first proposal for names that have another name now, and tell what was written, what is
                   left, and why. All that is printed is about the files as they are then
  --json           print diagnostics as JSON: [{ code, severity, message, span, suggestions, file }]. With --fix:
                   { fixed: [{ file, line, column, code, message, from, to }], left: [diagnostics, each with \`why\`] }
  --errors         leave warnings out; they are not fixed then either

Exit codes: 0 nothing is wrong, 1 there are errors, 2 a file could not be read. With --fix: what is left counts.`,
  async run(args, { print }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        kind: { type: "string" },
        index: { type: "string" },
        fix: { type: "boolean" },
        json: { type: "boolean" },
        errors: { type: "boolean" },
      },
    });
    if (positionals.length === 0) throw new Error("name a file or a directory");
    const options = {
      names: readNames(values.index),
      kind: readKind(values.kind),
      onlyErrors: values.errors,
    };
    const paths = await listNixFiles(positionals);
    const checked = checkFiles(
      paths.map((path) => toFileToCheck(path, readText(path))),
      options,
    );
    const fixed = values.fix ? fixFiles(checked, options) : undefined;
    const left = fixed?.left ?? checked;
    if (fixed !== undefined) await write(checked, fixed);
    const found = left.flatMap(({ diagnostics }) => diagnostics);
    if (values.json) print(JSON.stringify(fixed === undefined ? found : toJson(fixed), undefined, 2));
    else {
      for (const line of fixed === undefined ? [] : describeFixes(fixed)) print(line);
      for (const { file, diagnostics } of left) {
        for (const diagnostic of diagnostics) {
          const why = fixed === undefined ? "" : `  left: ${whyOf(diagnostic, fixed)}\n`;
          print(`${printDiagnostic(diagnostic, file.text)}\n${why}`);
        }
      }
      for (const line of summarize(left, options.names)) print(line);
    }
    return found.some(({ severity }) => severity === "error") ? exitCodes.found : exitCodes.fine;
  },
};

function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  return readFileSync(path, "utf8");
}

/** Writes the files that changed: all or none, and none that somebody else has changed. */
async function write(checked: readonly CheckedFile[], { left }: FixedFiles): Promise<void> {
  await writeFiles(
    left.flatMap(({ file: { path, text } }, at) => {
      const before = checked[at]!.file.text;
      return text === before ? [] : [{ path, text, before }];
    }),
  );
}

function whyOf(diagnostic: Diagnostic & { readonly file: string }, { refused }: FixedFiles): string {
  return whyLeft(diagnostic, refused.get(diagnostic.file) ?? new Set());
}

function toJson(fixed: FixedFiles): unknown {
  const left = fixed.left.flatMap(({ diagnostics }) => diagnostics);
  return { fixed: fixed.fixes, left: left.map((one) => ({ ...one, why: whyOf(one, fixed) })) };
}

function describeFixes({ fixes }: FixedFiles): string[] {
  const lines = fixes.map(({ file, line, column, message, from, to }) => {
    const what = to === "" ? `took out \`${from}\`` : `wrote \`${to}\` for \`${from}\``;
    return `fixed ${file}:${line}:${column}: ${message}; ${what}`;
  });
  return lines.length === 0 ? [] : [...lines, ""];
}

/** How many files were checked as what, and against what. */
function summarize(checked: readonly CheckedFile[], names: Names): string[] {
  const found = checked.flatMap(({ diagnostics }) => diagnostics);
  const errors = found.filter(({ severity }) => severity === "error").length;
  const pathsOf = (test: (one: CheckedFile) => boolean) => checked.filter(test).map(({ file }) => file.path);
  const groups = new Map<string, number>(optionKinds.map((kind) => [kind, 0]));
  for (const { kinds: of } of checked) {
    const name = optionKinds.filter((kind) => of.includes(kind)).join(" and ");
    if (name !== "") groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  const inner = pathsOf(({ innerKinds }) => innerKinds.length > 0);
  const others = pathsOf(({ kinds, innerKinds }) => kinds.length === 0 && innerKinds.length === 0);
  const kinds = optionKinds.filter((kind) =>
    checked.some((one) => one.kinds.includes(kind) || one.innerKinds.includes(kind)),
  );
  return [
    `${count(checked.length, "file")}, ${count(errors, "error")}, ${count(found.length - errors, "warning")}`,
    ...[...groups].flatMap(([name, number]) => (number > 0 ? `${count(number, "file")} as ${name}` : [])),
    ...(inner.length > 0
      ? [`${count(inner.length, "file")} for package names and the modules in them: ${list(inner)}`]
      : []),
    ...(others.length > 0 ? [`${count(others.length, "file")} for package names only: ${list(others)}`] : []),
    `checked against ${[...new Set(describeSources(names, kinds))].join("; ")}`,
  ];
}

/** How many files a list names. */
const mostFiles = 10;

function list(paths: readonly string[]): string {
  const more = paths.length - mostFiles;
  return paths.slice(0, mostFiles).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
