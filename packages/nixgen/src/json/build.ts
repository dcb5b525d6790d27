import {
  describeValue,
  print,
  toExpr,
  toNix,
  withExcerpt,
  type Diagnostic,
  type Node,
  type NixAttributes,
  type NixValue,
  under,
} from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { checkOptions, warningsIn, type Built } from "../builders/builder.js";
import { culpritOf } from "../files/header.js";
import { nixFile } from "../files/nix-file.js";
import { packageFile } from "../files/package-file.js";
import { isBuiltOverlay, kindOfBuilt, packagesOfBuilt } from "../names/check/kind-of-built.js";
import { toOptionKind } from "../names/option-kind.js";
import { shippedNames, type Names } from "../names/names.js";
import { checkNames, type NamedFile } from "./check-names.js";
import { decodeJson, placeholder, type BuildNested, type Decoded } from "./decode.js";
import { inJsonWords } from "./json-words.js";
import { markerOf } from "./markers.js";
import { leaveOut } from "./leave-out.js";
import { attempt, refuse, toDiagnostics, type Path } from "./problems.js";
import type { Entry, EntrySettings, FileForm } from "./registry.js";
import { checkKeys, checkPlace, isObject, readRequests, type Fields } from "./requests.js";
import { settingKeys, settingsSchema } from "./settings.js";
import { findBuilder, reportUnknownBuilder } from "./find-builder.js";

/** A file that a request asked for. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/** The answer to a request: the files, or all that is wrong with it. */
export type BuildAnswer =
  | { readonly ok: true; readonly files: readonly BuiltFile[]; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

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
export function build(json: unknown, settings: BuildSettings = {}): BuildAnswer {
  try {
    const request = typeof json === "string" ? (JSON.parse(json) as unknown) : json;
    const answer = buildRequest(request, settings);
    const say = (problem: Diagnostic): Diagnostic => inJsonWords(problem, request);
    return answer.ok
      ? { ...answer, warnings: answer.warnings.map(say) }
      : { ...answer, diagnostics: answer.diagnostics.map(say) };
  } catch (error) {
    return { ok: false, diagnostics: toDiagnostics(error) };
  }
}

function buildRequest(request: unknown, { names = shippedNames }: BuildSettings): BuildAnswer {
  try {
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

interface FileAnswer {
  readonly file?: BuiltFile;
  /** The file as names are looked up in it. */
  readonly named?: NamedFile;
  readonly diagnostics: readonly Diagnostic[];
}

function buildFile(json: unknown, path: Path, givenFile: string | undefined): FileAnswer {
  try {
    if (!isObject(json)) throw refuse([], "expected an object such as { builder, options }", []);
    if ("text" in json && givenFile !== undefined) return readText(json, path, givenFile);
    const form = [() => checkKeys(json), () => checkForm(json["form"])].flatMap(
      (check) => attempt(check).diagnostics,
    );
    const { value, diagnostics: found, entry, origins } = buildOne(json["builder"], json, path, "builder");
    const diagnostics = [...under(path, form), ...found];
    const file = givenFile ?? (typeof json["file"] === "string" ? json["file"] : (entry?.file ?? ""));
    const { value: tree } = attempt(() => (isText(value) ? undefined : toExpr(value)));
    const named: NamedFile | undefined = tree && {
      path: file,
      tree,
      kind: kindOfBuilt(value),
      fromPackages: packagesOfBuilt(value),
      isOverlay: isBuiltOverlay(value),
      at: path,
      json,
      origins,
    };
    const toLookUp = named === undefined ? {} : { named };
    if (diagnostics.some(({ severity }) => severity === "error")) return { ...toLookUp, diagnostics };
    const { value: text, diagnostics: unbound } = attempt(() =>
      toText(value, formOf(entry!, json["options"]), json["form"]),
    );
    return text === undefined
      ? { ...toLookUp, diagnostics: [...diagnostics, ...withOrigins(unbound, origins, path)] }
      : { ...toLookUp, file: { path: file, text }, diagnostics };
  } catch (error) {
    return { diagnostics: under(path, toDiagnostics(error)) };
  }
}

/** A file that is asked for as a text, and the kind of module that it is, where the request says it. */
function readText({ text, kind, ...others }: Fields, at: Path, path: string): FileAnswer {
  if (typeof text !== "string") throw refuse(["text"], "expected the text of the file", []);
  const [other] = Object.keys(others);
  if (other !== undefined) throw refuse([other], "`text` stands alone, or with `kind`", []);
  const file = { path, text };
  const given = kind === undefined ? {} : { kind: toOptionKind(String(kind)) };
  if (!path.endsWith(".nix")) return { file, diagnostics: [] };
  const { tree, diagnostics } = parse(text);
  const problems = diagnostics.map((problem) => ({ ...withExcerpt(problem, text), file: path }));
  const named: NamedFile = { path, text, tree, ...given, at, json: undefined, origins: new Map() };
  if (problems.length === 0) return { file, named, diagnostics: [] };
  return { named: { ...named, isBroken: true }, diagnostics: under([...at, "text"], problems) };
}

/** @throws NixError where a request has a form that there is not. */
function checkForm(form: unknown): void {
  if (form === undefined || form === "file" || form === "expression") return;
  throw refuse(["form"], `expected "file" or "expression", found ${describeValue(form)}`, []);
}

/** @throws NixError where the options of a builder are code as a whole. */
function checkIsObject(options: unknown): void {
  const marker = isObject(options) ? markerOf(options) : undefined;
  if (marker === undefined || marker === "$data") return;
  throw refuse([], `the options are an object, found \`${marker}\``, [
    "write the options by name, with code as their values",
    'write { "files": { "name.nix": { "text": "…" } } } for a file that is code as a whole',
  ]);
}

/** Builds what a request names: its options are decoded, checked and built, and all problems are gathered. */
function buildOne(
  name: unknown,
  request: Fields,
  path: Path,
  nameKey: string,
): Decoded & { readonly entry?: Entry } {
  const entry = findBuilder(name);
  if (entry === undefined) {
    const problem = reportUnknownBuilder(name, [...path, nameKey]);
    return { value: placeholder(), diagnostics: [problem], origins: new Map() };
  }
  const at = [...path, "options"];
  const options = request["options"] ?? {};
  const { diagnostics: whole } = attempt(() => checkIsObject(options));
  if (whole.length > 0)
    return { value: placeholder(), diagnostics: under(at, whole), entry, origins: new Map() };
  const decoded = decodeJson(options, buildNested, at);
  const { settings, diagnostics: problems, origins: more } = readSettings(request, entry, path);
  const origins = new Map([...decoded.origins, ...more]);
  const result = attempt(() => entry.build(decoded.value as never, settings));
  const diagnostics = [...decoded.diagnostics, ...problems, ...withOrigins(result.diagnostics, origins, at)];
  const wrong = [
    ...decoded.diagnostics.map(({ path: place = [] }) => place.slice(at.length)),
    ...result.diagnostics.map(({ path: place = [] }) => place),
  ].filter((place) => !leadsIntoBuilt(options, place));
  if (result.value === undefined || wrong.length > 0) {
    const value = buildRest(entry, leaveOut(decoded.value, wrong), settings);
    return { value, diagnostics, entry, origins };
  }
  if ("text" in result.value) return { value: { text: result.value.text }, diagnostics, entry, origins };
  const warnings = warningsUnder(at, result.value);
  return { value: result.value, diagnostics: [...diagnostics, ...warnings], entry, origins };
}

/** What a builder makes without the options that are wrong, so that names in the others are looked up too. */
function buildRest(entry: Entry, rest: NixValue | undefined, settings: EntrySettings): NixValue {
  const { value } = attempt(() => (rest === undefined ? undefined : entry.build(rest as never, settings)));
  return value === undefined || "text" in value ? placeholder() : value;
}

/** Whether a place is in the options of a builder that stands in others, which has left out what is wrong itself. */
function leadsIntoBuilt(json: unknown, place: Path): boolean {
  if (typeof json !== "object" || json === null || place.length === 0) return false;
  if (Object.hasOwn(json, "$build")) return place[0] === "options";
  return leadsIntoBuilt((json as Readonly<Record<string | number, unknown>>)[place[0]!], place.slice(1));
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
  outside: forModules,
  header: forModules,
  fromLib: forModules,
  plainSecrets: forModules,
};

export const buildNested: BuildNested = (name, request, path) => {
  const { value, diagnostics, origins } = buildOne(name, request, path, "$build");
  // Warnings of what is nested come with those of what is around it.
  return { value, diagnostics: diagnostics.filter(({ severity }) => severity === "error"), origins };
};

/** Problems of what was built, with the paths in the JSON of the code that they are about. */
function withOrigins(
  diagnostics: readonly Diagnostic[],
  origins: ReadonlyMap<Node, Path>,
  at: Path,
): Diagnostic[] {
  return diagnostics.flatMap((problem) => {
    const culprit = culpritOf(problem);
    const path = culprit && origins.get(culprit);
    return path === undefined ? under(at, [problem]) : [{ ...problem, path }];
  });
}

function warningsUnder(path: Path, value: Built): Diagnostic[] {
  return under(path, warningsIn(value));
}

/** How what was built becomes a file. The options are those of the builder, because it took them. */
function formOf({ form }: Entry, options: unknown): FileForm {
  return typeof form === "string" ? form : form(options as never);
}

function toText(value: NixValue, form: FileForm, wanted: unknown): string {
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
