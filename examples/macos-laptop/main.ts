// Writes the configuration of a laptop with macOS: the system by nix-darwin, and the home, which also stands by itself, by
// home-manager.
import { darwinModule, flake, homeModule, ifElse, mkDefault, mkIf, path, pkgs, plan } from "nixgen";

const directory = process.argv[2] ?? "out/macos-laptop";

const follows = { nixpkgs: { follows: "nixpkgs" } };

const files = plan(directory, {
  "flake.nix": flake({
    description: "A laptop",
    inputs: {
      nixpkgs: "github:NixOS/nixpkgs/nixpkgs-unstable",
      "nix-darwin": { url: "github:nix-darwin/nix-darwin/master", inputs: follows },
      "home-manager": { url: "github:nix-community/home-manager", inputs: follows },
    },
    darwinConfigurations: {
      laptop: {
        system: "aarch64-darwin",
        modules: [path("./system.nix")],
        homeManager: { useGlobalPkgs: true, users: { alice: path("./home.nix") } },
      },
    },
    homeConfigurations: {
      alice: { system: "x86_64-linux", packages: { allowUnfree: true }, modules: [path("./home.nix")] },
    },
  }),
  "system.nix": darwinModule({
    users: { users: { alice: { home: "/Users/alice" } } },
    environment: { systemPackages: [pkgs.git] },
    homebrew: { enable: true, casks: ["firefox"], onActivation: { cleanup: "uninstall" } },
    launchd: {
      user: {
        agents: {
          "clear-downloads": {
            command: "/usr/bin/find /Users/alice/Downloads -mtime +30 -delete",
            serviceConfig: { StartCalendarInterval: [{ Hour: 12 }], RunAtLoad: false },
          },
        },
      },
    },
    system: {
      primaryUser: "alice",
      defaults: { dock: { autohide: true }, NSGlobalDomain: { KeyRepeat: 2 } },
      stateVersion: 6,
    },
  }),
  "home.nix": homeModule({
    home: {
      username: "alice",
      homeDirectory: mkDefault(ifElse(pkgs.stdenv!.hostPlatform!.isDarwin!, "/Users/alice", "/home/alice")),
      stateVersion: "25.11",
      packages: [pkgs.ripgrep, pkgs.jq],
      sessionVariables: { EDITOR: "hx" },
    },
    programs: {
      git: { enable: true },
      zsh: { enable: true, shellAliases: { ll: "ls -l" } },
      alacritty: { enable: mkIf(pkgs.stdenv!.hostPlatform!.isLinux!, true) },
    },
  }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
