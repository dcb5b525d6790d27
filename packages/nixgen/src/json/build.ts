import {
  NixError,
  print,
  toExpr,
  toNix,
  type Diagnostic,
  type Node,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import { parse } from "@nixgen/parser";
import * as z from "zod";
import { checkOptions, warningsIn, type Built } from "../builders/builder.js";
import { nixExpression } from "../builders/input.js";
import { moduleOptionsSchema } from "../builders/module.js";
import { overlayOptionsSchema } from "../builders/overlay.js";
import { nixFile } from "../files/nix-file.js";
import { packageFile } from "../files/package-file.js";
import { kindOfBuilt, packagesOfBuilt } from "../names/check/kind-of-built.js";
import { closestNames } from "../names/closest.js";
import { shippedNames, type Names } from "../names/names.js";
import { checkNames, type DeclaredNames, type NamedFile } from "./check-names.js";
import { decodeJson, placeholder, type BuildNested, type Decoded } from "./decode.js";
import { registry, type Entry, type EntrySettings } from "./registry.js";

/** A file that a request asked for. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/** The answer to a request: the files, or all that is wrong with it. */
export type BuildAnswer =
  | { readonly ok: true; readonly files: readonly BuiltFile[]; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** One builder with its options, as JSON. */
export interface BuildRequest {
  /** The name of the builder, such as `"devShell"`. */
  readonly builder: string;
  /** The options; expressions are objects such as `{ "$pkg": "ripgrep" }`. */
  readonly options?: unknown;
  /** The path of the file; the usual name where it is absent. */
  readonly file?: string;
  /** `false` lets options through that the builder does not know. */
  readonly strict?: boolean;
  /** Names that a module gets besides the usual ones. */
  readonly arguments?: readonly string[];
  /** Arguments that the header of a module lists, used or not. */
  readonly header?: readonly string[];
  /** Functions of `lib` that a module inherits. */
  readonly fromLib?: readonly string[];
  /** `true` lets texts in a module through that look like secrets. */
  readonly plainSecrets?: boolean;
  /** Variables of a module or an overlay. */
  readonly let?: unknown;
  /** The parameters of an overlay, where they are not `final` and `prev`. */
  readonly names?: readonly [string, string];
  /** The function that is called, where it is not the usual one: `{ "$nix": "buildGo" }`. */
  readonly function?: unknown;
  /** `"expression"` asks for the bare expression, without what makes it a file. */
  readonly form?: "file" | "expression";
  /** Names that are not to be looked up: packages of overlays, options of modules from elsewhere. */
  readonly declares?: DeclaredNames;
}

/** How {@link build} looks at a request. */
export interface BuildSettings {
  /** The indexes in which names are looked up; `false` leaves them unchecked. Those that are shipped where not given. */
  readonly names?: Names | false;
}

/**
 * Files from JSON: one builder, or several files by path, as `{ "files": { "flake.nix": { "builder": "flake", … } } }`.
 * Text is taken too. Packages and options that don't exist are errors. Never throws: what is wrong comes back as diagnostics, all at once, with the paths in the
 * JSON.
 *
 * @example
 * build({ builder: "devShell", options: { packages: [{ $pkg: "ripgrep" }] } })
 * // { ok: true, files: [{ path: "shell.nix", text: "…" }], warnings: [] }
 */
export function build(json: unknown, { names = shippedNames }: BuildSettings = {}): BuildAnswer {
  try {
    const request = typeof json === "string" ? (JSON.parse(json) as unknown) : json;
    const { requests, declares } = readRequests(request);
    const answers = requests.map(({ request: one, path, file }) => buildFile(one, path, file));
    const diagnostics = [...requests.flatMap(checkPlace), ...answers.flatMap((answer) => answer.diagnostics)];
    if (names !== false) {
      const files = answers.flatMap(({ named }) => named ?? []);
      diagnostics.push(...checkNames(files, declares, names));
    }
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { ok: false, diagnostics };
    return { ok: true, files: answers.flatMap(({ file }) => file ?? []), warnings: diagnostics };
  } catch (error) {
    return { ok: false, diagnostics: toDiagnostics(error) };
  }
}

type Path = readonly (string | number)[];

interface OneRequest {
  readonly request: unknown;
  readonly path: Path;
  readonly file?: string;
}

function readRequests(json: unknown): {
  readonly requests: readonly OneRequest[];
  readonly declares: DeclaredNames;
} {
  if (!isObject(json)) throw refuse([], "expected an object such as { builder, options }", []);
  const { files, declares: declared = {}, ...rest } = json;
  const declares = checkOptions("a request", declaresSchema, { declares: declared })
    .declares as DeclaredNames;
  if (files === undefined) return { requests: [{ request: rest, path: [] }], declares };
  const [other] = Object.keys(rest);
  if (other !== undefined) throw refuse([other], "`files` stands alone", []);
  if (!isObject(files)) throw refuse(["files"], "expected an object with the files by path", []);
  const requests = Object.entries(files).map(([file, request]) => ({ request, path: ["files", file], file }));
  return { requests, declares };
}

/** The path of a file leads to a place below the folder in which the files are written. */
function checkPlace({ request, path, file }: OneRequest): readonly Diagnostic[] {
  const given = file ?? (isObject(request) ? request["file"] : undefined);
  if (typeof given !== "string") return [];
  const isInside =
    given !== "" && !/^(?:[\\/]|[A-Za-z]:)/.test(given) && !given.split(/[\\/]/).includes("..");
  if (isInside) return [];
  return [
    {
      code: "file/outside",
      severity: "error",
      message: `the path ${JSON.stringify(given)} leads out of the folder of the files`,
      path: file === undefined ? [...path, "file"] : path,
      suggestions: [{ message: "use a relative path without `..`" }],
    },
  ];
}

const declaresSchema = z.object({
  declares: z.strictObject({
    packages: z.array(z.string()).optional(),
    options: z.array(z.string()).optional(),
  }),
});

interface FileAnswer {
  readonly file?: BuiltFile;
  /** The file as names are looked up in it. */
  readonly named?: NamedFile;
  readonly diagnostics: readonly Diagnostic[];
}

function buildFile(json: unknown, path: Path, givenFile: string | undefined): FileAnswer {
  try {
    if (isObject(json) && typeof json["text"] === "string" && Object.keys(json).length === 1) {
      const text = { path: givenFile ?? "text", text: json["text"] };
      return { file: text, ...namedText(text, path), diagnostics: [] };
    }
    if (!isObject(json)) throw refuse([], "expected an object such as { builder, options }", []);
    checkKeys(json);
    const { value, diagnostics, entry, origins } = buildOne(json["builder"], json, path, "builder");
    if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics };
    const file = givenFile ?? (typeof json["file"] === "string" ? json["file"] : entry!.file);
    const text = toText(value, entry!, json["form"]);
    if (isText(value)) return { file: { path: file, text }, diagnostics };
    const named: NamedFile = {
      path: file,
      tree: toExpr(value),
      kind: kindOfBuilt(value),
      fromPackages: packagesOfBuilt(value),
      at: path,
      json,
      origins,
    };
    return { file: { path: file, text }, named, diagnostics };
  } catch (error) {
    return { diagnostics: under(path, toDiagnostics(error)) };
  }
}

/** The names in a text that is Nix; what is wrong with its syntax is told where the file is written. */
function namedText({ path, text }: BuiltFile, at: Path): { readonly named?: NamedFile } {
  if (!path.endsWith(".nix")) return {};
  const { tree, diagnostics } = parse(text);
  return diagnostics.length > 0 ? {} : { named: { path, tree, at, json: undefined, origins: new Map() } };
}

const settingsSchema = moduleOptionsSchema.extend({
  ...overlayOptionsSchema.shape,
  function: nixExpression.optional(),
});

/** What some builders take besides their options. */
const settingKeys = Object.keys(settingsSchema.shape) as (keyof EntrySettings)[];

const requestKeys = ["builder", "options", "file", "form", ...settingKeys];

function checkKeys(json: Fields): void {
  const unknown = Object.keys(json).filter((key) => !requestKeys.includes(key));
  if (unknown.length === 0) return;
  throw new NixError(
    unknown.map((key) => ({
      code: "input/unknown-key",
      severity: "error",
      message: `a request has no \`${key}\``,
      path: [key],
      suggestions: closestNames(key, requestKeys).map((name) => ({ message: `did you mean \`${name}\`?` })),
    })),
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** Builds what a request names: its options are decoded, checked and built, and all problems are gathered. */
function buildOne(
  name: unknown,
  request: Fields,
  path: Path,
  nameKey: string,
): Decoded & { readonly entry?: Entry } {
  const entry = typeof name === "string" && Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (entry === undefined) {
    const similar = typeof name === "string" ? suggestBuilders(name) : [];
    const found =
      typeof name === "string" ? `there is no builder \`${name}\`` : "a builder is asked for by its name";
    const problem: Diagnostic = {
      code: "input/unknown-builder",
      severity: "error",
      message: found,
      path: [...path, nameKey],
      suggestions: [
        ...similar.map((known) => ({ message: `did you mean \`${known}\`?` })),
        ...(similar.length === 0 ? [{ message: `builders: ${Object.keys(registry).join(", ")}` }] : []),
      ],
    };
    return { value: placeholder(), diagnostics: [problem], origins: new Map() };
  }
  const at = [...path, "options"];
  const decoded = decodeJson(request["options"] ?? {}, buildNested, at);
  const { settings, diagnostics: problems, origins: more } = readSettings(request, entry, path);
  const origins = new Map([...decoded.origins, ...more]);
  const result = attempt(() => entry.build(decoded.value as never, settings));
  const diagnostics = [...decoded.diagnostics, ...problems, ...under(at, result.diagnostics)];
  if (result.value === undefined) return { value: placeholder(), diagnostics, entry, origins };
  if ("text" in result.value) return { value: { text: result.value.text }, diagnostics, entry, origins };
  const warnings = warningsUnder(at, result.value);
  return { value: result.value, diagnostics: [...diagnostics, ...warnings], entry, origins };
}

/** What a builder takes besides its options. */
function readSettings(
  request: Fields,
  entry: Entry,
  path: Path,
): {
  readonly settings: EntrySettings;
  readonly diagnostics: readonly Diagnostic[];
  readonly origins: Decoded["origins"];
} {
  const given: Record<string, unknown> = {};
  const origins = new Map<Node, Path>();
  const diagnostics: Diagnostic[] = [];
  for (const key of settingKeys) {
    const json = request[key];
    if (json === undefined) continue;
    const at = [...path, key];
    if (key !== "strict" && entry.settings?.includes(key) !== true) {
      diagnostics.push(...refuse(at, refusals[key], []).diagnostics);
    } else {
      const decoded = decodeJson(json, buildNested, at);
      diagnostics.push(...decoded.diagnostics);
      for (const [node, place] of decoded.origins) origins.set(node, place);
      given[key] = decoded.value;
    }
  }
  const checked = attempt(() => checkOptions("a request", settingsSchema, given));
  if (checked.value === undefined)
    return { settings: {}, diagnostics: [...diagnostics, ...under(path, checked.diagnostics)], origins };
  return { settings: given as EntrySettings, diagnostics, origins }; // The schema has checked them.
}

const forModules = "only modules take this";

/** What is said of settings that a builder does not take. */
const refusals: Readonly<Record<Exclude<keyof EntrySettings, "strict">, string>> = {
  function: "this builder calls no function that could be another one",
  names: "only overlays have parameters to name",
  let: "only modules and overlays take variables",
  arguments: forModules,
  header: forModules,
  fromLib: forModules,
  plainSecrets: forModules,
};

/** The builders that a name could mean: those of a like name, or the one for a function of nixpkgs. */
function suggestBuilders(name: string): string[] {
  const own = Object.hasOwn(builderOfFunction, name) ? builderOfFunction[name] : undefined;
  return own === undefined ? closestNames(name, Object.keys(registry)) : [own];
}

/** Functions of nixpkgs, NixOS and home-manager whose builder has another name. */
const builderOfFunction: Readonly<Record<string, string>> = {
  buildGoModule: "goModule",
  buildLayeredImage: "layeredImage",
  buildNixShellImage: "nixShellImage",
  buildNpmPackage: "npmPackage",
  buildPythonApplication: "pythonApplication",
  buildPythonPackage: "pythonPackage",
  buildRustPackage: "rustPackage",
  darwinSystem: "darwinConfiguration",
  homeManagerConfiguration: "homeConfiguration",
  mkDerivation: "derivation",
  mkShell: "devShell",
  mkShellNoCC: "devShell",
  nixosSystem: "nixosConfiguration",
  runNixOSTest: "nixosTest",
  writeShellApplication: "shellApplication",
  writeShellScript: "shellScript",
  writeShellScriptBin: "shellScriptBin",
  writeText: "textFile",
  writeTextFile: "textFile",
};

const buildNested: BuildNested = (name, request, path) => {
  const { value, diagnostics, origins } = buildOne(name, request, path, "$build");
  // Warnings of what is nested come with those of what is around it.
  return { value, diagnostics: diagnostics.filter(({ severity }) => severity === "error"), origins };
};

function warningsUnder(path: Path, value: Built): Diagnostic[] {
  return under(path, warningsIn(value));
}

function toText(value: NixValue, { form }: Entry, wanted: unknown): string {
  if (isText(value)) return value.text;
  if (wanted === "expression") return print(value);
  switch (form) {
    case "whole":
      return print(value);
    case "package":
      return String(packageFile(value));
    case "standalone":
      return String(nixFile(value, { standalone: true }));
    case "inputs":
      return String(nixFile(value, { arguments: flakeInputs }));
  }
}

/** A builder may make a text that is no Nix. */
function isText(value: NixValue): value is NixAttributes & { readonly text: string } {
  return isObject(value) && !(toNix in value);
}

/** The inputs that configurations of hosts and homes are usually made from. */
const flakeInputs = ["nixpkgs", "home-manager", "nix-darwin", "darwin"];

function attempt<T>(run: () => T): { readonly value?: T; readonly diagnostics: readonly Diagnostic[] } {
  try {
    return { value: run(), diagnostics: [] };
  } catch (error) {
    return { diagnostics: toDiagnostics(error) };
  }
}

function under(path: Path, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((problem) => ({ ...problem, path: [...path, ...(problem.path ?? [])] }));
}

/** What was thrown, as diagnostics: a request that can't be read is a problem of the request. */
function toDiagnostics(error: unknown): readonly Diagnostic[] {
  if (error instanceof NixError) return error.diagnostics;
  if (error instanceof SyntaxError)
    return refuse([], `the text is not JSON: ${error.message}`, []).diagnostics;
  if (error instanceof RangeError) return refuse([], "the request is nested too deeply", []).diagnostics;
  return refuse([], `the request can't be built: ${String(error)}`, []).diagnostics;
}

function refuse(path: Path, message: string, suggestions: readonly string[]): NixError {
  return new NixError([
    {
      code: "input/invalid",
      severity: "error",
      message,
      path,
      suggestions: suggestions.map((text) => ({ message: text })),
    },
  ]);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
