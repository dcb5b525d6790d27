import { readDataFile } from "./data-file.js";

/** Names that others use, and what to write for them, the likeliest first. */
type ForeignNames = ReadonlyMap<string, readonly string[]>;

const read = new Map<string, ForeignNames>();

function readNames(file: string): ForeignNames {
  let names = read.get(file);
  if (names === undefined) {
    const lines = (readDataFile(file) ?? "").split("\n").filter((line) => line !== "");
    names = new Map(
      lines.map((line) => {
        const at = line.indexOf(": ");
        return [line.slice(0, at), line.slice(at + 2).split(", ")];
      }),
    );
    read.set(file, names);
  }
  return names;
}

/**
 * What packages of other collections (Debian, Fedora, Arch, Homebrew, npm) are called in nixpkgs, and programs by their
 * commands, where spelling does not tell: by their names there, the paths below `pkgs`, the likeliest first. Names with the
 * path of a set before them are looked for in that set.
 */
export function foreignNames(): ForeignNames {
  return readNames("foreign-names.txt");
}

/** What stands in option paths for names, or two names in a row, that are looked for under others. */
export function foreignOptionNames(): ForeignNames {
  return readNames("foreign-options.txt");
}

let used: ReadonlyMap<string, number> | undefined;

/**
 * How many of the package files of nixpkgs take a package of the top level as an argument, against what others have of it: 1 where
 * most take it, 0 where hardly any does.
 */
export function usageOf(name: string): number {
  if (used === undefined) {
    const names = (readDataFile("used-packages.txt") ?? "").split("\n").filter((line) => line !== "");
    used = new Map(names.map((one, at) => [one, 1 - at / names.length]));
  }
  return used.get(name) ?? 0;
}
