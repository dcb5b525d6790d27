import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(root, "test/types/fixtures");
/** Programs: what one of them imports and declares is known in all its files. */
const programs = [fixtures, join(fixtures, "with-options")].map((folder) => ({
  folder,
  files: readdirSync(folder).filter((name) => name.endsWith(".ts")),
}));
const files = programs.flatMap(({ folder, files: names }) => names.map((name) => join(folder, name)));
let errors: { readonly file: string; readonly line: number; readonly message: string }[] = [];

beforeAll(() => {
  errors = programs.flatMap(({ folder, files: names }) => compile(names.map((name) => join(folder, name))));
});

function compile(paths: readonly string[]): typeof errors {
  const project = join(root, `.cache/must-not-compile-${basename(dirname(paths[0]!))}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  const { extends: _base, compilerOptions } = JSON.parse(
    readFileSync(join(root, "tsconfig.check.json"), "utf8"),
  ) as { extends: string; compilerOptions: { paths: Record<string, string[]> } };
  const aliases = Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([name, targets]) => [
      name,
      targets.map((target) => join(root, target)),
    ]),
  );
  writeFileSync(
    project,
    JSON.stringify({
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: {
        noEmit: true,
        composite: false,
        types: ["node"],
        lib: ["ES2023", "DOM"],
        paths: aliases,
      },
      files: paths,
    }),
  );
  const { stdout } = spawnSync("node_modules/.bin/tsc", ["-p", project, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  return [...stdout.matchAll(/^(\S+?)\((\d+),\d+\): error TS\d+: (.*)$/gm)].map(
    ([, file, line, message]) => ({
      file: resolve(root, file!),
      line: Number(line),
      message: message!,
    }),
  );
}

describe.each(files.map((file) => [relative(fixtures, file), file]))("%s", (_name, file) => {
  const lines = readFileSync(file, "utf8").split("\n");
  const wrong = lines.flatMap((line, index) => (line.endsWith("// error") ? [index + 1] : []));

  test.each(wrong.map((line) => [line, lines[line - 1]!.replace(/; \/\/.*error$/, "")] as const))(
    "line %i does not compile: %s",
    (line) => {
      const found = errors.filter((error) => error.file === file && error.line === line);
      expect(found).toHaveLength(1);
      // A message that names what is wrong, not a page of types.
      expect(found[0]!.message.length).toBeLessThan(250);
      const [, piece] = / \/\/: (.*) \/\/ error$/.exec(lines[line - 1]!) ?? [];
      if (piece !== undefined) expect(found[0]!.message).toContain(piece);
    },
  );

  test("all other lines compile", () => {
    expect(errors.filter((error) => error.file === file && !wrong.includes(error.line))).toEqual([]);
  });
});

test("code can stand for every group of options", () => {
  const kinds = ["nixos", "home-manager", "nix-darwin"];
  const lines = kinds.flatMap((kind, at) => {
    const text = readFileSync(join(root, `packages/nixgen/types/${kind}.d.ts`), "utf8");
    // A group that is a type as it is; others are unions with code.
    const groups = new Set([...text.matchAll(/\?: (\w[\w$]*_[\w$]+);/g)].map(([, name]) => name!));
    expect(groups.size).toBeGreaterThan(100);
    const taken = [...groups].map((name) => `export const is_${name}: kind${at}.${name} = code;`);
    return [`import type * as kind${at} from "nixgen/types/${kind}";`, ...taken];
  });
  const file = join(root, ".cache/groups-take-code.ts");
  const start = `import type { NixExpression, Property, Reference } from "nixgen";
declare const code: NixExpression | Property | Reference;`;
  writeFileSync(file, [start, ...lines].join("\n"));
  expect(compile([file])).toEqual([]);
});
