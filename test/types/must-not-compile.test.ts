import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(root, "test/types/fixtures");
const files = readdirSync(fixtures).filter((name) => name.endsWith(".ts"));
let errors: { readonly file: string; readonly line: number; readonly message: string }[] = [];

beforeAll(() => {
  const project = join(root, ".cache/must-not-compile.json");
  mkdirSync(join(root, ".cache"), { recursive: true });
  const { extends: _base, compilerOptions } = JSON.parse(
    readFileSync(join(root, "tsconfig.check.json"), "utf8"),
  ) as { extends: string; compilerOptions: { paths: Record<string, string[]> } };
  const paths = Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([name, targets]) => [
      name,
      targets.map((target) => join(root, target)),
    ]),
  );
  writeFileSync(
    project,
    JSON.stringify({
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: { noEmit: true, composite: false, types: ["node"], lib: ["ES2023", "DOM"], paths },
      files: files.map((name) => join(fixtures, name)),
    }),
  );
  const { stdout } = spawnSync("node_modules/.bin/tsc", ["-p", project, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  errors = [...stdout.matchAll(/^(\S+?)\((\d+),\d+\): error TS\d+: (.*)$/gm)].map(
    ([, file, line, message]) => ({
      file: file!.split("/").at(-1)!,
      line: Number(line),
      message: message!,
    }),
  );
});

describe.each(files)("%s", (file) => {
  const lines = readFileSync(join(fixtures, file), "utf8").split("\n");
  const wrong = lines.flatMap((line, index) => (line.endsWith("// error") ? [index + 1] : []));

  test.each(wrong.map((line) => [line, lines[line - 1]!.replace(/; \/\/ error$/, "")] as const))(
    "line %i does not compile: %s",
    (line) => {
      const found = errors.filter((error) => error.file === file && error.line === line);
      expect(found).toHaveLength(1);
      // A message that names what is wrong, not a page of types.
      expect(found[0]!.message.length).toBeLessThan(250);
    },
  );

  test("all other lines compile", () => {
    expect(errors.filter((error) => error.file === file && !wrong.includes(error.line))).toEqual([]);
  });
});
