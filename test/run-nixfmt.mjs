// What a real nixfmt makes of texts.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How many files one process formats. */
const batchSize = 200;

/**
 * @param {string} command the program, such as "nixfmt"
 * @param {readonly string[]} texts
 * @param {{ width?: number, indent?: number }} options
 * @returns {(string | undefined)[]} the formatted texts; `undefined` for those that it refuses
 */
export function runNixfmt(command, texts, { width = 100, indent = 2 } = {}) {
  const results = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize);
    const folder = mkdtempSync(join(tmpdir(), "nixgen-nixfmt-"));
    try {
      const files = batch.map((text, index) => {
        const file = join(folder, `${index}.nix`);
        writeFileSync(file, text);
        return file;
      });
      const { stderr, error } = spawnSync(command, [`--width=${width}`, `--indent=${indent}`, ...files], {
        encoding: "utf8",
        maxBuffer: 2 ** 30,
      });
      if (error) throw error;
      const refused = new Set(
        [...stderr.matchAll(/^\S*\/(\d+)\.nix:\d+:\d+:/gm)].map(([, index]) => Number(index)),
      );
      files.forEach((file, index) =>
        results.push(refused.has(index) ? undefined : readFileSync(file, "utf8")),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return results;
}
