import { readDataFile } from "./data-file.js";

let table: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * What packages of other collections (Debian, Fedora, Arch, Homebrew, npm) are called in nixpkgs, where spelling does not
 * tell: by their names there, the paths below `pkgs`, the likeliest first.
 */
export function foreignNames(): ReadonlyMap<string, readonly string[]> {
  if (table === undefined) {
    const lines = (readDataFile("foreign-names.txt") ?? "").split("\n").filter((line) => line !== "");
    table = new Map(
      lines.map((line) => {
        const at = line.indexOf(": ");
        return [line.slice(0, at), line.slice(at + 2).split(", ")];
      }),
    );
  }
  return table;
}
