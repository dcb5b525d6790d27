import { NixError } from "@nixgen/core";
import { packageRoot } from "#package-root";
import { findNodeModule } from "../node-module.js";

/**
 * The folder with the data of this package; `undefined` in a browser.
 *
 * @throws NixError `names/no-data` in a program that was bundled without it.
 */
export function dataFolder(): string | undefined {
  const url = findNodeModule("node:url");
  const files = findNodeModule("node:fs");
  if (url === undefined || files === undefined) return undefined;
  const folder = packageRoot && url.fileURLToPath(new URL("data", packageRoot));
  if (folder !== undefined && files.existsSync(folder)) return folder;
  throw new NixError([
    {
      code: "names/no-data",
      severity: "error",
      message: "the names that nixgen knows are not beside this program, so nothing can be looked up",
      suggestions: [
        { message: "let the bundler leave `nixgen` out (`external`), so that it stays in `node_modules`" },
        { message: "pass `{ names: false }` to look nothing up" },
      ],
    },
  ]);
}

/** The text of a file of data; `undefined` in a browser. */
export function readDataFile(name: string): string | undefined {
  const folder = dataFolder();
  if (folder === undefined) return undefined;
  return findNodeModule("node:fs")?.readFileSync(`${folder}/${name}`, "utf8");
}
