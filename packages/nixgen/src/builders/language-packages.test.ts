import { NixError } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  goModule,
  lib,
  npmPackage,
  path,
  pkgs,
  pythonApplication,
  pythonPackage,
  rustPackage,
} from "../index.js";

const tool = { pname: "tool", version: "1.0", meta: { license: "mit" } } as const;
const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";
const messagesOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof NixError) return error.message;
    throw error;
  }
  return "";
};

describe.skipIf(!hasNix)("packages of languages, evaluated", () => {
  const common = { pname: "tool", version: "1.0", meta: { license: { shortName: "mit" } } };

  it("npmPackage", () => {
    const built = npmPackage({
      ...tool,
      npmDepsHash: hash,
      nodejs: pkgs.nodejs_22,
      npmBuildScript: "compile",
    });
    expect(evaluate(built)).toEqual({
      function: "buildNpmPackage",
      arguments: {
        ...common,
        npmDepsHash: hash,
        nodejs: "/nix/store/nodejs_22",
        npmBuildScript: "compile",
      },
    });
  });

  it("rustPackage", () => {
    const built = rustPackage({ ...tool, cargoHash: hash, buildFeatures: ["cli"], doCheck: false });
    expect(evaluate(built)).toEqual({
      function: "buildRustPackage",
      arguments: { ...common, cargoHash: hash, buildFeatures: ["cli"], doCheck: false },
    });
  });

  it("goModule", () => {
    const built = goModule({ ...tool, vendorHash: null, subPackages: ["cmd/tool"], ldflags: ["-s", "-w"] });
    expect(evaluate(built)).toEqual({
      function: "buildGoModule",
      arguments: { ...common, vendorHash: null, subPackages: ["cmd/tool"], ldflags: ["-s", "-w"] },
    });
  });

  it("pythonApplication looks names up in the package set", () => {
    const built = pythonApplication({
      ...tool,
      "build-system": ["setuptools"],
      dependencies: ["requests", "click"],
      "optional-dependencies": { cli: ["click"] },
      nativeCheckInputs: ["pytestCheckHook", pkgs.git],
      pythonImportsCheck: ["tool"],
    });
    expect(evaluate(built)).toEqual({
      function: "buildPythonApplication",
      arguments: {
        ...common,
        pyproject: true,
        "build-system": ["/nix/store/python-setuptools"],
        dependencies: ["/nix/store/python-requests", "/nix/store/python-click"],
        "optional-dependencies": { cli: ["/nix/store/python-click"] },
        nativeCheckInputs: ["/nix/store/python-pytestCheckHook", "/nix/store/git"],
        pythonImportsCheck: ["tool"],
      },
    });
  });

  it("pythonPackage, of another package set and without pyproject.toml", () => {
    const built = pythonPackage({ ...tool, packageSet: "python312Packages", format: "other" });
    expect(evaluate(built)).toEqual({
      function: "buildPythonPackage",
      arguments: { ...common, format: "other" },
    });
  });
});

describe("packages of languages", () => {
  it("say that a hash is a placeholder", () => {
    expect(npmPackage({ ...tool, npmDepsHash: lib.fakeHash }).warnings).toMatchObject([
      { code: "input/placeholder-hash", path: ["npmDepsHash"] },
    ]);
    expect(goModule({ ...tool, vendorHash: lib.fakeHash }).warnings).toHaveLength(1);
    expect(goModule({ ...tool, vendorHash: null }).warnings).toEqual([]);
  });

  it("want their dependencies", () => {
    expect(messagesOf(() => npmPackage(tool))).toContain("--> npmDepsHash");
    expect(messagesOf(() => rustPackage(tool))).toContain("exactly one of `cargoHash`, `cargoLock`");
    expect(
      messagesOf(() =>
        rustPackage({ ...tool, cargoHash: hash, cargoLock: { lockFile: path("./Cargo.lock") } }),
      ),
    ).toContain("exactly one");
    // @ts-expect-error -- the hash is missing
    expect(messagesOf(() => goModule(tool))).toContain("--> vendorHash");
    expect(messagesOf(() => pythonPackage(tool))).toContain("build-system.requires");
  });

  it("say what a wrong hash could be", () => {
    const text = messagesOf(() => goModule({ ...tool, vendorHash: hash.slice(0, 20) }));
    expect(text).toContain("a sha256 digest has 44 characters in Base64, not 13");
  });
});
