import { withExcerpt, type Diagnostic, type Node } from "@nixgen/core";
import { findProblems, type CheckedFile } from "../names/check/check.js";
import { collectDeclarations, mergeDeclarations, noDeclarations } from "../names/check/declarations.js";
import { shippedNames, type Names } from "../names/names.js";
import { guessKinds } from "../names/check/guess-file-kind.js";
import type { OptionKind } from "../names/option-kind.js";
import { findUnchecked } from "../names/check/find-unchecked.js";
import { readOptionPath } from "../names/option-path.js";
import type { Path } from "./problems.js";

/** A file of a request, as far as names are looked up in it. */
export interface NamedFile extends Omit<CheckedFile, "kinds"> {
  readonly path: string;
  /** Whose module it is, where a builder made it. */
  readonly kind?: OptionKind | undefined;
  /** The text, where it was asked for as one. */
  readonly text?: string;
  /** It does not parse, so that only what it declares is looked at. */
  readonly isBroken?: boolean;
  /** It is an overlay. */
  readonly isOverlay?: boolean;
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
  const kinds = guessKinds(files, { names });
  return files.flatMap((file) => {
    if (file.isBroken) return [];
    const ofFile = kinds.get(file.tree) ?? [];
    const [unchecked] = findUnchecked(file.tree, ofFile, names);
    const found = findProblems({ ...file, kinds: ofFile }, declarations, names).map(({ diagnostic, node }) =>
      file.text === undefined
        ? { ...diagnostic, path: findPlace(file, node, diagnostic.path ?? []) }
        : { ...withExcerpt(diagnostic, file.text), file: file.path, path: [...file.at, "text"] },
    );
    return unchecked === undefined || file.text === undefined
      ? found
      : [...found, { ...unchecked, file: file.path, path: [...file.at, "text"] }];
  });
}

/** Where something stands in a request: the code that it comes from, or else the keys by which it was built. */
function findPlace({ at, json, origins }: NamedFile, node: Node | undefined, keys: Path): Path {
  const origin = node && origins.get(node);
  if (origin !== undefined) return origin;
  const found = findKeys(json, keys) ?? findPackage(json, keys.join(".")) ?? findText(json, keys.at(-1));
  return [...at, ...(found ?? ["options"])];
}

/** The first place in some JSON below which all keys stand, and these. */
function findKeys(json: unknown, keys: Path): Path | undefined {
  return findFirst(json, (value) => matchKeys(value, keys));
}

/** The text from which a builder makes the name of a package: the name itself, or a version, as `"3.7"` for `python37`. */
function findText(json: unknown, name: string | number | undefined): Path | undefined {
  if (typeof name !== "string") return undefined;
  const isName = (text: string): boolean => text === name;
  const isVersion = (text: string): boolean =>
    /\d/.test(text) && name.replaceAll(/\W|_/g, "").endsWith(text.replaceAll(/\W|_/g, ""));
  for (const fits of [isName, isVersion]) {
    const found = findFirst(json, (value) => {
      const entry = Object.entries(value).find(([, item]) => typeof item === "string" && fits(item));
      return entry && [Array.isArray(value) ? Number(entry[0]) : entry[0]];
    });
    if (found !== undefined) return found;
  }
  return undefined;
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

/** The keys below a value that are meant by others, among which `*` is any place of a list. */
function matchKeys(json: unknown, keys: Path): Path | undefined {
  if (keys.length === 0 || typeof json !== "object" || json === null) return undefined;
  const [key, ...rest] = keys;
  const steps: readonly (string | number)[] =
    Array.isArray(json) && key === "*" ? [...json.keys()] : Object.hasOwn(json, key!) ? [key!] : [];
  for (const step of steps) {
    const below =
      rest.length === 0 ? [] : matchKeys((json as Readonly<Record<string | number, unknown>>)[step], rest);
    if (below !== undefined) return [step, ...below];
  }
  return undefined;
}
