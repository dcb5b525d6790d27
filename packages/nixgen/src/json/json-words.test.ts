import { printDiagnostics } from "@nixgen/core";
import { describe, expect, it, test } from "vitest";
import { build } from "./build.js";

/** The first proposals for what is wrong with a request, by place. */
function adviceFor(request: unknown): Record<string, string | undefined> {
  const answer = build(request);
  const problems = answer.ok ? answer.warnings : answer.diagnostics;
  return Object.fromEntries(
    problems.map(({ path = [], suggestions }) => [path.join("/"), suggestions[0]?.message]),
  );
}

const shell = (...packages: unknown[]) => ({ builder: "devShell", options: { packages } });

describe("what to write is said in JSON", () => {
  it.each<[unknown, string]>([
    ["git", '{ "$pkg": "git" }'],
    ["pkgs.git", '{ "$pkg": "git" }'],
    ["python3Packages.requests", '{ "$pkg": "python3Packages.requests" }'],
    ["./shell.nix", '{ "$path": "./shell.nix" }'],
    ["<nixpkgs>", '{ "$searchPath": "nixpkgs" }'],
    ["lib.optional true x", '{ "$nix": "lib.optional true x" }'],
    [{ pkg: "git" }, '{ "$pkg": "git" }'],
    [{ package: "git" }, '{ "$pkg": "git" }'],
    [{ code: "x" }, '{ "$nix": "x" }'],
  ])("%j", (found, wanted) => {
    const advice = adviceFor(shell(found))["options/packages/0"]!;
    expect(advice).toContain(`write ${wanted}`);
    // Who follows it is understood; what the code means is another matter.
    const answer = build(shell(JSON.parse(wanted)), { names: false });
    const codes = answer.ok ? [] : answer.diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => code !== "tree/unbound-variable")).toEqual([]);
  });

  it.each<[object, string, string]>([
    [
      { builder: "devShell", packages: [] },
      "packages",
      'move it into `options`: { "options": { "packages": … } }',
    ],
    [
      { builder: "nixosModule", services: {} },
      "services",
      'move it into `options`: { "options": { "services": … } }',
    ],
    [{ builder: "devShell", option: {} }, "option", "did you mean `options`?"],
    [shell({ $package: "git" }), "options/packages/0", "did you mean `$pkg`?"],
    [shell({ $build: "devShell", packages: [] }), "options/packages/0/packages", "move it into `options`"],
    [
      { builder: "flake", options: { devShells: { default: { packages: [] } } } },
      "options/devShells/default",
      'write { "$build": "devShell", "options": { … } } for what a builder makes',
    ],
    [
      {
        builder: "flake",
        options: { packages: { default: { pname: "a", version: "1", vendorHash: null } } },
      },
      "options/packages/default",
      'write { "$build": "goModule", "options": { … } } for what a builder makes',
    ],
    [
      { builder: "derivation", options: { pname: "a", version: "1", src: { owner: "a", repo: "b" } } },
      "options/src",
      'write { "$build": "fetchFromGitHub", "options": { … } } for what a builder makes',
    ],
    [
      { builder: "derivation", options: { pname: "a", version: "1", src: "./." } },
      "options/src",
      'write { "$path": "./." }; a text by itself is data',
    ],
    [
      { builder: "derivation", options: { pname: "a", version: "1", FOO: "bar" } },
      "options/FOO",
      "put environment variables into `env`: { env: { FOO: … } }",
    ],
    [
      { builder: "nixosModule", options: { imports: ["./hw.nix"] } },
      "options/imports/0",
      'write { "$path": "./hw.nix" } for a file; a text is data',
    ],
    [
      { builder: "homeConfiguration", options: { system: "x86_64-linux", modules: ["home.nix"] } },
      "options/modules/0",
      'write { "$path": "./home.nix" } for a file; a text is data',
    ],
    [
      { builder: "nixosModule", options: { "services.nginx.enable": true } },
      "options/services.nginx.enable",
      'write { "services": { "nginx": { "enable": … } } }: each name is a key of its own',
    ],
  ])("%j", (request, path, wanted) => {
    expect(adviceFor(request)).toEqual({ [path]: wanted });
  });

  it("as are examples in messages", () => {
    const answer = build({ builder: "devShell", options: { packages: 3 } });
    expect(answer).toMatchObject({
      diagnostics: [
        {
          message: expect.stringContaining(
            'a list of Nix expressions, such as [{ "$pkg": "git" }, { "$pkg": "jq" }]',
          ),
        },
      ],
    });
  });
});

test("a package may be named as in Nix", () => {
  const texts = ["git", "pkgs.git"].map((name) => build(shell({ $pkg: name })));
  expect(texts[1]).toEqual(texts[0]);
  expect(texts[0]).toMatchObject({ ok: true });
});

describe("places", () => {
  it("of syntax errors are those of the code, with its line", () => {
    const answer = build({ builder: "devShell", options: { shellHook: { $nix: "a\n  b ]" } } });
    expect(answer.ok ? "" : printDiagnostics(answer.diagnostics)).toBe(
      `error[syntax/unmatched-closing]: found \`]\`, which nothing has opened
 --> options.shellHook.$nix
  2 |   b ]
    |     ^
  help: remove it`,
    );
  });

  it("of inputs that a flake lacks are those of the code", () => {
    const flakeWith = (code: string, inputs?: object) => ({
      builder: "flake",
      options: {
        devShells: { default: { $build: "devShell", options: { packages: [{ $nix: code }] } } },
        ...(inputs && { inputs }),
      },
    });
    const place = "options/devShells/default/options/packages/0/$nix";
    const code = "inputs.foo.packages.${system}.default";
    expect(adviceFor(flakeWith(code))).toEqual({ [place]: "add it to `inputs`, which has nixpkgs" });
    expect(adviceFor(flakeWith(code, {}))).toEqual({ [place]: "add it to `inputs`" });
    expect(adviceFor(flakeWith("inputs.nixpkg.lib"))).toEqual({ [place]: "did you mean `inputs.nixpkgs`?" });
    expect(adviceFor(flakeWith(code, { nixpkgs: "nixpkgs", foo: "github:a/foo" }))).toEqual({});
    expect(adviceFor(flakeWith("inputs.foo or pkgs.jq"))).toEqual({});
    expect(adviceFor(flakeWith("({ inputs }: inputs.foo) { inputs.foo = pkgs.jq; }"))).toEqual({});
  });

  it("are those of the texts that names are made from, and of elements of lists", () => {
    const python = { pname: "a", version: "1", "build-system": ["setuptools"], dependencies: ["requets"] };
    expect(adviceFor({ builder: "pythonApplication", options: python })).toEqual({
      "options/dependencies/0": "write `requests`",
    });
    expect(Object.keys(adviceFor({ builder: "pythonShell", options: { python: "3.7" } }))).toEqual([
      "options/python",
    ]);
    const ensureUsers = [{ name: "y" }, { name: "x", ensurePermissions: {} }];
    const options = { services: { postgresql: { ensureUsers } } };
    expect(Object.keys(adviceFor({ builder: "nixosModule", options }))).toEqual([
      "options/services/postgresql/ensureUsers/1/ensurePermissions",
    ]);
  });

  it("are the values that a text says", () => {
    const options = {
      users: { users: { bob: { isNormalUser: "yes" } } },
      networking: { firewall: { allowedTCPPorts: ["80"] } },
      environment: { systemPackages: "git vim" },
    };
    expect(adviceFor({ builder: "nixosModule", options })).toEqual({
      "options/users/users/bob/isNormalUser": "write true",
      "options/networking/firewall/allowedTCPPorts/0": "write 80",
      "options/environment/systemPackages": 'write [{ "$pkg": "git" }, { "$pkg": "vim" }]',
    });
  });

  it("are what is wanted in place of a value or a package, where other code says it", () => {
    const options = {
      environment: { systemPackages: [{ $pkg: "git" }, { $pkg: "nerd-fonts" }] },
      services: { xserver: { videoDrivers: "nvidia" } },
      users: { users: { a: { shell: "zsh" } } },
    };
    expect(adviceFor({ builder: "nixosModule", options })).toEqual({
      "options/environment/systemPackages/1/$pkg":
        'write one of its packages, as { "$pkg": "nerd-fonts.adwaita-mono" }',
      "options/services/xserver/videoDrivers": 'write ["nvidia"]',
      "options/users/users/a/shell": 'write { "$pkg": "zsh" }',
    });
    expect(adviceFor(shell({ $pkg: "git" }, { $pkg: "vimPlugins" }))).toEqual({
      "options/packages/1/$pkg": expect.stringContaining('{ "$pkg": "vimPlugins.'),
    });
  });

  it("leave code in what is proposed for code", () => {
    const text =
      '{ pkgs, ... }: { environment.systemPackages = [ "git" ]; users.users.a.extraGroups = "wheel"; }';
    expect(build({ files: { "configuration.nix": { text } } })).toMatchObject({
      diagnostics: [
        { suggestions: [{ message: "write `pkgs.git`" }] },
        { suggestions: [{ message: 'write `[ "wheel" ]`' }] },
      ],
    });
  });

  it("leave what is wrong in the text of a file as it is, with its line", () => {
    const text = '{ services.nginx.enabel = true; networking.hostName = "a"; }';
    expect(build({ files: { "hosts/web.nix": { text } } })).toMatchObject({
      ok: false,
      diagnostics: [
        {
          message: expect.stringContaining("there is no option `enabel` below `services.nginx`"),
          path: ["files", "hosts/web.nix", "text"],
          excerpt: expect.stringContaining("services.nginx.enabel"),
          suggestions: [{ message: "write `services.nginx.enable`" }],
        },
      ],
    });
  });

  it("tell whose module a text is by the path of the file", () => {
    const text = "{ services.mine.enable = true; }";
    expect(build({ files: { "configuration.nix": { text } } })).toMatchObject({ ok: false });
    expect(build({ files: { "data.nix": { text } } })).toMatchObject({
      ok: true,
      warnings: [{ code: "names/unchecked", severity: "info", path: ["files", "data.nix", "text"] }],
    });
    expect(build({ files: { "data.nix": { text, kind: "nixos" } } })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "names/unknown-option" }],
    });
    expect(build({ files: { "data.nix": { text, kind: "nixso" } } })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "input/invalid", path: ["files", "data.nix", "kind"] }],
    });
  });
});
