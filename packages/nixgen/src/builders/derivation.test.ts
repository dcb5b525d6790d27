import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { evaluate } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import { derivation, fetchFromGitHub, indented, lib, path, pkgs, reference, str } from "../index.js";

const diagnosticsOf = (run: () => unknown): unknown[] =>
  problemsOf(run).map(({ code, path = [] }) => `${code} ${path.join(".")}`);

const tool = {
  pname: "tool",
  version: "1.0",
  src: path("./src"),
};

describe("derivation", () => {
  it("writes attributes in the order of package files", () => {
    const text = String(
      derivation({
        meta: { license: "mit" },
        installPhase: "install -D tool $out/bin/tool\n",
        nativeBuildInputs: [pkgs["pkg-config"]],
        version: "1.0",
        pname: "tool",
      }),
    );
    expect(text).toBe(`pkgs.stdenv.mkDerivation {
  pname = "tool";
  version = "1.0";

  nativeBuildInputs = [ pkgs.pkg-config ];

  installPhase = ''
    install -D tool $out/bin/tool
  '';

  meta.license = pkgs.lib.licenses.mit;
}
`);
  });

  it("takes the final attributes from a callback, or as a variable", () => {
    const fromCallback = derivation((finalAttrs) => ({ ...tool, name: str`tool-${finalAttrs.version}` }));
    const asVariable = derivation({ ...tool, name: str`tool-${reference("finalAttrs")["version"]!}` });
    expect(String(fromCallback)).toBe(String(asVariable));
    expect(String(fromCallback)).toContain("mkDerivation (finalAttrs: {");
  });

  it("may have attributes that use one another by name", () => {
    const { src: _src, ...named } = tool;
    const built = derivation({ ...named, recursive: true, name: str`tool-${reference("version")}` });
    expect(String(built)).toContain("mkDerivation rec {");
    if (hasNix) expect(evaluate(built)).toMatchObject({ arguments: { name: "tool-1.0" } });
  });

  it("hands on the warnings of what stands in it", () => {
    const { warnings } = derivation({
      ...tool,
      src: fetchFromGitHub({ owner: "a", repo: "b", tag: "v1", hash: lib.fakeHash }),
      meta: { license: "gpl3" },
    });
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ["input/unknown-license", ["meta", "license"]],
      ["input/placeholder-hash", ["src", "hash"]],
    ]);
  });

  it("writes what it knows of meta first, and warns of what looks like a slip", () => {
    const { src: _src, ...rest } = tool;
    const meta = { mainProgam: "tool", teams: [], ours: 1, broken: true, description: "A tool" };
    const built = derivation({ ...rest, meta });
    const written = [...String(built).matchAll(/^ {4}(\w+) =/gm)].map(([, name]) => name);
    expect(written).toEqual(["description", "broken", "mainProgam", "teams", "ours"]);
    expect(built.warnings).toMatchObject([
      {
        code: "input/unknown-key",
        path: ["meta", "mainProgam"],
        suggestions: [{ message: "did you mean `mainProgram`?" }],
      },
    ]);
  });

  it("reports all that is wrong at once", () => {
    const run = (): unknown =>
      derivation({
        pname: "two words",
        // @ts-expect-error -- a source is an expression, not a string
        src: "./src",
        // @ts-expect-error -- a package is an expression
        buildInputs: ["zlib"],
        meta: { license: "mitt", homepage: "example.org" },
        buildInput: [],
      });
    expect(diagnosticsOf(run)).toEqual([
      "input/invalid pname",
      "input/invalid src",
      "input/invalid buildInputs.0",
      "input/invalid meta.homepage",
      "input/unknown-license meta.license",
      "input/unknown-key buildInput",
      "input/invalid version",
    ]);
  });

  it("knows its options at compile time", () => {
    // @ts-expect-error -- there is no such option
    expect(() => derivation({ ...tool, buildInput: [] })).toThrow("did you mean `buildInputs`?");
  });

  it("lets unknown attributes through where it is told to", () => {
    const options = { ...tool, CFLAGS: "-O2" };
    expect(diagnosticsOf(() => derivation(options))).toEqual(["input/unknown-key CFLAGS"]);
    expect(String(derivation(options, { strict: false }))).toContain('CFLAGS = "-O2";');
  });

  it.skipIf(!hasNix)("evaluates to what was put in, hostile text included", () => {
    const script = "echo \"${HOME}\" ''${pkgs}'' \\n $out";
    const built = derivation((finalAttrs) => ({
      ...tool,
      src: fetchFromGitHub({
        owner: "example",
        repo: "tool",
        tag: str`v${finalAttrs.version}`,
        hash: "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=",
      }),
      nativeBuildInputs: [pkgs["pkg-config"]],
      buildInputs: [pkgs.openssl],
      configureFlags: ["--with-ssl", str`--prefix=${pkgs.openssl}`],
      env: { RUSTFLAGS: "-C opt-level=3" },
      doCheck: true,
      buildPhase: script,
      installPhase: indented`
        mkdir -p $out/bin
        ln -s ${pkgs.jq}/bin/jq $out/bin/\${name}
      `,
      meta: {
        description: "A tool",
        license: ["MIT", "Apache-2.0"],
        platforms: "linux",
        mainProgram: "tool",
      },
    }));
    expect(evaluate(built)).toEqual({
      function: "mkDerivation",
      arguments: {
        pname: "tool",
        version: "1.0",
        src: {
          function: "fetchFromGitHub",
          arguments: {
            owner: "example",
            repo: "tool",
            tag: "v1.0",
            hash: "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=",
          },
        },
        nativeBuildInputs: ["/nix/store/pkg-config"],
        buildInputs: ["/nix/store/openssl"],
        configureFlags: ["--with-ssl", "--prefix=/nix/store/openssl"],
        env: { RUSTFLAGS: "-C opt-level=3" },
        doCheck: true,
        buildPhase: script,
        installPhase: "mkdir -p $out/bin\nln -s /nix/store/jq/bin/jq $out/bin/${name}\n",
        meta: {
          description: "A tool",
          license: [{ shortName: "mit" }, { shortName: "asl20" }],
          platforms: ["linux"],
          mainProgram: "tool",
        },
      },
    });
  });
});
