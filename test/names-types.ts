// Compiled with the other tests: what the generated types must take, and what they must not.
import { lib, pkgs } from "nixgen";
import type { DarwinOptions } from "nixgen/types/nix-darwin";
import type { HomeManagerOptions } from "nixgen/types/home-manager";
import type { NixosOptions } from "nixgen/types/nixos";
import type { PackageNames } from "nixgen/types/packages";

export const name: keyof PackageNames = "ripgrep";
// @ts-expect-error There is no such package.
export const wrongName: keyof PackageNames = "ripgrepp";

export const system = {
  services: {
    nginx: { enable: true, virtualHosts: { "example.org": { root: "/srv", locations: { "/": {} } } } },
    openssh: { enable: lib.mkForce(false), settings: { PermitRootLogin: "no", AnyOther: 1 } },
  },
  networking: { firewall: { allowedTCPPorts: [80, 443] } },
  environment: { systemPackages: [pkgs.git, pkgs.ripgrep] },
  users: { users: { me: { isNormalUser: true, shell: pkgs.zsh } } },
  boot: { loader: { timeout: null } },
} satisfies NixosOptions;

export const home = { programs: { git: { enable: true } } } satisfies HomeManagerOptions;
export const darwin = { homebrew: { enable: true, brews: ["jq"] } } satisfies DarwinOptions;

// @ts-expect-error There is no such option.
export const wrongOption = { services: { ngnix: { enable: true } } } satisfies NixosOptions;
// @ts-expect-error It takes a boolean.
export const wrongValue = { services: { nginx: { enable: "yes" } } } satisfies NixosOptions;
const settings = { PermitRootLogin: "never" } as const;
// @ts-expect-error It takes "no", "yes" and a few others.
export const wrongChoice = { services: { openssh: { settings } } } satisfies NixosOptions;
// @ts-expect-error It takes numbers.
export const wrongElement = { networking: { firewall: { allowedTCPPorts: ["80"] } } } satisfies NixosOptions;
