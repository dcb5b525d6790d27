import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { adviceByPath } from "../../../../test/problems.js";
import { evaluateWith, stub } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  call,
  devShell,
  flake,
  fn,
  lib,
  overlay,
  path,
  pkgs,
  reference,
  select,
  shellScriptBin,
  str,
  withComment,
  type FlakeOptions,
} from "../index.js";

const inputs = reference("inputs");
const self = reference("self");

/** The outputs that Nix sees, with the stub inputs; `expression` says which of them. */
function outputs(options: FlakeOptions, expression = "outputs"): unknown {
  return evaluateWith(
    `inputs = import ${stub("flake-inputs.nix")};
     self = (call flake).outputs;
     call = flake: { outputs = flake.outputs (builtins.intersectAttrs flake.inputs inputs // { inherit self; }); };
     show = flake: let outputs = (call flake).outputs; in ${expression};
     flake = ${String(flake(options))};`,
    "show flake\n",
  );
}

function wrong(options: object): Record<string, string> {
  return adviceByPath(() => flake(options));
}

const small: FlakeOptions = {
  inputs: {
    nixpkgs: "github:NixOS/nixpkgs/nixos-25.11",
    "nixpkgs-unstable": withComment("For what has to be new.", "github:NixOS/nixpkgs/nixos-unstable"),
  },
  systems: ["x86_64-linux", "aarch64-linux"],
  nixpkgs: { allowUnfree: true, overlays: [select(self, "overlays", "default")] },
  packageSets: { unstable: { input: "nixpkgs-unstable" } },
  let: { version: "1.0" },
  letPerSystem: { tool: pkgs.git },
  packages: { default: pkgs.hello, added: reference("pkgs").added! },
  devShells: { default: devShell({ packages: [reference("tool")] }) },
  apps: { default: { program: str`${pkgs.hello}/bin/hello` } },
  checks: {
    own: select(self, "packages", reference("system"), "default"),
    new: reference("unstable").jq!,
  },
  formatter: pkgs.nixfmt,
  legacyPackages: { config: select(pkgs, "config"), version: reference("version") },
  overlays: { default: overlay({ added: str`added to ${pkgs.system!}` }) },
};

const systems = ["x86_64-linux", "aarch64-linux"] as const;

const expected = Object.fromEntries(
  Object.entries({
    packages: (system: string) => ({
      default: `/nix/store/${system}-hello`,
      added: `added to ${system}`,
    }),
    devShells: (system: string) => ({ default: { shell: { packages: [`/nix/store/${system}-git`] } } }),
    apps: (system: string) => ({
      default: { type: "app", program: `/nix/store/${system}-hello/bin/hello` },
    }),
    checks: (system: string) => ({
      own: `/nix/store/${system}-hello`,
      new: `/nix/store/${system}-jq`,
    }),
    formatter: (system: string) => `/nix/store/${system}-nixfmt`,
    legacyPackages: () => ({ config: { allowUnfree: true }, version: "1.0" }),
  }).map(([name, output]) => [name, Object.fromEntries(systems.map((system) => [system, output(system)]))]),
);

describe("flake", () => {
  it("writes what people write by hand", () => {
    expect(
      String(
        flake({
          description: "Tools",
          systems: ["x86_64-linux"],
          packages: { default: pkgs.hello },
          checks: { system: select(self, "packages", reference("system"), "default") },
        }),
      ),
    ).toBe(`{
  description = "Tools";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" ];
      forEachSystem =
        f:
        nixpkgs.lib.genAttrs systems (
          system:
          f {
            inherit system;
            pkgs = nixpkgs.legacyPackages.\${system};
          }
        );
    in
    {
      packages = forEachSystem ({ pkgs, ... }: { default = pkgs.hello; });
      checks = forEachSystem ({ system, ... }: { system = self.packages.\${system}.default; });
    };
}
`);
  });

  it.skipIf(!hasNix)("starts the main program of a package, and what is a path as it is", () => {
    const apps = {
      package: { program: pkgs.hello, meta: { description: "Say hello" } },
      script: { program: shellScriptBin({ name: "greet", text: "hello" }) },
      path: { program: str`${pkgs.hello}/bin/hello` },
      shell: { program: pkgs.runtimeShell! },
    };
    expect(outputs({ ...small, apps }, "outputs.apps.x86_64-linux")).toEqual({
      package: {
        type: "app",
        program: "/nix/store/x86_64-linux-hello/bin/main",
        meta: { description: "Say hello" },
      },
      script: { type: "app", program: "/nix/store/x86_64-linux-greet/bin/main" },
      path: { type: "app", program: "/nix/store/x86_64-linux-hello/bin/hello" },
      shell: { type: "app", program: "/nix/store/x86_64-linux-bash/bin/bash" },
    });
  });

  it.skipIf(!hasNix).each(["plain", "flake-utils", "flake-parts"] as const)(
    "makes the same outputs for every platform in the style %s",
    (style) => {
      const options: FlakeOptions = { ...small, style };
      const names = Object.keys(expected).join(" ");
      expect(outputs(options, `{ inherit (outputs) ${names}; }`)).toEqual(expected);
    },
  );

  it.each(["plain", "flake-utils", "flake-parts"] as const)("is formatted in the style %s", (style) => {
    const text = String(flake({ ...small, style }));
    expect(format(text)).toBe(text);
  });

  it.skipIf(!hasNix)("has the outputs that do not depend on a platform", () => {
    const options: FlakeOptions = {
      inputs: {
        nixpkgs: "github:NixOS/nixpkgs",
        "home-manager": {
          url: "github:nix-community/home-manager",
          inputs: { nixpkgs: { follows: "nixpkgs" } },
        },
        "nix-darwin": "github:nix-darwin/nix-darwin",
      },
      nixosModules: { web: { services: { caddy: { enable: true } } } },
      homeModules: { git: { programs: { git: { enable: true } } } },
      nixosConfigurations: {
        web: {
          system: "x86_64-linux",
          specialArgs: { inputs },
          modules: [{ environment: { etc: { names: { text: call(lib.concatStrings, ["a"]) } } } }],
          homeManager: { useGlobalPkgs: true, users: { alice: { programs: { git: { enable: true } } } } },
        },
      },
      darwinConfigurations: { mac: { system: "aarch64-darwin", modules: [{ system: { stateVersion: 6 } }] } },
      homeConfigurations: {
        "alice@web": { system: "x86_64-linux", modules: [{ home: { username: "alice" } }] },
      },
      templates: { default: { path: path("./template"), description: "A start" } },
      hydraJobs: { tests: { web: true } },
      lib: { double: fn("x", ({ x }) => [x!, x!]) },
      outputs: { other: 1 },
    };
    expect(
      outputs(
        options,
        `{
           inherit (outputs) nixosModules homeModules darwinConfigurations homeConfigurations hydraJobs other;
           double = outputs.lib.double 2;
           template = outputs.templates.default.description;
           modules = builtins.tail outputs.nixosConfigurations.web.modules;
         }`,
      ),
    ).toEqual({
      nixosModules: { web: { services: { caddy: { enable: true } } } },
      homeModules: { git: { programs: { git: { enable: true } } } },
      darwinConfigurations: {
        mac: { darwin: { system: "aarch64-darwin", modules: [{ system: { stateVersion: 6 } }] } },
      },
      homeConfigurations: {
        "alice@web": { system: "x86_64-linux", modules: [{ home: { username: "alice" } }] },
      },
      hydraJobs: { tests: { web: true } },
      other: 1,
      double: [2, 2],
      template: "A start",
      modules: [
        "home-manager for NixOS",
        {
          "home-manager": { useGlobalPkgs: true, users: { alice: { programs: { git: { enable: true } } } } },
        },
      ],
    });
  });

  it.skipIf(!hasNix)("makes the same outputs where each takes its packages from the platform's name", () => {
    const options: FlakeOptions = {
      ...small,
      forEachSystem: { name: "forAllSystems", systems: "supportedSystems", passes: "system" },
      header: ["self", "nixpkgs", "..."],
    };
    const text = String(flake(options));
    expect(format(text)).toBe(text);
    expect(text).toContain("forAllSystems = nixpkgs.lib.genAttrs supportedSystems;");
    expect(text).toContain("      nixpkgs-unstable,\n      ...\n    }:");
    expect(outputs(options, `{ inherit (outputs) ${Object.keys(expected).join(" ")}; }`)).toEqual(expected);
    expect(wrong({ style: "flake-utils", forEachSystem: {} })).toHaveProperty("forEachSystem");
  });

  it("binds `lib` where outputs use it", () => {
    const text = String(flake({ packages: { default: call(lib.head, [pkgs.hello]) } }));
    expect(text).toContain("      inherit (nixpkgs) lib;\n");
  });

  it("takes a whole function as outputs, and nothing beside it", () => {
    const all = fn(["self", "nixpkgs"], { packages: {} });
    expect(String(flake({ outputs: all }))).toContain("outputs = { self, nixpkgs }: { packages = { }; };");
    expect(wrong({ outputs: all, packages: { a: pkgs.git } })).toHaveProperty("packages");
  });

  it("refuses variables that nothing binds", () => {
    expect(() => flake({ packages: { default: reference("pkg").hello! } })).toThrow("did you mean `pkgs`?");
  });

  it.each(["plain", "flake-utils", "flake-parts"] as const)(
    "names the output that needs an input: %s",
    (style) => {
      const shell = devShell({ packages: [pkgs.git] });
      const run = (): unknown => flake({ style, inputs: { a: "github:a/b" }, devShells: { default: shell } });
      expect(run).toThrow(
        "`devShells` needs the input `nixpkgs`, which the flake does not have\n --> devShells",
      );
      if (style === "flake-parts") return;
      const lets = {
        inputs: { nixpkgs: "nixpkgs" },
        let: { x: reference("y") },
        devShells: { default: shell },
      };
      expect(() => flake({ style, ...lets })).toThrow("nothing binds the variable `y` here\n --> x");
    },
  );

  it("refuses an input that follows itself", () => {
    expect(() => flake({ inputs: { a: { follows: "a" } } })).toThrow("the input `a` can't follow itself");
  });

  it("hands modules of flake-parts on", () => {
    const text = String(
      flake({
        style: "flake-parts",
        imports: [select(inputs, "treefmt-nix", "flakeModule")],
        perSystem: { treefmt: { programs: { nixfmt: { enable: true } } } },
      }),
    );
    expect(text).toContain("imports = [ inputs.treefmt-nix.flakeModule ];");
    expect(text).toContain("perSystem.treefmt.programs.nixfmt.enable = true;");
    expect(wrong({ perSystem: {} })["perSystem"]).toContain('add `style: "flake-parts"`');
  });
});

describe("inputs", () => {
  it.each([
    "github:NixOS/nixpkgs",
    "github:NixOS/nixpkgs/nixos-25.11?dir=lib",
    "gitlab:group%2Fsub/project",
    "sourcehut:~misterio/nix-colors",
    "git+https://example.org/repo.git?ref=main&submodules=1",
    "git+ssh://git@example.org/repo",
    "git+file:///home/alice/repo",
    "hg+https://example.org/repo",
    "https://example.org/archive.tar.gz",
    "tarball+https://example.org/archive",
    "file+https://example.org/data.json",
    "path:./sub",
    "path:/etc/nixos",
    "./sub",
    "/etc/nixos",
    "nixpkgs",
    "nixpkgs/nixos-unstable",
    "flake:nixpkgs",
  ])("takes the reference %s", (url) => {
    expect(wrong({ inputs: { nixpkgs: url } })).toEqual({});
  });

  it.each([
    ["githb:a/b", "did you mean `github:`?"],
    ["github:NixOS", "write it like `github:owner/repository`"],
    ["sourcehut:a/b", "sourcehut:~owner/repository"],
    ["https://github.com/NixOS/nixpkgs", "write `github:NixOS/nixpkgs`"],
    ["github.com/NixOS/nixpkgs", "write `github:NixOS/nixpkgs`"],
    ["NixOS/nixpkgs", "write `github:NixOS/nixpkgs` for a repository"],
    ["", "is empty"],
    ["two words", "is no flake reference"],
  ])("refuses the reference %j", (url, help) => {
    expect(wrong({ inputs: { nixpkgs: url } })["inputs/nixpkgs"]).toContain(help);
  });

  it("writes all kinds of inputs", () => {
    const text = String(
      flake({
        inputs: {
          nixpkgs: "github:NixOS/nixpkgs",
          files: { url: "github:a/b", flake: false },
          git: { type: "git", url: "https://example.org/r", ref: "main", submodules: true },
          local: { type: "path", path: "./sub" },
          same: { follows: "home/nixpkgs" },
          home: {
            url: "github:a/home",
            inputs: { nixpkgs: { follows: "nixpkgs" }, systems: { follows: "" } },
          },
        },
        outputs: { a: 1 },
      }),
    );
    expect(text).toContain(`    files = {
      url = "github:a/b";
      flake = false;
    };
    git = {
      type = "git";
      url = "https://example.org/r";
      ref = "main";
      submodules = true;
    };
    local = {
      type = "path";
      path = "./sub";
    };
    same.follows = "home/nixpkgs";
    home = {
      url = "github:a/home";
      inputs = {
        nixpkgs.follows = "nixpkgs";
        systems.follows = "";
      };
    };
`);
  });

  it("reports what is wrong with inputs, all of it at its place", () => {
    const found = wrong({
      inputs: {
        nixpkgs: "github:NixOS/nixpkgs",
        a: { type: "github", owner: "a", url: "b" },
        b: { url: "github:a/b", inputs: { nixpkgs: { follows: "nixpkg" } } },
        c: { follows: "nixpkgs", flake: false },
        d: { url: "github:a/b", flak: false },
        e: { type: "git", url: "https://x.org/r", rev: "abc" },
        f: { url: "github:a/b", ref: "main" },
      },
    });
    expect(Object.keys(found).sort()).toEqual([
      "inputs/a/repo",
      "inputs/a/url",
      "inputs/b/inputs/nixpkgs/follows",
      "inputs/c/follows",
      "inputs/d/flak",
      "inputs/e/rev",
      "inputs/f/ref",
    ]);
    expect(found["inputs/b/inputs/nixpkgs/follows"]).toContain("did you mean `nixpkgs`?");
    expect(found["inputs/d/flak"]).toContain("did you mean `flake`?");
  });
});

describe("what is wrong with a flake", () => {
  it("is reported all at once", () => {
    const found = wrong({
      pakages: {},
      packages: { a: "hello" },
      nixConfig: { "extra-substituter": ["x"], "max-jobs": -1 },
      systems: ["linux"],
      apps: { default: { progam: "x" } },
      nixosConfigurations: { web: { system: "x86_64-linux", module: [] } },
      packageSets: { unstable: { input: "nixpkgs-unstable" } },
    });
    expect(Object.keys(found).sort()).toEqual([
      "apps/default/progam",
      "apps/default/program",
      "nixConfig/extra-substituter",
      "nixConfig/max-jobs",
      "nixosConfigurations/web/module",
      "nixosConfigurations/web/modules",
      "packageSets/unstable/input",
      "packages/a",
      "pakages",
      "systems/0",
    ]);
    expect(found["pakages"]).toContain("did you mean `packages`?");
    expect(found["nixConfig/extra-substituter"]).toContain("did you mean `extra-substituters`?");
  });

  it("is a compile error where types can say so", () => {
    // @ts-expect-error -- a package is an expression
    expect(wrong({ packages: { a: "hello" } } satisfies FlakeOptions)).toHaveProperty("packages/a");
    // @ts-expect-error -- the option is misspelled
    expect(wrong({ devShell: {} } satisfies FlakeOptions)).toHaveProperty("devShell");
    // @ts-expect-error -- there is no such setting
    expect(wrong({ nixConfig: { substituter: [] } } satisfies FlakeOptions)).toHaveProperty(
      "nixConfig/substituter",
    );
  });

  it("lets unknown outputs through on demand", () => {
    const options = { somethingNew: { a: 1 } } as FlakeOptions;
    expect(String(flake(options, { strict: false }))).toContain("somethingNew.a = 1;");
  });
});
