import { expect, test } from "vitest";
import { build } from "./build.js";
import { edit } from "./edit.js";

/** What is wrong with a request, each as its code and its place. */
function problemsOf(request: unknown): string[] {
  const answer = build(request);
  return answer.ok ? [] : answer.diagnostics.map(({ code, path }) => `${code} ${path?.join(".")}`);
}

test("names are looked up beside options that are wrong", () => {
  const options = {
    environment: { systemPackages: ["git", { $nix: "pkgs.foo-bar" }, { $pkg: "ripgrepp" }] },
    users: { users: { bob: { isNormalUser: "yes" } } },
    services: { ngnix: { enable: true }, postgresql: { package: { $pkg: "postgresql_99" } } },
    systemd: { services: { x: { wantedBy: "x" } } },
  };
  expect(problemsOf({ builder: "nixosModule", options })).toEqual([
    "input/invalid options.users.users.bob.isNormalUser",
    "input/invalid options.systemd.services.x.wantedBy",
    "input/invalid options.environment.systemPackages.0",
    "names/unknown-option options.services.ngnix.enable",
    "names/unknown-package options.environment.systemPackages.1.$nix",
    "names/unknown-package options.environment.systemPackages.2.$pkg",
    "names/unknown-package options.services.postgresql.package.$pkg",
  ]);
});

test("names are looked up beside code that does not parse, of which nothing else is said", () => {
  const options = { networking: { hostName: { $nix: "1 +" } }, services: { ngnix: { enable: true } } };
  expect(problemsOf({ builder: "nixosModule", options })).toEqual([
    "syntax/missing-expression options.networking.hostName.$nix",
    "names/unknown-option options.services.ngnix.enable",
  ]);
});

test("names are looked up beside keys that a request does not have", () => {
  expect(
    problemsOf({ builder: "devShell", strct: true, options: { packages: [{ $pkg: "ripgrepp" }] } }),
  ).toEqual(["input/unknown-key strct", "names/unknown-package options.packages.0.$pkg"]);
});

test("names are looked up in builders within others", () => {
  const module = {
    networking: { firewall: { allowedTCPPorts: ["a"] } },
    services: { ngnix: { enable: true } },
  };
  const options = {
    descriptio: "x",
    nixosConfigurations: {
      a: { system: "x86_64-linux", modules: [{ $build: "nixosModule", options: module }] },
    },
  };
  const at = "options.nixosConfigurations.a.modules.0.options";
  expect(problemsOf({ builder: "flake", options })).toEqual([
    `input/invalid ${at}.networking.firewall.allowedTCPPorts.0`,
    "input/unknown-key options.descriptio",
    `names/unknown-option ${at}.services.ngnix.enable`,
  ]);
});

test("names are looked up in the other files of a request", () => {
  const files = {
    "x.nix": { builder: "nixosModul", options: {} },
    // What it declares is known all the same.
    "overlay.nix": { text: "final: prev: { mytool = 1; other = ; }" },
    "a.nix": {
      text: "{ pkgs, ... }: { services.nginx.enabel = true; environment.systemPackages = [ pkgs.mytool ]; }",
    },
  };
  expect(problemsOf({ files })).toEqual([
    "input/unknown-builder files.x.nix.builder",
    "syntax/missing-value files.overlay.nix.text",
    "names/unknown-option files.a.nix.text",
  ]);
});

test("names are looked up in the edits beside one that can't be made", () => {
  const answer = edit("{ services.nginx.enable = true; }", [
    { op: "set", path: "a.b", value: { $nix: "1 +" } },
    { op: "add", path: "services.nginx.enable", value: 1 },
    { op: "set", path: "services.ngnix.enable", value: true },
  ]);
  expect(answer).toMatchObject({
    ok: false,
    diagnostics: [
      { code: "syntax/missing-expression", path: [0, "value", "$nix"] },
      { code: "edit/not-a-list", path: [1] },
      { code: "names/unknown-option", path: [2] },
    ],
  });
});
