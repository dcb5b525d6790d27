import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { toNix } from "nixgen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "nixgen-packed-"));
const packages = ["core", "parser", "nixgen", "prettier-plugin"];
const tarballs = join(directory, "tarballs");
const project = join(directory, "project");
const { packageManager, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  packageManager: string;
  devDependencies: Record<string, string>;
};

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly sideEffects: false | readonly string[];
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  mkdirSync(tarballs);
  mkdirSync(project);
  const pack = ["-r", "--filter", "./packages/*", "pack", "--pack-destination", tarballs];
  run("npx", ["--yes", packageManager, ...pack], root);
  const files = readdirSync(tarballs).map((file) => [
    file.replace(/-\d.*$/, ""),
    `file:${join(tarballs, file)}`,
  ]);
  const byName = Object.fromEntries(files) as Record<string, string>;
  const dependencies = {
    nixgen: byName["nixgen"],
    "@nixgen/core": byName["nixgen-core"],
    "@nixgen/parser": byName["nixgen-parser"],
    "prettier-plugin-nixgen": byName["prettier-plugin-nixgen"],
  };
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({
      private: true,
      type: "module",
      dependencies: { ...dependencies, prettier: devDependencies["prettier"] },
      devDependencies: {
        typescript: devDependencies["typescript"],
        "@types/node": devDependencies["@types/node"],
      },
      overrides: dependencies,
    }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], project);
  cpSync(join(root, "examples/quick-start/main.ts"), join(project, "main.ts"));
  for (const { file, code } of readmeExamples) writeFileSync(join(project, file), `${code}\nexport {};\n`);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The paths of all files below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Compiles files of a project with their declarations, and gives what the compiler says. */
function compile(folder: string, files: readonly string[], options: object): string {
  const compilerOptions = { strict: true, target: "es2022", declaration: true, types: ["node"], ...options };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = join(project, "node_modules/.bin/tsc");
  return spawnSync(compiler, ["-p", "."], { cwd: folder, encoding: "utf8" }).stdout;
}

/** Code that exports what the values of a module are and give, without a word on their types. */
function exportAll(specifier: string, values: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(values).map(([name, value]) => {
    if (isClass(value)) {
      const members = Object.getOwnPropertyNames(value.prototype).filter(
        (member) => member !== "constructor",
      );
      const properties = members.map((member) => `${member}: value.${member}`).join(", ");
      return `export const ${name} = (value: all.${name}) => ({ ${properties} });`;
    }
    return typeof value === "function" && !(toNix in value)
      ? `export const ${name} = resultOf(all.${name});`
      : `export const ${name} = all.${name};`;
  });
  const resultOf = "declare function resultOf<R>(f: (...given: never[]) => R): R;";
  return [`import * as all from "${specifier}";`, resultOf, ...lines].join("\n");
}

function isClass(value: unknown): value is { readonly prototype: object } {
  return typeof value === "function" && !(toNix in value) && value.toString().startsWith("class ");
}

/** Code that exports the functions of `lib` and of `builtins`. */
function exportFunctions(): string {
  const names = (variable: string, file: string): string[] =>
    readFileSync(join(root, "packages/nixgen/data", file), "utf8")
      .split("\n")
      .filter((line) => /^[\w.]+ /.test(line))
      .map((line) => `${variable}.${line.split(" ", 1)[0]!}`);
  const all = [...names("lib", "lib-functions.txt"), ...names("builtins", "builtin-functions.txt")];
  return [
    'import { builtins, lib } from "nixgen";',
    ...all.map((name) => `export const ${name.replaceAll(".", "_")} = ${name};`),
  ].join("\n");
}

/** Code that exports values of the generated types: a compiler that is asked to reads all of them. */
function exportGenerated(): string {
  const types = {
    nixos: "NixosOptions",
    "home-manager": "HomeManagerOptions",
    "nix-darwin": "DarwinOptions",
    packages: "PackageNames",
  };
  return Object.entries(types)
    .map(
      ([file, name]) =>
        `import type { ${name} } from "nixgen/types/${file}";\nexport const of${name}: Partial<${name}> = {};`,
    )
    .join("\n");
}

/** Code that exports expressions whose types are found out from what they are made of. */
const exportExpressions = `import { attrs, binary, call, fn, formals, ifElse, letIn, nix, NixDocument, parse, reference } from "nixgen";
export const byNames = fn(["x", "..."], ({ x }) => x);
export const byFormals = fn(formals(["x"], { alias: "args" }), (names) => names);
export const { tree, diagnostics } = parse("1");
export const { expression } = tree;
export const set = attrs({ a: 1 });
export const { bindings } = set;
export const more = [binary(1, "+", 2), call(reference("f"), 1), ifElse(true, 1, 2), letIn({ a: 1 }, set), nix\`1\`];
export const document = NixDocument.parse("{ }");
export const found = document.find("a");`;

/** The programs in the READMEs of the packages, and in that of the project. */
const readmes = [
  ...packages.map((name) => [name, join("packages", name)] as const),
  ["project", "."] as const,
];
const readmeExamples = readmes.flatMap(([name, folder]) => {
  const readme = readFileSync(join(root, folder, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)];
  return blocks.map(([, code], index) => ({ name, file: `readme-${name}-${index + 1}.ts`, code }));
});

/** What the README of nixgen edits. */
const readmeConfiguration = `{ pkgs, ... }:
{
  environment.systemPackages = [ ];
}
`;

const resolutions = [
  { moduleResolution: "node16", module: "node16" },
  { moduleResolution: "bundler", module: "esnext" },
];

describe.each(packages)("the tarball of packages/%s", (name) => {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const unpacked = join(project, "node_modules", manifest.name);

  it("says what the package is", () => {
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/Nix/),
      keywords: expect.arrayContaining(["nix", "nixfmt"]),
      license: "MIT",
      engines: { node: expect.stringMatching(/^>=20/) },
      types: "./dist/index.d.ts",
    });
    expect(readFileSync(join(unpacked, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
    expect(readFileSync(join(unpacked, "README.md"), "utf8")).toMatch(new RegExp(`^# ${manifest.name}\n`));
  });

  it("holds all files that it exports or runs", () => {
    const targets = [
      ...Object.values(manifest.exports).flatMap((target) =>
        typeof target === "string" ? [target] : Object.values(target),
      ),
      ...Object.values(manifest.bin ?? {}),
      ...(manifest.sideEffects || []),
    ];
    const files = filesIn(unpacked).map((file) => `./${file}`);
    for (const target of targets) {
      const [start, end = ""] = target.split("*") as [string, string?];
      expect(files.some((file) => file.startsWith(start) && file.endsWith(end))).toBe(true);
    }
  });

  it("holds the sources that its source maps name, and no tests", () => {
    const files = filesIn(unpacked);
    const maps = files.filter((file) => file.startsWith("dist/") && file.endsWith(".map"));
    expect(maps.length).toBeGreaterThan(0);
    const missing = maps.flatMap((map) => {
      const { sources } = JSON.parse(readFileSync(join(unpacked, map), "utf8")) as { sources: string[] };
      return sources.filter((source) => !existsSync(join(unpacked, dirname(map), source)));
    });
    expect(missing).toEqual([]);
    expect(files.filter((file) => /\.test(-d)?\./.test(file))).toEqual([]);
  });
});

describe("the packed tarballs in an empty project", () => {
  it.each(resolutions)("have types that resolve under moduleResolution $moduleResolution", (options) => {
    const outDir = options.moduleResolution;
    const files = ["main.ts", ...readmeExamples.map(({ file }) => file)];
    expect(compile(project, files, { ...options, outDir })).toBe("");
  });

  it.each(resolutions)(
    "have types that declarations can name under moduleResolution $moduleResolution",
    async (options) => {
      // A program that depends on nixgen alone, where a package manager lets it see nothing else: what nixgen depends on is
      // inside of it.
      const folder = join(directory, options.moduleResolution);
      const installed = join(project, "node_modules");
      const insides = { nixgen: ["@nixgen", "zod"], "@nixgen/parser": ["@nixgen/core"] };
      for (const [name, inside] of Object.entries(insides)) {
        const own = join(folder, "node_modules", name);
        cpSync(join(installed, name), own, { recursive: true });
        for (const other of inside)
          cpSync(join(installed, other), join(own, "node_modules", other), { recursive: true });
      }
      mkdirSync(join(folder, "node_modules/@types"));
      symlinkSync(join(installed, "@types/node"), join(folder, "node_modules/@types/node"));
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
      const sources = {
        "index.ts": exportAll("nixgen", await import("nixgen")),
        "names.ts": exportAll("nixgen/names", await import("nixgen/names")),
        "schema.ts": exportAll("nixgen/schema", await import("nixgen/schema")),
        "parser.ts": exportAll("@nixgen/parser", await import("@nixgen/parser")),
        "functions.ts": exportFunctions(),
        "generated.ts": exportGenerated(),
        "expressions.ts": exportExpressions,
      };
      for (const [file, code] of Object.entries(sources)) writeFileSync(join(folder, file), `${code}\n`);
      expect(compile(folder, Object.keys(sources), { ...options, outDir: "out" })).toBe("");
      expect(readFileSync(join(folder, "out/functions.d.ts"), "utf8")).toContain("lib_mkIf");
    },
  );

  it("do what their READMEs show", () => {
    expect(readmeExamples.length).toBeGreaterThan(8);
    const configuration = join(project, "configuration.nix");
    const edited: string[] = [];
    for (const [name] of readmes) {
      writeFileSync(configuration, readmeConfiguration);
      for (const { file } of readmeExamples.filter((example) => example.name === name))
        run(process.execPath, [join("node16", file.replace(".ts", ".js"))], project);
      const text = readFileSync(configuration, "utf8");
      if (text === readmeConfiguration) continue;
      edited.push(name);
      expect(text).toBe(
        readmeConfiguration
          .replace("[ ]", "[ pkgs.ripgrep ]")
          .replace("}\n", "  services.nginx.enable = true;\n}\n"),
      );
    }
    expect(edited).toEqual(["nixgen", "project"]);
    const flake = readFileSync(join(project, "flake.nix"), "utf8");
    expect(flake).toContain("pkgs.pnpm");
    expect(flake).toContain('inputs.nixpkgs.follows = "nixpkgs"');
    expect(flake).toMatch(/\{\s*self,\s*nixpkgs,\s*disko,?\s*\}:/);
  });

  it("take the names that a program declares, and no others", () => {
    const program = `import { devShell, pkgs, select, type Package } from "nixgen";
      declare module "nixgen/types/packages" {
        interface PackageNames { readonly myTool: Package }
        interface Packages_python3Packages { readonly myLibrary: Package }
      }
      devShell({ packages: [pkgs.ripgrep, pkgs.myTool, pkgs.python3Packages.myLibrary, select(pkgs, "other")] });
      // @ts-expect-error There is no such package.
      devShell({ packages: [pkgs.ripgrpe] });
      // @ts-expect-error Python has no such package.
      devShell({ packages: [pkgs.python3Packages.requets] });`;
    const folder = join(directory, "declared-names");
    mkdirSync(folder);
    symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "names.ts"), program);
    const options = { module: "nodenext", noEmit: true, declaration: false };
    expect(compile(folder, ["names.ts"], options)).toBe("");
  });

  it("format Nix and Nix in Markdown as a plugin of Prettier, named in its configuration", () => {
    const folder = join(project, "prettier");
    mkdirSync(folder);
    writeFileSync(join(folder, ".prettierrc.json"), JSON.stringify({ plugins: ["prettier-plugin-nixgen"] }));
    writeFileSync(join(folder, "a.nix"), "{a=1;b=[1 2];}");
    writeFileSync(join(folder, "b.md"), "```nix\n{a=1;}\n```\n");
    writeFileSync(join(folder, "c.nix"), "{ a = }");
    const prettier = join(project, "node_modules/.bin/prettier");
    const { status, stderr } = spawnSync(prettier, ["--write", "."], { cwd: folder, encoding: "utf8" });
    expect(readFileSync(join(folder, "a.nix"), "utf8")).toBe("{\n  a = 1;\n  b = [\n    1\n    2\n  ];\n}\n");
    expect(readFileSync(join(folder, "b.md"), "utf8")).toBe("```nix\n{ a = 1; }\n```\n");
    expect(status).toBe(2);
    expect(stderr).toContain("c.nix: SyntaxError");
  });

  it("run an example by ESM import", () => {
    const text = readFileSync(join(root, "examples/dist/quick-start/main.js"), "utf8");
    writeFileSync(join(project, "main.mjs"), text);
    const printed = run(process.execPath, ["main.mjs", "site"], project);
    expect(printed).toContain("pkgs.dockerTools.buildLayeredImage");
    expect(readdirSync(join(project, "site")).sort()).toEqual([".envrc", "flake.nix", "web.nix"]);
  });
});
