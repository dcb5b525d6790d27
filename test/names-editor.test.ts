import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedNames, type OptionKind } from "nixgen/names";
import { foreignOptions } from "../packages/nixgen/src/names/check/foreign-options.js";
import { startLanguageServer } from "./language-server.mjs";

const program = `
import { darwinModule, lib, homeModule, nixosConfiguration, nixosModule, pkgs, types } from "nixgen";
import type { DarwinOptions } from "nixgen/types/nix-darwin";
import type {} from "nixgen/types/home-manager";
import type { NixosOptions } from "nixgen/types/nixos";
export const tools = [pkgs., pkgs.python3Packages., lib.mk, lib.types.];
export const partly = [pkgs.gnomeExtensions., pkgs.rPackages., pkgs.haskell.packages.ghc98.];
export const old = pkgs.utillinux;
export const system = {
  services: { nginx: { enable: true, vir }, openssh: { settings: { PermitRootLogin: "" } } },
  networking: { firewall: { allowedTCPPorts: [80] }, },
} satisfies NixosOptions;
export const darwin = { system: { defaults: { dock: { ori } } } } satisfies DarwinOptions;
export const host = nixosModule({ programs: { zsh: { ena } } });
export const home = homeModule({ programs: { git: { sig } } });
export const inServices = nixosModule({ services: { } });
export const inNginx = nixosModule({ services: { nginx: { } } });
export const inNix = nixosModule({ nix: { settings: { } } });
export const inConfig = nixosModule({ options: {}, config: { services: { } } });
export const inHost = nixosConfiguration({ modules: [{ networking: { firewall: { } } }] });
export const inHome = homeModule({ programs: { git: { } } });
export const inHomeConfig = homeModule({ config: { programs: { } } });
export const inDarwin = darwinModule({ homebrew: { } });
export const inUser = nixosModule({ users: { users: { me: { } } } });
export const inUnit = nixosModule({ systemd: { services: { web: { serviceConfig: { Restart: "" } } } } });
export const elsewhere = nixosModule({ sops: { } });
export const python = [pkgs.python3.pkgs.];
export const shown = [pkgs.writeText, pkgs.python3Packages, lib.mkIf, lib.concatStringsSep, types.listOf, pkgs.exa];
`;

/** The names of the options below a path of the index, in any of the sets that it stands for. */
function optionsBelow(kind: OptionKind, path: readonly string[]): readonly string[] {
  const index = shippedNames.options(kind)!;
  let node = index.root;
  for (const name of path) node = node.children.get(name)!;
  const prefix = `${path.join(".")}.`;
  const foreign = [...foreignOptions].filter((one) => one.startsWith(prefix));
  return [...node.children.keys(), ...foreign.map((one) => one.slice(prefix.length))];
}

describe("what an editor shows", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "nixgen-editor-"));
  let server: Awaited<ReturnType<typeof startLanguageServer>>;
  let file: ReturnType<typeof server.open>;

  beforeAll(async () => {
    mkdirSync(join(folder, "node_modules/@nixgen"), { recursive: true });
    for (const [name, target] of [
      ["nixgen", "nixgen"],
      ["@nixgen/core", "core"],
    ] as const) {
      const path = fileURLToPath(new URL(`../packages/${target}`, import.meta.url));
      symlinkSync(path, join(folder, "node_modules", name));
    }
    const compilerOptions = { strict: true, noEmit: true, module: "nodenext", skipLibCheck: true };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    writeFileSync(join(folder, "program.ts"), program);
    server = await startLanguageServer(folder);
    file = server.open(join(folder, "program.ts"));
  });
  afterAll(() => {
    server.stop();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["the packages of nixpkgs", "pkgs.", ["ripgrep", "python3Packages", "nodejs_22"]],
    ["the packages of a set", "python3Packages.", ["requests", "numpy"]],
    ["GNOME extensions", "gnomeExtensions.", ["caffeine", "pop-shell"]],
    ["packages of R", "rPackages.", ["ggplot2", "biblioverlap"]],
    ["packages of a Haskell compiler", "ghc98.", ["aeson", "ghcWithPackages"]],
    ["lib", "lib.mk", ["mkIf", "mkEnableOption"]],
    ["a part of lib", "lib.types.", ["str", "attrsOf"]],
    ["options in a set of them", "enable: true, vir", ["virtualHosts?", "package?"]],
    ["options below a path", "allowedTCPPorts: [80] },", ["hostName?", "nftables?"]],
    ["the choices of an enum", 'PermitRootLogin: "', ["prohibit-password", "no"]],
    ["options of nix-darwin", "dock: { ori", ["orientation?"]],
    ["options in nixosModule", "zsh: { ena", ["enable?", "interactiveShellInit?"]],
    ["options in homeModule", "git: { sig", ["signing?", "enable?"]],
    ["the packages of an interpreter", "python3.pkgs.", ["requests", "numpy"]],
    ["the directives of a unit", "serviceConfig: {", ["ExecStart?", "DynamicUser?"]],
    ["the choices of a directive", 'Restart: "', ["on-failure", "always"]],
  ])("completes %s", async (_, piece, names) => {
    expect(await file.complete(piece)).toEqual(expect.arrayContaining(names));
  });

  test.each<[string, OptionKind, string[], number]>([
    ["inServices = nixosModule({ services: {", "nixos", ["services"], 1000],
    ["inNginx = nixosModule({ services: { nginx: {", "nixos", ["services", "nginx"], 40],
    ["inNix = nixosModule({ nix: { settings: {", "nixos", ["nix", "settings"], 10],
    ["inConfig = nixosModule({ options: {}, config: { services: {", "nixos", ["services"], 1000],
    ["modules: [{ networking: { firewall: {", "nixos", ["networking", "firewall"], 10],
    ["inHome = homeModule({ programs: { git: {", "home-manager", ["programs", "git"], 10],
    ["inHomeConfig = homeModule({ config: { programs: {", "home-manager", ["programs"], 300],
    ["inDarwin = darwinModule({ homebrew: {", "nix-darwin", ["homebrew"], 10],
    ["inUser = nixosModule({ users: { users: { me: {", "nixos", ["users", "users", "<name>"], 20],
  ])("completes options alone after %s", async (piece, kind, path, least) => {
    const labels = await file.complete(piece);
    const known = new Set(optionsBelow(kind, path));
    expect(labels.map((label) => label.replace(/^"|"?\?$/g, "")).filter((name) => !known.has(name))).toEqual(
      [],
    );
    expect(labels.length).toBeGreaterThan(least);
  });

  test("proposes nothing of the syntax tree where options are not known", async () => {
    const labels = await file.complete("elsewhere = nixosModule({ sops: {");
    expect(labels.filter((label) => /^(bindings|kind|leading|subject)\b/.test(label))).toEqual([]);
  });

  test("leaves out what nixpkgs uses within itself", async () => {
    const labels = await file.complete("pkgs.");
    expect(labels.filter((label) => label.startsWith("__"))).toEqual([]);
    expect(labels.length).toBeGreaterThan(20_000);
  });

  test.each([
    ["an option", "nginx: { enable", "nginx.enable?: Value<boolean>", "(property)"],
    ["an enum", "PermitRootLogin", 'Value<"forced-commands-only" | "no"', 'Default: `"prohibit-password"`'],
    ["a list", "allowedTCPPorts", "Value<List<number>>", "List of integer between 0 and 65535."],
    ["an old name", "pkgs.utillinux", "utillinux", "*@deprecated*"],
    ["a group of options", "services: { nginx", "Nixos_services_nginx", "options."],
    ["sets of options by name", "nixosModule({ users: { users", "SetsByName<", "options, by name."],
    ["a function of nixpkgs", "pkgs.writeText", "FunctionOrData", "(property)"],
    ["a set of packages", "pkgs.writeText, pkgs.python3Packages", "Packages_python3Packages", "A set of"],
    ["a function of lib", "Packages, lib.mkIf", "condition: BooleanArgument", "`lib.mkIf condition content`"],
    ["another function of lib", "lib.concatStringsSep", "sep: StringArgument", "as one, with a separator"],
    ["a type of options", "types.listOf", "DeclaredType", "Lists of values of the type"],
    ["what nixpkgs does not have", "pkgs.exa", 'WriteInstead<"pkgs.eza">', "*@deprecated*"],
  ])("shows %s on hover", async (_, piece, type, note) => {
    const text = await file.hover(piece);
    expect(text).toContain(type);
    expect(text).toContain(note);
    // What can be read at a glance.
    expect(text.length).toBeLessThan(500);
  });
});
