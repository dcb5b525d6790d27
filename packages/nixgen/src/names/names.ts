import { findNodeModule, nodeModule } from "../node-module.js";
import { dataFolder } from "./data-file.js";
import { readOptionIndex, type OptionIndex } from "./option-index.js";
import type { OptionKind } from "./option-kind.js";
import { readPackageIndex, type PackageIndex } from "./package-index.js";

/** The indexes of one folder. Each is read when it is first asked for, and `undefined` where the folder has none. */
export interface Names {
  /** The folder; empty in a browser, where there are no files. */
  readonly directory: string;
  readonly packages: PackageIndex | undefined;
  options(kind: OptionKind): OptionIndex | undefined;
}

/** The names of the files of an index in its folder. */
export const packageIndexFile = "packages.index";

export function optionIndexFile(kind: OptionKind): string {
  return `${kind}.index`;
}

/**
 * The names in a folder of indexes, as `nixgen index` writes them; of kinds that it does not have, the names that are shipped.
 *
 * @example
 * lookupPackage("jq", openNames(".nixgen"))
 */
export function openNames(directory: string): Names {
  return readNames(() => directory, shippedNames);
}

function readNames(folder: () => string | undefined, fallback?: Names): Names {
  let packages: PackageIndex | undefined;
  const options = new Map<OptionKind, OptionIndex | undefined>();
  const read = <T>(file: string, parse: (bytes: Uint8Array) => T): T | undefined => {
    const files = findNodeModule("node:fs");
    const directory = files && folder();
    if (files === undefined || directory === undefined) return undefined;
    const path = nodeModule("node:path").join(directory, file);
    return files.existsSync(path) ? parse(files.readFileSync(path)) : undefined;
  };
  return {
    get directory() {
      return folder() ?? "";
    },
    get packages() {
      return (packages ??= read(packageIndexFile, readPackageIndex) ?? fallback?.packages);
    },
    options(kind) {
      if (!options.has(kind)) {
        options.set(kind, read(optionIndexFile(kind), readOptionIndex) ?? fallback?.options(kind));
      }
      return options.get(kind);
    },
  };
}

/** The names that are shipped with this package, none in a browser. `data/README.md` says what they rest on. */
export const shippedNames: Names = readNames(dataFolder);
