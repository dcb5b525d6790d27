import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { evaluateWith, stub } from "../../../../test/evaluate.js";
import { evalNixFile, hasNix } from "../../../../test/nix.js";
import { defaultFile, devShell, envrc, flakeCompatFile, path, pkgs, shellFile } from "../index.js";

const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";

describe("shellFile", () => {
  it("takes nixpkgs from the search path, or from an archive", () => {
    const shell = devShell({ packages: [pkgs.git] });
    expect(String(shellFile({ shell }))).toBe(`{
  pkgs ? import <nixpkgs> { },
}:
pkgs.mkShell { packages = [ pkgs.git ]; }
`);
    const url = "https://github.com/NixOS/nixpkgs/archive/0123.tar.gz";
    const pinned = String(shellFile({ shell, nixpkgs: { url, sha256: hash }, allowUnfree: true }));
    expect(format(pinned)).toBe(pinned);
    expect(pinned).toContain(`fetchTarball {\n    url = "${url}";\n    sha256 = "${hash}";`);
    expect(pinned).toContain("config.allowUnfree = true;");
  });

  it.skipIf(!hasNix)("evaluates, with the packages that are given and with its own", () => {
    const shell = devShell({ packages: [pkgs.git] });
    const arguments_ = { packages: ["/nix/store/git"] };
    const pkgsStub = `pkgs = import ${stub("toolchains.nix")};`;
    const given = evaluateWith(
      `${pkgsStub} file = ${String(shellFile({ shell }))};`,
      "(file { inherit pkgs; }).arguments\n",
    );
    expect(given).toEqual(arguments_);
    const own = shellFile({ shell, nixpkgs: path(stub("toolchains-function.nix")), allowUnfree: true });
    expect(evaluateWith(`file = ${String(own)};`, "(file { }).arguments\n")).toEqual(arguments_);
  });

  it("reports what is wrong", () => {
    const shell = devShell();
    // @ts-expect-error -- the hash is missing
    expect(() => shellFile({ shell, nixpkgs: { url: "https://example.org/a.tar.gz" } })).toThrow("sha256");
    // @ts-expect-error -- the option is misspelled
    expect(() => shellFile({ shell, overlay: [] })).toThrow("did you mean `overlays`?");
  });
});

describe("defaultFile", () => {
  it("has packages by name", () => {
    expect(String(defaultFile({ packages: { tool: pkgs.git } }))).toBe(`{
  pkgs ? import <nixpkgs> { },
}:
{
  tool = pkgs.git;
}
`);
  });
});

describe.skipIf(!hasNix)("flakeCompatFile", () => {
  it("takes the flake's outputs by flake-compat of the lock file", () => {
    const directory = mkdtempSync(join(tmpdir(), "nixgen-flake-compat-"));
    const locked = { narHash: hash, owner: "edolstra", repo: "flake-compat", rev: "0123" };
    const lock = {
      root: "root",
      nodes: { root: { inputs: { "flake-compat": "compat" } }, compat: { locked } },
    };
    writeFileSync(join(directory, "flake.lock"), JSON.stringify(lock));
    const text = String(flakeCompatFile({ file: "shell" }));
    expect(format(text)).toBe(text);
    // Nothing is fetched here: what would be fetched is a file that says what it was asked for.
    writeFileSync(
      join(directory, "compat.nix"),
      "{ src }: { shellNix = { source = toString src; }; defaultNix = null; }",
    );
    writeFileSync(
      join(directory, "shell.nix"),
      `let fetchTarball = { url, sha256 }: assert url == "https://github.com/edolstra/flake-compat/archive/0123.tar.gz"; assert sha256 == "${hash}"; ./compat.nix; in ${text}`,
    );
    expect(evalNixFile(join(directory, "shell.nix"))).toEqual({ source: directory });
    rmSync(directory, { recursive: true });
  });
});

describe("envrc", () => {
  it("loads the shell of a flake", () => {
    expect(envrc({ use: "flake" })).toEqual({ text: "use flake\n" });
    expect(
      envrc({
        use: "flake",
        flake: ".#docs",
        arguments: ["--accept-flake-config"],
        watch: ["nix/my shell.nix"],
        dotenv: [".env"],
        env: { GREETING: "it's $HOME" },
        path: ["node_modules/.bin"],
        nixDirenv: { version: "3.0.6", hash },
      }).text,
    ).toBe(`if ! has nix_direnv_version || ! nix_direnv_version 3.0.6; then
  source_url https://raw.githubusercontent.com/nix-community/nix-direnv/3.0.6/direnvrc ${hash}
fi
watch_file 'nix/my shell.nix'
use flake .#docs --accept-flake-config
dotenv_if_exists .env
export GREETING='it'\\''s $HOME'
PATH_add node_modules/.bin
`);
  });

  it("reports what is wrong", () => {
    expect(() => envrc({ use: "nix", flake: ".#a" })).toThrow('`flake` goes with `use: "flake"`');
    expect(() => envrc({ use: "nix", env: { "a b": "" } })).toThrow("letters, digits and `_`");
    expect(() => envrc({ use: "nix", watch: ["a\nrm -rf"] })).toThrow("on one line");
    // @ts-expect-error -- there is no such source
    expect(() => envrc({ use: "devenv" })).toThrow('expected one of "flake", "nix"');
  });
});
