/**
 * Writes a text to a file beside the place, and moves it there once it is on the disk: nobody ever sees half of it.
 *
 * @param mode the permissions that the file gets.
 */
export async function writeAtomically(path: string, text: string, mode: number): Promise<void> {
  const fs = await import("node:fs/promises");
  // A link stays a link.
  const resolved = await fs.realpath(path).catch(() => path);
  const temporary = `${resolved}.${process.pid}.${(counter++).toString()}.tmp`;
  try {
    const handle = await fs.open(temporary, "wx", mode);
    try {
      await handle.writeFile(text);
      await handle.chmod(mode & permissionBits);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, resolved);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

let counter = 0;
const permissionBits = 0o7777;
