// Writes images in three ways: on top of one that others made, with layers of its own; and one with a development shell in it,
// for those who have no Nix.
import {
  buildImage,
  defaultFile,
  devShell,
  indented,
  nixShellImage,
  pkgs,
  plan,
  printDiagnostics,
  pullImage,
  shellScript,
  str,
  streamLayeredImage,
} from "nixgen";

const directory = process.argv[2] ?? "out/base-images";

// A tag may be another image tomorrow; a digest is always the same one.
const alpine = pullImage({
  imageName: "alpine",
  imageDigest: "sha256:54c5b3dd459d5ef778bb2fa1e23a5fb0e1b62ae66970bcb436e8f81a1a1a8e41",
  hash: "sha256-VMWz3UWdXvd4uy+h4jpfsOG2KuZpcLy0Nuj4GhoajkE=",
  finalImageTag: "3.22",
  os: "linux",
  arch: "amd64",
});

const start = shellScript({
  name: "start",
  text: indented`
    # The shell's own \${PORT} stays as it is.
    exec ${pkgs.caddy}/bin/caddy file-server --root /srv --listen ":\${PORT:-8080}"
  `,
});

const onAlpine = buildImage({
  name: "ghcr.io/example/site",
  tag: "1.0",
  fromImage: alpine,
  copyToRoot: [pkgs.curl],
  extraCommands: "mkdir -p srv\n",
  user: { name: "site", uid: 1000 },
  config: { Cmd: [start], ExposedPorts: [8080], Volumes: ["/srv"] },
});

const layered = streamLayeredImage({
  name: "ghcr.io/example/status",
  tag: "1.0",
  contents: [pkgs.curl, pkgs.jq],
  certificates: true,
  shell: true,
  created: "2026-01-31T12:00:00Z",
  architecture: "arm64",
  maxLayers: 40,
  config: { Entrypoint: [str`${pkgs.curl}/bin/curl`], Cmd: ["https://status.example.org"] },
});

const shell = nixShellImage({
  drv: devShell({ packages: [pkgs.git, pkgs.nodejs] }),
  name: "ghcr.io/example/shell",
  tag: "1.0",
  command: "node --version",
});

const files = plan(directory, {
  "default.nix": defaultFile({ packages: { site: onAlpine, status: layered, shell } }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
console.log(printDiagnostics([...onAlpine.warnings, ...layered.warnings]));
