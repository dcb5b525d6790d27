import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lookupOption, lookupPackage, openNames } from "nixgen/names";
import { afterAll, describe, expect, test } from "vitest";
import { hasNix, nixpkgsLib } from "./nix.js";

const cli = fileURLToPath(new URL("../packages/nixgen/dist/cli.js", import.meta.url));
const tree = fileURLToPath(new URL("stubs/option-tree.nix", import.meta.url));

describe.skipIf(!hasNix || !existsSync(cli))("what `nixgen index` can be pointed at", () => {
  const folder = mkdtempSync(join(tmpdir(), "nixgen-sources-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const inFolder = (name: string) => join(folder, name);
  // The store that Nix fetches into belongs to the test.
  const environment = {
    ...process.env,
    HOME: inFolder("home"),
    // A store of its own: a flake is copied there.
    NIX_REMOTE: undefined,
    NIX_STORE_DIR: inFolder("store"),
    NIX_STATE_DIR: inFolder("var"),
    NIX_LOG_DIR: inFolder("log"),
    NIX_CONF_DIR: inFolder("etc"),
  };
  const write = (name: string, text: string) => {
    mkdirSync(dirname(inFolder(name)), { recursive: true });
    writeFileSync(inFolder(name), text);
  };
  const run = (program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const result = spawnSync(program, args, { encoding: "utf8", env: { ...environment, ...more } });
    if (result.error) throw result.error;
    return result;
  };
  const index = (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const { status, stderr } = run(process.execPath, [cli, "index", ...args], more);
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    return stderr;
  };
  const git = (...args: string[]) => {
    const who = ["-c", "user.email=a@example.org", "-c", "user.name=a"];
    const { status, stdout, stderr } = run("git", ["-C", inFolder("nixpkgs"), ...who, ...args]);
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };

  write("nixpkgs/lib/default.nix", "{ }");
  write("nixpkgs/lib/.version", "99.05");
  write("nixpkgs/flake.nix", "{ outputs = _: { }; }");
  write(
    "nixpkgs/nixos/lib/eval-config.nix",
    `_: { options = removeAttrs (import ./option-tree.nix) [ "broken" ]; }`,
  );
  write("nixpkgs/nixos/lib/option-tree.nix", readFileSync(tree, "utf8"));
  write("nixpkgs/pkgs/top-level/aliases.nix", "_: _: _: { }");
  write("nixpkgs/default.nix", `_: { tool = { type = "derivation"; version = "1"; }; }`);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "all");
  const revision = git("rev-parse", "HEAD");
  const today = git("log", "-1", "--format=%cs");
  const source = `NixOS/nixpkgs 99.05 of ${today} (${revision.slice(0, 9)})`;

  test.each([
    ["a path", inFolder("nixpkgs"), {}],
    ["a channel", "<nixpkgs>", { NIX_PATH: `nixpkgs=${inFolder("nixpkgs")}` }],
    ["a flake reference", `git+file://${inFolder("nixpkgs")}`, {}],
  ])("%s", (kind, reference, more) => {
    const output = inFolder(`of ${kind}`);
    index(["--nixpkgs", reference, "--output", output, "--quiet"], more);
    const names = openNames(output);
    expect(lookupPackage("tool", names)).toMatchObject({ entry: { version: "1" }, source });
    expect(lookupOption("sites.x.root", "nixos", names)).toMatchObject({ answer: "known", source });
  });

  test("what is not there is said", () => {
    for (const [reference, said] of [
      ["./missing", "there is no ./missing"],
      ["<missing>", "missing"],
      [`git+file://${inFolder("missing")}`, "missing"],
    ] as const) {
      const { status, stderr } = run(process.execPath, [cli, "index", "--nixpkgs", reference]);
      expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    }
  });

  test("what was evaluated is kept by revision, and progress is shown", () => {
    // A Nix that counts how often it evaluates.
    const counted = inFolder("nix-counted");
    const log = inFolder("evaluations");
    write("nix-counted", `#!/bin/sh\necho "$1" >> "${log}"\nexec nix-instantiate "$@"\n`);
    chmodSync(counted, 0o755);
    const output = inFolder("cached");
    const evaluations = (...more: string[]) => {
      writeFileSync(log, "");
      const args = ["--nixpkgs", inFolder("nixpkgs"), "--output", output, "--nix", counted, ...more];
      const progress = index(args);
      return { progress, count: readFileSync(log, "utf8").match(/--eval/g)?.length ?? 0 };
    };
    const first = evaluations();
    expect(first.count).toBeGreaterThan(1);
    expect(first.progress).toMatch(/^\d+ names, at /m);
    expect(evaluations("--quiet")).toEqual({ progress: "", count: 0 });
    expect(evaluations("--no-cache").count).toBe(first.count);
    // Another revision is evaluated anew, and a checkout with changes always is.
    git("commit", "--quiet", "--allow-empty", "--message", "another");
    expect(evaluations().count).toBe(first.count);
    write("nixpkgs/default.nix", "_: { other = 1; }");
    expect(evaluations().count).toBe(first.count);
    expect(lookupPackage("other", openNames(output)).answer).toBe("known");
    git("checkout", "--quiet", ".");
  });

  test.skipIf(nixpkgsLib === undefined)("home-manager and nix-darwin, with no more than `lib`", () => {
    // Packages that modules have as defaults are taken from the shipped index.
    const module = `{ lib, pkgs, config, ... }: {
      options.programs.tool = {
        enable = lib.mkEnableOption "tool";
        package = lib.mkPackageOption pkgs "ripgrep" { };
        library = lib.mkOption { type = lib.types.package; default = pkgs.python3Packages.requests; };
        settings = lib.mkOption { inherit (pkgs.formats.toml { }) type; default = { }; };
        sections = lib.mkOption { inherit (pkgs.formats.ini { }) type; default = { }; };
        keys = lib.mkOption { inherit (pkgs.formats.keyValue { listsAsDuplicateKeys = true; }) type; };
      };
      options._module.args = lib.mkOption { internal = true; };
    }`;
    write("home-manager/modules/lib/stdlib-extended.nix", "lib: lib");
    write(
      "home-manager/modules/modules.nix",
      "{ pkgs, ... }: [ ../module.nix { _module.args.pkgs = pkgs; } ]",
    );
    write("home-manager/module.nix", module);
    write("nix-darwin/module.nix", module);
    write(
      "nix-darwin/eval-config.nix",
      "{ lib, modules, ... }: lib.evalModules { modules = modules ++ [ ./module.nix ]; }",
    );
    const output = inFolder("with-lib");
    const lib = dirname(nixpkgsLib!);
    const sources = ["--home-manager", inFolder("home-manager"), "--nix-darwin", inFolder("nix-darwin")];
    index(["--nixpkgs", lib, ...sources, "--output", output, "--quiet"]);
    for (const kind of ["home-manager", "nix-darwin"] as const) {
      const option = (name: string) => {
        const answer = lookupOption(`programs.tool.${name}`, kind, openNames(output));
        return answer.answer === "known" && answer.entry.place === "option" ? answer.entry.entry : answer;
      };
      expect(option("enable")).toMatchObject({ type: ["bool"], default: { value: false } });
      expect(option("package")).toMatchObject({ type: ["package"], default: { code: "pkgs.ripgrep" } });
      expect(option("library")).toMatchObject({ type: ["package"] });
      expect(option("settings")).toMatchObject({ type: ["data", "bool", "int", "float", "str", "path"] });
      const atom = ["nullOr", ["either", [["bool"], ["int"], ["float"], ["str"]]]];
      expect(option("sections")).toMatchObject({ type: ["attrsOf", ["attrsOf", atom]] });
      expect(option("keys")).toMatchObject({ type: ["attrsOf", ["either", [atom, ["listOf", atom]]]] });
    }
    expect(existsSync(join(output, "packages.index"))).toBe(false);
  });
});
