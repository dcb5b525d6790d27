import { NixError } from "@nixgen/core";
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
    await Promise.all(staged.map(({ temporary }) => fs.rm(temporary, { force: true })));
    for (const folder of folders) await fs.rm(folder, { recursive: true, force: true });
    throw error;
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
  const { readFile } = nodeModule("node:fs/promises");
  if (before === undefined || (await readFile(path, "utf8")) === before) return;
  const suggestions = [{ message: "read it again" }];
  const message = "the file changed since it was read";
  throw new NixError([{ code: "file/changed", severity: "error", message, file: path, suggestions }]);
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
