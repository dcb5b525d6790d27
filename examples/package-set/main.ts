// Writes a default.nix with a small set of packages, each in a file of its own: a tool in C, a Python library and the program
// that imports it, and an editor with other features.
import {
  callPackage,
  defaultFile,
  derivation,
  fetchPypi,
  fetchurl,
  indented,
  override,
  packageFile,
  path,
  pkgs,
  plan,
  pythonApplication,
  pythonPackage,
  reference,
  str,
} from "nixgen";

const directory = process.argv[2] ?? "out/package-set";

const counter = derivation((finalAttrs) => ({
  pname: "linecount",
  version: "1.3.0",
  src: fetchurl({
    url: str`https://example.org/releases/linecount-${finalAttrs.version}.tar.gz`,
    hash: "sha256-jB9Qug0ov0bpsCBQtdnygFdFNMhz4aYCGnMGwtfmOB4=",
  }),
  outputs: ["out", "man"],
  strictDeps: true,
  nativeBuildInputs: [pkgs["pkg-config"], pkgs["installShellFiles"]!],
  buildInputs: [pkgs.openssl],
  makeFlags: ["PREFIX=$(out)"],
  doCheck: true,
  postPatch: indented`
    substituteInPlace Makefile --replace-fail '-O0' '-O2'
  `,
  // \${shell} is for the shell: only ${…} with a value of Nix in it is an interpolation.
  postInstall: indented`
    for shell in bash fish zsh; do
      installShellCompletion --\${shell} completions/linecount.\${shell}
    done
  `,
  meta: {
    description: "Count lines of code by language",
    homepage: "https://example.org/linecount",
    changelog: str`https://example.org/linecount/changes#${finalAttrs.version}`,
    license: "gpl3Only",
    mainProgram: "linecount",
    platforms: "unix",
  },
}));

const library = pythonPackage((finalAttrs) => ({
  pname: "linecount-client",
  version: "0.7.0",
  src: fetchPypi({
    pname: "linecount_client",
    version: finalAttrs.version,
    hash: "sha256-GCh6MTieQ0hY6H5eyAjQSk3iOP8FUS1r2oGCUu3mvHY=",
  }),
  "build-system": ["setuptools"],
  dependencies: ["requests"],
  "optional-dependencies": { cli: ["click"] },
  nativeCheckInputs: ["pytestCheckHook"],
  disabledTests: ["test_download"],
  pythonImportsCheck: ["linecount_client"],
  meta: { description: "Read what linecount counts", license: "MIT" },
}));

const report = pythonApplication({
  pname: "linecount-report",
  version: "2.0.0",
  src: path("./report"),
  "build-system": ["setuptools"],
  dependencies: ["click", reference("linecount-client")],
  meta: {
    description: "A page that shows how a project grows",
    license: "MIT",
    mainProgram: "linecount-report",
  },
});

const files = plan(directory, {
  "linecount.nix": packageFile(counter),
  "linecount-client.nix": packageFile(library),
  "linecount-report.nix": packageFile(report, { arguments: ["linecount-client"] }),
  "default.nix": defaultFile({
    packages: {
      linecount: callPackage({ file: path("./linecount.nix") }),
      "linecount-report": callPackage({
        file: path("./linecount-report.nix"),
        arguments: { "linecount-client": callPackage({ file: path("./linecount-client.nix") }) },
      }),
      editor: override({ package: pkgs.vim, arguments: { guiSupport: false } }),
    },
  }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
