import type { Disk } from "./missing-files.js";
import { nodeModule } from "../../node-module.js";

/** The disk, with files that are to be written there. Paths are whole ones, with `/` between their parts. */
export function openDisk(planned: ReadonlySet<string> = new Set()): Disk {
  const { readdirSync, statSync } = nodeModule("node:fs");
  const kindOf = (path: string) => {
    try {
      return statSync(path, { throwIfNoEntry: false });
    } catch {
      // A path that leads through a file, or into a folder that may not be read.
      return undefined;
    }
  };
  const plannedIn = (folder: string) =>
    [...planned].flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
  return {
    isFile: (path) => planned.has(path) || kindOf(path)?.isFile() === true,
    isFolder: (path) => plannedIn(path).length > 0 || kindOf(path)?.isDirectory() === true,
    entries(path) {
      const onDisk = kindOf(path)?.isDirectory() === true ? readdirSync(path) : [];
      return [...new Set([...onDisk, ...plannedIn(path).map((one) => one.split("/")[0]!)])];
    },
  };
}
