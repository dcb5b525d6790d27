import {
  describeValue,
  NixError,
  tryToExpr,
  withExcerpt,
  type Diagnostic,
  type NixValue,
  under,
} from "@nixgen/core";
import {
  findReferenceProblem,
  NixDocument,
  parse,
  type FlakeInputParts,
  type DocumentPath,
  type SetOptions,
} from "@nixgen/parser";
import * as z from "zod";
import { checkOptions } from "../builders/builder.js";
import { nixModule } from "../builders/input.js";
import { toDiagnostics as toDiagnosticsOfInput } from "../builders/input-diagnostics.js";
import { closestNames } from "../names/closest.js";
import { findProblems as findProblemsOfNames } from "../names/check/check.js";
import { collectDeclarations } from "../names/check/declarations.js";
import { findUnchecked } from "../names/check/find-unchecked.js";
import { guessKinds } from "../names/check/guess-file-kind.js";
import { shippedNames, type Names } from "../names/names.js";
import { toOptionKind, type OptionKind } from "../names/option-kind.js";
import { buildNested } from "./build.js";
import { decodeJson } from "./decode.js";
import { inJsonWords } from "./json-words.js";
import { attempt, refuse, toDiagnostics, type Path } from "./problems.js";
import { isObject } from "./requests.js";

const path = z
  .union([z.string(), z.array(z.union([z.string(), z.int().min(0)])).min(1)], {
    error: 'expected a path such as "services.nginx.enable", or a list of names and positions',
  })
  .describe('"services.nginx.enable", or ["hosts", "example.com", 0]');
const value = z.custom<unknown>().meta({
  id: "value",
  description: 'JSON; {"$pkg":"git"}: a package, {"$nix":"lib.mkForce true"}: code, {"$path":"./x"}: a path',
});
const name = z.string();
const unconditional = z
  .literal(true)
  .optional()
  .describe("Refuse to write where the value would hold only under a condition");
const at = z
  .int()
  .min(0)
  .optional()
  .describe("Of several places that define the path, the number of the one that is meant, from 0");

/** What can be done, each with what it takes. */
const operations = {
  set: z.strictObject({
    op: z.literal("set"),
    path,
    value,
    at,
    unconditional,
    ignoreDynamic: z.literal(true).optional().describe("Write it although a computed name could be the same"),
  }),
  add: z
    .strictObject({ op: z.literal("add"), path, value, at, unconditional })
    .describe("Adds an element to a list"),
  remove: z.strictObject({ op: z.literal("remove"), path, at }),
  removeElement: z.strictObject({ op: z.literal("removeElement"), path, value, at }),
  rename: z.strictObject({ op: z.literal("rename"), path, name, at }),
  comment: z.strictObject({ op: z.literal("comment"), path, comment: z.string(), at }),
  addImport: z.strictObject({ op: z.literal("addImport"), value }),
  flakeInput: z.strictObject({
    op: z.literal("flakeInput"),
    name,
    input: z.union([z.string(), z.looseObject({})]).describe('"github:a/b", or { url, inputs, … }'),
  }),
  removeFlakeInput: z.strictObject({ op: z.literal("removeFlakeInput"), name }),
} as const;

/** The schema of what {@link edit} takes. */
export const editRequestSchema = z.strictObject({ edits: z.array(z.union(Object.values(operations))) });

/** One change of a text, as JSON. */
export type EditOperation = z.infer<(typeof operations)[keyof typeof operations]>;

/** How {@link edit} looks at a text. */
export interface EditSettings {
  /** Whose module the text is; guessed where it is not given. */
  readonly kind?: OptionKind;
  /** The file that the text stands in, which may tell whose module it is: `"home.nix"`. */
  readonly path?: string;
  /** The indexes in which names are looked up; `false` leaves them unchecked. Those that are shipped where not given. */
  readonly names?: Names | false;
}

/** The answer to edits: the new text, or all that is wrong with them. */
export type EditAnswer =
  | {
      readonly ok: true;
      readonly text: string;
      /** From the old text to the new one; empty where nothing changed. */
      readonly diff: string;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Edits of a Nix text from JSON: all of them or none. Comments stay, and so do all bytes outside of what changes. Never throws:
 * what is wrong comes back as diagnostics, with the paths in the JSON. What an edit breaks is an error too: variables that
 * nothing binds, and packages and options that don't exist; what was wrong before is left alone. Of options that were not looked
 * up, for nothing tells whose module the text is, a warning says so: `names/unchecked`.
 *
 * @param edits a list of {@link EditOperation}s, an object `{ edits }` with it, or the JSON text of one of them.
 * @example
 * edit("{ services.nginx.enable = false; }\n", [{ op: "set", path: "services.nginx.enable", value: true }])
 * // { ok: true, text: "{ services.nginx.enable = true; }\n", diff: "…", warnings: [] }
 */
export function edit(text: string, edits: unknown, settings: EditSettings = {}): EditAnswer {
  let json: unknown = edits;
  try {
    json = typeof edits === "string" ? (JSON.parse(edits) as unknown) : edits;
    const at = isObject(json) && "edits" in json ? ["edits"] : [];
    return editText(text, readEdits(json, at), at, settings);
  } catch (error) {
    const diagnostics = toDiagnostics(error).map((problem) => inJsonWords(problem, json));
    return { ok: false, diagnostics };
  }
}

/** @throws NixError with all that is wrong with the form of the edits. */
function readEdits(json: unknown, at: Path): readonly EditOperation[] {
  const list = isObject(json) && "edits" in json ? json["edits"] : json;
  if (!Array.isArray(list)) {
    throw refuse(at, `expected a list of edits, found ${describeValue(list)}`, [
      'write [{ "op": "set", "path": "a.b", "value": 1 }]',
    ]);
  }
  const [other] = isObject(json) ? Object.keys(json).filter((key) => key !== "edits") : [];
  if (other !== undefined) throw refuse([other], `there is nothing but \`edits\`, found \`${other}\``, []);
  const problems = list.flatMap((one: unknown, index): readonly Diagnostic[] => {
    const op = isObject(one) ? one["op"] : undefined;
    const schema =
      typeof op === "string" && Object.hasOwn(operations, op) ? operations[op as "set"] : undefined;
    if (schema === undefined) return refuse([...at, index, "op"], ...describeUnknown(op)).diagnostics;
    try {
      checkOptions(`the edit ${op as string}`, schema, one);
      return [];
    } catch (error) {
      return under([...at, index], toDiagnostics(error));
    }
  });
  if (problems.length > 0) throw new NixError(problems);
  return list as EditOperation[]; // Its schema has checked each.
}

/** What is said of an operation that there is not, and what is proposed. */
function describeUnknown(op: unknown): [message: string, suggestions: readonly string[]] {
  const known = Object.keys(operations);
  const similar = typeof op === "string" ? closestNames(op, known) : [];
  return [
    `expected one of ${known.join(", ")}, found ${describeValue(op)}`,
    similar.map((name) => `did you mean ${JSON.stringify(name)}?`),
  ];
}

/** @throws NixError with all that is wrong with the edits. */
function editText(
  text: string,
  edits: readonly EditOperation[],
  at: Path,
  settings: EditSettings,
): EditAnswer {
  const { kind, path, names = shippedNames } = settings;
  if (kind !== undefined) toOptionKind(kind);
  const document = NixDocument.parse(text);
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  /** The text before the edits, and after each. */
  const texts = [text];
  edits.forEach((one, index) => {
    const place = [...at, index];
    const before = document.text;
    const decoded = attempt(() => decodeValue(one, place));
    errors.push(...decoded.diagnostics);
    if (decoded.value === undefined) return void texts.push(document.text);
    const isNew = (one.op === "set" || one.op === "add") && !attempt(() => document.has(one.path)).value;
    const done = attempt(() => apply(document, one, decoded.value!));
    // Of places in the text, the text as it was then is shown.
    errors.push(
      ...done.diagnostics.map((problem) => ({
        ...withExcerpt(problem, before),
        path: [...place, ...pathInInput(one, problem)],
      })),
    );
    if (done.value === false) warnings.push(reportNothing(place));
    if (isNew && done.value) warnings.push(...reportConditions(document, one.path, place));
    texts.push(document.text);
  });
  const kinds = kind === undefined && names !== false ? kindsOf(texts, path, names) : [];
  const of = kind === undefined ? kinds : [kind];
  const found = findNewProblems(texts, (after) => findProblems(after, of, names)).map(
    ({ problem, edit: index }) => ({ ...problem, path: [...at, index] }),
  );
  // What else is wrong may come from an edit that could not be made.
  const more = errors.length > 0 ? found.filter(({ code }) => code.startsWith("names/")) : found;
  const problems = [...errors, ...more];
  if (problems.some(({ severity }) => severity === "error")) throw new NixError(problems);
  return { ok: true, text: document.text, diff: document.diff(), warnings: [...warnings, ...found] };
}

/** Where in an edit of an input a problem is: the editor tells where in the flake. */
function pathInInput(one: EditOperation, { path: [first, , ...keys] = [] }: Diagnostic): Path {
  if (one.op !== "flakeInput" || first !== "inputs") return [];
  return typeof one.input === "string" ? ["input"] : ["input", ...keys];
}

/** @throws NixError with what is wrong with the value of an edit, each with its place in the edits. */
function decodeValue(one: EditOperation, place: Path): NixValue {
  if (!("value" in one)) return null;
  const at = [...place, "value"];
  if (one.op === "addImport") {
    const { error } = nixModule.safeParse(one.value);
    if (error) throw new NixError(under(at, toDiagnosticsOfInput("addImport", nixModule, error, one.value)));
  }
  const { value, diagnostics } = decodeJson(one.value, buildNested, at);
  if (diagnostics.length > 0) throw new NixError(diagnostics);
  const result = tryToExpr(value);
  if (!result.ok) throw new NixError(under(at, result.diagnostics));
  return value;
}

/** Makes one edit. @returns whether there was something to do it to. */
function apply(document: NixDocument, one: EditOperation, value: NixValue): boolean {
  switch (one.op) {
    case "set":
      document.set(one.path, value, optionsOf(one));
      return true;
    case "add":
      document.add(one.path, value, optionsOf(one));
      return true;
    case "remove":
      return document.remove(one.path, optionsOf(one));
    case "removeElement":
      return document.removeElement(one.path, value, optionsOf(one));
    case "rename":
      document.rename(one.path, one.name, optionsOf(one));
      return true;
    case "comment":
      document.setComment(one.path, one.comment, optionsOf(one));
      return true;
    case "addImport":
      document.addImport(value);
      return true;
    case "flakeInput":
      document.flake.set(one.name, one.input as FlakeInputParts); // It is checked there.
      return true;
    case "removeFlakeInput":
      return document.flake.remove(one.name);
  }
}

/** The options of an edit, as the editor takes them. */
function optionsOf({
  at,
  ignoreDynamic,
  unconditional,
}: {
  readonly at?: number | undefined;
  readonly ignoreDynamic?: true | undefined;
  readonly unconditional?: true | undefined;
}): SetOptions {
  return {
    ...(unconditional && { unconditional }),
    ...(at !== undefined && { at }),
    ...(ignoreDynamic && { ignoreDynamic }),
  };
}

/** Warns of a value that was put below a condition which is not that of all that the module sets. */
function reportConditions(document: NixDocument, path: DocumentPath, place: Path): Diagnostic[] {
  const [found] = document.find(path);
  const ofAll = new Set(document.find("config").flatMap(({ conditions }) => conditions));
  const conditions = (found?.conditions ?? []).filter((condition) => !ofAll.has(condition));
  if (conditions.length === 0) return [];
  const listed = conditions.map((condition) => `\`${condition}\``).join(" and ");
  return [
    {
      code: "edit/conditional",
      severity: "warning",
      message: `the value holds only where ${listed}, for it stands beside what holds there`,
      path: place,
      suggestions: [{ message: 'give "unconditional": true to refuse that' }],
    },
  ];
}

function reportNothing(place: Path): Diagnostic {
  return {
    code: "edit/not-found",
    severity: "warning",
    message: "there is nothing to remove",
    path: place,
    suggestions: [],
  };
}

/**
 * What the last text has wrong that the first one had not, each with the edit that brings it. The line is shown, for the caller
 * does not have the text; what could be replaced in it is left out.
 */
function findNewProblems(
  texts: readonly string[],
  find: (text: string) => readonly Diagnostic[],
): { readonly problem: Diagnostic; readonly edit: number }[] {
  const [before = "", ...after] = texts;
  const last = after.at(-1) ?? before;
  const old = new Set(find(before).map(identityOf));
  const found = find(last).filter((problem) => !old.has(identityOf(problem)));
  if (found.length === 0) return [];
  const identities = after.map((text) => new Set(find(text).map(identityOf)));
  return found.map((problem) => {
    const { span: _, suggestions, ...rest } = withExcerpt(problem, last);
    return {
      problem: { ...rest, suggestions: suggestions.map(({ message }) => ({ message })) },
      edit: identities.findIndex((ids) => ids.has(identityOf(problem))),
    };
  });
}

function identityOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

/** Whose module a text is, and that it becomes where it was none: an edit does not make another one of it. */
function kindsOf(texts: readonly string[], path: string | undefined, names: Names): readonly OptionKind[] {
  for (const text of [texts[0]!, texts.at(-1)!]) {
    const { tree } = parse(text);
    const kinds = guessKinds([{ path, tree }], { names }).get(tree);
    if (kinds !== undefined) return kinds;
  }
  return [];
}

function findProblems(text: string, kinds: readonly OptionKind[], names: Names | false): Diagnostic[] {
  const { tree, diagnostics: found } = parse(text, { undefinedVariables: true });
  const diagnostics = [...found, ...findProblemsOfInputs(text)];
  if (names === false) return diagnostics;
  const ofNames = findProblemsOfNames({ tree, kinds }, collectDeclarations([tree]), names);
  const unchecked = findUnchecked(tree, kinds, names);
  return [...diagnostics, ...ofNames.map(({ diagnostic }) => diagnostic)].concat(unchecked);
}

/** What is wrong with the references of the inputs, where a text is a flake. */
function findProblemsOfInputs(text: string): Diagnostic[] {
  const document = NixDocument.parse(text);
  if (!document.has("outputs")) return [];
  return Object.entries(document.flake.list()).flatMap(([name, { url, type, flake }]): Diagnostic[] => {
    const problem = url !== undefined && type === undefined && findReferenceProblem(url, flake === false);
    if (!problem) return [];
    const message = `the input \`${name}\`: ${problem.message}`;
    const suggestions = problem.suggestions.map((help) => ({ message: help }));
    return [{ code: "input/invalid", severity: "error", message, suggestions }];
  });
}
