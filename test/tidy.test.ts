import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * Which parts of a package import which: a part is a folder of `src`, or a file in it. What is not listed may import all of
 * its package, and nothing in the table may import it.
 */
const allowed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  core: {
    text: [],
    lex: ["diagnostics"],
    doc: [],
    diagnostics: ["text"],
    ast: ["diagnostics", "text"],
    schema: ["ast", "diagnostics", "lex", "text"],
    build: ["ast", "diagnostics", "lex", "print"],
    print: ["ast", "diagnostics", "doc", "lex"],
    "print/printer": ["ast", "doc"],
    "print/refuse": ["ast", "diagnostics"],
    "print/comments": ["ast", "doc", "print/printer"],
    "print/tokens": ["ast", "print/comments", "print/printer"],
    "print/policy": ["ast", "lex", "print/tokens"],
    "print/rules": [
      "ast",
      "doc",
      "print/comments",
      "print/policy",
      "print/printer",
      "print/refuse",
      "print/tokens",
    ],
    "print/dispatch": ["ast", "print/printer", "print/refuse", "print/rules", "print/tokens"],
  },
  parser: {
    text: [],
    syntax: [],
    lower: [],
    "incremental/spans": ["lower"],
    recover: ["lower", "syntax"],
    check: ["lower", "recover"],
    parse: ["check", "incremental/spans", "lower", "recover", "syntax"],
    format: ["parse"],
    template: ["parse"],
    incremental: ["check", "lower", "parse", "text"],
    disk: ["format"],
    flake: [],
    editor: ["disk", "flake", "incremental", "parse", "text"],
  },
  nixgen: {
    lib: [],
    "node-module": [],
    "package-root": [],
    names: ["node-module"],
    references: ["lib"],
    values: ["references"],
    builders: ["files", "names", "references"],
    files: ["builders", "names", "node-module"],
    json: ["builders", "files", "names", "references"],
    codegen: ["names"],
    "index-maker": ["names"],
    cli: ["codegen", "files", "index-maker", "names"],
  },
};

/** The packages that the sources of a package may import, besides modules of Node.js. */
const packages: Readonly<Record<string, readonly string[]>> = {
  core: ["fastest-levenshtein", "zod"],
  parser: ["@nixgen/core", "diff"],
  nixgen: [
    "#package-root",
    "@nixgen/core",
    "@nixgen/parser",
    "diff",
    "fastest-levenshtein",
    "nixgen",
    "prettier",
    "ts-morph",
    "zod",
  ],
  "prettier-plugin": ["@nixgen/core", "@nixgen/parser", "prettier"],
};

/** What may import modules of Node.js, or their types. All else runs in a browser. */
const onNode =
  /^(?:parser\/(?:files|disk\/(?:format-file|list-nix-files|node-module))|nixgen\/(?:node-module|cli|index-maker|codegen)\b.*)\.ts$/;

interface Import {
  /** The file, from the folder of packages on, without `src`. */
  readonly file: string;
  readonly package: string;
  readonly from: string;
  readonly specifier: string;
}

const root = fileURLToPath(new URL("../packages", import.meta.url));
const imports = Object.keys(packages).flatMap((name) =>
  readdirSync(join(root, name, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.test(?:-d)?\.ts$/.test(file))
    .flatMap((file) => importsOf(name, file)),
);

function importsOf(name: string, file: string): Import[] {
  const text = readFileSync(join(root, name, "src", file), "utf8");
  const specifiers = text.matchAll(
    /^(?:import|export|\} from) (?:[^;"]*?from )?"([^"]+)"|(?<!typeof )\bimport\("([^"]+)"\)/gm,
  );
  return [...specifiers].map(([, by, later]) => ({
    file: `${name}/${file}`,
    package: name,
    from: file,
    specifier: by ?? later!,
  }));
}

/** The part that a file is in: the longest of the table that fits. */
function partOf(parts: readonly string[], file: string): string {
  const path = file.replace(/\.[jt]s$/, "");
  const fitting = parts.filter((part) => path === part || path.startsWith(`${part}/`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? path;
}

describe("imports", () => {
  it.each(Object.keys(allowed))("in %s lead the way that the architecture says", (name) => {
    const table = allowed[name]!;
    const wrong = imports
      .filter((found) => found.package === name && found.specifier.startsWith("."))
      .map(({ from, specifier }) => ({
        from: partOf(Object.keys(table), from),
        to: partOf(Object.keys(table), normalize(join(dirname(from), specifier))),
      }))
      .filter(({ from, to }) => from !== to && table[from] !== undefined && !table[from].includes(to))
      // What is in a folder of the table may be imported where the folder may.
      .filter(({ from, to }) => !table[from]!.some((part) => to.startsWith(`${part}/`)))
      // The other files of a folder stand above its parts.
      .filter(({ from, to }) => !to.startsWith(`${from}/`));
    expect(wrong).toEqual([]);
  });

  it("of other packages go by their names, and one way", () => {
    const wrong = imports
      .filter(({ specifier }) => !/^(?:\.|node:)/.test(specifier))
      .filter(({ package: name, specifier }) => {
        const [scope, rest] = specifier.split("/");
        const imported = scope!.startsWith("@") ? `${scope}/${rest}` : scope!;
        return !packages[name]!.includes(imported) || specifier.includes("/src/");
      });
    expect(wrong).toEqual([]);
  });

  it("do not leave the sources of a package", () => {
    const outside = imports.filter(
      ({ from, specifier }) =>
        specifier.startsWith(".") && normalize(join(dirname(from), specifier)).startsWith(".."),
    );
    expect(outside).toEqual([]);
  });

  it("of zod stand behind the schema in the core", () => {
    const wrong = imports.filter(
      ({ file, specifier }) => specifier === "zod" && /^core\/(?!schema\b)/.test(file),
    );
    expect(wrong).toEqual([]);
  });

  it("of Node.js stand where a browser does not come", () => {
    const wrong = imports.filter(
      ({ file, specifier }) => specifier.startsWith("node:") && !onNode.test(file),
    );
    expect(wrong).toEqual([]);
  });

  it("are found", () => {
    expect(imports.length).toBeGreaterThan(1000);
  });
});
