import { createTwoFilesPatch } from "diff";
import { NixError, print, type Diagnostic, type NixValue, requireOptions, requireText } from "@nixgen/core";
import { parse, writeFiles } from "@nixgen/parser";
import type { Names } from "../names/names.js";
import { nodeModule } from "../node-module.js";
import { checkPlannedNames, type ParsedFile } from "./check-planned-names.js";
import { findUnbound, isGivenAsText } from "./find-unbound.js";
import { checkFolders, checkPaths, plainPath } from "./planned-paths.js";

/** What a file of a plan holds: a text as it is, or Nix, made from any other value. A string is the text of the file. */
export type FileContent = NixValue | { readonly text: string };

/** The files of a plan: by path, or as a list with their texts, such as the `files` that `build` answers with. */
export type PlanContents =
  Readonly<Record<string, FileContent>> | readonly { readonly path: string; readonly text: string }[];

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
   * What is wrong with the files, each with the file and the place in its text: syntax errors of texts, variables that nothing
   * binds, and the names of packages and options. What other files of the directory declare is known.
   */
  diagnostics(): Promise<readonly Diagnostic[]>;
  /**
   * Writes what differs, all files or none: every file is first written beside its place, then all of them are moved there.
   *
   * @throws NixError with the errors among {@link Plan.diagnostics}, where a file on disk changed since `files` or `diff` last
   * looked at it (`file/changed`), where a folder is a link that leads out of the directory (`file/outside`), or where a file can't
   * be written (`file/unwritable`). Then no file was changed.
   */
  write(): Promise<readonly PlannedFile[]>;
}

/**
 * A plan to write files into a directory. Nothing is read or written before it is asked for.
 *
 * @param contents the files by path: a string or `{ text }` is written as it is, any other value becomes formatted Nix; or a
 * list of files with their texts.
 * @throws NixError with all that is wrong: contents that have no meaning in Nix, paths that lead out of the directory
 * (`file/outside`), and paths that can't exist together (`file/conflict`), each with the file.
 * @example
 * const files = plan("my-project", { "flake.nix": flake({ … }), ".envrc": "use flake\n" });
 * console.log(await files.diff());
 * await files.write();
 */
export function plan(directory: string, contents: PlanContents, options: PlanOptions = {}): Plan {
  requireOptions(options, "the options of a plan");
  const { names } = options;
  requireText(directory, "the directory of a plan");
  requireContents(contents);
  const printed = printAll(
    isList(contents) ? contents.map(({ path, text }) => [path, { text }]) : Object.entries(contents),
  );
  const texts = printed.map(({ path, text }) => [path, text] as const);
  const { join } = nodeModule("node:path");
  const parseAll = once((): readonly ParsedFile[] =>
    printed
      .filter(({ path }) => path.endsWith(".nix"))
      .map(({ path, text, content }) => ({ path, content, ...parse(text) })),
  );
  const findProblems = once(async (): Promise<readonly Diagnostic[]> => {
    const inTexts = parseAll().flatMap((file) => {
      const problems = checkSyntax(file);
      return problems.length > 0 ? problems : findUnbound(file);
    });
    return names === false
      ? inTexts
      : [...inTexts, ...(await checkPlannedNames(directory, parseAll(), names))];
  });
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
    diagnostics: findProblems,
    async write() {
      const planned = await compare((path) => readIfThere(join(directory, path)));
      const problems = [
        ...(await findProblems()).filter(({ severity }) => severity === "error"),
        ...(await checkFolders(
          directory,
          texts.map(([path]) => path),
        )),
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

/** Refuses what is neither files by path nor a list of texts. @throws NixError `input/invalid` */
function requireContents(contents: unknown): void {
  if (!Array.isArray(contents)) return requireOptions(contents, "the files of a plan");
  for (let i = 0; i < contents.length; i++) {
    requireOptions(contents[i], "a file of a plan");
    const { path, text } = contents[i] as { readonly path?: unknown; readonly text?: unknown };
    requireText(path, "the path of a file");
    requireText(text, "the text of a file");
  }
}

function isList(contents: PlanContents): contents is Extract<PlanContents, readonly unknown[]> {
  return Array.isArray(contents);
}

interface PrintedFile {
  readonly path: string;
  readonly text: string;
  /** What the text was made from. */
  readonly content: FileContent;
}

/** The texts of all files. @throws NixError with what is wrong with any of them. */
function printAll(contents: readonly (readonly [path: string, content: FileContent])[]): PrintedFile[] {
  const problems = checkPaths(contents.map(([path]) => path));
  const files = contents.map(([path, content]): PrintedFile => {
    try {
      return { path: plainPath(path), text: textOf(content), content };
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      problems.push(...error.diagnostics.map((problem) => ({ file: path, ...problem })));
      return { path, text: "", content };
    }
  });
  if (problems.length > 0) throw new NixError(problems);
  return files;
}

function textOf(content: FileContent): string {
  if (typeof content === "string") return content;
  return isGivenAsText(content) ? content.text : print(content);
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
