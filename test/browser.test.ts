import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";

/** What a browser has and a bare JavaScript does not, of what is used here. */
const browser = { TextDecoder, TextEncoder, WebAssembly, atob, console };

const here = fileURLToPath(new URL(".", import.meta.url));

/** Runs a program as a bundle for browsers, and gives what its `answer` is. */
async function runInBrowser(program: string): Promise<unknown> {
  return runInNewContext(`${await bundleOf(program)}; program.answer`, { ...browser });
}

/** A program as a bundle for browsers. */
async function bundleOf(program: string): Promise<string> {
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
  return output[0].code;
}

describe("in a browser", () => {
  it("the core prints", async () => {
    const program = `import { print } from "@nixgen/core"; export const answer = print({ a: [1, "b"] });`;
    expect(await runInBrowser(program)).toBe('{\n  a = [\n    1\n    "b"\n  ];\n}\n');
  });

  it("a bundle has what its program uses, and not the rest of the package", async () => {
    const program = `import { pkgs, print } from "nixgen"; export const answer = print([pkgs.git]);`;
    const bundle = await bundleOf(program);
    const core = await bundleOf(`import { print } from "@nixgen/core"; export const answer = print(1);`);
    expect(bundle).not.toContain("mkShell");
    expect(bundle).not.toContain("node_modules/zod");
    expect(bundle.length).toBeLessThan(1.2 * core.length);
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
