import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLanguageServer } from "./language-server.mjs";

const program = `
import { lib, homeModule, nixosModule, pkgs } from "nixgen";
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
`;

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
  ])("completes %s", async (_, piece, names) => {
    expect(await file.complete(piece)).toEqual(expect.arrayContaining(names));
  });

  test.each([
    ["an option", "nginx: { enable", "nginx.enable?: Value<boolean>", "(property)"],
    ["an enum", "PermitRootLogin", 'Value<"forced-commands-only" | "no"', 'Default: `"prohibit-password"`'],
    ["a list", "allowedTCPPorts", "Value<List<number>>", "List of integer between 0 and 65535."],
    ["an old name", "pkgs.utillinux", "utillinux", "*@deprecated*"],
  ])("shows %s on hover", async (_, piece, type, note) => {
    const text = await file.hover(piece);
    expect(text).toContain(type);
    expect(text).toContain(note);
    // What can be read at a glance.
    expect(text.length).toBeLessThan(500);
  });
});
