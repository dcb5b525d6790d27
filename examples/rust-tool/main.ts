// Packages a program written in Rust from GitHub as nixpkgs does, and puts it into an overlay beside a changed package.
import {
  binary,
  callPackage,
  fetchFromGitHub,
  overlay,
  overrideAttrs,
  packageFile,
  path,
  pkgs,
  plan,
  runCommand,
  rustPackage,
  selectOr,
  str,
} from "nixgen";

const directory = process.argv[2] ?? "out/rust-tool";

const tool = rustPackage((finalAttrs) => ({
  pname: "findlarge",
  version: "1.4.2",
  src: fetchFromGitHub({
    owner: "example",
    repo: "findlarge",
    tag: str`v${finalAttrs.version}`,
    hash: "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=",
  }),
  cargoHash: "sha256-Myw+85f2/EVRyMB3axECdmQ5eh9p1q77FWYKy8YpRWU=",
  nativeBuildInputs: [pkgs["pkg-config"], pkgs["installShellFiles"]!],
  buildInputs: [pkgs.openssl],
  env: { OPENSSL_NO_VENDOR: "1" },
  checkFlags: ["--skip=network"],
  postInstall: "installManPage doc/findlarge.1\n",
  passthru: {
    tests: {
      version: runCommand({
        name: "findlarge-version",
        script: str`${finalAttrs.finalPackage}/bin/findlarge --version > $out`,
      }),
    },
  },
  meta: {
    description: "Find what takes room on a disk",
    homepage: "https://github.com/example/findlarge",
    changelog: str`https://github.com/example/findlarge/releases/tag/v${finalAttrs.version}`,
    license: ["MIT", "Apache-2.0"],
    mainProgram: "findlarge",
    platforms: "unix",
  },
}));

const files = plan(directory, {
  "package.nix": packageFile(tool),
  "overlay.nix": overlay(({ prev }) => ({
    findlarge: callPackage({ file: path("./package.nix") }),
    hello: overrideAttrs({
      package: prev.hello,
      attributes: ({ previousAttrs }) => ({
        patches: binary(selectOr(previousAttrs, ["patches"], []), "++", [path("./greeting.patch")]),
      }),
    }),
  })),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
