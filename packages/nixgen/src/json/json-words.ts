import type { Diagnostic } from "@nixgen/core";
import { suggestBuilder } from "./find-builder.js";
import { closestMarkers, markerOf } from "./markers.js";
import type { Path } from "./problems.js";
import { isObject, type Fields } from "./requests.js";

/**
 * What a builder says of its options, in the words of JSON: builders speak to programs in TypeScript, where a package is
 * `pkgs.git`. What to write instead comes from what stands in the request.
 */
export function inJsonWords(diagnostic: Diagnostic, request: unknown): Diagnostic {
  const { code, path = [], message, suggestions } = diagnostic;
  const key = path.at(-1);
  // A problem with a place of its own lies in a text, and the key is that of a file.
  if (diagnostic.span === undefined && typeof key === "string" && key.includes(".") && keyCodes.has(code)) {
    const nested = nest(key.split("."));
    return {
      ...diagnostic,
      message: `the key ${JSON.stringify(key)} is one name with dots in it, and there is no such option`,
      suggestions: [{ message: `write ${nested}: each name is a key of its own` }],
    };
  }
  const found = valueAt(request, path);
  const advice = message.includes("Nix expression") ? adviseExpression(found, path, message) : [];
  // What is said of code that is a text stays code.
  const isInCode = diagnostic.span !== undefined || key === "$nix";
  const say = (text: string): string => toJsonWords(isInCode ? text : valuesToJson(text));
  return {
    ...diagnostic,
    message: say(message),
    suggestions:
      advice.length > 0
        ? advice.map((text) => ({ message: text }))
        : suggestions.map((one) => ({ ...one, message: say(one.message) })),
  };
}

const keyCodes: ReadonlySet<string> = new Set(["input/unknown-key", "names/unknown-option"]);

/** A text, a number, a boolean or a package, as Nix and TypeScript have them. */
const value = /"(?:[^"\\$]|\\["\\nt])*"|\bpkgs\.[\w-]+(?:\.[\w-]+)*|\b\d+\b|\btrue\b|\bfalse\b/;

/** Packages, and lists of packages and scalars, in a message as the JSON for them. */
function valuesToJson(text: string): string {
  const list = new RegExp(`\`\\[ ?(?:(?:${value.source})(?:, | )?)+\\]\``, "g");
  return text
    .replaceAll(list, (items) => {
      const found = [...items.matchAll(new RegExp(value, "g"))].map(([item]) =>
        item.startsWith("pkgs.") ? print({ $pkg: item.slice("pkgs.".length) }) : item,
      );
      return `[${found.join(", ")}]`;
    })
    .replaceAll(/`((?:pkgs\.[\w.-]+(?:, )?)+)`/g, (_, names: string) =>
      names
        .split(", ")
        .map((name) => print({ $pkg: name.slice("pkgs.".length) }))
        .join(", "),
    );
}

/** Some code in a message as the JSON for it. */
function toJsonWords(text: string): string {
  return text
    .replaceAll(/str`\$\{pkgs\.…\}([^`]*)`/g, (_, rest: string) => print({ $str: [{ $pkg: "…" }, rest] }))
    .replaceAll(/`path\(("[^"]*")\)`/g, (_, path: string) => print({ $path: JSON.parse(path) as string }))
    .replaceAll(", or what `attrs(…)` made", "")
    .replaceAll(/, or open the document with `\{ allowErrors: true \}`.*/g, " in the text first")
    .replaceAll(
      /choose one of .* with `\{ at: number \}`, from 0/g,
      'choose one with "at": 0 for the first, 1 for the second',
    )
    .replaceAll("leave out `unconditional`", 'leave out "unconditional"')
    .replaceAll("use `replace` to write the condition anew", "set what the condition is around as a whole")
    .replaceAll("pass `{ ignoreDynamic: true }`", 'give "ignoreDynamic": true')
    .replaceAll("`find` lists the places; they are counted", "places are counted")
    .replaceAll("use `replace` to write it anew", "write the whole text anew");
}

/** What to write where something else stands in the place of an expression. */
function adviseExpression(found: unknown, path: Path, message: string): string[] {
  if (typeof found === "string") {
    const data = dataFor(found, message);
    if (data !== undefined) return [`write ${print(data)}`];
    return [`write ${print(codeFor(found))}; a text by itself is data`];
  }
  if (!isObject(found) || markerOf(found) !== undefined) return [];
  const keys = Object.keys(found);
  const [key] = keys;
  if (key !== undefined && keys.length === 1) {
    const [marker] = closestMarkers(key);
    if (marker !== undefined) return [`write ${print({ [marker]: found[key] })}`];
  }
  const builder = suggestBuilder(keys, path);
  return [
    builder === undefined
      ? 'write { "$build": "…", "options": { … } } for what a builder makes, { "$nix": "…" } for code'
      : `write { "$build": ${JSON.stringify(builder)}, "options": { … } } for what a builder makes`,
  ];
}

/** The value that a text says, where that is what was expected: `true`, a number, or a list of packages. */
function dataFor(text: string, message: string): unknown {
  const word = text.trim().toLowerCase();
  if (/expected (?:true or false)/.test(message)) {
    if (/^(?:true|yes|on|enabled?)$/.test(word)) return true;
    return /^(?:false|no|off|disabled?)$/.test(word) ? false : undefined;
  }
  if (/expected an? (?:port|number|integer|whole number|positive)/.test(message))
    return /^-?\d+$/.test(word) ? Number(word) : undefined;
  if (!/expected a list of Nix expressions/.test(message)) return undefined;
  const names = text.split(/[\s,]+/).filter(Boolean);
  return names.length > 0 && names.every((name) => isName.test(name)) ? names.map(codeFor) : undefined;
}

const isName = /^[A-Za-z_][\w+-]*(?:\.[A-Za-z_][\w+-]*)*$/;

/** The expression that a text looks like. */
function codeFor(text: string): Fields {
  if (/^(?:\.{1,2}|~)?\//.test(text)) return { $path: text };
  if (/^<[^<>]+>$/.test(text)) return { $searchPath: text.slice(1, -1) };
  return isName.test(text) ? { $pkg: text.replace(/^pkgs\./, "") } : { $nix: text };
}

/** JSON on one line, as people write it. */
function print(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(print).join(", ")}]`;
  if (!isObject(json)) return JSON.stringify(json) ?? "null";
  const entries = Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${print(value)}`);
  return entries.length === 0 ? "{ }" : `{ ${entries.join(", ")} }`;
}

function nest([name, ...rest]: readonly string[]): string {
  return name === undefined ? "…" : `{ ${JSON.stringify(name)}: ${nest(rest)} }`;
}

function valueAt(json: unknown, path: Path): unknown {
  let found = json;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string | number, unknown>>)[key];
  }
  return found;
}
