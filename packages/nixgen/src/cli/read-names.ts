import { existsSync } from "node:fs";
import { join } from "node:path";
import { openNames, optionIndexFile, packageIndexFile, shippedNames, type Names } from "../names/names.js";
import { optionKinds } from "../names/option-kind.js";

/**
 * The names in the folder of an index; those that are shipped where no folder is given.
 *
 * @throws Error where the folder has no index.
 */
export function readNames(directory: string | undefined): Names {
  if (directory === undefined) return shippedNames;
  const files = [packageIndexFile, ...optionKinds.map(optionIndexFile)];
  if (files.some((file) => existsSync(join(directory, file)))) return openNames(directory);
  throw new Error(
    `there is no index in ${directory}; make one with \`nixgen index --nixpkgs '<nixpkgs>' --output ${directory}\``,
  );
}
