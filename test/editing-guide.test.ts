import { readFileSync } from "node:fs";
import * as nixgen from "nixgen";
import { NixDocument, NixError, parse } from "nixgen";
import { expect, test } from "vitest";

// docs/editing.md shows files (`nix`), what is done with each (`ts`), and what comes of it: a diff, an error (`text`), or values
// behind `// →`.
const guide = readFileSync(new URL("../docs/editing.md", import.meta.url), "utf8");
const sections = guide.split(/^## /m).map((section) => [section.split("\n", 1)[0]!, section] as const);

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(section: string): Block[] {
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
}

/** Runs code about a document, and gives the error that it ends with. */
function run(code: string, doc: NixDocument): string {
  const body = code.replaceAll(/^(.*); \/\/ → (.*)$/gm, "check($1, $2);");
  const check = (found: unknown, expected: unknown): void => expect(found).toEqual(expected);
  // eslint-disable-next-line typescript/no-implied-eval -- the code is that of the guide
  const program = new Function("doc", "check", ...Object.keys(nixgen), body) as (
    ...args: unknown[]
  ) => unknown;
  try {
    program(doc, check, ...Object.values(nixgen));
  } catch (error) {
    if (error instanceof NixError) return error.message;
    throw error;
  }
  return "";
}

test.each(sections.filter(([, section]) => blocksOf(section).length > 0))("%s", (_, section) => {
  let file = "";
  let doc = NixDocument.parse(file);
  let error = "";
  for (const { language, text } of blocksOf(section)) {
    if (language === "nix") {
      file = text;
      if (parse(file).diagnostics.length === 0) expect(nixgen.format(file)).toBe(file);
    } else if (language === "ts") {
      doc = NixDocument.parse(file, { allowErrors: true });
      error = run(text, doc);
    } else if (language === "diff") {
      expect(error).toBe("");
      expect(doc.diff().split("\n").slice(2).join("\n")).toBe(text);
    } else expect(`${error}\n`).toBe(text);
  }
});

test("every part of the guide shows what it says", () => {
  const shown = sections.filter(([, section]) => blocksOf(section).some(({ language }) => language === "ts"));
  expect(shown.length).toBeGreaterThan(12);
});
