// Writes a whole NixOS host: its disks, secrets, users, a service with a timer, a variant for tests, and a user's home, in a
// flake.
import {
  config,
  disko,
  flake,
  homeModule,
  lib,
  loadCredential,
  mkDefault,
  mkForce,
  mkIf,
  nixosModule,
  path,
  pkgs,
  plan,
  reference,
  select,
  sopsSecret,
  sopsSecrets,
  str,
  withComment,
} from "nixgen";

const directory = process.argv[2] ?? "out/nixos-host";

const follows = { nixpkgs: { follows: "nixpkgs" } };

const host = nixosModule({
  imports: [path("./disks.nix"), path("./secrets.nix"), path("./backup.nix")],
  networking: { hostName: "harbour", firewall: { allowedTCPPorts: [80, 443] } },
  boot: { loader: { "systemd-boot": { enable: true } } },
  time: { timeZone: "Europe/Berlin" },
  users: {
    mutableUsers: false,
    users: {
      alice: {
        isNormalUser: true,
        extraGroups: ["wheel"],
        shell: pkgs.fish,
        hashedPasswordFile: sopsSecret("alice-password"),
        openssh: { authorizedKeys: { keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample alice@laptop"] } },
      },
    },
  },
  programs: { fish: { enable: true } },
  services: {
    openssh: { enable: true, settings: { PasswordAuthentication: false } },
    caddy: { enable: true, virtualHosts: { "example.org": { extraConfig: "reverse_proxy :8080\n" } } },
  },
  environment: { systemPackages: [pkgs.git, pkgs.htop] },
  nixpkgs: { config: { allowUnfree: mkDefault(false) } },
  specialisation: {
    maintenance: {
      configuration: {
        services: { caddy: { enable: mkForce(false) } },
        networking: { firewall: { allowedTCPPorts: mkForce([22]) } },
      },
    },
  },
  assertions: [
    {
      assertion: config.services!.openssh!.enable!,
      message: "Without SSH nobody reaches this host.",
    },
  ],
  system: { stateVersion: withComment("The release that was installed; it stays.", "25.11") },
});

const backup = nixosModule({
  systemd: {
    services: {
      backup: {
        description: "Backup of /srv",
        path: [pkgs.restic],
        script: 'export RESTIC_PASSWORD_FILE="$CREDENTIALS_DIRECTORY/repository"\nrestic backup /srv\n',
        serviceConfig: {
          Type: "oneshot",
          DynamicUser: true,
          ProtectSystem: "strict",
          CacheDirectory: "backup",
          LoadCredential: [loadCredential("repository", sopsSecret("backup/repository"))],
        },
      },
    },
    timers: {
      backup: { wantedBy: ["timers.target"], timerConfig: { OnCalendar: "03:00", Persistent: true } },
    },
  },
  environment: { systemPackages: mkIf(config.services!.openssh!.enable!, [pkgs.restic]) },
});

const disks = disko({
  disk: {
    main: {
      device: "/dev/disk/by-id/nvme-EXAMPLE",
      content: {
        type: "gpt",
        partitions: {
          boot: {
            size: "512M",
            type: "EF00",
            content: {
              type: "filesystem",
              format: "vfat",
              mountpoint: "/boot",
              mountOptions: ["umask=0077"],
            },
          },
          system: {
            size: "100%",
            content: {
              type: "luks",
              name: "system",
              askPassword: true,
              content: {
                type: "btrfs",
                subvolumes: {
                  "/root": { mountpoint: "/" },
                  "/home": { mountpoint: "/home" },
                  "/nix": { mountpoint: "/nix", mountOptions: ["compress=zstd", "noatime"] },
                },
              },
            },
          },
        },
      },
    },
  },
});

const secrets = sopsSecrets({
  defaultSopsFile: path("./secrets.yaml"),
  age: { sshKeyPaths: ["/etc/ssh/ssh_host_ed25519_key"] },
  secrets: { "alice-password": { neededForUsers: true }, "backup/repository": { mode: "0400" } },
});

const home = homeModule({
  home: { username: "alice", homeDirectory: "/home/alice", stateVersion: "25.11", packages: [pkgs.ripgrep] },
  programs: { git: { enable: true, settings: { user: { name: "Alice", email: "alice@example.org" } } } },
  xdg: { configFile: { "fish/conf.d/greeting.fish": { text: "set -g fish_greeting\n" } } },
  systemd: {
    user: {
      services: {
        notes: {
          Unit: { Description: "Synchronise notes" },
          Service: { ExecStart: str`${lib.getExe(pkgs.git)} -C %h/notes pull`, Type: "oneshot" },
          Install: { WantedBy: ["default.target"] },
        },
      },
    },
  },
});

const inputs = reference("inputs");

const files = plan(directory, {
  "flake.nix": flake({
    description: "A host of the family",
    inputs: {
      nixpkgs: "github:NixOS/nixpkgs/nixos-25.11",
      disko: { url: "github:nix-community/disko", inputs: follows },
      "home-manager": { url: "github:nix-community/home-manager/release-25.11", inputs: follows },
      "sops-nix": { url: "github:Mic92/sops-nix", inputs: follows },
    },
    nixosConfigurations: {
      harbour: {
        system: "x86_64-linux",
        specialArgs: { inputs },
        modules: [
          select(inputs, "disko", "nixosModules", "disko"),
          select(inputs, "sops-nix", "nixosModules", "sops"),
          path("./host.nix"),
        ],
        homeManager: { useGlobalPkgs: true, useUserPackages: true, users: { alice: path("./home.nix") } },
      },
    },
  }),
  "host.nix": host,
  "backup.nix": backup,
  "disks.nix": disks,
  "secrets.nix": secrets,
  "home.nix": home,
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
console.log(`Next: nixos-rebuild build --flake ${directory}#harbour`);
