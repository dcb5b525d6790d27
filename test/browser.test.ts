import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";

/** What a browser has and a bare JavaScript does not, of what is used here. */
const browser = { TextDecoder, TextEncoder, WebAssembly, atob, console };

const here = fileURLToPath(new URL(".", import.meta.url));

/** Runs a program as a bundle for browsers, and gives what its `answer` is. */
async function runInBrowser(program: string): Promise<unknown> {
  const logs: string[] = [];
  const bundle = await rolldown({
    cwd: here,
    input: "program",
    platform: "browser",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? `${here}/program.js` : undefined),
        load: (id) => (id === `${here}/program.js` ? program : undefined),
      },
    ],
    onLog: (_, { message }) => logs.push(message),
  });
  const { output } = await bundle.generate({ format: "iife", name: "program" });
  expect(logs).toEqual([]);
  expect(output).toHaveLength(1);
  expect(output[0]).toMatchObject({ imports: [], dynamicImports: [] });
  return runInNewContext(`${output[0].code}; program.answer`, { ...browser });
}

describe("in a browser", () => {
  it("the core prints", async () => {
    const program = `import { print } from "@nixgen/core"; export const answer = print({ a: [1, "b"] });`;
    expect(await runInBrowser(program)).toBe('{\n  a = [\n    1\n    "b"\n  ];\n}\n');
  });

  it("trees are read from JSON", async () => {
    const program = `import { treeFromJson } from "@nixgen/core/schema";
      export const answer = treeFromJson({ kind: "Integer", text: "1" }).ok;`;
    expect(await runInBrowser(program)).toBe(true);
  });

  it("the parser reads, formats and edits", async () => {
    const program = `import { format, NixDocument, parse } from "@nixgen/parser";
      const file = NixDocument.parse("{ a = 1; }\\n");
      export const answer = [format("{a=1;}"), parse("{").diagnostics.length, file.set("a", 2).text];`;
    expect(await runInBrowser(program)).toEqual(["{ a = 1; }\n", 1, "{ a = 2; }\n"]);
  });

  it("builders build", async () => {
    const program = `import { devShell, pkgs } from "nixgen";
      export const answer = String(devShell({ packages: [pkgs.git] }));`;
    expect(await runInBrowser(program)).toBe("pkgs.mkShell { packages = [ pkgs.git ]; }\n");
  });

  it("agents build from JSON", async () => {
    const program = `import { build } from "nixgen/schema";
      export const answer = build({ builder: "devShell", options: { packages: [{ $pkg: "git" }] } }).files[0].text;`;
    expect(await runInBrowser(program)).toContain("pkgs.mkShell { packages = [ pkgs.git ]; }");
  });

  it("there are no files, which is said", async () => {
    const program = `import { NixDocument, plan } from "nixgen";
      const codeOf = ({ diagnostics: [{ code }] }) => code;
      const planned = (() => { try { plan(".", { "a.nix": 1 }); } catch (error) { return codeOf(error); } })();
      export const answer = NixDocument.open("a.nix").catch(codeOf).then((opened) => [planned, opened]);`;
    expect(await runInBrowser(program)).toEqual(["file/no-file-system", "file/no-file-system"]);
  });
});
