import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import {
  darwinConfiguration,
  flake,
  homeConfiguration,
  nixosConfiguration,
  path,
  pkgs,
  reference,
  searchPath,
  select,
  type Built,
} from "../index.js";

const inputs = reference("inputs");

const text = (built: Built): string => {
  expect(format(String(built))).toBe(String(built));
  return String(built);
};

function wrong(build: () => unknown): string[] {
  return problemsOf(build)
    .map(({ path = [] }) => path.join("/"))
    .sort();
}

describe("nixosConfiguration", () => {
  it("takes modules as paths and as settings, with arguments for all of them", () => {
    expect(
      text(
        nixosConfiguration({
          system: "x86_64-linux",
          nixpkgs: "nixpkgs-stable",
          specialArgs: { inputs, user: "alice" },
          modules: [path("./a.nix"), { environment: { systemPackages: [inputs.tool!, pkgs.git] } }],
          homeManager: {
            useGlobalPkgs: true,
            extraSpecialArgs: { inputs },
            users: { alice: { home: { packages: [inputs.tool!] } } },
          },
        }),
      ),
    ).toBe(`nixpkgs-stable.lib.nixosSystem {
  system = "x86_64-linux";
  specialArgs = {
    inherit inputs;
    user = "alice";
  };
  modules = [
    ./a.nix
    (
      { pkgs, inputs, ... }:
      {
        environment.systemPackages = [
          inputs.tool
          pkgs.git
        ];
      }
    )
    home-manager.nixosModules.home-manager
    {
      home-manager = {
        useGlobalPkgs = true;
        extraSpecialArgs = { inherit inputs; };
        users.alice =
          { inputs, ... }:
          {
            home.packages = [ inputs.tool ];
          };
      };
    }
  ];
}
`);
  });

  it("evaluates without a flake", () => {
    const modules = [path("./configuration.nix")];
    expect(text(nixosConfiguration({ nixpkgs: searchPath("nixpkgs"), modules }))).toBe(
      "import <nixpkgs/nixos/lib/eval-config.nix> { modules = [ ./configuration.nix ]; }\n",
    );
    expect(text(nixosConfiguration({ nixpkgs: select(pkgs, "path"), modules }))).toBe(
      'import (pkgs.path + "/nixos/lib/eval-config.nix") { modules = [ ./configuration.nix ]; }\n',
    );
  });

  it("checks the settings of its modules", () => {
    expect(wrong(() => nixosConfiguration({ modules: [{ networking: { hostName: "a b" } }] }))).toEqual([
      "modules/0/networking/hostName",
    ]);
    const homeManager = { users: { alice: { home: { usrname: "a" } }, bob: { home: { stateVersion: 1 } } } };
    expect(wrong(() => nixosConfiguration({ modules: [], homeManager: homeManager as never }))).toEqual([
      "homeManager/users/alice/home/usrname",
      "homeManager/users/bob/home/stateVersion",
    ]);
    const web = { modules: [{ boot: {} }, { users: { users: { a: { uid: "1" } } } }] };
    expect(wrong(() => flake({ nixosConfigurations: { web: web as never } }))).toEqual([
      "nixosConfigurations/web/modules/1/users/users/a/uid",
    ]);
    // @ts-expect-error -- the modules are missing
    expect(wrong(() => nixosConfiguration({ sytem: "x86_64-linux" }))).toEqual(["modules", "sytem"]);
    expect(wrong(() => nixosConfiguration({ system: "linux" as never, modules: [] }))).toEqual(["system"]);
  });

  it("lets unknown arguments through on demand", () => {
    const options = { modules: [], baseModules: [] } as { modules: [] };
    expect(text(nixosConfiguration(options, { strict: false }))).toContain("baseModules = [ ];");
  });
});

describe("homeConfiguration", () => {
  it("takes its packages from a platform, or as they are", () => {
    expect(text(homeConfiguration({ pkgs, extraSpecialArgs: { inputs }, modules: [path("./home.nix")] })))
      .toBe(`home-manager.lib.homeManagerConfiguration {
  inherit pkgs;
  extraSpecialArgs = { inherit inputs; };
  modules = [ ./home.nix ];
}
`);
    const packages = { allowUnfree: true, overlays: [inputs.tool!.overlays!.default!] };
    expect(text(homeConfiguration({ system: "aarch64-darwin", packages, modules: [] })))
      .toBe(`home-manager.lib.homeManagerConfiguration {
  pkgs = import nixpkgs {
    system = "aarch64-darwin";
    overlays = [ inputs.tool.overlays.default ];
    config.allowUnfree = true;
  };
  modules = [ ];
}
`);
    expect(wrong(() => homeConfiguration({ modules: [] }))).toEqual(["system"]);
    expect(wrong(() => homeConfiguration({ pkgs, system: "x86_64-linux", modules: [] }))).toEqual(["pkgs"]);
  });
});

describe("darwinConfiguration", () => {
  it("takes nix-darwin by the name of its input", () => {
    expect(
      text(darwinConfiguration({ nixDarwin: "darwin", modules: [{ system: { stateVersion: 6 } }] })),
    ).toBe("darwin.lib.darwinSystem { modules = [ { system.stateVersion = 6; } ]; }\n");
    expect(
      wrong(() => darwinConfiguration({ modules: [{ system: { stateVersion: "6" } as never }] })),
    ).toEqual(["modules/0/system/stateVersion"]);
  });
});
