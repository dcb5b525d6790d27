import { attrs, call, fn, inherit, inheritFrom, path, rec, reference, select } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { evalNix, hasNix } from "../../../../test/nix.js";
import { builtins, lib, pkgs, self } from "../references/references.js";
import { devShell } from "./dev-shell.js";
import { flake, type FlakeOptions } from "./flake.js";
import { nixosConfiguration } from "./nixos-configuration.js";
import { nixosModule } from "./module.js";
import { overlay } from "./overlay.js";

const codes = (make: () => unknown): string[] => {
  try {
    make();
    return [];
  } catch (error) {
    const { diagnostics } = error as { diagnostics: readonly { path?: readonly unknown[] }[] };
    return diagnostics.map(({ path: place = [] }) => place.join("."));
  }
};

const shell = { devShells: { default: devShell({ packages: [pkgs.git] }) } };

describe("outputs as they are given", () => {
  it("are by platform where they depend on one", () => {
    const packages = { "x86_64-linux": { default: reference("nixpkgs")["hello"]! } };
    expect(String(flake({ outputs: { packages } }))).toContain(
      "packages.x86_64-linux.default = nixpkgs.hello;",
    );
    expect(codes(() => flake({ outputs: { packages: { default: pkgs.hello } as never } }))).toEqual([
      "outputs.packages.default",
    ]);
  });

  it("are not there twice", () => {
    expect(codes(() => flake({ ...shell, outputs: { devShells: {} } }))).toEqual(["outputs.devShells"]);
  });

  it("may be made by a function of the flake's own", () => {
    const options: FlakeOptions = {
      let: attrs(inheritFrom(reference("nixpkgs"), "lib"), { each: call(lib.genAttrs, ["x86_64-linux"]) }),
      outputs: { formatter: reference("each")(fn("system", ({ system }) => ({ inherited: system }))) },
    };
    const text = String(flake(options));
    expect(text).toContain("inherit (nixpkgs) lib;");
    expect(text).toContain("formatter = each (system: {");
  });
});

describe("the ways in which a flake can be laid out", () => {
  it("takes the platforms from an expression", () => {
    const text = String(
      flake({
        ...shell,
        inputs: { nixpkgs: "nixpkgs", systems: "systems" },
        systems: reference("import")(reference("systems")),
      }),
    );
    expect(text).toContain(
      "nixpkgs.lib.genAttrs (import systems) (system: f nixpkgs.legacyPackages.${system})",
    );
  });

  it("takes `genAttrs` from its own `lib`", () => {
    const text = String(flake({ ...shell, let: { lib: reference("nixpkgs")["lib"]! } }));
    expect(text).toContain("lib.genAttrs systems");
    expect(text).not.toContain("nixpkgs.lib.genAttrs");
  });

  it("takes inputs through one variable", () => {
    const text = String(flake({ ...shell, style: "flake-parts", throughInputs: true }));
    expect(text).toContain("inputs:\n    inputs.flake-parts.lib.mkFlake { inherit inputs; } {");
    const plain = String(flake({ ...shell, throughInputs: true, lib: { self } }));
    expect(plain).toContain("inputs@{ self, ... }:");
    expect(plain).toContain("inputs.nixpkgs.legacyPackages.${system}");
  });

  it.skipIf(!hasNix)("uses what the flake says of itself", () => {
    const flakeText = String(
      flake({
        recursive: true,
        description: "A tool",
        nixConfig: rec({
          "extra-substituters": ["https://a"],
          "extra-trusted-substituters": reference("extra-substituters"),
        }),
        lib: { about: reference("description"), caches: reference("nixConfig")["extra-substituters"]! },
      }),
    );
    expect(flakeText.startsWith("rec {")).toBe(true);
    expect(flakeText).toContain("{ self, ... }:");
    expect(
      evalNix(`let flake = ${flakeText}; in (flake.outputs { self = { }; nixpkgs = { }; }).lib`),
    ).toEqual({
      about: "A tool",
      caches: ["https://a"],
    });
    expect(codes(() => flake({ description: "A tool", lib: { about: reference("description") } }))).toEqual([
      "lib.about",
    ]);
  });

  it("puts outputs without a platform first, where that is asked for", () => {
    const options: FlakeOptions = { ...shell, style: "flake-utils", overlays: { default: overlay({}) } };
    const [first, second] = [flake({ ...options, othersFirst: true }), flake(options)].map(String);
    expect(first!.indexOf("overlays")).toBeLessThan(first!.indexOf("eachDefaultSystem"));
    expect(second!.indexOf("overlays")).toBeGreaterThan(second!.indexOf("eachDefaultSystem"));
    expect(codes(() => flake({ ...shell, othersFirst: true }))).toEqual(["othersFirst"]);
  });

  it("takes settings and computed imports of flake-parts", () => {
    const modules = builtins.attrValues(reference("inputs")["tools"]!["flakeModules"]!);
    const text = String(
      flake({ ...shell, style: "flake-parts", imports: modules, settings: { debug: true } }),
    );
    expect(text).toContain("imports = builtins.attrValues inputs.tools.flakeModules;");
    expect(text).toContain("debug = true;");
    expect(codes(() => flake({ ...shell, settings: { debug: true } }))).toEqual(["settings"]);
  });

  it.skipIf(!hasNix)("gives the same outputs in each of them", () => {
    const outputs = (options: FlakeOptions): unknown =>
      evalNix(`
        let
          nixpkgs = {
            lib.genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
            legacyPackages.x86_64-linux = { mkShell = set: set; git = "git"; };
          };
          systems = [ "x86_64-linux" ];
          inputs = { inherit nixpkgs systems; };
        in builtins.removeAttrs ((${String(flake(options))}).outputs (inputs // { self = { }; })) [ ]`);
    const inputs = { nixpkgs: "nixpkgs", systems: "systems" };
    const wanted = { devShells: { "x86_64-linux": { default: { packages: ["git"] } } } };
    expect(outputs({ ...shell, inputs, systems: ["x86_64-linux"] })).toEqual(wanted);
    expect(outputs({ ...shell, inputs, systems: reference("systems") })).toEqual(wanted);
    expect(outputs({ ...shell, inputs, systems: ["x86_64-linux"], throughInputs: true })).toEqual(wanted);
    const own = select(reference("nixpkgs"), "legacyPackages", "x86_64-linux");
    const given = {
      "x86_64-linux": {
        default: devShell({ packages: [select(own, "git")] }, { function: select(own, "mkShell") }),
      },
    };
    expect(outputs({ inputs, outputs: { devShells: given } })).toEqual(wanted);
  });
});

describe("bindings that inherit", () => {
  it("may be called as the set is called everywhere", () => {
    const packages = { tool: select(reference("pkgs"), "hello") };
    expect(String(overlay(packages, { names: ["_", "pkgs"] }))).toContain("_: pkgs: { tool = pkgs.hello; }");
    expect(String(overlay(packages, { names: ["self", "super"] }))).toContain("tool = self.hello;");
  });

  it("are taken as variables of modules and overlays", () => {
    const set = attrs(inheritFrom(lib, "mkIf"), { port: 80 });
    expect(String(nixosModule({ x: reference("port") }, { let: set }))).toContain("inherit (lib) mkIf;");
    expect(String(overlay({ a: reference("port") }, { names: ["_", "super"], let: { port: 80 } }))).toBe(
      "_: super:\nlet\n  port = 80;\nin\n{\n  a = port;\n}\n",
    );
    expect(codes(() => nixosModule({}, { let: reference("x") as never }))).toEqual(["let"]);
    expect(codes(() => overlay({}, { names: ["final"] as never }))).toEqual(["names"]);
  });

  it("name what a host takes from the flake", () => {
    const host = nixosConfiguration({ modules: [path("./a.nix")], lib: reference("lib") });
    expect(String(host)).toBe("lib.nixosSystem { modules = [ ./a.nix ]; }\n");
    expect(String(flake({ let: attrs(inherit("self")), lib: reference("self") }))).toContain("lib = self;");
  });
});
