import {
  NixError,
  identifier,
  isIdentifier,
  reference,
  searchPath,
  select,
  toExpr,
  toParts,
  walk,
  toPath,
  withComment,
  withExcerpt,
  markNode,
  type Diagnostic,
  type Expr,
  type NixAttributes,
  type NixValue,
  type Node,
  type Reference,
  type TextHole,
  under,
} from "@nixgen/core";
import { raw } from "@nixgen/parser";
import { mkEnableOption } from "../builders/options/mk-enable-option.js";
import { mkOption } from "../builders/options/mk-option.js";
import * as properties from "../builders/properties.js";
import { builtins, lib, pkgs } from "../references/references.js";
import { closestMarkers, markerOf, markers } from "./markers.js";
import { refuse, type Path } from "./problems.js";

/** What became of some JSON: the value, and all that is wrong with it. */
export interface Decoded {
  /** The value; what could not be decoded is `null` in it, so that the rest can be checked too. */
  readonly value: NixValue;
  /** Where the nodes of code stand in the JSON. */
  readonly origins: ReadonlyMap<Node, Path>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds what `{ "$build": … }` stands for. */
export type BuildNested = (name: unknown, request: Readonly<Record<string, unknown>>, path: Path) => Decoded;

/**
 * The value that some JSON stands for. JSON is data, but for objects with a key that starts with `$`:
 *
 * | JSON | value |
 * | --- | --- |
 * | `{ "$pkg": "python3Packages.requests" }` | a package of nixpkgs |
 * | `{ "$nix": "lib.mkForce true" }` | Nix code |
 * | `{ "$path": "./file.nix" }` | a path; as a list, of parts: text, and expressions that are interpolated |
 * | `{ "$searchPath": "nixpkgs" }` | a search path |
 * | `{ "$str": [{ "$pkg": "hello" }, "/bin/hello"] }` | a string of parts: text is data, expressions are interpolated |
 * | `{ "$call": "lib.mkIf", "args": [true, 1] }` | a call of a function of `lib`, `builtins` or `pkgs` |
 * | `{ "$build": "devShell", "options": { … } }` | what a builder makes |
 * | `{ "$comment": "why", "value": 1 }` | a value with a comment before it |
 * | `{ "$data": { "$pkg": "x" } }` | the JSON in it, as data |
 */
export function decodeJson(json: unknown, buildNested: BuildNested, path: Path = []): Decoded {
  const decoder = new Decoder(buildNested);
  const value = decoder.decode(json, path);
  return { value, diagnostics: decoder.diagnostics, origins: decoder.origins };
}

type Fields = Readonly<Record<string, unknown>>;

class Decoder {
  readonly diagnostics: Diagnostic[] = [];
  readonly origins = new Map<Node, Path>();
  readonly #buildNested: BuildNested;

  constructor(buildNested: BuildNested) {
    this.#buildNested = buildNested;
  }

  decode(json: unknown, path: Path): NixValue {
    // What has no meaning in Nix is reported where the value is checked.
    if (typeof json !== "object" || json === null) return json as NixValue;
    if (Array.isArray(json)) return json.map((item: unknown, index) => this.decode(item, [...path, index]));
    const fields = json as Fields;
    const marker = markerOf(fields);
    if (marker !== undefined) {
      const value = this.#attempt(path, () => this.#decodeMarked(marker, fields, path));
      if (isCode.has(marker)) this.#remember(value, [...path, marker]);
      return value;
    }
    return this.#decodeAll(fields, path);
  }

  #decodeAll(fields: Fields, path: Path): NixAttributes {
    return Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, this.decode(value, [...path, key])]),
    );
  }

  #decodeMarked(marker: string, fields: Fields, path: Path): NixValue {
    const content = fields[marker];
    const others = Object.keys(fields).filter((key) => key !== marker);
    const allowed = Object.hasOwn(markers, marker) ? markers[marker]! : undefined;
    if (allowed === undefined) return this.#refuse(path, `there is no \`${marker}\``, suggestMarkers(marker));
    const unknown = others.filter((key) => !allowed.includes(key));
    const help = marker === "$build" ? ["move it into `options`"] : [];
    for (const key of unknown)
      this.#refuse([...path, key], `\`${marker}\` does not go with \`${key}\``, help);
    switch (marker) {
      case "$build": {
        const { value, diagnostics, origins } = this.#buildNested(content, fields, path);
        this.diagnostics.push(...diagnostics);
        for (const [node, at] of origins) this.origins.set(node, at);
        return value;
      }
      case "$call":
        return this.#decodeCall(this.#text(content, path, marker), fields["args"], path);
      case "$comment":
        if (fields["value"] === undefined)
          return this.#refuse([...path, "value"], "expected the value that the comment is about", []);
        return withComment(
          this.#text(content, path, marker),
          this.decode(fields["value"], [...path, "value"]),
        );
      case "$data":
        return content as NixValue;
      case "$nix":
        return this.#decodeCode(this.#text(content, path, marker), [...path, marker]);
      case "$path":
        return this.#decodePath(content, path);
      case "$pkg":
        return this.#packageAt(this.#text(content, path, marker), path);
      case "$searchPath":
        return searchPath(this.#text(content, path, marker));
      default:
        return this.#decodeText(content, path);
    }
  }

  /** What is wrong with the syntax is told with the line of the code. */
  #decodeCode(text: string, path: Path): NixValue {
    try {
      return raw(text);
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      const problems = error.diagnostics.map((problem) => withExcerpt(problem, text));
      this.diagnostics.push(...under(path, problems));
      return placeholder();
    }
  }

  /** The texts of a path are parts of its literal; all else is interpolated. */
  #decodePath(content: unknown, path: Path): NixValue {
    if (!Array.isArray(content)) return toPath([this.#text(content, path, "$path")], []);
    const texts = [""];
    const holes: TextHole[] = [];
    for (const part of this.#decodeParts(content, path, "$path")) {
      if (typeof part === "string" || typeof part === "number") texts.push(`${texts.pop()}${part}`);
      else {
        holes.push(part);
        texts.push("");
      }
    }
    return toPath(texts, holes);
  }

  /** Keeps where the nodes of a value come from, but for those of its parts, which say so themselves. */
  #remember(value: NixValue, path: Path): void {
    walk(toExpr(value), (node) => {
      if (!this.origins.has(node)) this.origins.set(node, path);
    });
  }

  #decodeText(content: unknown, path: Path): NixValue {
    const parts = Array.isArray(content) ? (content as readonly unknown[]) : [content];
    const holes = this.#decodeParts(parts, path, "$str");
    const texts = Array.from({ length: holes.length + 1 }, () => "");
    const nodes = toParts(texts, holes);
    const isLong = nodes.some((part) => part.kind === "StringText" && part.value.includes("\n"));
    return markNode({ kind: isLong ? "IndentedString" : "String", parts: nodes });
  }

  /** The parts of a string or a path; what can't be one is reported, and nothing stands in its place. */
  #decodeParts(parts: readonly unknown[], path: Path, marker: string): TextHole[] {
    return parts.flatMap((part, index): TextHole[] => {
      const hole = this.decode(part, [...path, marker, index]);
      const isText = typeof hole === "string" || typeof hole === "number";
      const isCode = (typeof hole === "object" || typeof hole === "function") && hole !== null;
      if (isText || (isCode && !Array.isArray(hole))) return [hole as TextHole];
      const message = "a part of a string or a path is text, a number or an expression";
      this.#refuse([...path, marker, index], message, []);
      return [];
    });
  }

  #decodeCall(name: string, args: unknown, path: Path): NixValue {
    if (!Array.isArray(args) || args.length === 0) {
      return this.#refuse([...path, "args"], "expected a list with at least one argument", []);
    }
    const values = args.map((arg: unknown, index) => this.decode(arg, [...path, "args", index]));
    const [root = "", ...rest] = name.split(".");
    const property = root === "lib" && rest.length === 1 ? propertyFunctions[rest[0]!] : undefined;
    return this.#attempt([...path, "args"], () => {
      const roots: Readonly<Record<string, Reference | undefined>> = {
        lib,
        builtins,
        pkgs: reference("pkgs"),
      };
      const set = Object.hasOwn(roots, root) ? roots[root] : undefined;
      if (set === undefined || rest.length === 0) {
        return this.#refuse([...path, "$call"], "expected a function such as `lib.mkForce`", []);
      }
      const called = rest.reduce<Reference>((inner, part) => inner[part]!, set);
      const result = called(...(values as [NixValue, ...NixValue[]]));
      return property && property.length === values.length ? property(...(values as never[])) : result;
    });
  }

  /** `text` is an attribute path, below `pkgs` or with it; what could be read as other code is refused. */
  #packageAt(text: string, path: Path): NixValue {
    const names = text.replace(/^pkgs\.(?=.)/, "").split(".");
    if (!names.every((name) => name !== "" && (isIdentifier(name) || /^[\w'-]+$/.test(name)))) {
      return this.#refuse(
        path,
        `expected the name of a package, such as "ripgrep", found ${JSON.stringify(text)}`,
        ['write { "$nix": "…" } for any other expression'],
      );
    }
    return select(pkgs, ...(names as [string, ...string[]]));
  }

  #text(content: unknown, path: Path, marker: string): string {
    if (typeof content === "string") return content;
    this.#refuse([...path, marker], `\`${marker}\` takes a text`, []);
    return "null";
  }

  /** Problems of one part are reported at its place, and the others are looked at too. */
  #attempt(path: Path, decode: () => NixValue): NixValue {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof NixError)) throw error;
      this.diagnostics.push(...under(path, error.diagnostics));
      return placeholder();
    }
  }

  #refuse(path: Path, message: string, suggestions: readonly string[]): Expr {
    this.diagnostics.push(...refuse(path, message, suggestions).diagnostics);
    return placeholder();
  }
}

/** The keys with the name of a variable in them, or more. */
const isCode = new Set(["$call", "$nix", "$pkg"]);

function suggestMarkers(marker: string): string[] {
  const similar = closestMarkers(marker).map((name) => `did you mean \`${name}\`?`);
  return similar.length > 0 ? similar : ['for a key that starts with `$`, write { "$data": { … } }'];
}

/** The functions of modules that the library has itself, and whose results its builders look into. They check their arguments themselves. */
const propertyFunctions: Readonly<Record<string, (...args: never[]) => NixValue>> = {
  mkAfter: properties.mkAfter,
  mkBefore: properties.mkBefore,
  mkDefault: properties.mkDefault,
  mkForce: properties.mkForce,
  mkEnableOption,
  mkIf: properties.mkIf,
  mkMerge: properties.mkMerge,
  mkOption,
  mkOrder: properties.mkOrder,
  mkOverride: properties.mkOverride,
};

/** What stands for a part that could not be built, so that the rest can be checked. */
export function placeholder(): Expr {
  return markNode({ ...identifier("null") });
}
