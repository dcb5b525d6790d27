// Writes a host with macOS and a home on Linux, each in a file of its own that the flake imports, and a module with the secrets
// that agenix decrypts on a server.
import {
  ageSecret,
  ageSecrets,
  attrs,
  call,
  darwinConfiguration,
  flake,
  homeConfiguration,
  inherit,
  inheritFrom,
  loadCredential,
  nixFile,
  nixosModule,
  path,
  pkgs,
  plan,
  reference,
} from "nixgen";

const directory = process.argv[2] ?? "out/hosts-and-homes";

const inputs = reference("inputs");
const follows = { nixpkgs: { follows: "nixpkgs" } };

const laptop = darwinConfiguration({
  system: "aarch64-darwin",
  specialArgs: { inputs },
  modules: [
    {
      environment: { systemPackages: [pkgs.git, pkgs.jq] },
      system: { primaryUser: "alice", stateVersion: 6, defaults: { dock: { autohide: true } } },
    },
  ],
});

const home = homeConfiguration({
  system: "x86_64-linux",
  packages: { allowUnfreePackages: ["vscode"] },
  extraSpecialArgs: { inputs },
  modules: [
    path("./bash.nix"),
    {
      home: { username: "alice", homeDirectory: "/home/alice", stateVersion: "25.11" },
      programs: { git: { enable: true }, vscode: { enable: true } },
    },
  ],
});

const secrets = ageSecrets({
  identityPaths: ["/etc/ssh/ssh_host_ed25519_key"],
  secrets: { "mail-token": { file: path("./secrets/mail-token.age"), owner: "mail", mode: "0400" } },
});

const mail = nixosModule({
  imports: [path("./secrets.nix")],
  users: { users: { mail: { isSystemUser: true, group: "mail" } }, groups: { mail: {} } },
  systemd: {
    services: {
      mail: {
        wantedBy: ["multi-user.target"],
        serviceConfig: {
          User: "mail",
          ExecStart: "/run/current-system/sw/bin/mail-server",
          LoadCredential: [loadCredential("token", ageSecret("mail-token"))],
        },
      },
    },
  },
});

// A file with a whole system is a function of the inputs that it uses.
const imported = (file: string, ...names: [string, ...string[]]) =>
  call(reference("import"), path(file), attrs(inherit("inputs"), inheritFrom(inputs, ...names)));

const files = plan(directory, {
  "flake.nix": flake({
    description: "A laptop, a home and a mail server",
    inputs: {
      nixpkgs: "github:NixOS/nixpkgs/nixpkgs-unstable",
      "nix-darwin": { url: "github:nix-darwin/nix-darwin/master", inputs: follows },
      "home-manager": { url: "github:nix-community/home-manager", inputs: follows },
      agenix: { url: "github:ryantm/agenix", inputs: follows },
    },
    darwinConfigurations: { laptop: imported("./laptop.nix", "nix-darwin") },
    homeConfigurations: { alice: imported("./alice.nix", "nixpkgs", "home-manager") },
    nixosModules: { mail: path("./mail.nix") },
  }),
  "laptop.nix": nixFile(laptop, { arguments: ["nix-darwin"] }),
  "alice.nix": nixFile(home, { arguments: ["nixpkgs", "home-manager"] }),
  "bash.nix": { text: "{ programs.bash.enable = true; }\n" },
  "mail.nix": mail,
  "secrets.nix": secrets,
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
