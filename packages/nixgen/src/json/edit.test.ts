import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { editSchema } from "../schema.js";
import { edit } from "./edit.js";

const module = `{ pkgs, ... }:
{
  # Reached by the proxy only.
  services.nginx.enable = false;
  environment.systemPackages = [ pkgs.git ];
}
`;

/** What is wrong with some edits, as codes with their places. */
function problemsIn(edits: unknown, text = module): string[] {
  const answer = edit(text, edits);
  const found = answer.ok ? answer.warnings : answer.diagnostics;
  return found.map(({ code, path = [] }) => `${code} ${path.join(".")}`);
}

const textAfter = (edits: unknown, text = module): string => {
  const answer = edit(text, edits);
  return answer.ok ? answer.text : JSON.stringify(answer.diagnostics);
};

const validate = new Ajv2020({ allowUnionTypes: true }).compile(editSchema());

describe("edit", () => {
  it.each<[string, object, string, string?]>([
    [
      "sets",
      { op: "set", path: "a.b", value: { $pkg: "jq" } },
      "{ pkgs }: { a.b = pkgs.jq; }",
      "{ pkgs }: { a.b = 1; }",
    ],
    [
      "adds",
      { op: "add", path: ["a"], value: { $nix: "x.y" } },
      "x: {\n  a = [\n    1\n    x.y\n  ];\n}",
      "x: {\n  a = [\n    1\n  ];\n}",
    ],
    ["removes", { op: "remove", path: "a" }, "{ b = 2; }", "{ a = 1; b = 2; }"],
    [
      "removes elements",
      { op: "removeElement", path: "a", value: { $path: "./x" } },
      "{ a = [ ./y ]; }",
      "{ a = [ ./x ./y ]; }",
    ],
    ["renames", { op: "rename", path: "a", name: "b" }, "{ b = 1; }", "{ a = 1; }"],
    ["comments", { op: "comment", path: "a", comment: "why" }, "{\n  # why\n  a = 1;\n}", "{\n  a = 1;\n}"],
    [
      "imports",
      { op: "addImport", value: { $path: "./x.nix" } },
      "{\n  imports = [\n    ./y.nix\n    ./x.nix\n  ];\n}",
      "{\n  imports = [\n    ./y.nix\n  ];\n}",
    ],
    [
      "adds inputs",
      { op: "flakeInput", name: "x", input: "github:a/b" },
      '{\n  inputs.x.url = "github:a/b";\n\n  outputs = { x, ... }: { };\n}',
      "{\n  outputs = { ... }: { };\n}",
    ],
    [
      "adds inputs that follow those of the file",
      {
        op: "flakeInput",
        name: "x",
        input: { url: "github:a/b", inputs: { nixpkgs: { follows: "nixpkgs" } } },
      },
      '{\n  inputs.nixpkgs.url = "nixpkgs";\n  inputs.x.url = "github:a/b";\n  inputs.x.inputs.nixpkgs.follows = "nixpkgs";\n\n  outputs = { ... }: { };\n}',
      '{\n  inputs.nixpkgs.url = "nixpkgs";\n\n  outputs = { ... }: { };\n}',
    ],
    [
      "removes inputs",
      { op: "removeFlakeInput", name: "x" },
      "{ outputs = { ... }: { }; }",
      '{ inputs.x.url = "github:a/b"; outputs = { ... }: { }; }',
    ],
  ])("%s", (_, one, wanted, text) => {
    expect(textAfter([one], text)).toBe(wanted);
    expect(validate({ edits: [one] })).toBe(true);
  });

  it("takes a list, an object with it, and JSON as a text", () => {
    const edits = [{ op: "set", path: "services.nginx.enable", value: true }];
    const wanted = module.replace("false", "true");
    for (const form of [edits, { edits }, JSON.stringify(edits), JSON.stringify({ edits })]) {
      expect(textAfter(form)).toBe(wanted);
    }
  });

  it("makes all edits or none, and tells all that is wrong", () => {
    const edits = [
      { op: "set", path: "services.nginx.enable", value: true },
      { op: "add", path: "services.nginx.enable", value: 1 },
      { op: "set", path: "a.${", value: 1 },
      { op: "set", path: "networking.hostName", value: { $nix: "a b ]" } },
    ];
    expect(problemsIn(edits)).toEqual([
      "edit/not-a-list 1",
      "edit/invalid-path 2",
      "syntax/unmatched-closing 3.value.$nix",
    ]);
    expect(problemsIn({ edits })[0]).toBe("edit/not-a-list edits.1");
  });

  it.each<[unknown, string[]]>([
    [3, ["input/invalid "]],
    ["{", ["input/invalid "]],
    [
      [{ op: "sett" }, 1],
      ["input/invalid 0.op", "input/invalid 1.op"],
    ],
    [[{ op: "set", path: "a", valeu: 1 }], ["input/invalid 0.value", "input/unknown-key 0.valeu"]],
    [[{ op: "remove" }], ["input/invalid 0.path"]],
    [[{ op: "remove", path: "nothing.there" }], ["edit/not-found 0"]],
    [[{ op: "addImport", value: "./x.nix" }], ["input/invalid 0.value"]],
    [[{ op: "flakeInput", name: "x", input: "https://github.com/a/b" }], ["input/invalid 0.input"]],
    [[{ op: "flakeInput", name: "x", input: { url: "githb:a/b" } }], ["input/invalid 0.input.url"]],
    [{ edits: [], edit: [] }, ["input/invalid edit"]],
  ])("%j is told", (edits, wanted) => {
    expect(problemsIn(edits)).toEqual(wanted);
  });

  it("tells what an input follows that the flake does not have", () => {
    const inputs = { nixpkgs: { follows: "nope" } };
    const edits = [{ op: "flakeInput", name: "x", input: { url: "github:a/b", inputs } }];
    const flake = '{ inputs.nixpkgs.url = "nixpkgs"; outputs = { ... }: { }; }';
    expect(problemsIn(edits, flake)).toEqual(["edit/not-found 0"]);
  });

  it("proposes operations", () => {
    const answer = edit(module, [{ op: "removeElemnt" }, { op: "set", path: "a" }]);
    const problems = answer.ok ? [] : answer.diagnostics;
    expect(problems[0]?.suggestions).toEqual([{ message: 'did you mean "removeElement"?' }]);
    expect(problems[1]?.message).toBe("the edit set: `value` is missing, which is a value");
  });

  it("refuses what it would break, and leaves alone what was wrong before", () => {
    const add = (value: unknown) => [{ op: "add", path: "environment.systemPackages", value }];
    expect(problemsIn(add({ $pkg: "ripgrpe" }))).toEqual(["names/unknown-package 0"]);
    expect(problemsIn([{ op: "set", path: "services.ngnix.enable", value: true }])).toEqual([
      "names/unknown-option 0",
    ]);
    const unbound = [{ op: "set", path: "a", value: { $nix: "nowhere" } }];
    expect(problemsIn(unbound, "{ a = 1; }\n")).toHaveLength(1);
    const wrong = module.replace("pkgs.git", "pkgs.gti");
    expect(problemsIn(add({ $pkg: "jq" }), wrong)).toEqual([]);
    const first = { op: "set", path: "services.nginx.enable", value: true };
    const answer = edit(module, { edits: [first, ...add({ $pkg: "ripgrpe" })] });
    const [problem] = answer.ok ? [] : answer.diagnostics;
    expect(problem).toMatchObject({ path: ["edits", 1], excerpt: expect.stringContaining("pkgs.ripgrpe") });
    expect(problem?.suggestions[0]).toEqual({ message: "write `ripgrep`" });
    expect(edit(module, add({ $pkg: "ripgrpe" }), { names: false })).toMatchObject({ ok: true });
  });

  it("warns where a new value holds only under a condition, or refuses that", () => {
    const own =
      "{ config, lib, ... }: { options.a = 1; config = lib.mkIf config.a { services = lib.mkIf config.b { x.y = 1; }; }; }";
    const set = { op: "set", path: "services.z", value: 1 };
    const answer = edit(own, [set, { ...set, path: "time" }], { names: false });
    const warned = answer.ok ? answer.warnings : [];
    expect(warned).toMatchObject([{ code: "edit/conditional", severity: "warning", path: [0] }]);
    expect(warned[0]!.message).toContain("`config.b`");
    const refused = edit(own, [{ ...set, unconditional: true }], { names: false });
    expect(refused).toMatchObject({ ok: false, diagnostics: [{ code: "edit/conditional", path: [0] }] });
    const changed = edit(own, [{ ...set, path: "services.x.y", value: 2 }], { names: false });
    expect(changed).toMatchObject({ ok: true, warnings: [] });
  });

  it("says in JSON what can be done, and takes it", () => {
    const helpFor = (text: string, one: object): string[] => {
      const answer = edit(text, [one], { names: false });
      return answer.ok ? [answer.text] : answer.diagnostics[0]!.suggestions.map(({ message }) => message);
    };
    const set = { op: "set", path: "a.b", value: 2 };
    expect(helpFor("{ a = 1 b = 2; }", set)).toEqual(["mend them in the text first"]);
    const twice = "{ lib }: lib.mkMerge [ { a.b = 1; } { a.b = 3; } ]\n";
    expect(helpFor(twice, set)).toEqual(['choose one with "at": 0 for the first, 1 for the second']);
    expect(helpFor(twice, { ...set, at: 1 })).toEqual([
      "{ lib }: lib.mkMerge [ { a.b = 1; } { a.b = 2; } ]\n",
    ]);
    const computed = "{ x }: { a.${x} = 1; }\n";
    expect(helpFor(computed, set)).toEqual(['give "ignoreDynamic": true to write it beside that']);
    expect(helpFor(computed, { ...set, ignoreDynamic: true })[0]).toContain("b = 2;");
  });

  it("never throws", () => {
    const op = fc.constantFrom(
      "set",
      "add",
      "remove",
      "removeElement",
      "rename",
      "comment",
      "addImport",
      "flakeInput",
    );
    const one = fc.record(
      {
        op,
        path: fc.oneof(fc.constantFrom("a", "a.b", "x.y.z"), fc.jsonValue()),
        value: fc.jsonValue(),
        name: fc.jsonValue(),
        input: fc.jsonValue(),
      },
      { requiredKeys: ["op"] },
    );
    const texts = fc.oneof(fc.constantFrom(module, "{ a = [ 1 ]; }", "", "{ a = "), fc.string());
    fc.assert(
      fc.property(texts, fc.oneof(fc.array(one, { maxLength: 3 }), fc.jsonValue()), (text, edits) => {
        expect(typeof edit(text, edits, { names: false }).ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});

describe("the names that edits write", () => {
  const set = (path: string) => [{ op: "set", path, value: true }];

  it("are looked up where they resemble options", () => {
    expect(edit("{ }", set("services.ngnix.enable"))).toMatchObject({
      ok: false,
      diagnostics: [{ code: "names/unknown-option", path: [0] }],
    });
    // A file that is not at hand might declare it.
    expect(edit("{ imports = [ ./hw.nix ]; }", set("programs.gti.enable"))).toMatchObject({
      ok: true,
      warnings: [{ code: "names/unknown-option", severity: "warning" }],
    });
  });

  it("are said not to be looked up where nothing tells whose module it is", () => {
    expect(edit("{ services.ours.enable = true; }", set("services.mine.enable"))).toMatchObject({
      ok: true,
      warnings: [
        {
          code: "names/unchecked",
          severity: "info",
          message: expect.stringContaining("`services.mine.enable` was not looked up"),
          path: [0],
        },
      ],
    });
    expect(edit("{ a = 1; }", set("b.c"))).toMatchObject({ ok: true, warnings: [] });
  });

  it.each([{ kind: "nixos" }, { path: "hosts/configuration.nix" }] as const)(
    "are looked up for %j",
    (settings) => {
      expect(edit("{ }", set("services.mine.enable"), settings)).toMatchObject({
        ok: false,
        diagnostics: [{ code: "names/unknown-option" }],
      });
    },
  );

  it("make no other module of a text", () => {
    const home = '{ home.username = "a"; }';
    expect(edit(home, [...set("services.nginx.enable"), ...set("services.openssh.enable")])).toMatchObject({
      ok: false,
      diagnostics: [
        { code: "names/unknown-option", path: [0] },
        { code: "names/unknown-option", path: [1] },
      ],
    });
  });
});

test("the example of the guide is true", () => {
  const guide = readFileSync(new URL("../../../../docs/agents.md", import.meta.url), "utf8");
  const [, section = ""] = guide.split("## Edits\n");
  const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)![1]!;
  const answer = edit(block("nix"), block("json"));
  const diff = answer.ok ? answer.diff : JSON.stringify(answer.diagnostics);
  expect(diff.slice(diff.indexOf("@@"))).toBe(block("diff"));
});
