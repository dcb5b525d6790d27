import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { treeFromJson } from "@nixgen/core/schema";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as nixgen from "nixgen";
import {
  diagnosticCodes,
  NixError,
  parse,
  printDiagnostic,
  type Diagnostic,
  type DiagnosticCode,
} from "nixgen";
import * as names from "nixgen/names";
import { advice, examples, type Example } from "./examples.js";

const folder = mkdtempSync(join(tmpdir(), "nixgen-diagnostics-"));
const before = process.cwd();

beforeAll(() => {
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const { "file/no-file-system": inBrowser, "names/no-data": inBundle } = examples;

/** What an example reports, and the text that the places in it refer to. */
async function run(example: Example): Promise<{ diagnostics: readonly Diagnostic[]; source?: string }> {
  if ("nix" in example) return { diagnostics: parse(example.nix).diagnostics, source: example.nix };
  const { getBuiltinModule } = process;
  writeFileSync("host.nix", "{ a = 1; }");
  if (example === inBundle)
    return { diagnostics: diagnosticsOf(await runProgram(example.program, await importMoved())) };
  if (example === inBrowser) Reflect.deleteProperty(process, "getBuiltinModule");
  try {
    return { diagnostics: diagnosticsOf(await runProgram(example.program)) };
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return { diagnostics: error.diagnostics };
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
}

/** The library as it is in a bundle that lies elsewhere than its data. */
async function importMoved(): Promise<object> {
  vi.resetModules();
  vi.doMock("../../packages/nixgen/src/package-root.js", () => ({
    packageRoot: new URL(`file://${folder}/`),
  }));
  try {
    return { ...(await import("nixgen")) };
  } finally {
    vi.doUnmock("../../packages/nixgen/src/package-root.js");
    vi.resetModules();
  }
}

function runProgram(program: string, library: object = nixgen): unknown {
  const scope = {
    ...library,
    ...names,
    treeFromJson,
    write: (path: string, text: string) => writeFileSync(path, text),
  };
  const lines = program.split("\n");
  const body = [...lines.slice(0, -1), `return (${lines.at(-1)});`].join("\n");
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  return new AsyncFunction(...Object.keys(scope), body)(...Object.values(scope));
}

/** Results carry what they report under one of two names. */
function diagnosticsOf(result: unknown): readonly Diagnostic[] {
  const { diagnostics, warnings } = result as Partial<
    Record<"diagnostics" | "warnings", readonly Diagnostic[]>
  >;
  return diagnostics ?? warnings ?? [];
}

/** All of them, in the order in which they are explained. */
const codes = Object.keys(diagnosticCodes) as DiagnosticCode[];

describe("diagnostics", () => {
  it.each(codes)("%s comes from its example, with a message and a place", async (code) => {
    const { diagnostics } = await run(examples[code]);
    expect(diagnostics.map((found) => found.code)).toContain(code);
    const found = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(found?.suggestions[0]?.message ?? advice[code]).toMatch(/./);
    for (const { message } of diagnostics) expect(message).toMatch(/^[^\n]*[^.\n]$/);
  });

  it("are described in docs/diagnostics.md; `npm run diagnostics` writes it anew", async () => {
    const sections: string[] = [];
    for (const [group, title] of Object.entries(titles)) {
      sections.push(`## ${title}`);
      for (const code of codes) if (code.startsWith(`${group}/`)) sections.push(await describeCode(code));
    }
    const text = `${introduction}\n\n${sections.join("\n\n")}\n`;
    await expect(text).toMatchFileSnapshot(
      fileURLToPath(new URL("../../docs/diagnostics.md", import.meta.url)),
    );
  });
});

async function describeCode(code: DiagnosticCode): Promise<string> {
  const example: Example = examples[code];
  const { diagnostics, source } = await run(example);
  const found = diagnostics.find((diagnostic) => diagnostic.code === code)!;
  const input =
    "nix" in example ? fence("nix", example.nix.replaceAll("\0", "␀")) : fence("ts", example.program);
  const output = fence("", printDiagnostic(found, source).replaceAll("\0", "␀").replaceAll(`${folder}/`, ""));
  const parts = [`### \`${code}\``, `${diagnosticCodes[code]}.`, input, output, advice[code] ?? []];
  return parts.flat().join("\n\n");
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

const titles: Readonly<Record<string, string>> = {
  value: "Values that have no meaning in Nix",
  tree: "Trees that are not Nix",
  syntax: "Syntax",
  input: "Options of builders",
  call: "Calls of Nix functions",
  template: "Templates",
  edit: "Edits of a document",
  names: "Names of packages and options",
  file: "Files",
};

const introduction = `# Diagnostics

Every problem is a diagnostic with a stable code: \`{ code, severity, message, span?, file?, path?, related?, suggestions }\`. A
\`NixError\` carries those for which it was thrown; results carry theirs as \`diagnostics\` or \`warnings\`. \`printDiagnostics\`
prints them as below: the lines after \`help\` say what to do. A \`replacement\` in a suggestion is the edit that does it.

Each code is shown with the smallest input that gives it.`;
