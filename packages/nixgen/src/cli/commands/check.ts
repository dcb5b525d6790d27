import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { printDiagnostic, type Diagnostic } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { listNixFiles, writeFiles } from "@nixgen/parser/files";
import { describeSources, findProblemsInFile } from "../../names/check/check.js";
import { collectDeclarations } from "../../names/check/declarations.js";
import { optionKinds, type OptionKind } from "../../names/option-kind.js";
import { applyFixes } from "../apply-fixes.js";
import { count } from "../count.js";
import { findFlakeKinds, guessFileKind } from "../../names/check/guess-file-kind.js";
import { readImportedFiles } from "../read-imported-files.js";
import { readKind } from "../read-kind.js";
import { readNames } from "../read-names.js";
import { exitCodes, type Command } from "../command.js";

/** `nixgen check` */
export const checkCommand: Command = {
  summary: "check the names of packages and options in files",
  help: `nixgen check <file or directory>… [options]

Checks the packages of nixpkgs that files name, the options that modules set, and literal values of options against
their types. What one of the files declares is known in all of them, and so is what the files declare that they import.

  --kind <kind>    whose modules the files are: nixos, home-manager or nix-darwin; guessed for each file where not
                   given, by the options that it sets, its name, and the flake beside it
  --index <dir>    the folder of an index that \`nixgen index\` made
  --fix            write the first proposal for names that have another name now
  --json           print diagnostics as JSON
  --errors         leave warnings out

Exit codes: 0 nothing is wrong, 1 there are errors, 2 a file could not be read.`,
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
    const names = readNames(values.index);
    const kind = readKind(values.kind);
    const paths = await listNixFiles(positionals);
    const files = paths.map((path) => ({ path, text: readText(path) }));
    const parsed = files.map((file) => ({ ...file, ...parse(file.text, { likelyMistakes: true }) }));
    const declarations = collectDeclarations([...parsed, ...readImportedFiles(parsed)]);
    const all: Diagnostic[] = [];
    const sources = new Set<string>();
    const flakeKinds = findFlakeKinds(parsed);
    const byKind = new Map<OptionKind | undefined, string[]>();
    for (const { path, text, tree, diagnostics: problems } of parsed) {
      const of = kind ?? guessFileKind({ path, tree }, names, flakeKinds);
      byKind.set(of, [...(byKind.get(of) ?? []), path]);
      const isBroken = problems.some(({ severity }) => severity === "error");
      const inNames = isBroken ? [] : findProblemsInFile({ tree, kind: of }, declarations, names);
      const diagnostics = [...problems, ...inNames.map(({ diagnostic }) => diagnostic)];
      for (const source of describeSources(names, of)) sources.add(source);
      const found = diagnostics.filter(({ severity }) => !values.errors || severity === "error");
      all.push(...found.map((diagnostic) => ({ ...diagnostic, file: path })));
      if (!values.json)
        for (const diagnostic of found) print(`${printDiagnostic({ ...diagnostic, file: path }, text)}\n`);
      if (values.fix && !isBroken) {
        const fixed = applyFixes(text, found);
        if (fixed !== text) await writeFiles([{ path, text: fixed, before: text }]);
      }
    }
    const errors = all.filter(({ severity }) => severity === "error").length;
    if (values.json) print(JSON.stringify(all, undefined, 2));
    else {
      print(
        `${count(files.length, "file")}, ${count(errors, "error")}, ${count(all.length - errors, "warning")}`,
      );
      for (const one of optionKinds) {
        const checked = byKind.get(one);
        if (checked) print(`${count(checked.length, "file")} as ${one}`);
      }
      const others = byKind.get(undefined);
      if (others) print(`${count(others.length, "file")} for package names only: ${list(others)}`);
      print(`checked against ${[...sources].join("; ")}`);
    }
    return errors > 0 ? exitCodes.found : exitCodes.fine;
  },
};

function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  return readFileSync(path, "utf8");
}

/** How many files a list names. */
const mostFiles = 10;

function list(paths: readonly string[]): string {
  const more = paths.length - mostFiles;
  return paths.slice(0, mostFiles).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
