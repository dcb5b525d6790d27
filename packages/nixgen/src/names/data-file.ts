import { packageRoot } from "#package-root";
import { findNodeModule } from "../node-module.js";

/** The folder with the data of this package; `undefined` in a browser. */
export function dataFolder(): string | undefined {
  return packageRoot && findNodeModule("node:url")?.fileURLToPath(new URL("data", packageRoot));
}

/** The text of a file of data; `undefined` in a browser. */
export function readDataFile(name: string): string | undefined {
  if (packageRoot === undefined) return undefined;
  return findNodeModule("node:fs")?.readFileSync(new URL(`data/${name}`, packageRoot), "utf8");
}
