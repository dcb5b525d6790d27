import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, lookupOption, lookupPackage, openNames } from "nixgen/names";
import { afterAll, describe, expect, test } from "vitest";
import { evalNix, hasNix } from "./nix.js";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const describer = path("../packages/nixgen/nix/options.nix");
const tree = path("stubs/option-tree.nix");

interface Raw {
  readonly path: readonly string[];
  readonly [key: string]: unknown;
}

const read = (args: string) =>
  evalNix(`import ${describer} { lib = { }; options = import ${tree}; ${args} }`) as Raw[];

describe.skipIf(!hasNix)("the options of a tree, by Nix", () => {
  // One default ends the evaluation with an error that Nix can't catch.
  const all = hasNix ? read("defaults = false;") : [];
  const withDefaults = hasNix ? read('only = [ "enable" "names" "package" "sites" "old" "gone" ];') : [];
  const find = (list: readonly Raw[], name: string) => list.find((option) => option.path.join(".") === name);

  test.each([
    ["enable", ["bool"]],
    ["level", ["enum", ["low", "high"]]],
    ["oldLevel", ["enum", [1, 2]]],
    ["port", ["between", "int", "1", "9"]],
    ["names", ["listOf", ["str"]]],
    ["code", ["match", "[a-z]+"]],
    ["sites", ["attrsOf", ["submodule"]]],
    ["sites.<name>.root", ["nullOr", ["path"]]],
  ])("the type of %s", (name, type) => {
    expect(find(all, name)?.["type"]).toEqual(type);
  });

  test("a type that contains itself comes to an end", () => {
    expect(JSON.stringify(find(all, "data")?.["type"])).toContain("deep");
  });

  test("defaults that are data, or the name of a package", () => {
    expect(find(withDefaults, "enable")?.["default"]).toEqual({ value: false });
    expect(find(withDefaults, "names")?.["default"]).toEqual({ value: ["a"] });
    expect(find(withDefaults, "package")?.["default"]).toEqual({ code: "pkgs.git" });
  });

  test("what became of options", () => {
    expect(find(all, "port")).toMatchObject({ readOnly: true });
    expect(find(all, "code")).toMatchObject({ internal: true });
    expect(find(all, "old")).toMatchObject({ hidden: true, movedTo: "enable" });
    expect(find(all, "gone")).toMatchObject({ hidden: true, removed: true });
  });
});

describe.skipIf(!hasNix)("nixgen index", () => {
  const folder = mkdtempSync(join(tmpdir(), "nixgen-index-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const cli = path("../packages/nixgen/dist/cli.js");

  /** A checkout that looks like nixpkgs to who evaluates it. */
  function writeNixpkgs(): string {
    const nixpkgs = join(folder, "nixpkgs");
    for (const name of ["lib", "nixos/lib", "pkgs/top-level"])
      mkdirSync(join(nixpkgs, name), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(nixpkgs, name), text);
    write("lib/default.nix", "{ }");
    write("lib/.version", "99.05");
    write("nixos/lib/eval-config.nix", `_: { options = import ${tree}; }`);
    write(
      "default.nix",
      `{ config, ... }: let
        package = name: { type = "derivation"; version = "1"; meta.mainProgram = name; };
        none = { }.missing;
        many = builtins.listToAttrs (map (at: { name = "tool\${toString at}"; value = package "t"; }) (builtins.genList (at: at) 120));
      in {
        tool = package "tl";
        failing = throw "it does not evaluate";
        broken = { }.missing;
        unversioned = { type = "derivation"; name = "unversioned"; };
        older = { type = "derivation"; name = "older-1.2"; };
        kdePackages = { recurseForDerivations = true; kgone = package "k"; };
        mySet = { recurseForDerivations = true; inner = package "inner"; };
        alike1 = none;
        alike2 = none;
        alike3 = none;
        dead = { recurseForDerivations = true; } // builtins.listToAttrs (map (at: { name = "gone\${toString at}"; value = none; }) (builtins.genList (at: at) 20));
        compilers = {
          recurseForDerivations = true;
          compiler = builtins.mapAttrs (name: package) { v1 = "a"; v2 = "b"; v3 = "c"; v4 = "d"; } // { recurseForDerivations = true; };
          packages = builtins.mapAttrs (name: inner: { recurseForDerivations = true; \${inner} = package inner; }) { v1 = "a"; v2 = "b"; v3 = "c"; v4 = "d"; };
        };
        langPackages = many // { recurseForDerivations = true; itself = many // { recurseForDerivations = true; }; old = throw "x"; less = null; };
        lang2Packages = many // {
          recurseForDerivations = true;
          # What another set has too is not evaluated again.
          tool3 = { }.missing;
          old = package "old";
          less = package "less";
          only2 = package "only";
          deep = { recurseForDerivations = true; inner = package "inner"; };
        };
        helper = x: x;
      } // (if config.allowAliases then { oldTool = package "tl"; goneTool = throw "x"; silent = throw "x"; kgone = throw "x"; kleft = throw "x"; } else { })`,
    );
    write(
      "pkgs/top-level/aliases.nix",
      `lib: self: super: let deprecatedPlasma5Packages = [ "kgone" "kleft" ]; in {
        oldTool = tool;
        goneTool = throw "'goneTool' has been renamed to 'tool'";
      }`,
    );
    return nixpkgs;
  }

  test.skipIf(!existsSync(cli))("makes an index of what evaluates, and tells what does not", () => {
    const nixpkgs = writeNixpkgs();
    const output = join(folder, "out");
    const run = () =>
      spawnSync(process.execPath, [cli, "index", "--nixpkgs", nixpkgs, "--output", output, "--quiet"], {
        encoding: "utf8",
      });
    const { status, stdout, stderr } = run();
    expect(stderr).toContain("not evaluated: broken");
    // A set in which nothing evaluates is not tried to its end.
    expect(stderr.match(/not evaluated: dead\.gone/g)).toHaveLength(3);
    expect(stderr).toContain("not evaluated: dead: 18 more: attribute 'missing' missing");
    expect(status).toBe(1);
    expect(stdout).toMatch(/packages\.index: \d+ bytes/);
    const names = openNames(output);
    expect(lookupPackage("tool", names)).toMatchObject({
      entry: { version: "1", program: "tl" },
      source: "NixOS/nixpkgs 99.05",
    });
    expect(lookupPackage("toool", names)).toMatchObject({ suggestions: [{ path: "tool" }] });
    expect(lookupPackage("mySet.inner", names).answer).toBe("known");
    expect(lookupPackage("mySet.iner", names)).toMatchObject({ suggestions: [{ path: "mySet.inner" }] });
    // The same names, of something else.
    expect(lookupPackage("compilers.compiler.v1", names)).toMatchObject({ entry: { program: "a" } });
    expect(lookupPackage("compilers.packages.v1", names)).toMatchObject({ entry: { set: true } });
    expect(lookupPackage("compilers.packages.v1.b", names).answer).toBe("unknown");
    expect(lookupPackage("langPackages.tool3", names)).toMatchObject({
      entry: { version: "1", program: "t" },
    });
    expect(lookupPackage("langPackages.old", names)).toMatchObject({ entry: { removed: true } });
    expect(lookupPackage("langPackages.itself.tool3", names).answer).toBe("not-covered");
    const like = (name: string) => lookupPackage(`lang2Packages.${name}`, names);
    expect(like("tool3")).toMatchObject({ answer: "known", entry: { name: "tool3", program: "t" } });
    expect(like("tool3")).not.toHaveProperty("entry.version");
    expect(["old", "less", "only2", "deep.inner"].map((name) => like(name))).toMatchObject([
      { entry: { name: "old" } },
      { entry: { name: "less" } },
      { entry: { name: "only2" } },
      { entry: { name: "inner" } },
    ]);
    expect(like("old")).not.toHaveProperty("entry.removed");
    expect(like("less")).not.toHaveProperty("entry.other");
    expect(["inner", "tool333", "deep.iner"].map((name) => like(name).answer)).toEqual(
      Array(3).fill("unknown"),
    );
    expect(lookupPackage("helper", names)).toMatchObject({ entry: { other: true } });
    expect(lookupPackage("unversioned", names)).toMatchObject({ entry: { name: "unversioned" } });
    expect(lookupPackage("unversioned", names)).not.toMatchObject({ entry: { other: true } });
    expect(lookupPackage("older", names)).toMatchObject({ entry: { version: "1.2" } });
    expect(lookupPackage("broken", names).answer).toBe("known");
    expect(lookupPackage("failing", names)).toMatchObject({ entry: { removed: true } });
    expect(lookupPackage("oldTool", names)).toMatchObject({ entry: { alias: true, to: "tool" } });
    expect(lookupPackage("silent", names)).toMatchObject({ entry: { removed: true } });
    expect(lookupPackage("kgone", names)).toMatchObject({
      entry: { removed: true, to: "kdePackages.kgone" },
    });
    expect(lookupPackage("kleft", names)).not.toHaveProperty("entry.to");
    expect(lookupPackage("goneTool", names)).toMatchObject({ entry: { removed: true, to: "tool" } });
    expect(lookupOption("sites.x.root", "nixos", names)).toMatchObject({
      entry: { entry: { type: ["nullOr", ["path"]], default: { value: null } } },
    });
    const merged = lookupOption("merged", "nixos", names);
    expect(merged).toMatchObject({ entry: { entry: { replaced: true, hidden: true } } });
    expect(check("{ merged = 1; }", { kind: "nixos", names }).diagnostics).toMatchObject([
      { code: "names/renamed-option", severity: "warning" },
    ]);
    // The default that does not evaluate is left out, and the option is there.
    expect(lookupOption("broken", "nixos", names)).toMatchObject({ entry: { entry: { type: ["bool"] } } });
  });

  test.skipIf(!existsSync(cli))("types of what is new are merged with those that are shipped", () => {
    const output = join(folder, "out");
    const { status } = spawnSync(process.execPath, [cli, "types", "--index", output], { encoding: "utf8" });
    expect(status).toBe(0);
    const text = readFileSync(join(output, "nixos.d.ts"), "utf8");
    expect(text).toContain('declare module "nixgen/types/nixos"');
    expect(text).toContain("readonly sites?: Value<SetsByName<Nixos_sites_Name>>;");
    const packages = readFileSync(join(output, "packages.d.ts"), "utf8");
    expect(packages).toContain("readonly mySet: Packages_mySet;");
    expect(packages).toContain("interface Packages_mySet extends PackageScope {");
  });

  test.skipIf(!existsSync(cli))(
    "the types of what is new compile together with those that are shipped",
    () => {
      const modules = join(folder, "node_modules");
      mkdirSync(join(modules, "@nixgen"), { recursive: true });
      symlinkSync(path("../packages/nixgen"), join(modules, "nixgen"));
      symlinkSync(path("../packages/core"), join(modules, "@nixgen/core"));
      const program = `import { pkgs } from "nixgen";
      import type { NixosOptions } from "nixgen/types/nixos";
      export const found = [pkgs.tool, pkgs.mySet.inner, pkgs.ripgrep, pkgs.mySet.callPackage({})];
      export const options = {
        sites: { x: { root: null } }, level: "low", names: ["a"], port: 1,
        services: { nginx: { enable: true } },
      } satisfies NixosOptions;
      // @ts-expect-error It is in no index.
      export const missing = pkgs.mySet.iner;
      // @ts-expect-error The root of a site is a path or null.
      export const root = { sites: { x: { root: 1 } } } satisfies NixosOptions;
      const wrong = { level: "middle" } as const;
      // @ts-expect-error It is "low" or "high".
      export const level = wrong satisfies NixosOptions;
      // @ts-expect-error No site has that.
      export const site = { sites: { x: { rot: null } } } satisfies NixosOptions;`;
      writeFileSync(join(folder, "program.ts"), program);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        module: "nodenext",
        target: "es2022",
        skipLibCheck: true,
      };
      const files = ["program.ts", "out/nixos.d.ts", "out/packages.d.ts"];
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      const tsc = path("../node_modules/.bin/tsc");
      const { stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
      expect(stdout).toBe("");
    },
  );
});
