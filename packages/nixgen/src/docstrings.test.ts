import { print } from "@nixgen/core";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as nixgen from "./index.js";

const sources = fileURLToPath(new URL(".", import.meta.url));

/** An example of a docstring: an expression, and the Nix that it gives. */
interface Example {
  readonly name: string;
  readonly code: string;
  readonly output: string;
}

/** The examples in the docstrings of a file that show their whole output. */
function examplesOf(file: string): Example[] {
  const text = readFileSync(`${sources}/${file}`, "utf8");
  return [...text.matchAll(/ \* @example\n((?: \*.*\n)*?) \*\/\nexport function (\w+)/g)].flatMap(
    ([, block = "", name = ""]) => {
      const lines = block.split("\n").map((line) => line.replace(/^ \* ?/, ""));
      const isOutput = (line: string): boolean => line.startsWith("//");
      const first = lines.findIndex(isOutput);
      const inline = lines.length <= 2 ? /^(.*\)) \/\/ (.*)$/.exec(lines[0] ?? "") : undefined;
      const code = inline ? inline[1]! : lines.slice(0, first).join("\n");
      const output = inline
        ? inline[2]!
        : lines
            .slice(first)
            .map((line) => line.replace(/^\/\/ ?/, ""))
            .join("\n");
      if ((!inline && first < 1) || /…/.test(block)) return [];
      // An output that is no Nix is that of a builder of other files.
      if (/^\{ \w+:/.test(output.trim())) return [];
      // What only the compiler wants is left out.
      const plain = code
        .trim()
        .replace(/;$/, "")
        .replace(/(?<=\w)!(?=[.,)\s])/g, "");
      return [{ name, code: plain, output: output.trim() }];
    },
  );
}

const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
  (file) => /^(builders|files)\/.*\.ts$/.test(file) && !file.includes(".test."),
);
const examples = files.flatMap(examplesOf).filter(({ name }) => name in nixgen);

it.each(examples)("the docstring of $name shows what it gives", ({ code, output }) => {
  const names = Object.keys(nixgen);
  const values: unknown[] = Object.values(nixgen);
  // The examples are expressions in which the library's exports are variables.
  const run = new Function(...names, `return (${code});`) as (...args: unknown[]) => nixgen.Built;
  expect(print(run(...values)).trim()).toBe(output);
});

it("has examples", () => {
  expect(examples.length).toBeGreaterThan(40);
});
