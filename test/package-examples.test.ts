import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { evalNix, hasNix } from "./nix.js";

const examples = fileURLToPath(new URL("../examples/dist", import.meta.url));
const stubs = fileURLToPath(new URL("stubs/packages.nix", import.meta.url));
const output = mkdtempSync(join(tmpdir(), "nixgen-package-examples-"));

const run = (name: string): string => {
  execFileSync(process.execPath, [join(examples, name, "main.js"), join(output, name)], { encoding: "utf8" });
  return join(output, name);
};

const evaluate = (expression: string): unknown => evalNix(`let pkgs = import ${stubs}; in ${expression}`);

afterAll(() => rmSync(output, { recursive: true, force: true }));

describe.skipIf(!hasNix)("examples of packages and images, evaluated against a stub of nixpkgs", () => {
  it("image-service", () => {
    const directory = run("image-service");
    const outputs = evaluate(`let
      flake = import ${directory}/flake.nix;
      nixpkgs = { inherit (pkgs) lib; legacyPackages = { x86_64-linux = pkgs; aarch64-linux = pkgs; }; };
      inherit ((flake.outputs { self = { }; inherit nixpkgs; }).packages.aarch64-linux) default image;
    in {
      inherit default;
      contents = image.arguments.contents;
      config = removeAttrs image.arguments.config [ "Entrypoint" ];
    }`);
    expect(outputs).toMatchObject({
      default: {
        function: "buildNpmPackage",
        arguments: { pname: "orders", nodejs: "/nix/store/nodejs_22" },
      },
      contents: ["/nix/store/caCertificates", "/nix/store/tzdata", {}],
      config: {
        User: "1001:1001",
        Env: ["TZDIR=/nix/store/tzdata/share/zoneinfo", "TZ=Europe/Berlin", "NODE_ENV=production"],
        ExposedPorts: { "8080/tcp": {} },
        Healthcheck: { Interval: 30_000_000_000 },
      },
    });
  });

  it("rust-tool", () => {
    const directory = run("rust-tool");
    const overlay = evaluate(`let
      final = pkgs // import ${directory}/overlay.nix final pkgs;
      inherit (final.findlarge.arguments) meta src buildInputs;
    in { inherit meta src buildInputs; patches = map toString final.hello.attributes.patches; }`);
    expect(overlay).toMatchObject({
      buildInputs: ["/nix/store/openssl"],
      patches: ["old.patch", `${directory}/greeting.patch`],
      meta: { license: [{ shortName: "mit" }, { shortName: "asl20" }], platforms: ["unix"] },
      src: { function: "fetchFromGitHub", arguments: { tag: "v1.4.2" } },
    });
  });

  it("script-tools", () => {
    const file = `${run("script-tools")}/default.nix`;
    expect(
      evaluate(`let inherit (import ${file} { inherit pkgs; }) tools test; in {
        names = map (path: path.name or path.arguments.name) tools.arguments.paths;
        script = (builtins.head tools.arguments.paths).arguments.runtimeEnv;
        machine = map (package: package.arguments.name) test.arguments.nodes.machine.environment.systemPackages;
      }`),
    ).toEqual({
      names: ["backup", "backup-status", "restic-with-cache"],
      script: { RESTIC_CACHE_DIR: "/var/cache/restic" },
      machine: ["backup"],
    });
  });

  it("agent-request", () => {
    const directory = run("agent-request");
    expect(
      evaluate(`{
        package = pkgs.callPackage ${directory}/package.nix { };
        image = pkgs.callPackage ${directory}/image.nix { };
        shell = import ${directory}/shell.nix { inherit pkgs; };
      }`),
    ).toMatchObject({
      package: { function: "buildGoModule", arguments: { pname: "gate", vendorHash: null } },
      image: {
        function: "streamLayeredImage",
        arguments: {
          contents: [{ function: "buildGoModule" }, "/nix/store/caCertificates"],
          config: { Cmd: ["/bin/gate"] },
        },
      },
      shell: { arguments: { shellHook: "export GATE_TOOLS=/nix/store/gotools/bin" } },
    });
  });

  it("lib-functions", () => {
    const file = `${run("lib-functions")}/settings.nix`;
    expect(evaluate(`removeAttrs (import ${file} { inherit pkgs; inherit (pkgs) lib; }) [ "motd" ]`)).toEqual(
      {
        names: ["alpha", "beta"],
        knownHosts: "alpha ssh-ed25519 AAAA\nbeta ssh-ed25519 BBBB",
        web: { alpha: { publicKey: "ssh-ed25519 AAAA", roles: ["web"] } },
        path: "/nix/store/openssh/bin:/nix/store/rsync/bin",
        isNew: true,
      },
    );
  });

  it("pinned-sources", () => {
    const sources = evaluate(`pkgs.callPackage ${run("pinned-sources")}/sources.nix { }`) as Record<
      string,
      { function: string; arguments: { hash: string } }
    >;
    expect(
      Object.values(sources)
        .map(({ function: name }) => name)
        .sort(),
    ).toEqual([
      "fetchCrate",
      "fetchFromBitbucket",
      "fetchFromCodeberg",
      "fetchFromGitHub",
      "fetchFromGitLab",
      "fetchFromGitea",
      "fetchFromSourcehut",
      "fetchPypi",
      "fetchgit",
      "fetchhg",
      "fetchpatch",
      "fetchurl",
      "fetchzip",
    ]);
    expect(new Set(Object.values(sources).map((source) => source.arguments.hash)).size).toBe(13);
    expect(sources["ledger"]).toMatchObject({
      arguments: { domain: "gitlab.example.org", group: "finance" },
    });
  });

  it("package-set", () => {
    expect(
      evaluate(`let
        inherit (import ${run("package-set")}/default.nix { inherit pkgs; }) linecount linecount-report editor;
        client = builtins.elemAt linecount-report.arguments.dependencies 1;
      in {
        inherit (linecount.arguments) meta postInstall;
        report = linecount-report.function;
        inherit (client) function;
        inherit (client.arguments) src dependencies nativeCheckInputs;
        editor = editor.arguments;
      }`),
    ).toMatchObject({
      src: { function: "fetchPypi", arguments: { pname: "linecount_client", version: "0.7.0" } },
      meta: {
        changelog: "https://example.org/linecount/changes#1.3.0",
        license: { shortName: "gpl3Only" },
        platforms: ["unix"],
      },
      postInstall: [
        "for shell in bash fish zsh; do",
        "  installShellCompletion --${shell} completions/linecount.${shell}",
        "done\n",
      ].join("\n"),
      report: "buildPythonApplication",
      function: "buildPythonPackage",
      dependencies: ["/nix/store/python-requests"],
      nativeCheckInputs: ["/nix/store/python-pytestCheckHook"],
      editor: { guiSupport: false },
    });
  });

  it("base-images", () => {
    const images = evaluate(`import ${run("base-images")}/default.nix { inherit pkgs; }`);
    expect(images).toMatchObject({
      site: {
        function: "buildImage",
        arguments: {
          fromImage: { function: "pullImage", arguments: { imageName: "alpine", finalImageTag: "3.22" } },
          copyToRoot: ["/nix/store/curl", { fakeNss: { extraGroupLines: ["site:x:1000:"] } }],
          config: {
            Cmd: [{ text: expect.stringContaining(':${PORT:-8080}"') as string }],
            User: "1000:1000",
            Volumes: { "/srv": {} },
          },
        },
      },
      status: {
        function: "streamLayeredImage",
        arguments: { architecture: "arm64", maxLayers: 40, created: "2026-01-31T12:00:00Z" },
      },
      shell: {
        function: "buildNixShellImage",
        arguments: { drv: { arguments: { packages: ["/nix/store/git", "/nix/store/nodejs"] } } },
      },
    });
  });
});
