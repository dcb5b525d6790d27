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
