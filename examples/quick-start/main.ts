// Writes a project: a flake with a development shell, an OCI image and a NixOS host that runs it.
import {
  devShell,
  flake,
  layeredImage,
  nixosConfiguration,
  nixosModule,
  path,
  pkgs,
  plan,
  str,
} from "nixgen";

const directory = process.argv[2] ?? "out/quick-start";

const files = plan(directory, {
  "flake.nix": flake({
    description: "A small web server, its image and its host",
    systems: ["x86_64-linux", "aarch64-linux"],
    devShells: { default: devShell({ packages: [pkgs.caddy, pkgs.curl], env: { SITE_PORT: "8080" } }) },
    packages: {
      image: layeredImage({
        name: "site",
        contents: [pkgs.caddy, pkgs.cacert],
        config: {
          Cmd: [str`${pkgs.caddy}/bin/caddy`, "file-server"],
          ExposedPorts: [80],
          WorkingDir: "/srv",
        },
      }),
    },
    nixosConfigurations: {
      web: nixosConfiguration({ system: "x86_64-linux", modules: [path("./web.nix")] }),
    },
  }),
  "web.nix": nixosModule({
    networking: { hostName: "web", firewall: { allowedTCPPorts: [80, 443] } },
    services: { caddy: { enable: true, virtualHosts: { "example.org": { extraConfig: "file_server\n" } } } },
    environment: { systemPackages: [pkgs.curl] },
    system: { stateVersion: "25.11" },
  }),
  ".envrc": { text: "use flake\n" },
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
console.log(`Next: cd ${directory} && nix develop`);
