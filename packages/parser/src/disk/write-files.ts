import { NixError, requireInteger, requireList, requireOptions, requireText } from "@nixgen/core";
import { fileError, reasonOf } from "./file-error.js";
import { nodeModule } from "./node-module.js";

/** A file to write, whole. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** The permissions that the file gets; where it is absent a file keeps its own, and a new one gets 0644. */
  readonly mode?: number;
  /** The text that the file had when it was read. Where it has another one by now, nothing is written. */
  readonly before?: string;
}

/**
 * Writes texts to files: all of them or none, and each whole. A text is first written to a file beside its place, and moved
 * there once all are on the disk. A link stays a link. Folders that are missing are made.
 *
 * @throws {@link NixError} `file/changed` where a file has another text than `before`; else what the file system throws.
 */
export async function writeFiles(files: readonly FileToWrite[]): Promise<void> {
  requireFiles(files);
  const fs = nodeModule("node:fs/promises");
  for (const file of files) await checkUnchanged(file);
  const staged: StagedFile[] = [];
  const folders: string[] = [];
  try {
    for (const { path, text, mode } of files) {
      const folder = await fs.mkdir(parentOf(path), { recursive: true });
      if (folder !== undefined) folders.push(folder);
      const place = await fs.realpath(path).catch(() => path);
      const file = { place, temporary: `${place}.${process.pid}.${(counter++).toString()}.tmp` };
      staged.push(file);
      await writeSynced(file.temporary, text, mode ?? (await modeOf(place)));
    }
    await moveAll(staged);
  } catch (error) {
    // What can't be named or reached was not made either.
    const remove = (path: string): Promise<void> =>
      fs.rm(path, { recursive: true, force: true }).catch(() => {});
    for (const path of [...staged.map(({ temporary }) => temporary), ...folders]) await remove(path);
    const { path } = files[Math.max(0, staged.length - 1)]!;
    const help = "check that its folder exists and can be written to";
    throw error instanceof NixError ? error : fileError("file/unwritable", path, reasonOf(error), help);
  }
}

/** Refuses what is no list of files. @throws NixError `input/invalid` */
function requireFiles(files: unknown): void {
  requireList(files, "the files to write");
  for (let i = 0; i < files.length; i++) {
    const file = files[i];
    requireOptions(file, "a file to write");
    const { path, text, mode, before } = file as Partial<FileToWrite>;
    requireText(path, "the path of a file");
    requireText(text, "the text of a file");
    if (mode !== undefined) requireInteger(mode, "the permissions of a file");
    if (before !== undefined) requireText(before, "the text that a file had");
  }
}

interface StagedFile {
  readonly place: string;
  readonly temporary: string;
}

let counter = 0;
const permissionBits = 0o7777;
const newFileMode = 0o644;

async function checkUnchanged({ path, before }: FileToWrite): Promise<void> {
  if (before === undefined) return;
  const { readFile } = nodeModule("node:fs/promises");
  const now = await readFile(path, "utf8").catch(() => undefined);
  if (now !== before)
    throw fileError("file/changed", path, "the file changed since it was read", "read it again");
}

async function modeOf(path: string): Promise<number> {
  const { stat } = nodeModule("node:fs/promises");
  return stat(path).then(
    ({ mode }) => mode,
    () => newFileMode,
  );
}

function parentOf(path: string): string {
  const separator = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return separator < 0 ? "." : path.slice(0, separator + 1);
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  const { open } = nodeModule("node:fs/promises");
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(text);
    await handle.chmod(mode & permissionBits);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves files to their places. Where one can't be moved, those before it are taken back. */
async function moveAll(files: readonly StagedFile[]): Promise<void> {
  const { rename, rm } = nodeModule("node:fs/promises");
  const takeBack: (() => Promise<void>)[] = [];
  try {
    for (const { place, temporary } of files) {
      // A file that is written alone needs no copy: to move it is one step.
      if (files.length > 1) takeBack.unshift(await keepCopy(place, `${temporary}.old`));
      await rename(temporary, place);
    }
  } catch (error) {
    for (const undo of takeBack) await undo();
    throw error;
  }
  if (files.length > 1) {
    await Promise.all(files.map(({ temporary }) => rm(`${temporary}.old`, { force: true })));
  }
}

/** Keeps what is at a place, under a second name. @returns what brings it back. */
async function keepCopy(place: string, copy: string): Promise<() => Promise<void>> {
  const { copyFile, constants, rename, rm, stat } = nodeModule("node:fs/promises");
  const exists = await stat(place).then(
    () => true,
    () => false,
  );
  if (!exists) return () => rm(place, { force: true });
  await copyFile(place, copy, constants.COPYFILE_EXCL);
  return () => rename(copy, place);
}
