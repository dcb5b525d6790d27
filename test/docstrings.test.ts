import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as nixgen from "nixgen";
import { builderNames } from "nixgen/schema";
import { nixpkgsManuals } from "./nix.js";

const folders = ["builders", "files"].map((name) =>
  fileURLToPath(new URL(`../packages/nixgen/src/${name}`, import.meta.url)),
);

const names = Object.keys(nixgen);

const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") })),
);

interface Example {
  readonly file: string;
  readonly code: string;
  readonly output: string;
}

/**
 * The examples in the docstrings of the builders: code, and behind it or below it, as comments, the Nix that it makes. An
 * output with an ellipsis is only a part.
 */
const examples = sources.flatMap(({ file, text }) => examplesOf(file, text));

function examplesOf(file: string, source: string): Example[] {
  return [...source.matchAll(/@example\n([\s\S]*?)\n \*\//g)].flatMap(([, block]) => {
    const found: Example[] = [];
    let code: string[] = [];
    let output: string[] = [];
    const finish = (): void => {
      if (code.length > 0 && output.length > 0)
        found.push({ file, code: code.join("\n"), output: output.join("\n") });
      [code, output] = [[], []];
    };
    for (const line of block!.split("\n").map((text) => text.replace(/^ \* ?/, ""))) {
      const [, before, after] = /^(?!\/\/)(\S.*?) \/\/ (.*)$/.exec(line) ?? [];
      if (before !== undefined && after !== undefined) {
        finish();
        found.push({ file, code: before, output: after });
      } else if (line.startsWith("//")) output.push(line.slice(3));
      else {
        if (output.length > 0) finish();
        code.push(line);
      }
    }
    finish();
    return found.filter(({ code, output }) => isPublic(code) && !`${code}${output}`.includes("…"));
  });
}

/** Whether the function that an example calls is one of those that users import. */
function isPublic(code: string): boolean {
  return names.includes(/^\w+/.exec(code)?.[0] ?? "");
}

/** What the code of an example makes, as Nix; a file that is no Nix as the value that stands for it. */
function run(code: string): string {
  // Only types need the `!` of TypeScript.
  const plain = code.replace(/!(?=[.,)\s])/g, "").replace(/;$/, "");
  const result = new Function(...names, `return (${plain});`)(...Object.values(nixgen)) as
    nixgen.NixValue | { readonly text: string };
  const isText = typeof result === "object" && result !== null && "text" in result && !("kind" in result);
  return isText
    ? `{ text: ${JSON.stringify(result.text)} }`
    : nixgen.print(result as nixgen.NixValue).trimEnd();
}

describe("examples in docstrings", () => {
  it.each(examples.map((example) => [example.file, example.code, example.output]))(
    "%s: %s",
    (_, code, output) => {
      expect(run(code)).toBe(output);
    },
  );

  it("are many", () => {
    expect(examples.length).toBeGreaterThan(60);
  });
});

describe("the docstring of each builder", () => {
  /** The docstring before the function of that name. */
  const docstringOf = (name: string): string => {
    const pattern = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport function ${name}\\b`);
    return sources.map(({ text }) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? "";
  };

  it.each(builderNames)("%s has an example, and names the section of a manual", (name) => {
    const docstring = docstringOf(name);
    expect(docstring).toContain("@example");
    expect(docstring).toMatch(/@see the (?:[\w-]+ manual|(?:manual|reference|README) of [\w-]+), "[^"]+"/);
  });

  it.skipIf(nixpkgsManuals === undefined)("names sections that the manuals have", () => {
    const sections = Object.fromEntries(
      Object.entries(nixpkgsManuals!).map(([manual, folder]) => [manual, headingsBelow(folder)]),
    );
    const named = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/the (nixpkgs|NixOS) manual, ((?:"[^"]+"(?:, | and )?)+)/g)].flatMap(
        ([, manual = "", list = ""]) =>
          [...list.matchAll(/"([^"]+)"/g)].map(([, section = ""]) => ({ file, manual, section })),
      ),
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ manual, section }) => !sections[manual]!.has(section))).toEqual([]);
  });
});

/** The headings of a manual's files, as plain text. */
function headingsBelow(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  const headings = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/^#+ (.*?)(?: \{#.*\})?$/gm)].map(
      ([, heading = ""]) => heading.replace(/[`\\]/g, "").replace("&lt;", "<").replace("&gt;", ">").trim(),
    ),
  );
  return new Set(headings);
}
