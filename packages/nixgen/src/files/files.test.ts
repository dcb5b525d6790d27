import { NixError } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { evaluatePackageFile } from "../../../../test/evaluate.js";
import { adviceByPath } from "../../../../test/problems.js";
import { evalNix, hasNix } from "../../../../test/nix.js";
import {
  derivation,
  devShell,
  fetchFromGitHub,
  fn,
  ifElse,
  letIn,
  lib,
  nixFile,
  packageFile,
  path,
  pkgs,
  pythonApplication,
  reference,
  runCommand,
  shellFile,
  withScope,
  withTrailingComment,
} from "../index.js";

describe("packageFile", () => {
  it("takes by name what the expression takes from `pkgs`", () => {
    const built = packageFile(
      derivation({
        pname: "tool",
        version: "1.0",
        src: fetchFromGitHub({ owner: "a", repo: "b", tag: "v1", hash: lib.fakeHash }),
        nativeBuildInputs: [withTrailingComment("for the tests", pkgs.jq)],
        meta: { license: "mit" },
      }),
    );
    expect(String(built)).toBe(`{
  lib,
  stdenv,
  fetchFromGitHub,
  jq,
}:

stdenv.mkDerivation {
  pname = "tool";
  version = "1.0";

  src = fetchFromGitHub {
    owner = "a";
    repo = "b";
    tag = "v1";
    hash = lib.fakeHash;
  };

  nativeBuildInputs = [
    jq # for the tests
  ];

  meta.license = lib.licenses.mit;
}
`);
    expect(built.warnings).toHaveLength(1);
  });

  it("lists arguments that it is asked to list", () => {
    expect(String(packageFile([pkgs.jq, pkgs.git], { header: ["git", "unused", "..."] }))).toMatch(
      /^\{\s+git,\s+unused,\s+jq,\s+\.\.\.\s+\}:/,
    );
    expect(String(nixFile([pkgs.jq], { header: ["pkgs", "unused"] }))).toBe(
      "{ pkgs, unused }:\n[ pkgs.jq ]\n",
    );
    expect(() => packageFile(1, { header: ["not a name"] })).toThrow(NixError);
  });

  it("does not hide what a `with` supplies", () => {
    const built = packageFile(
      pythonApplication({
        pname: "tool",
        version: "1.0",
        src: path("./."),
        nativeBuildInputs: [pkgs.protobuf],
        "build-system": ["setuptools"],
        dependencies: ["protobuf", "grpcio"],
      }),
    );
    expect(String(built)).toContain(`
  dependencies = [
    python3Packages.protobuf
    python3Packages.grpcio
  ];

  nativeBuildInputs = [ protobuf ];
`);
    // Other code below a `with` keeps its names, and the package keeps its set.
    const scoped = withScope(pkgs.python3Packages, { tool: reference("jq") });
    expect(String(packageFile([scoped, pkgs.jq, pkgs.git]))).toContain(`
  pkgs.jq
  git
]`);
  });

  it("leaves `pkgs` where another binding has the name", () => {
    const built = packageFile(letIn({ jq: "mine" }, [pkgs.jq, reference("jq"), pkgs.git]));
    expect(String(built)).toBe(`{ pkgs, git }:

let
  jq = "mine";
in
[
  pkgs.jq
  jq
  git
]
`);
  });

  it("has arguments with defaults", () => {
    const built = packageFile(ifElse(reference("withGui"), pkgs.git, pkgs.jq), {
      defaults: { withGui: false },
    });
    expect(String(built)).toContain("withGui ? false,");
  });

  it("refuses variables that nobody binds", () => {
    expect(() => packageFile(reference("nowhere"))).toThrow(NixError);
  });

  it.skipIf(!hasNix)("evaluates through callPackage", () => {
    const application = pythonApplication({
      pname: "tool",
      version: "1.0",
      "build-system": ["setuptools"],
      passthru: { tests: { runs: runCommand({ name: "runs", script: "touch $out" }) } },
    });
    expect(evaluatePackageFile(packageFile(application))).toMatchObject({
      function: "buildPythonApplication",
      arguments: {
        "build-system": ["/nix/store/python-setuptools"],
        passthru: { tests: { runs: { name: "runs", script: "touch $out" } } },
      },
    });
  });
});

describe("nixFile", () => {
  it("names what the expression uses", () => {
    expect(String(nixFile([lib.version, pkgs.git]))).toBe(`{ lib, pkgs, ... }:
[
  lib.version
  pkgs.git
]
`);
  });

  it("is just the expression where that uses nothing", () => {
    expect(String(nixFile({ a: 1 }))).toBe("{ a = 1; }\n");
    expect(String(nixFile(fn("x", ({ x }) => [x!])))).toBe("x: [ x ]\n");
  });

  it("takes `lib` from `with pkgs;` where that stands around it", () => {
    expect(String(nixFile(withScope(reference("pkgs"), [lib.version]))).startsWith("{ pkgs, ... }:")).toBe(
      true,
    );
    const both = nixFile([lib.version, withScope(reference("pkgs"), [lib.version])]);
    expect(String(both).startsWith("{ lib, pkgs, ... }:")).toBe(true);
  });

  it("can be used by itself with a default for `pkgs`", () => {
    expect(String(nixFile(devShell({ packages: [pkgs.git] }), { standalone: true }))).toBe(`{
  pkgs ? import <nixpkgs> { },
}:
pkgs.mkShell { packages = [ pkgs.git ]; }
`);
  });

  it("then takes only what it supplies itself, and names that are said", () => {
    const body = { a: lib.version, b: reference("config") };
    const standalone = { standalone: true };
    expect(adviceByPath(() => nixFile(body, standalone))).toEqual({
      b: "nothing binds the variable `config` here; what can be used here: `lib`, `pkgs`",
    });
    expect(String(nixFile(body, { ...standalone, arguments: ["config"] }))).toMatch(
      /^\{\s+pkgs \? .*config\b/s,
    );
    const shell = devShell({ shellHook: reference("system"), name: lib.version });
    expect(adviceByPath(() => shellFile({ shell }))).toHaveProperty("shellHook");
    expect(String(shellFile({ shell: devShell({ name: lib.version }) }))).toContain("lib ? pkgs.lib");
  });

  it("takes other names where they are said", () => {
    expect(() => nixFile(reference("theme"))).toThrow("nothing binds the variable `theme`");
    expect(String(nixFile({ a: reference("theme") }, { arguments: ["theme"] }))).toBe(
      "{ theme, ... }:\n{\n  a = theme;\n}\n",
    );
  });

  it.skipIf(!hasNix)("evaluates", () => {
    const file = nixFile({ file: path("./x"), tools: [pkgs.git] }, { defaults: { pkgs: { git: "git" } } });
    expect(evalNix(`let value = ${String(file)}; in (value { }).tools`)).toEqual(["git"]);
  });
});
