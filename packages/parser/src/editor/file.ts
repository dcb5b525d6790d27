import { NixError, requireOptions, requireText } from "@nixgen/core";
import { fileError, reasonOf } from "../disk/file-error.js";
import { nodeModule } from "../disk/node-module.js";
import { writeFiles } from "../disk/write-files.js";
import type { Source } from "./source.js";

/** A file as it was read. */
export interface FileState {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** Reads a file. @throws NixError `file/unreadable` */
export async function readFile(path: string): Promise<FileState> {
  const fs = nodeModule("node:fs/promises");
  try {
    const [bytes, { mode }] = await Promise.all([fs.readFile(path), fs.stat(path)]);
    return { path, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), mode };
  } catch (error) {
    throw fileError(
      "file/unreadable",
      path,
      reasonOf(error),
      "check that it exists, can be read, and is UTF-8",
    );
  }
}

/** The path of a file that is named by a path or a `file:` URL. */
export function toFilePath(path: string | URL): string {
  if (typeof path === "object" && path !== null && "href" in path)
    return nodeModule("node:url").fileURLToPath(path);
  requireText(path, "the path of a file");
  return path;
}

/** How a document is written. */
export interface SaveOptions {
  /** Write a text that has syntax errors. */
  readonly allowErrors?: boolean;
}

const newFileMode = 0o644;

/**
 * Writes the text of a source: to a file beside the place, which is then moved there.
 *
 * @param before the file that the source was read from, if it was.
 * @param path where to write, if elsewhere.
 */
export async function writeFile(
  before: FileState | undefined,
  path: string | undefined,
  source: Source,
  options: SaveOptions,
): Promise<FileState> {
  requireOptions(options, "the options of `save`");
  const { allowErrors = false } = options;
  const errors = source.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0 && !allowErrors) throw new NixError(errors, source.text);
  const target = path ?? before?.path;
  if (target === undefined) {
    throw fileError("edit/no-file", "", "the document does not belong to a file", "give `save` a path");
  }
  const isOwn = before !== undefined && target === before.path;
  const onDisk = await readIfThere(target);
  if (isOwn && onDisk?.text !== before.text) {
    throw fileError(
      "file/changed",
      target,
      "the file changed since it was read",
      "open it again, and make the edits there",
    );
  }
  const { text } = source;
  const mode = onDisk?.mode ?? before?.mode ?? newFileMode;
  if (onDisk?.text === text) return { path: target, text, mode };
  await writeFiles([{ path: target, text, mode }]);
  return { path: target, text, mode };
}

async function readIfThere(path: string): Promise<FileState | undefined> {
  const fs = nodeModule("node:fs/promises");
  const exists = await fs.stat(path).then(
    () => true,
    () => false,
  );
  return exists ? readFile(path) : undefined;
}
