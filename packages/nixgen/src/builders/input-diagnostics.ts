import { Annotated, describeValue, isNode, toNix, type Diagnostic } from "@nixgen/core";
import type * as z from "zod";
import { closestNames } from "../names/closest.js";
import type { IssueDetails } from "./input.js";

/** What zod found wrong, as diagnostics of the library. */
export function toDiagnostics(
  builder: string,
  schema: z.ZodType,
  error: z.ZodError,
  input: unknown,
): Diagnostic[] {
  return error.issues.flatMap(expandUnion).flatMap((issue): Diagnostic[] => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) => ({
        code: "input/unknown-key",
        severity: "error",
        message: `${builder} has no option \`${key}\``,
        path: [...path, key],
        suggestions: adviseKey(key, known).map((text) => ({ message: text })),
      }));
    }
    const details = detailsOf(issue, input);
    const { message } = issue;
    const isAboutKey = issue.code === "invalid_key" || details?.code === "input/unknown-key";
    return [
      {
        code: details?.code ?? "input/invalid",
        severity: "error",
        message: `${builder}: ${message}${isAboutKey ? "" : describeFound(input, path, message)}`,
        path,
        suggestions: [
          ...(details?.suggestions ?? suggestNamed(valueAt(input, path), message)),
          ...suggestPackage(valueAt(input, path), message),
        ].map((text) => ({ message: text })),
      },
    ];
  });
}

/** What zod found wrong, as paths and messages: for checks within checks. */
export function explainIssues(
  error: z.ZodError,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  return error.issues.flatMap(expandUnion).map((issue) => ({
    path: issue.path.map((key) => (typeof key === "symbol" ? String(key) : key)),
    message: issue.message,
  }));
}

/** What a schema says of an issue; of a value that is none of some, which of them are alike. */
function detailsOf(issue: z.core.$ZodIssue, input: unknown): IssueDetails | undefined {
  if (issue.code === "custom") return issue.params as IssueDetails | undefined;
  if (issue.code !== "invalid_value") return undefined;
  const found = valueAt(input, issue.path);
  if (typeof found !== "string") return undefined;
  const similar = closestNames(found, issue.values.map(String));
  return { suggestions: similar.map((name) => `did you mean ${JSON.stringify(name)}?`) };
}

/**
 * What is wrong with a value of a union: where it looks like exactly one of the options (an object, say, and not an
 * expression), what is wrong with it as that option.
 */
function expandUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code === "invalid_key") return [{ ...issue, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code !== "invalid_union") return [issue];
  const alike = issue.errors.filter(isMeant);
  const [only] = alike;
  if (only === undefined || alike.length > 1) {
    const expected = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first.message]));
    const message = issue.message === "Invalid input" ? [...new Set(expected)].join(", or ") : issue.message;
    return [{ ...issue, message }];
  }
  return only.flatMap((inner) => expandUnion({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Whether a value looks like an option of a union: what is wrong with it is below it. */
function isMeant(issues: readonly z.core.$ZodIssue[]): boolean {
  return !issues.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === "invalid_union") return !issue.errors.some(isMeant);
    return issue.code === "custom" || issue.code.startsWith("invalid");
  });
}

/** The keys that a schema knows at a path: those of every object schema that can stand there. */
function knownKeys(schema: z.core.$ZodType, path: readonly (string | number)[]): string[] {
  const def = schema._zod.def as unknown as Record<string, unknown> & { readonly type: string };
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
      return knownKeys(def["innerType"] as z.core.$ZodType, path);
    case "lazy":
      return knownKeys((def["getter"] as () => z.core.$ZodType)(), path);
    case "union":
      return (def["options"] as z.core.$ZodType[]).flatMap((option) => knownKeys(option, path));
    case "array":
      return path.length === 0 ? [] : knownKeys(def["element"] as z.core.$ZodType, path.slice(1));
    case "record":
      return path.length === 0 ? [] : knownKeys(def["valueType"] as z.core.$ZodType, path.slice(1));
    case "object": {
      const shape = def["shape"] as Record<string, z.core.$ZodType>;
      const [key, ...rest] = path;
      if (key === undefined) return Object.keys(shape);
      const inner = shape[key];
      return inner === undefined ? [] : knownKeys(inner, rest);
    }
    default:
      return [];
  }
}

/** What stands there instead, where the message says what is expected, or where it is short. */
function describeFound(input: unknown, path: readonly PropertyKey[], message: string): string {
  const found = valueAt(input, path);
  if (found === undefined || message.includes("found ")) return "";
  const isShort = found === null || (typeof found !== "object" && typeof found !== "function");
  if (isShort) return `, found ${describeValue(found)}`;
  return message.startsWith("expected ") && !isCode(found) ? `, found ${describeValue(found)}` : "";
}

function isCode(value: object): boolean {
  return isNode(value) || toNix in value || value instanceof Annotated;
}

/** Those of the texts that a message names that are most like what was found. */
function suggestNamed(found: unknown, message: string): string[] {
  if (typeof found !== "string") return [];
  const named = [...message.matchAll(/"([^"]+)"/g)].map(([, text]) => text!);
  return closestNames(found, named)
    .filter((name) => name !== found)
    .map((name) => `did you mean ${JSON.stringify(name)}?`);
}

/** What to write in place of a text where code is expected: texts are data, and a package is no text. */
function suggestPackage(found: unknown, message: string): string[] {
  if (typeof found !== "string" || !message.includes("Nix expression")) return [];
  if (!/pkgs\.|package/.test(message) || !/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/.test(found)) return [];
  const code = found.startsWith("pkgs.") ? found : `pkgs.${found}`;
  const isPlain = /^[\w.]+$/.test(code);
  return [`write ${isPlain ? `\`${code}\`` : `\`pkgs["${found}"]\``} for the package; a text is data`];
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let found = input;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

/** What to write in place of a key. */
function adviseKey(key: string, known: readonly string[]): string[] {
  const isVariable = /^[A-Z][A-Z0-9_]*$/.test(key) && known.includes("env");
  if (isVariable) return [`put environment variables into \`env\`: { env: { ${key}: … } }`];
  return suggestKeys(key, known).map((name) => `did you mean \`${name}\`?`);
}

/** The known keys that are most like a key, or that replaced it. */
function suggestKeys(key: string, known: readonly string[]): string[] {
  const successor = Object.hasOwn(successors, key) ? successors[key] : undefined;
  return successor !== undefined && known.includes(successor) ? [successor] : closestNames(key, known);
}

/** Attributes that nixpkgs had in the past, with those that replaced them. */
const successors: Readonly<Record<string, string>> = {
  cargoSha256: "cargoHash",
  checkInputs: "nativeCheckInputs",
  contents: "copyToRoot",
  copyToRoot: "contents",
  desktopItem: "desktopItems",
  extraPostFetch: "postFetch",
  modSha256: "vendorHash",
  npmDepsSha256: "npmDepsHash",
  sha1: "hash",
  sha256: "hash",
  sha512: "hash",
  vendorSha256: "vendorHash",
};
