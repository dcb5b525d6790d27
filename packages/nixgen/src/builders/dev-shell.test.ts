import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { evaluateWith, stub } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  binary,
  cppShell,
  devShell,
  elixirShell,
  goShell,
  haskellShell,
  javaShell,
  nodeShell,
  path,
  phpShell,
  pkgs,
  reference,
  pythonShell,
  rubyShell,
  rustShell,
  str,
  withComment,
  zigShell,
  type Built,
} from "../index.js";

/** What Nix makes of a shell: the arguments that `mkShell` gets. */
function shell(built: Built): unknown {
  return (evaluateShell(built) as { arguments: unknown }).arguments;
}

function evaluateShell(built: Built): unknown {
  return evaluateWith(`pkgs = import ${stub("toolchains.nix")};`, built);
}

function diagnosticsOf(build: () => unknown): { path: string; message: string; help: string[] }[] {
  const problems = problemsOf(build);
  if (problems.length === 0) throw new Error("nothing was wrong");
  return problems.map(({ path, message, suggestions }) => ({
    path: path?.join(".") ?? "",
    message,
    help: suggestions.map((suggestion) => suggestion.message),
  }));
}

describe("devShell", () => {
  it("inherits what is a variable of the same name", () => {
    const text = String(devShell({ packages: [pkgs.git], shellHook: reference("shellHook") }));
    expect(text).toContain("inherit shellHook;");
  });

  it("writes the attributes in the order in which people write them", () => {
    const text = String(
      devShell({
        shellHook: "echo ready\n",
        env: { PORT: 8080, DEBUG: true },
        packages: withComment("What the tests need.", [pkgs.git]),
      }),
    );
    expect(text).toBe(`pkgs.mkShell {
  # What the tests need.
  packages = [ pkgs.git ];
  env = {
    PORT = 8080;
    DEBUG = true;
  };
  shellHook = ''
    echo ready
  '';
}
`);
  });

  it.skipIf(!hasNix)("evaluates", () => {
    expect(
      evaluateShell(
        devShell({
          name: "all",
          stdenv: pkgs.clangStdenv!,
          packages: [pkgs.git],
          nativeBuildInputs: [pkgs["pkg-config"]],
          buildInputs: [pkgs.openssl],
          inputsFrom: [pkgs.jq],
          env: { A: str`${pkgs.git}/bin` },
          hardeningDisable: ["fortify"],
          hardeningEnable: ["pie"],
          shellHook: "true",
        }),
      ),
    ).toEqual({
      kind: "mkShell",
      changes: { stdenv: "/nix/store/clangStdenv" },
      arguments: {
        name: "all",
        packages: ["/nix/store/git"],
        nativeBuildInputs: ["/nix/store/pkg-config"],
        buildInputs: ["/nix/store/openssl"],
        inputsFrom: ["/nix/store/jq"],
        env: { A: "/nix/store/git/bin" },
        hardeningDisable: ["fortify"],
        hardeningEnable: ["pie"],
        shellHook: "true",
      },
    });
    expect(evaluateShell(devShell({ noCC: true }))).toEqual({ kind: "mkShellNoCC", arguments: {} });
  });

  it("reports all that is wrong at once", () => {
    const wrong = diagnosticsOf(() =>
      devShell({
        // @ts-expect-error -- the option is misspelled
        pakages: [pkgs.git],
        env: { "a-b": "1" },
        hardeningDisable: ["fortif" as never],
        buildInputs: ["openssl" as never, pkgs.zlib, "jq" as never],
      }),
    );
    expect(wrong.map(({ path }) => path)).toEqual([
      "buildInputs.0",
      "buildInputs.2",
      "env.a-b",
      "hardeningDisable.0",
      "pakages",
    ]);
    expect(wrong.at(-1)!.help).toEqual(["did you mean `packages`?"]);
    expect(wrong[3]!.help).toContain('did you mean "fortify"?');
  });

  it("takes no texts as packages, and no flags that there are not", () => {
    // @ts-expect-error -- there is no such flag
    expect(() => devShell({ hardeningDisable: ["fortif"] })).toThrow('did you mean "fortify"?');
    // @ts-expect-error -- a package is no text
    expect(() => devShell({ packages: ["git"] })).toThrow("expected a Nix expression, such as `pkgs.git`");
  });

  it("lets unknown options through on demand, and nothing else", () => {
    const options = { venvDir: "./.venv" } as object;
    expect(String(devShell(options, { strict: false }))).toBe('pkgs.mkShell { venvDir = "./.venv"; }\n');
    expect(() => devShell({ ...options, noCC: "yes" } as object, { strict: false })).toThrow("noCC");
  });

  it("knows that `noCC` and `stdenv` exclude each other", () => {
    const wrong = diagnosticsOf(() => devShell({ noCC: true, stdenv: pkgs.clangStdenv! }));
    expect(wrong[0]!.path).toBe("stdenv");
  });
});

describe.skipIf(!hasNix)("toolchains", () => {
  const store = (...names: string[]): string[] => names.map((name) => `/nix/store/${name}`);

  it("Node.js", () => {
    expect(shell(nodeShell())).toEqual({ packages: store("nodejs") });
    expect(shell(nodeShell({ nodejs: 22, packageManager: "pnpm", typescript: true }))).toEqual({
      packages: store("nodejs_22", "pnpm", "typescript", "typescript-language-server"),
    });
    expect(shell(nodeShell({ packageManager: "yarn-berry" }))).toEqual({
      packages: store("nodejs", "yarn-berry"),
    });
  });

  it("Python with packages of nixpkgs", () => {
    expect(shell(pythonShell({ python: "3.12", pythonPackages: ["requests", "numpy"] }))).toEqual({
      packages: [{ python312: store("python312-requests", "python312-numpy") }],
    });
  });

  it("Python with uv, and libraries that wheels load", () => {
    expect(
      shell(pythonShell({ manager: "uv", libraries: [pkgs.zlib], env: { A: "1" }, packages: [pkgs.git] })),
    ).toEqual({
      packages: store("python3", "uv", "git"),
      env: {
        UV_PYTHON: "/nix/store/python3/bin/python",
        UV_PYTHON_DOWNLOADS: "never",
        LD_LIBRARY_PATH: "/nix/store/zlib/lib",
        A: "1",
      },
    });
  });

  it("Python with a virtual environment", () => {
    expect(shell(pythonShell({ manager: "venv" }))).toEqual({
      packages: store("python3", "python3-venvShellHook"),
      venvDir: "./.venv",
    });
  });

  it("Rust of nixpkgs", () => {
    expect(shell(rustShell())).toEqual({
      packages: store("cargo", "rustc", "rustfmt", "clippy", "rust-analyzer"),
      env: { RUST_SRC_PATH: "/nix/store/rust-lib-src" },
    });
  });

  it("Rust by overlay", () => {
    const components = ["rust-src"];
    const targets = ["wasm32-unknown-unknown"];
    expect(shell(rustShell({ toolchain: { components, targets } }))).toEqual({
      packages: [{ "stable-latest": { extensions: components, targets } }],
    });
    expect(shell(rustShell({ toolchain: { channel: "nightly", version: "2025-01-31" } }))).toEqual({
      packages: store("nightly-2025-01-31"),
    });
    expect(shell(rustShell({ toolchain: { file: path("./rust-toolchain.toml") } }))).toEqual({
      packages: [{ fromFile: "rust-toolchain.toml" }],
    });
    const stable = ["cargo", "clippy", "rust-docs", "rust-std", "rustc", "rustfmt"];
    expect(shell(rustShell({ toolchain: { overlay: "fenix", targets } }))).toEqual({
      packages: [{ combined: [{ stable }, "/nix/store/rust-std-wasm32"] }],
    });
  });

  it("Go, where the debugger switches a hardening flag off", () => {
    expect(shell(goShell({ go: "1.26", debugger: true, cgo: false }))).toEqual({
      packages: store("go_1_26", "gopls", "gotools", "golangci-lint", "delve"),
      env: { CGO_ENABLED: "0" },
      hardeningDisable: ["fortify"],
    });
  });

  it("Java, where the build tool runs on the same development kit", () => {
    expect(shell(javaShell({ jdk: 21, buildTool: "gradle" }))).toEqual({
      packages: ["/nix/store/jdk21", { name: "gradle", arguments: { java: "/nix/store/jdk21" } }],
      env: { JAVA_HOME: "/nix/store/jdk21/home" },
    });
  });

  it("Haskell", () => {
    expect(shell(haskellShell({ compiler: "ghc98", haskellPackages: ["aeson"] }))).toEqual({
      packages: [
        { ghc98: store("ghc98-aeson") },
        ...store("ghc98-cabal-install", "ghc98-haskell-language-server"),
      ],
    });
  });

  it("C and C++", () => {
    expect(
      evaluateShell(
        cppShell({ compiler: "clang", buildSystem: "cmake", debugger: "gdb", buildInputs: [pkgs.openssl] }),
      ),
    ).toEqual({
      kind: "mkShell",
      changes: { stdenv: "/nix/store/clangStdenv" },
      arguments: {
        packages: store("gdb"),
        nativeBuildInputs: store("cmake", "ninja", "pkg-config"),
        buildInputs: store("openssl"),
      },
    });
  });

  it("Ruby", () => {
    expect(shell(rubyShell({ ruby: "3.4", gems: ["rails"] }))).toEqual({
      packages: [{ ruby_3_4: store("ruby_3_4-rails") }],
      env: { BUNDLE_PATH: ".bundle" },
    });
  });

  it("PHP with extensions", () => {
    expect(shell(phpShell({ php: "8.4", extensions: ["redis"], config: "memory_limit = 1G\n" }))).toEqual({
      packages: [
        { name: "php84", extensions: ["mbstring", "/nix/store/php84-redis"], config: "memory_limit = 1G\n" },
        "/nix/store/php84-composer",
      ],
    });
  });

  it("Elixir", () => {
    expect(shell(elixirShell({ elixir: "1.18", erlang: 27, phoenix: true }))).toMatchObject({
      packages: store("erlang_27-elixir_1_18", "erlang_27-erlang", "inotify-tools"),
    });
  });

  it("Zig", () => {
    expect(shell(zigShell({ zig: "0.14" }))).toEqual({ packages: store("zig_0_14", "zls") });
  });

  it("adds what the user wants after what the toolchain needs", () => {
    const list = binary([pkgs.git], "++", [pkgs.jq]);
    expect(shell(nodeShell({ packages: list, shellHook: "echo hi" }))).toEqual({
      packages: store("nodejs", "git", "jq"),
      shellHook: "echo hi",
    });
    const elixir = shell(elixirShell({ shellHook: "echo hi" })) as { shellHook: string };
    expect(elixir.shellHook.trimEnd().endsWith("HEX_HOME/bin:$PATH\necho hi")).toBe(true);
  });
});

describe("options of toolchains", () => {
  it("says what a version looks like", () => {
    // @ts-expect-error -- a version is digits
    expect(() => nodeShell({ nodejs: "v22" })).toThrow('expected a version such as 22 or "3.12"');
    // @ts-expect-error -- the number 3.10 would be 3.1
    expect(() => pythonShell({ python: 3.1 })).toThrow("in quotes");
  });

  it("finds misspelled choices and options", () => {
    // @ts-expect-error -- there is no such program
    expect(() => nodeShell({ packageManager: "pnpn" })).toThrow('did you mean "pnpm"?');
    // @ts-expect-error -- the option is misspelled
    expect(() => pythonShell({ pythonPackage: [] })).toThrow("did you mean `pythonPackages`?");
  });

  it("knows what fenix and toolchain files exclude", () => {
    expect(() => rustShell({ toolchain: { overlay: "fenix", version: "1.84.0" } })).toThrow("rust-overlay");
    expect(() => rustShell({ toolchain: { file: path("./x.toml"), channel: "beta" } })).toThrow(
      "leave those out",
    );
  });
});
