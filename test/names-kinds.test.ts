import { check, collectDeclarations, guessKinds, type OptionKind } from "nixgen/names";
import { build } from "nixgen/schema";
import { parse } from "@nixgen/parser";
import { describe, expect, test } from "vitest";

/** Whose modules the files of a project are taken for. */
function kindsOf(files: Readonly<Record<string, string>>, kind?: OptionKind): Record<string, string> {
  const parsed = Object.entries(files).map(([path, text]) => ({ path, tree: parse(text).tree }));
  const kinds = guessKinds(parsed, kind === undefined ? {} : { kind });
  return Object.fromEntries(
    parsed.map(({ path, tree }) => [path, (kinds.get(tree) ?? []).toSorted().join(" ")]),
  );
}

/** The messages of all that is wrong with the options of a project. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const parsed = Object.entries(files).map(([path, text]) => ({ path, tree: parse(text).tree }));
  const declarations = collectDeclarations(parsed);
  const kinds = guessKinds(parsed);
  return parsed.flatMap(({ tree }) =>
    check(tree, { kind: kinds.get(tree) ?? [], declarations, isDeclared: true }).diagnostics.map(
      ({ message }) => /`[^`]*`/.exec(message)![0],
    ),
  );
}

const flake = (text: string) => `{ outputs = { self, nixpkgs, home-manager, darwin, ... }: { ${text} }; }`;

describe("a file is what it is imported as", () => {
  // What the files set, each of a kind that they are not, or of none.
  const misleading = "{ services.nginx.enable = true; environment.systemPackages = [ ]; }";
  const unknown = "{ mine.enable = true; }";
  test.each<[string, string, string]>([
    [
      "homeConfigurations.a = home-manager.lib.homeManagerConfiguration { modules = [ ./a.nix ]; };",
      misleading,
      "home-manager",
    ],
    ["nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; };", unknown, "nixos"],
    [
      "nixosConfigurations.a = let modules = [ ./a.nix ]; in nixpkgs.lib.nixosSystem { inherit modules; };",
      unknown,
      "nixos",
    ],
    [
      "nixosConfigurations.a = nixpkgs.lib.nixosSystem (common // { modules = [ (import ./a.nix { }) ]; });",
      unknown,
      "nixos",
    ],
    ['nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ "${self}/a.nix" ]; };', unknown, "nixos"],
    [
      'nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = map (mine) [ "a.nix" ]; };',
      unknown,
      "nixos",
    ],
    [
      "darwinConfigurations.a = darwin.lib.darwinSystem { modules = [ ./a.nix ]; };",
      misleading,
      "nix-darwin",
    ],
    ["nixosModules.a = ./a.nix;", unknown, "nixos"],
    ["homeModules = { a = import ./a.nix; };", misleading, "home-manager"],
    ["m = { home-manager.users.me = import ./a.nix; };", misleading, "home-manager"],
    [
      "m = { home-manager = { users.me = { pkgs, ... }: { imports = [ ./a.nix ]; }; }; };",
      misleading,
      "home-manager",
    ],
    ["m = { home-manager.users = { me.imports = [ ./a.nix ]; }; };", misleading, "home-manager"],
    ["m = { home-manager.sharedModules = [ ./a.nix ]; };", misleading, "home-manager"],
    ["m = { containers.web = { config = ./a.nix; }; };", unknown, "nixos"],
    ['t = { nodes.machine = ./a.nix; testScript = ""; };', unknown, "nixos"],
  ])("%s", (outputs, text, kind) => {
    expect(kindsOf({ "flake.nix": flake(outputs), "a.nix": text })["a.nix"]).toBe(kind);
    // What it imports is the same.
    const files = { "flake.nix": flake(outputs), "a.nix": "{ imports = [ ./b ]; }", "b/default.nix": text };
    expect(kindsOf(files)["b/default.nix"]).toBe(kind);
  });

  test("by modules of two kinds", () => {
    const files = {
      "flake.nix": flake(
        "a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; }; b = darwin.lib.darwinSystem { modules = [ ./a.nix ]; };",
      ),
      "a.nix":
        "{ homebrew.enable = true; services.openssh.enable = true; services.nginx.enable = true; services.ngnix.enable = true; }",
    };
    expect(kindsOf(files)["a.nix"]).toBe("nix-darwin nixos");
    // Only what neither has.
    expect(problemsOf(files)).toEqual(["`ngnix`"]);
  });

  test("by what may be modules of two kinds, each of which has half of its options", () => {
    const mk = (name: string) => `${name} { modules = [ (./hosts + "/\${name}.nix") ]; };`;
    const files = {
      "flake.nix": flake(
        `a = name: nixpkgs.lib.${mk("nixosSystem")} b = name: darwin.lib.${mk("darwinSystem")}`,
      ),
      "hosts/a.nix":
        "{ programs.zsh = { enable = true; enableCompletion = true; setOptions = [ ]; }; environment.systemPackage = [ ]; }",
    };
    expect(kindsOf(files)["hosts/a.nix"]).toBe("nix-darwin nixos");
    expect(problemsOf(files)).toEqual(["`systemPackage`"]);
  });

  test.each([
    ["./hosts/${name}", "hosts/a/default.nix"],
    ['./hosts + "/${name}.nix"', "hosts/a.nix"],
  ])("one of several that a path may mean: %s", (path, file) => {
    const outputs = `mk = name: nixpkgs.lib.nixosSystem { modules = [ (${path}) ]; };`;
    const text = "{ programs.git.enable = true; services.mine.enable = true; }";
    expect(kindsOf({ "flake.nix": flake(outputs), [file]: text })[file]).toBe("nixos");
  });
});

test("a home file with options of NixOS has them as its errors", () => {
  const files = {
    "flake.nix": flake(
      "homeConfigurations.bob = home-manager.lib.homeManagerConfiguration { modules = [ ./home/bob.nix ]; };",
    ),
    "home/bob.nix":
      "{ programs.git.enable = true; programs.ssh.enabel = true; services.nginx.enable = true; environment.systemPackages = [ ]; }",
  };
  expect(problemsOf(files)).toEqual(["`enabel`", "`nginx`", "`environment`"]);
});

test("a file that sets options which modules of the project declare is of their kind", () => {
  const module = `{ config, lib, ... }: {
    options.services.mytool = { enable = lib.mkEnableOption "x"; port = lib.mkOption { type = lib.types.port; }; };
    config = lib.mkIf config.services.mytool.enable { systemd.services.mytool.wantedBy = [ "multi-user.target" ]; };
  }`;
  const files = { "mytool.nix": module, "use.nix": '{ services.mytool = { enabel = true; port = "x"; }; }' };
  expect(kindsOf(files)).toEqual({ "mytool.nix": "nixos", "use.nix": "nixos" });
  expect(problemsOf(files)).toEqual(["`enabel`", "`services.mytool.port`"]);
});

test("a module is known although all that it sets in `mkMerge` and the like is wrong", () => {
  const text = `{ config, lib, ... }: {
    options.services.mytool.enable = lib.mkEnableOption "x";
    config = lib.mkMerge [ (lib.mkIf config.services.mytool.enable { users.users.x.gruop = "x"; networking.firewall.allowedTcpPorts = [ ]; }) ];
  }`;
  expect(problemsOf({ "a.nix": text })).toEqual(["`gruop`", "`allowedTcpPorts`"]);
});

describe("what is no module is none, whatever is said of all files", () => {
  test.each([
    ["overlay.nix", "final: prev: { mytool = 1; }"],
    ["overlays.nix", "{ inputs, ... }: final: prev: { mytool = 1; }"],
    ["flake.nix", "{ inputs = { }; outputs = { self }: { }; }"],
    ["shell.nix", "{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { packages = [ ]; }"],
    ["package.nix", '{ lib, stdenv }: stdenv.mkDerivation { pname = "a"; }'],
    ["set.nix", "pkgs: { mytool = 1; }"],
    ["list.nix", "[ 1 ]"],
  ])("%s", (path, text) => {
    expect(kindsOf({ [path]: text }, "nixos")[path]).toBe("");
    expect(check(text, { kind: "nixos" }).diagnostics).toEqual([]);
  });

  test("nor what is imported for its values", () => {
    const files = { "a.nix": "{ x = import ./lib.nix; }", "lib.nix": "{ double = x: 2 * x; }" };
    expect(kindsOf(files, "nixos")["lib.nix"]).toBe("");
  });

  test("what a file is said to be counts where no other file says it", () => {
    expect(kindsOf({ "a.nix": "{ mine.enable = true; }" }, "nixos")["a.nix"]).toBe("nixos");
    expect(check("{ mine.enable = true; }", { kind: "nixos" }).diagnostics).toHaveLength(1);
    expect(
      kindsOf(
        { "flake.nix": flake("homeModules.a = ./a.nix;"), "a.nix": "{ mine.enable = true; }" },
        "nixos",
      )["a.nix"],
    ).toBe("home-manager");
  });
});

test("build takes texts for what other files of the request import them as", () => {
  const answer = build({
    files: {
      "flake.nix": {
        text: flake("a = nixpkgs.lib.nixosSystem { modules = [ { home-manager.users.me = ./me.nix; } ]; };"),
      },
      "me.nix": { text: "{ services.nginx.enable = true; }" },
    },
  });
  expect(answer).toMatchObject({
    ok: false,
    diagnostics: [{ code: "names/unknown-option", file: "me.nix" }],
  });
});

test("a file that holds the paths of modules is none, and these are what it is taken for", () => {
  const files = {
    "flake.nix": flake("nixosModules.profiles = import ./profiles;"),
    "profiles/default.nix": "{ containers = ./containers.nix; web = ./web.nix; }",
    "profiles/containers.nix": "{ mine.enable = true; }",
    "profiles/web.nix": "{ mine.enable = true; }",
  };
  expect(kindsOf(files)).toEqual({
    "flake.nix": "",
    "profiles/default.nix": "",
    "profiles/containers.nix": "nixos",
    "profiles/web.nix": "nixos",
  });
});

test("a configuration.nix is of the kind of what it imports, where its options tell nothing", () => {
  const host = (folder: string) => ({
    "host/configuration.nix": `{ imports = [ ../${folder} ]; system.stateVersion = 6; }`,
  });
  expect(kindsOf(host("darwin"))).toEqual({ "host/configuration.nix": "nix-darwin" });
  expect(kindsOf(host("common"))).toEqual({ "host/configuration.nix": "nixos" });
});

test("a file with the usual name is of the kind that it has an option of, whatever else it sets", () => {
  const home = "programs.vscode.enable = true; home.packages = [ ]; xdg.enable = true;";
  const system = "services.openssh.enable = true;";
  const files = {
    "a/configuration.nix": `{ ${home} ${system} }`,
    "b/configuration.nix": `{ ${home} }`,
    "c/configuration.nix":
      "{ services.openssh.enable = true; homebrew.enable = true; system.defaults.dock.autohide = true; }",
    "d/home.nix":
      "{ home.packages = [ ]; environment.systemPackages = [ ]; services.openssh.enable = true; boot.kernelParams = [ ]; }",
  };
  expect(kindsOf(files)).toEqual({
    "a/configuration.nix": "nixos",
    "b/configuration.nix": "home-manager",
    "c/configuration.nix": "nix-darwin",
    "d/home.nix": "home-manager",
  });
});
