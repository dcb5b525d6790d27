import { NixError, findNode, str, toNix } from "@nixgen/core";
import { format } from "@nixgen/parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import * as z from "zod";
import { problemsOf } from "../../../../test/problems.js";
import * as nixgen from "../index.js";
import {
  build,
  builderNames,
  optionsExample,
  optionsSchema,
  optionsSchemas,
  requestSchema,
  type BuildSettings,
} from "../schema.js";
import { jsonExamples } from "./examples.js";
import { registry } from "./registry.js";

const { devShell, fetchFromGitHub, lib, layeredImage, path, pkgs, rustPackage, withComment } = nixgen;
const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";

// Formats such as `uri` describe texts; they are checked by the builders.
const ajv = { allowUnionTypes: true, validateFormats: false } as const;

const textOf = (json: unknown): string => {
  const answer = build(json);
  if (!answer.ok) throw new NixError(answer.diagnostics);
  return answer.files.map(({ text }) => text).join("\n");
};

const placesOf = (json: unknown): string[] => {
  const answer = build(json);
  return answer.ok ? [] : answer.diagnostics.map(({ code, path = [] }) => `${code} ${path.join(".")}`);
};

describe("all builders", () => {
  it("can be asked for in JSON", () => {
    const sources = fileURLToPath(new URL("..", import.meta.url));
    const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
      (file) => /^(builders|files)\/.*\.ts$/.test(file) && !file.includes(".test."),
    );
    const schemas = files.flatMap((file) =>
      [...readFileSync(`${sources}/${file}`, "utf8").matchAll(/^export const (\w+)Schema\b/gm)].map(
        ([, name]) => name!,
      ),
    );
    const exported = new Set(Object.keys(nixgen));
    const missing = schemas.filter((name) => exported.has(name) && !builderNames.includes(name));
    // Definitions of options are asked for with `$call`.
    expect(missing.filter((name) => !name.startsWith("mk"))).toEqual([]);
    expect(builderNames.filter((name) => !exported.has(name))).toEqual([]);
  });

  it("have an example here", () => {
    expect(Object.keys(jsonExamples).sort()).toEqual([...builderNames].sort());
  });

  it.each(Object.entries(jsonExamples))("%s takes JSON that its JSON Schema takes", (builder, options) => {
    const answer = build(JSON.stringify({ builder, options }));
    expect(answer).toMatchObject({ ok: true });
    const [file] = answer.ok ? answer.files : [];
    const warnings = answer.ok ? answer.warnings.map(({ code }) => code) : [];
    expect(warnings).toEqual(builder === "fetchhg" ? ["input/placeholder-hash"] : []);
    if (file!.path.endsWith(".nix")) expect(format(file!.text)).toBe(file!.text);
    const schema = z.fromJSONSchema(optionsSchema(builder) as never);
    expect(schema.safeParse(options).error).toBeUndefined();
    const request = z.fromJSONSchema(requestSchema(builder) as never);
    expect(request.safeParse({ builder, options }).error).toBeUndefined();
  });

  it("have schemas that fit into a tool's parameter", () => {
    for (const [name, schema] of Object.entries(optionsSchemas())) {
      expect(JSON.stringify(schema).length, name).toBeLessThanOrEqual(16_000);
    }
    for (const name of builderNames) {
      expect(JSON.stringify(requestSchema(name)).length, name).toBeLessThanOrEqual(16_000);
    }
    expect(JSON.stringify(requestSchema("derivation", "goModule")).length).toBeLessThanOrEqual(32_000);
    expect(JSON.stringify(requestSchema()).length).toBeLessThan(2_500);
  });

  const requests = [...builderNames.map((name) => [name]), ["devShell", "rustPackage", "flake"], []];
  it.each(requests.map((names) => [names]))("%j: the schema of requests is a tool's parameter", (names) => {
    const schema = requestSchema(...names);
    expect(schema["type"]).toBe("object");
    for (const key of ["anyOf", "allOf", "oneOf"]) expect(schema).not.toHaveProperty(key);
    // Throws where the schema is none, or says what has no effect.
    const validate = new Ajv2020({ ...ajv, strict: true }).compile(schema);
    const check = (request: unknown) => validate(request) || validate.errors;
    for (const builder of names.length === 0 ? builderNames : names) {
      const request = { builder, options: optionsExample(builder), declares: { packages: ["mine"] } };
      expect(check(request)).toBe(true);
      expect(check({ ...request, fil: "x" })).not.toBe(true);
      expect(check({ ...request, form: "expr" })).not.toBe(true);
      expect(check({ ...request, declares: { packages: "mine" } })).not.toBe(true);
      expect(check({ ...request, builder: "nope" })).not.toBe(true);
    }
  });

  it("have schemas that can stand together", () => {
    const check = new Ajv2020(ajv).compile(requestSchema("devShell", "rustPackage", "flake"));
    expect(check({ builder: "devShell", options: { packages: [] } })).toBe(true);
    expect(check({ builder: "devShell", options: { pakages: [] } })).toBe(false);
    expect(check({ builder: "goModule", options: {} })).toBe(false);
  });

  it.each([optionsSchema, optionsExample, (name: string) => requestSchema("devShell", name)])(
    "have names, and others are refused with the right one",
    (ask) => {
      for (const name of ["mkShell", "devShel"]) {
        expect(problemsOf(() => ask(name))).toMatchObject([
          { code: "input/unknown-builder", suggestions: [{ message: "did you mean `devShell`?" }] },
        ]);
      }
      expect(problemsOf(() => ask("constructor"))).toHaveLength(1);
    },
  );
});

describe("requests for modules", () => {
  it("take what a module takes besides its settings", () => {
    const options = { users: { users: { alice: { isNormalUser: true, initialPassword: "change me" } } } };
    expect(placesOf({ builder: "nixosModule", options })).toEqual([
      "input/plain-secret options.users.users.alice.initialPassword",
    ]);
    const text = textOf({ builder: "nixosModule", options, plainSecrets: true, header: ["pkgs"] });
    expect(text).toContain("{ pkgs, ... }:");
    expect(placesOf({ builder: "nixosModule", options: {}, header: "pkgs" })).toEqual([
      "input/invalid header",
    ]);
  });
});

describe("requests for overlays", () => {
  it("take the names of the parameters, and variables", () => {
    const request = {
      builder: "overlay",
      options: { tool: { $nix: "super.callPackage file { }" } },
      names: ["self", "super"],
      let: { file: { $path: "./tool.nix" } },
      strict: false,
    };
    expect(textOf(request)).toBe(
      "self: super:\nlet\n  file = ./tool.nix;\nin\n{\n  tool = super.callPackage file { };\n}\n",
    );
    expect(placesOf({ ...request, names: ["self"] })).toEqual(["input/invalid names"]);
    expect(placesOf({ builder: "devShell", options: {}, names: ["self", "super"], let: {} })).toEqual([
      "input/invalid let",
      "input/invalid names",
    ]);
    const schema = z.fromJSONSchema(requestSchema("overlay") as never);
    expect(schema.safeParse({ ...request, file: "overlay.nix" }).success).toBe(true);
  });
});

/** What some JSON stands for, written with the functions of the library. */
function asTypeScript(json: unknown): nixgen.NixValue {
  if (Array.isArray(json)) return json.map(asTypeScript);
  if (typeof json !== "object" || json === null) return json as nixgen.NixValue;
  const fields = json as Record<string, never>;
  switch (Object.keys(fields)[0]) {
    case "$pkg":
      return pkgs[fields["$pkg"]!]!;
    case "$path":
      return path(fields["$path"]!);
    case "$nix":
      return nixgen.raw(fields["$nix"]!);
    case "$str":
      return str`${asTypeScript(fields["$str"]![0]) as never}${fields["$str"]![1]!}`;
    case "$call":
      return nixgen.mkForce(fields["args"]![0]!);
    case "$build":
      return callBuilder(fields["$build"]!, fields["options"]!) as nixgen.Built;
    default:
      return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, asTypeScript(value)]));
  }
}

/** Calls a builder as a program does. */
function callBuilder(name: string, json: object): unknown {
  const builder = (nixgen as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
  const options = asTypeScript(json) as nixgen.NixAttributes;
  if (name !== "nixFile" && name !== "packageFile") return builder(options);
  const { expression, ...others } = options;
  return builder(expression, others);
}

describe("JSON and TypeScript", () => {
  it.each(Object.entries(jsonExamples))("give the same text for the example of %s", (builder, options) => {
    const built = callBuilder(builder, options);
    const wanted = toNix in Object(built) ? String(built) : (built as { readonly text: string }).text;
    expect(textOf({ builder, options, form: "expression" })).toBe(wanted);
  });

  it.each<[string, nixgen.Built, unknown]>([
    [
      "packages, code, paths and strings of parts",
      devShell({
        packages: [pkgs.ripgrep, pkgs.python3Packages.requests],
        inputsFrom: [path("./default.nix"), path`./shells/${pkgs.system!}.nix`],
        shellHook: str`exec ${pkgs.hello}/bin/hello`,
      }),
      {
        packages: [{ $pkg: "ripgrep" }, { $pkg: "python3Packages.requests" }],
        inputsFrom: [{ $path: "./default.nix" }, { $path: ["./shells/", { $pkg: "system" }, ".nix"] }],
        shellHook: { $str: ["exec ", { $pkg: "hello" }, "/bin/hello"] },
      },
    ],
    [
      "builders in builders, and calls",
      rustPackage({
        pname: "tool",
        version: "1",
        src: fetchFromGitHub({ owner: "a", repo: "b", tag: "v1", hash }),
        cargoHash: lib.fakeHash,
        buildFeatures: lib.optional(true, "cli"),
      }),
      {
        pname: "tool",
        version: "1",
        src: { $build: "fetchFromGitHub", options: { owner: "a", repo: "b", tag: "v1", hash } },
        cargoHash: { $nix: "lib.fakeHash" },
        buildFeatures: { $call: "lib.optional", args: [true, "cli"] },
      },
    ],
    [
      "comments",
      layeredImage({ name: "a", contents: [withComment("the shell", pkgs.bash)] }),
      { name: "a", contents: [{ $comment: "the shell", value: { $pkg: "bash" } }] },
    ],
  ])("say the same: %s", (_name, built, options) => {
    expect(textOf({ builder: built.builder, options, form: "expression" })).toBe(String(built));
  });

  it("data stays data", () => {
    const hostile = { a: "${x}", "b.c": "''${y}", __proto__x: ["\\", '"'] };
    const text = textOf({ builder: "nixFile", options: { expression: hostile } });
    expect(text).toBe(String(nixgen.nixFile(hostile)));
    const expression = nixgen.nixFile(hostile)[toNix]();
    expect(findNode(expression, "Interpolation")).toBeUndefined();
    expect(textOf({ builder: "nixFile", options: { expression: { $data: { $pkg: "x" } } } })).toBe(
      '{ "$pkg" = "x"; }\n',
    );
  });
});

describe("build", () => {
  it("makes each thing a file that can be used", () => {
    expect(build({ builder: "devShell", options: {} })).toMatchObject({
      files: [{ path: "shell.nix", text: "{\n  pkgs ? import <nixpkgs> { },\n}:\npkgs.mkShell { }\n" }],
    });
    expect(textOf({ builder: "shellScriptBin", options: { name: "a", text: "b" } })).toBe(
      '{ writeShellScriptBin }:\n\nwriteShellScriptBin "a" "b"\n',
    );
  });

  it("makes no file that can't be used by itself", () => {
    const options = { packages: [{ $nix: "config.x.y" }, { $nix: "inputs.foo" }] };
    for (const builder of ["devShell", "nodeShell"]) {
      expect(placesOf({ builder, options })).toEqual([
        "tree/unbound-variable options.packages.0.$nix",
        "tree/unbound-variable options.packages.1.$nix",
      ]);
    }
    // In a module that stands elsewhere, it is up to that.
    expect(placesOf({ builder: "devShell", options, form: "expression" })).toEqual([]);
    const absolute = { imports: ["/etc/nixos/hardware.nix"], disabledModules: ["services/web.nix"] };
    expect(placesOf({ builder: "nixosModule", options: absolute })).toEqual([]);
  });

  it("makes several files at once, with the warnings of all", () => {
    const answer = build({
      files: {
        "image.nix": { builder: "layeredImage", options: { name: "a", config: { Cmd: ["nginx"] } } },
        ".envrc": { text: "use flake\n" },
        "host.nix": {
          builder: "nixosModule",
          options: { networking: { hostName: { $nix: "name" } } },
          arguments: ["name"],
        },
      },
    });
    expect(answer).toMatchObject({
      ok: true,
      files: [
        { path: "image.nix" },
        { path: ".envrc", text: "use flake\n" },
        { path: "host.nix", text: "{ name, ... }:\n{\n  networking.hostName = name;\n}\n" },
      ],
      warnings: [
        { code: "input/missing-program", path: ["files", "image.nix", "options", "config", "Cmd", 0] },
      ],
    });
  });

  it("misses the expression of a file", () => {
    for (const builder of ["nixFile", "packageFile"])
      expect(placesOf({ builder, options: {} })).toEqual(["input/invalid options.expression"]);
  });

  it("reports all that is wrong, each at its place", () => {
    expect(
      placesOf({
        builder: "devShell",
        options: {
          packages: [
            { $pk: "ripgrep" },
            { $nix: "a b ]" },
            { $pkg: "x; y" },
            3,
            { $build: "fetchurl", options: { url: 3, hash } },
            { $call: "lib.mkIf", args: [1, 2] },
            { $build: "fetchUrl", options: {} },
            { $comment: "of nothing" },
          ],
          pakages: [],
          name: { $str: [{ $path: "no path" }] },
        },
      }).sort(),
    ).toEqual([
      "call/argument options.packages.5.args.0",
      "input/invalid options.packages.0",
      "input/invalid options.packages.2",
      "input/invalid options.packages.3",
      "input/invalid options.packages.4.options.url",
      "input/invalid options.packages.7.value",
      "input/unknown-builder options.packages.6.$build",
      "input/unknown-key options.pakages",
      "syntax/unmatched-closing options.packages.1.$nix",
      "tree/invalid-name options.name.$str.0",
    ]);
  });

  it.each<[unknown, string]>([
    ["{", "input/invalid "],
    [3, "input/invalid "],
    [null, "input/invalid "],
    [{ builder: "devShel" }, "input/unknown-builder builder"],
    [{ builder: 3 }, "input/unknown-builder builder"],
    [{ builder: "constructor" }, "input/unknown-builder builder"],
    [{ builder: "devShell", option: {} }, "input/unknown-key option"],
    [{ builder: "devShell", options: 3 }, "input/invalid options"],
    [
      { builder: "nixFile", options: { expression: { $nix: "nobody" } } },
      "tree/unbound-variable options.expression.$nix",
    ],
    [
      { files: { "a.nix": { builder: "flake", options: { x: 1 } } } },
      "input/unknown-key files.a.nix.options.x",
    ],
    [{ builder: "overlay", options: { a: { $nix: "nobody" } } }, "tree/unbound-variable options.a.$nix"],
    [{ files: [], builder: "flake" }, "input/invalid builder"],
    [{ files: {} }, "input/invalid files"],
    [{ files: { "a.txt": { text: 5 } } }, "input/invalid files.a.txt.text"],
    [{ files: { "a.txt": { text: "", mode: 1 } } }, "input/invalid files.a.txt.mode"],
    [{ files: { "a.nix": { text: "{ a = " } } }, "syntax/missing-expression files.a.nix.text"],
    [{ builder: "devShell", form: "expr" }, "input/invalid form"],
    [{ builder: "nixosModule", options: { $nix: "{ a = 1; }" } }, "input/invalid options"],
  ])("answers %j with a diagnostic", (json, place) => {
    expect(placesOf(json)).toContain(place);
  });

  it("knows the builders of functions of nixpkgs", () => {
    const answer = build({ builder: "mkShell" });
    expect(answer).toMatchObject({
      diagnostics: [{ suggestions: [{ message: "did you mean `devShell`?" }] }],
    });
  });

  it("takes unknown options where it is told to", () => {
    const request = { builder: "derivation", options: { name: "a", CFLAGS: "-O2" } };
    expect(placesOf(request)).toEqual(["input/unknown-key options.CFLAGS"]);
    expect(textOf({ ...request, strict: false })).toContain('CFLAGS = "-O2";');
  });

  it("never throws", () => {
    const names = fc.constantFrom(...builderNames);
    const marked = fc.dictionary(
      fc.constantFrom(
        "$pkg",
        "$nix",
        "$path",
        "$str",
        "$call",
        "$build",
        "$comment",
        "value",
        "args",
        "options",
      ),
      fc.jsonValue(),
    );
    const options = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), marked)));
    fc.assert(
      fc.property(names, options, fc.jsonValue(), (builder, some, other) => {
        for (const json of [
          { builder, options: some },
          { builder, options: { ...jsonExamples[builder], ...(some as object) } },
          other,
          JSON.stringify(other),
        ]) {
          const answer = build(json);
          expect(typeof answer.ok).toBe("boolean");
          if (!answer.ok) expect(answer.diagnostics.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("does not break on depth", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(build({ builder: "nixFile", options: { expression: deep } })).toMatchObject({ ok: false });
  });

  it("knows what each entry is written to", () => {
    for (const [name, { file }] of Object.entries(registry)) expect(file, name).toMatch(/\.nix$|^\.envrc$/);
  });
});

describe("names", () => {
  const findings = (json: unknown, settings?: BuildSettings) => {
    const answer = build(json, settings);
    const found = answer.ok ? answer.warnings : answer.diagnostics;
    return found.map(({ severity, path, suggestions }) => [
      severity,
      path?.join("/"),
      suggestions[0]?.message,
    ]);
  };
  const shell = (...packages: unknown[]) => ({ builder: "devShell", options: { packages } });

  test.each([
    [shell({ $pkg: "git" }, { $pkg: "ripgrpe" }), "options/packages/1/$pkg", "write `ripgrep`"],
    [shell({ $nix: "with pkgs; [ jq nodejs-22 ]" }), "options/packages/0/$nix", "write `nodejs_22`"],
    [shell({ $pkg: "python3Packages.requets" }), "options/packages/0/$pkg", "write `requests`"],
    [
      { builder: "shellApplication", options: { name: "x", runtimeInputs: [{ $pkg: "golang" }], text: "" } },
      "options/runtimeInputs/0/$pkg",
      "write `go`",
    ],
    [
      { builder: "nixosModule", options: { services: { ngnix: { enable: true } } } },
      "options/services/ngnix/enable",
      "write `services.nginx.enable`",
    ],
    [
      { builder: "homeModule", options: { programs: { git: { enabel: true } } } },
      "options/programs/git/enabel",
      "write `programs.git.enable`",
    ],
    [
      {
        builder: "nixosConfiguration",
        options: { system: "x86_64-linux", modules: [{ services: { ngnix: { enable: true } } }] },
      },
      "options/modules/0/services/ngnix/enable",
      "write `services.nginx.enable`",
    ],
    [
      {
        builder: "packageFile",
        options: { expression: { $build: "devShell", options: { packages: [{ $pkg: "ripgrpe" }] } } },
      },
      "options/expression/options/packages/0/$pkg",
      "write `ripgrep`",
    ],
  ])("that don't exist are errors at their place in the request: %j", (json, path, message) => {
    expect(findings(json)).toEqual([["error", path, message]]);
  });

  test("say how old the index is", () => {
    const answer = build(shell({ $pkg: "ripgrpe" }));
    expect(answer.ok ? "" : answer.diagnostics[0]?.message).toMatch(
      /^nixpkgs has no `ripgrpe` \(as of \d{4}-/,
    );
  });

  test("that may exist elsewhere are let through", () => {
    expect(findings(shell({ $pkg: "haskellPackages.anything" }))).toEqual([]);
    expect(findings({ ...shell({ $pkg: "our-tool" }), declares: { packages: ["our-tool"] } })).toEqual([]);
    expect(findings(shell({ $pkg: "our-tool" }), { names: false })).toEqual([]);
    const module = { builder: "nixosModule", options: { services: { mine: { port: 1 } } } };
    expect(findings(module)).toHaveLength(1);
    expect(findings({ ...module, declares: { options: ["services.mine"] } })).toEqual([]);
    const overlay = { builder: "overlay", options: { "our-tool": { $pkg: "hello" } } };
    const files = { "shell.nix": shell({ $pkg: "our-tool" }), "overlay.nix": overlay };
    expect(findings({ files })).toEqual([]);
  });

  test("that are old are warnings", () => {
    expect(findings(shell({ $pkg: "nettools" }))).toEqual([
      ["warning", "options/packages/0/$pkg", "write `net-tools`"],
    ]);
  });

  test("are declared in lists", () => {
    const found = findings({ ...shell(), declares: { packages: "x" } });
    expect(found.map(([severity, path]) => [severity, path])).toEqual([["error", "declares/packages"]]);
  });
});
