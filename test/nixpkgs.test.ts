import { build, builderNames, optionsExample } from "nixgen/schema";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { evalNix, nixpkgsCheckout, packagesOf } from "./nix.js";

const directory = mkdtempSync(join(tmpdir(), "nixgen-nixpkgs-"));
// Files that the examples name.
writeFileSync(join(directory, "package.nix"), "{ hello }:\nhello\n");
writeFileSync(
  join(directory, "Cargo.lock"),
  'version = 4\n\n[[package]]\nname = "tool"\nversion = "1.0.0"\n',
);

/** Builders whose results are no derivation, or need more than nixpkgs. */
const others = new Set([
  "ageSecrets",
  "darwinConfiguration",
  "darwinModule",
  "defaultFile",
  "disko",
  "envrc",
  "flake",
  "flakeCompatFile",
  "homeConfiguration",
  "homeModule",
  "nixFile",
  "nixosConfiguration",
  "nixosModule",
  "nixosTest",
  "overlay",
  "sopsSecrets",
]);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

// What stubs can't show: whether nixpkgs' own functions take what the builders write.
describe.skipIf(nixpkgsCheckout === undefined)(
  "examples in JSON, as derivations of a checkout of nixpkgs",
  () => {
    it.each(builderNames.filter((name) => !others.has(name)))("%s", (builder) => {
      const answer = build({ builder, options: optionsExample(builder) });
      expect(answer).toMatchObject({ ok: true });
      const file = join(directory, `${builder}.nix`);
      writeFileSync(file, answer.ok ? answer.files[0]!.text : "");
      const derivation = evalNix(`let
        pkgs = ${packagesOf(nixpkgsCheckout!)};
        function = import ${file};
        isStandalone = builtins.functionArgs function ? pkgs;
      in (if isStandalone then function { inherit pkgs; } else pkgs.callPackage function { }).drvPath`);
      expect(derivation).toMatch(/^\/nix\/store\/[a-z0-9]{32}-.*\.drv$/);
    });
  },
);
