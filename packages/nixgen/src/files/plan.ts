import { createTwoFilesPatch } from "diff";
import { NixError, print, type Diagnostic, type NixValue } from "@nixgen/core";
import { parse, writeFiles } from "@nixgen/parser";
import type { Names } from "../names/names.js";
import { nodeModule } from "../node-module.js";
import { checkPlannedNames, type ParsedFile } from "./check-planned-names.js";

/** What a file of a plan holds: Nix, made from a value, or a text as it is. */
export type FileContent = NixValue | { readonly text: string };

/** A file that a plan writes. */
export interface PlannedFile {
  /** The path in the plan's directory, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly status: "new" | "changed" | "unchanged";
}

/** How a plan is made. */
export interface PlanOptions {
  /** The indexes in which names are looked up; `false` leaves them unchecked. Those that are shipped where not given. */
  readonly names?: Names | false;
}

/** Files to write into a directory: looked at first, then written all or none. */
export interface Plan {
  readonly directory: string;
  /** Every file with its text, and whether it differs from what is on disk now. */
  files(): Promise<readonly PlannedFile[]>;
  /** A unified diff from what is on disk to what would be written; empty where nothing changes. */
  diff(): Promise<string>;
  /**
   * What is wrong with the names of packages and options in the files, each with the file and the place in its text. What other
   * files of the directory declare is known.
   */
  diagnostics(): Promise<readonly Diagnostic[]>;
  /**
   * Writes what differs, all files or none: every file is first written beside its place, then all of them are moved there.
   *
   * @throws NixError where a name does not exist (`names/*`, the errors among {@link Plan.diagnostics}), where a file on disk changed since `files` or `diff` last looked at it (`file/changed`), where a text for a
   * `.nix` file is not Nix, or where a file can't be written (`file/unwritable`). Then no file was changed.
   */
  write(): Promise<readonly PlannedFile[]>;
}

/**
 * A plan to write files into a directory. Nothing is read or written before it is asked for.
 *
 * @param contents the files by path; a value becomes formatted Nix, `{ text }` is written as it is.
 * @throws NixError with all that is wrong: contents that have no meaning in Nix, and paths that lead out of the directory
 * (`file/outside`), each with the file.
 * @example
 * const files = plan("my-project", { "flake.nix": flake({ … }), ".envrc": { text: "use flake\n" } });
 * console.log(await files.diff());
 * await files.write();
 */
export function plan(
  directory: string,
  contents: Readonly<Record<string, FileContent>>,
  { names }: PlanOptions = {},
): Plan {
  const texts = printAll(contents);
  const { join } = nodeModule("node:path");
  const parseAll = once((): readonly ParsedFile[] =>
    texts
      .filter(([path]) => path.endsWith(".nix"))
      .map(([path, text]) => ({ path, content: contents[path]!, ...parse(text) })),
  );
  const findNames = once(() =>
    names === false ? Promise.resolve([]) : checkPlannedNames(directory, parseAll(), names),
  );
  /** What was on disk when the plan last looked; what nobody has looked at yet is not in it. */
  const seen = new Map<string, string | undefined>();
  const compare = (look: (path: string) => Promise<string | undefined>): Promise<ComparedFile[]> =>
    Promise.all(
      texts.map(async ([path, text]) => {
        const before = await look(path);
        const status = before === undefined ? "new" : before === text ? "unchanged" : "changed";
        return { path, text, status, before };
      }),
    );
  const look = async (path: string): Promise<string | undefined> => {
    const before = await readIfThere(join(directory, path));
    seen.set(path, before);
    return before;
  };
  return {
    directory,
    async files() {
      return (await compare(look)).map(toPlanned);
    },
    async diff() {
      return (await compare(look))
        .filter(({ status }) => status !== "unchanged")
        .map(patchOf)
        .join("");
    },
    diagnostics: findNames,
    async write() {
      const planned = await compare((path) => readIfThere(join(directory, path)));
      const problems = [
        ...(await findNames()).filter(({ severity }) => severity === "error"),
        ...parseAll().flatMap(checkSyntax),
        ...planned.flatMap((file) => checkUnchanged(file, seen)),
      ];
      if (problems.length > 0) throw new NixError(problems);
      await writeAll(
        directory,
        planned.filter(({ status }) => status !== "unchanged"),
      );
      for (const { path, text } of planned) seen.set(path, text);
      return planned.map(toPlanned);
    },
  };
}

/** The texts of all files by path. @throws NixError with what is wrong with any of them. */
function printAll(contents: Readonly<Record<string, FileContent>>): [path: string, text: string][] {
  const problems: Diagnostic[] = [];
  const texts = Object.entries(contents).map(([path, content]): [string, string] => {
    problems.push(...checkPath(path));
    try {
      return [path, isText(content) ? content.text : print(content)];
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      problems.push(...error.diagnostics.map((problem) => ({ file: path, ...problem })));
      return [path, ""];
    }
  });
  if (problems.length > 0) throw new NixError(problems);
  return texts;
}

/** What a function gave the first time. */
function once<T>(run: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: run() }).value;
}

interface ComparedFile extends PlannedFile {
  /** What is on disk. */
  readonly before: string | undefined;
}

function toPlanned({ path, text, status }: ComparedFile): PlannedFile {
  return { path, text, status };
}

function patchOf({ path, text, before }: ComparedFile): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  return createTwoFilesPatch(from, `b/${path}`, before ?? "", text).replace(/^=+\n/, "");
}

/** What is wrong with the text of a Nix file that was not made from a value. */
function checkSyntax({ path, diagnostics }: ParsedFile): readonly Diagnostic[] {
  return diagnostics.map((problem) => ({ ...problem, file: path }));
}

function checkUnchanged(
  { path, before, text }: ComparedFile,
  seen: ReadonlyMap<string, string | undefined>,
): readonly Diagnostic[] {
  if (!seen.has(path) || seen.get(path) === before || before === text) return [];
  return [
    report("file/changed", `${path} changed since the plan looked at it`, path, ["look at `diff()` again"]),
  ];
}

function isText(content: FileContent): content is { readonly text: string } {
  if (typeof content !== "object" || content === null) return false;
  const keys = Object.keys(content);
  return keys.length === 1 && keys[0] === "text" && typeof (content as { text: unknown }).text === "string";
}

function checkPath(path: string): readonly Diagnostic[] {
  const { isAbsolute, normalize, sep } = nodeModule("node:path");
  const clean = normalize(path);
  if (path !== "" && !isAbsolute(path) && clean !== ".." && !clean.startsWith(`..${sep}`)) return [];
  return [
    report("file/outside", `the path ${JSON.stringify(path)} leads out of the directory of the plan`, path, [
      "use a path relative to the directory, without `..`",
    ]),
  ];
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await nodeModule("node:fs/promises").readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unwritable(path, error);
  }
}

async function writeAll(directory: string, files: readonly PlannedFile[]): Promise<void> {
  if (files.length === 0) return;
  const { join } = nodeModule("node:path");
  try {
    await writeFiles(files.map(({ path, text }) => ({ path: join(directory, path), text })));
  } catch (error) {
    throw unwritable(directory, error);
  }
}

function unwritable(path: string, error: unknown): NixError {
  const reason = error instanceof Error ? error.message : String(error);
  return new NixError([
    report("file/unwritable", reason, path, ["check that the directory exists and can be written to"]),
  ]);
}

function report(
  code: Diagnostic["code"],
  message: string,
  file: string,
  suggestions: readonly string[],
): Diagnostic {
  return {
    code,
    severity: "error",
    message,
    file,
    suggestions: suggestions.map((text) => ({ message: text })),
  };
}
