import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";

/**
 * Puts another text in place of that of a file: whole or not at all. A link stays a link, and permissions stay.
 *
 * @param before the text that the file had when it was read.
 * @throws Error where the file has another text by now.
 */
export function replaceFile(path: string, before: string, after: string): void {
  const resolved = realpathSync(path);
  if (readFileSync(resolved, "utf8") !== before) throw new Error(`${path} changed since it was read`);
  const temporary = `${resolved}.${process.pid}.tmp`;
  const file = openSync(temporary, "wx");
  try {
    writeSync(file, after);
    fchmodSync(file, statSync(resolved).mode & 0o7777);
    fsyncSync(file);
    renameSync(temporary, resolved);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}
