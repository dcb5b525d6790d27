import { createTwoFilesPatch } from "diff";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import { NixError, print, type Diagnostic, type NixValue } from "@nixgen/core";

/** What a file of a plan holds: Nix, made from a value, or a text as it is. */
export type FileContent = NixValue | { readonly text: string };

/** A file that a plan writes. */
export interface PlannedFile {
  /** The path in the plan's directory, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly status: "new" | "changed" | "unchanged";
}

/** Files to write into a directory: looked at first, then written all or none. */
export interface Plan {
  readonly directory: string;
  /** Every file with its text, and whether it differs from what is on disk now. */
  files(): Promise<readonly PlannedFile[]>;
  /** A unified diff from what is on disk to what would be written; empty where nothing changes. */
  diff(): Promise<string>;
  /**
   * Writes what differs. Every file is first written beside its place, then all of them are moved there.
   *
   * @throws NixError `file/unwritable`; then no file was changed.
   */
  write(): Promise<readonly PlannedFile[]>;
}

/**
 * A plan to write files into a directory. Nothing is read or written before it is asked for.
 *
 * @param contents the files by path; a value becomes formatted Nix, `{ text }` is written as it is.
 * @throws NixError where a content has no meaning in Nix, or a path leads out of the directory (`file/outside`).
 * @example
 * const files = plan("my-project", { "flake.nix": flake({ … }), ".envrc": { text: "use flake\n" } });
 * console.log(await files.diff());
 * await files.write();
 */
export function plan(directory: string, contents: Readonly<Record<string, FileContent>>): Plan {
  const texts = Object.entries(contents).map(([path, content]): [string, string] => [
    checkPath(path),
    isText(content) ? content.text : print(content),
  ]);
  const files = (): Promise<PlannedFile[]> =>
    Promise.all(
      texts.map(async ([path, text]) => {
        const before = await readIfThere(join(directory, path));
        const status = before === undefined ? "new" : before === text ? "unchanged" : "changed";
        return { path, text, status };
      }),
    );
  return {
    directory,
    files,
    async diff() {
      const patches = await Promise.all(
        (await files())
          .filter(({ status }) => status !== "unchanged")
          .map(async ({ path, text }) => {
            const before = await readIfThere(join(directory, path));
            return createTwoFilesPatch(
              before === undefined ? "/dev/null" : `a/${path}`,
              `b/${path}`,
              before ?? "",
              text,
            );
          }),
      );
      return patches.map((patch) => patch.replace(/^=+\n/, "")).join("");
    },
    async write() {
      const planned = await files();
      await writeAll(
        directory,
        planned.filter(({ status }) => status !== "unchanged"),
      );
      return planned;
    },
  };
}

function isText(content: FileContent): content is { readonly text: string } {
  if (typeof content !== "object" || content === null) return false;
  const keys = Object.keys(content);
  return keys.length === 1 && keys[0] === "text" && typeof (content as { text: unknown }).text === "string";
}

function checkPath(path: string): string {
  const clean = normalize(path);
  if (path !== "" && !isAbsolute(path) && clean !== ".." && !clean.startsWith(`..${sep}`)) return path;
  throw new NixError([
    report("file/outside", `the path ${JSON.stringify(path)} leads out of the directory of the plan`, path, [
      "use a path relative to the directory, without `..`",
    ]),
  ]);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unwritable(path, error);
  }
}

async function writeAll(directory: string, files: readonly PlannedFile[]): Promise<void> {
  const staged: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const file of files) {
      const path = join(directory, file.path);
      const temporary = `${path}.${process.pid}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      staged.push({ temporary, path });
      await writeSynced(temporary, file.text, await modeOf(path));
    }
    for (const { temporary, path } of staged) await rename(temporary, path);
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    throw unwritable(directory, error);
  }
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, "w", mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const newFileMode = 0o644;

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode;
  } catch {
    return newFileMode;
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
