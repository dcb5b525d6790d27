import { NixError, type Diagnostic } from "@nixgen/core";
import * as z from "zod";
import { checkOptions } from "../builders/builder.js";
import { closestNames } from "../names/closest.js";
import type { DeclaredNames } from "./check-names.js";
import { findBuilder, optionNamesOf } from "./find-builder.js";
import { refuse, type Path } from "./problems.js";
import { settingKeys } from "./settings.js";

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

/** The request for one file, and where it stands. */
export interface OneRequest {
  readonly request: unknown;
  readonly path: Path;
  readonly file?: string;
}

/** The requests for all files that some JSON asks for. */
export function readRequests(json: unknown): {
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
  if (Object.keys(files).length === 0) throw refuse(["files"], "no file is asked for", []);
  const requests = Object.entries(files).map(([file, request]) => ({ request, path: ["files", file], file }));
  return { requests, declares };
}

/** The path of a file leads to a place below the folder in which the files are written. */
export function checkPlace({ request, path, file }: OneRequest): readonly Diagnostic[] {
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

/** The schema of {@link DeclaredNames}. */
export const declaredNamesSchema = z.strictObject({
  packages: z.array(z.string()).optional(),
  options: z.array(z.string()).optional(),
});

const declaresSchema = z.object({ declares: declaredNamesSchema });

const requestKeys = ["builder", "options", "file", "form", ...settingKeys];

/** @throws NixError where a request has keys that none has, and options of the builder beside `options`. */
export function checkKeys(json: Fields): void {
  const unknown = Object.keys(json).filter((key) => !requestKeys.includes(key));
  if (unknown.length === 0) return;
  const entry = findBuilder(json["builder"]);
  const options = entry && optionNamesOf(entry);
  const suggest = (key: string): string[] => {
    const similar = closestNames(key, requestKeys).map((name) => `did you mean \`${name}\`?`);
    const isOption = entry !== undefined && (options === undefined || options.includes(key));
    if (isOption && (options !== undefined || similar.length === 0)) {
      return [`move it into \`options\`: { "options": { ${JSON.stringify(key)}: … } }`];
    }
    return similar;
  };
  throw new NixError(
    unknown.map((key) => ({
      code: "input/unknown-key",
      severity: "error",
      message: `a request has no \`${key}\``,
      path: [key],
      suggestions: suggest(key).map((text) => ({ message: text })),
    })),
  );
}

/** Some JSON that is an object. */
export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
