// Packages a Node.js service, and writes an OCI image of it that runs as a user of its own.
import {
  callPackage,
  flake,
  layeredImage,
  npmPackage,
  packageFile,
  path,
  plan,
  pkgs,
  printDiagnostics,
  str,
  lib,
} from "nixgen";

const directory = process.argv[2] ?? "out/image-service";

const service = npmPackage({
  pname: "orders",
  version: "2.1.0",
  src: path("./."),
  npmDepsHash: lib.fakeHash,
  nodejs: pkgs.nodejs_22,
  meta: { description: "Takes orders", license: "Apache-2.0", mainProgram: "orders" },
});

const serviceFile = callPackage({ file: path("./package.nix") });

const image = layeredImage({
  name: "ghcr.io/example/orders",
  tag: "2.1.0",
  maxLayers: 80,
  certificates: true,
  tmp: true,
  user: { name: "orders", uid: 1001 },
  timeZone: "Europe/Berlin",
  config: {
    Entrypoint: [str`${serviceFile}/bin/orders`],
    Cmd: ["--port", "8080"],
    Env: { NODE_ENV: "production" },
    ExposedPorts: [8080],
    WorkingDir: "/home/orders",
    Healthcheck: {
      Test: ["CMD", str`${pkgs.curl}/bin/curl`, "--fail", "http://localhost:8080/health"],
      Interval: 30,
      Timeout: 3,
    },
    Labels: { "org.opencontainers.image.source": "https://github.com/example/orders" },
    StopSignal: "SIGTERM",
  },
});

const files = plan(directory, {
  "package.nix": packageFile(service),
  "flake.nix": flake({
    description: "The order service and its image",
    systems: ["x86_64-linux", "aarch64-linux"],
    packages: { default: serviceFile, image },
  }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
// The hash of the dependencies is still to be found: the first build says it.
console.log(printDiagnostics([...service.warnings, ...image.warnings]));
