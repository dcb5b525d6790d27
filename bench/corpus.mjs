// The Nix files to measure on: those of the folders given as arguments, else the project's own examples, many times over.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { nixFilesIn } from "../test/nix-files.mjs";

/** The folders given as arguments. */
export function foldersGiven() {
  return process.argv.slice(2);
}

/** @returns {{ name: string, texts: string[], bytes: number }[]} */
export function readCorpora(folders = foldersGiven()) {
  if (folders.length === 0) {
    console.log("No folder of Nix files was given; this measures on a few small files, many times over.");
    const [own] = readCorpora([join(import.meta.dirname, "..", "test")]);
    return [
      {
        ...own,
        name: "test × 200",
        texts: Array.from({ length: 200 }, () => own.texts).flat(),
        bytes: own.bytes * 200,
      },
    ];
  }
  return folders.map((folder) => {
    const texts = nixFilesIn(folder).map((file) => readFileSync(file, "utf8"));
    return {
      name: basename(folder),
      texts,
      bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    };
  });
}
