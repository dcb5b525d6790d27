import type { Diagnostic, Node } from "@nixgen/core";
import { findProblemsInFile, type CheckedFile } from "../names/check/check.js";
import { collectDeclarations, mergeDeclarations, noDeclarations } from "../names/check/declarations.js";
import { shippedNames, type Names } from "../names/names.js";
import { readOptionPath } from "../names/option-path.js";
import type { Path } from "./problems.js";

/** A file of a request, as far as names are looked up in it. */
export interface NamedFile extends CheckedFile {
  readonly path: string;
  /** Where it stands in the request, and what stands there. */
  readonly at: Path;
  readonly json: unknown;
  /** Where the nodes of code come from in the request. */
  readonly origins: ReadonlyMap<Node, Path>;
}

/** What a request says of names that no index has. */
export interface DeclaredNames {
  /** Packages that overlays add: `["myTool"]`. */
  readonly packages?: readonly string[];
  /** Options that modules from elsewhere declare: `["services.mine"]`. */
  readonly options?: readonly string[];
}

/** What is wrong with the names in files that were built together, each with the path to it in the request. */
export function checkNames(
  files: readonly NamedFile[],
  declared: DeclaredNames,
  names: Names = shippedNames,
): Diagnostic[] {
  const declarations = mergeDeclarations(collectDeclarations(files), {
    ...noDeclarations,
    packages: new Set(declared.packages),
    options: (declared.options ?? []).map(readOptionPath),
  });
  return files.flatMap((file) =>
    findProblemsInFile(file, declarations, names).map(({ diagnostic, node }) =>
      diagnostic.span === undefined
        ? { ...diagnostic, path: findPlace(file, node, diagnostic.path ?? []) }
        : { ...diagnostic, file: file.path, path: file.at },
    ),
  );
}

/** Where something stands in a request: the code that it comes from, or else the keys by which it was built. */
function findPlace({ at, json, origins }: NamedFile, node: Node | undefined, keys: Path): Path {
  const origin = node && origins.get(node);
  if (origin !== undefined) return origin;
  const found = findKeys(json, keys) ?? findPackage(json, keys.join("."));
  return found === undefined ? at : [...at, ...found];
}

/** The first place in some JSON below which all keys stand, and these. */
function findKeys(json: unknown, keys: Path): Path | undefined {
  return findFirst(json, (value) => (hasKeys(value, keys) ? keys : undefined));
}

/** The first place in some JSON of a package, or of what is selected from it. */
function findPackage(json: unknown, name: string): Path | undefined {
  return findFirst(json, (value) => {
    const found = "$pkg" in value ? value.$pkg : undefined;
    return typeof found === "string" && `${found}.`.startsWith(`${name}.`) ? ["$pkg"] : undefined;
  });
}

/** What is found first in the objects and lists of some JSON, outer ones before those in them, with the path to it. */
function findFirst(json: unknown, find: (value: object) => Path | undefined): Path | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const found = find(json);
  if (found !== undefined) return found;
  const entries: [string | number, unknown][] = Array.isArray(json)
    ? [...json.entries()]
    : Object.entries(json);
  for (const [key, value] of entries) {
    const below = findFirst(value, find);
    if (below !== undefined) return [key, ...below];
  }
  return undefined;
}

function hasKeys(json: unknown, keys: Path): boolean {
  let at = json;
  for (const key of keys) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Readonly<Record<string | number, unknown>>)[key];
  }
  return keys.length > 0;
}
