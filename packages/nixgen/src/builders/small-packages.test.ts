import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  binary,
  buildEnv,
  call,
  callPackage,
  derivation,
  fn,
  lib,
  override,
  overrideAttrs,
  overlay,
  pkgs,
  print,
  reference,
  runCommand,
  shellApplication,
  shellScript,
  shellScriptBin,
  str,
  symlinkJoin,
  textFile,
  withComment,
  type Built,
} from "../index.js";

const script = 'echo "${HOME}" | jq .\n';

/** What is built, and what Nix evaluates it to. */
const cases: Record<string, [Built, unknown]> = {
  shellApplication: [
    shellApplication({ name: "greet", runtimeInputs: [pkgs.jq], text: script, meta: { license: "mit" } }),
    {
      function: "writeShellApplication",
      arguments: {
        name: "greet",
        runtimeInputs: ["/nix/store/jq"],
        text: script,
        meta: { license: { shortName: "mit" } },
      },
    },
  ],
  shellScriptBin: [shellScriptBin({ name: "greet", text: script }), { name: "greet", text: script }],
  shellScript: [shellScript({ name: "greet", text: script }), { name: "greet", text: script }],
  textFile: [textFile({ name: "a", text: "''\n" }), { name: "a", text: "''\n" }],
  "textFile in a directory": [
    textFile({ name: "a", text: "b", destination: "/etc/a", executable: true }),
    {
      function: "writeTextFile",
      arguments: { name: "a", text: "b", destination: "/etc/a", executable: true },
    },
  ],
  runCommand: [
    runCommand({
      name: "list",
      attributes: { nativeBuildInputs: [pkgs.jq] },
      script: str`jq . ${pkgs.hello} > $out`,
    }),
    {
      name: "list",
      attributes: { nativeBuildInputs: ["/nix/store/jq"] },
      script: "jq . /nix/store/hello > $out",
    },
  ],
  "runCommand with attributes that are let through": [
    runCommand({ name: "list", __impure: true, script: "true" } as never, { strict: false }),
    { name: "list", attributes: { __impure: true }, script: "true" },
  ],
  symlinkJoin: [
    symlinkJoin({
      name: "wrapped",
      paths: [pkgs.git],
      nativeBuildInputs: [pkgs.makeWrapper],
      postBuild: "wrapProgram $out/bin/git --set A 1",
    }),
    {
      function: "symlinkJoin",
      arguments: {
        name: "wrapped",
        paths: ["/nix/store/git"],
        nativeBuildInputs: ["/nix/store/makeWrapper"],
        postBuild: "wrapProgram $out/bin/git --set A 1",
      },
    },
  ],
  buildEnv: [
    buildEnv({ name: "tools", paths: [pkgs.git, pkgs.jq], pathsToLink: ["/bin"] }),
    {
      function: "buildEnv",
      arguments: { name: "tools", paths: ["/nix/store/git", "/nix/store/jq"], pathsToLink: ["/bin"] },
    },
  ],
  callPackage: [
    callPackage({ file: fn(["jq", "debug"], ({ jq, debug }) => [jq!, debug!]), arguments: { debug: true } }),
    ["/nix/store/jq", true],
  ],
  override: [
    override({ package: pkgs.vim, arguments: { guiSupport: "no" } }),
    { by: "override", name: "vim", arguments: { guiSupport: "no" } },
  ],
  overrideAttrs: [
    overrideAttrs({ package: pkgs.hello, attributes: { doCheck: false } }),
    { by: "overrideAttrs", name: "hello", attributes: { doCheck: false } },
  ],
  "overrideAttrs with the attributes before": [
    overrideAttrs({
      package: pkgs.hello,
      attributes: ({ previousAttrs }) => ({ patches: binary(previousAttrs.patches, "++", ["new"]) }),
    }),
    { by: "overrideAttrs", name: "hello", attributes: { patches: ["old.patch", "new"] } },
  ],
  "overrideAttrs with the final attributes too": [
    overrideAttrs({
      package: pkgs.hello,
      attributes: ({ previousAttrs, finalAttrs }) => ({ a: finalAttrs.name, b: previousAttrs.name }),
    }),
    { by: "overrideAttrs", name: "hello", attributes: { a: "hello", b: "hello" } },
  ],
};

describe.skipIf(!hasNix)("small packages, evaluated", () => {
  it.each(Object.entries(cases))("%s", (_name, [built, wanted]) => {
    expect(evaluate(built)).toEqual(wanted);
  });

  it("overlay, applied to the packages", () => {
    const built = overlay(({ prev }) => ({
      greeting: runCommand({ name: "greeting", script: str`${pkgs.hello}/bin/hello > $out` }),
      hello: overrideAttrs({ package: prev.hello, attributes: { doCheck: false } }),
    }));
    const final = { hello: "new", runCommand: fn("a", fn("b", fn("c", ["applied", reference("c")]))) };
    expect(evaluate(print(call(built, final, pkgs)))).toEqual({
      greeting: ["applied", "new/bin/hello > $out"],
      hello: { by: "overrideAttrs", name: "hello", attributes: { doCheck: false } },
    });
  });
});

describe("overlay", () => {
  it("takes lib from the packages before it", () => {
    const built = overlay({
      tool: derivation({ name: "tool", env: { HASH: lib.fakeHash }, meta: { license: "mit" } }),
    });
    expect(String(built)).toContain("env.HASH = prev.lib.fakeHash;");
    expect(String(built)).toContain("meta.license = final.lib.licenses.mit;");
  });

  it("changes a package from the one before it", () => {
    const attributes = { buildInputs: [pkgs.jq, pkgs.oniguruma] };
    expect(String(overlay({ jq: withComment("Why.", overrideAttrs({ package: pkgs.jq, attributes })) })))
      .toBe(`final: prev: {
  # Why.
  jq = prev.jq.overrideAttrs {
    buildInputs = [
      prev.jq
      final.oniguruma
    ];
  };
}
`);
  });

  it("takes attributes that a variable stands for", () => {
    const attributes = reference("attributes");
    expect(String(overrideAttrs({ package: pkgs.jq, attributes }))).toBe(
      "pkgs.jq.overrideAttrs attributes\n",
    );
  });

  it("uses the packages with all overlays, where nothing in between binds `pkgs`", () => {
    const built = overlay({
      outer: pkgs.git,
      inner: fn(["pkgs"], ({ pkgs }) => pkgs!["git"]!),
    });
    expect(String(built)).toBe(`final: prev: {
  outer = final.git;
  inner = { pkgs }: pkgs.git;
}
`);
  });
});
