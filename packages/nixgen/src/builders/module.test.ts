import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { adviceByPath } from "../../../../test/problems.js";
import {
  config,
  darwinModule,
  homeModule,
  mkDefault,
  mkEnableOption,
  mkForce,
  mkIf,
  mkMerge,
  mkOption,
  nixosModule,
  path,
  pkgs,
  reference,
  str,
  types,
  withComment,
  type Built,
  type DarwinSettings,
  type HomeSettings,
  type NixosSettings,
} from "../index.js";

const text = (built: Built): string => {
  expect(format(String(built))).toBe(String(built));
  return String(built);
};

type Build = (settings: NixosSettings & HomeSettings & DarwinSettings) => unknown;

function wrong(settings: object, build: Build = (given) => nixosModule(given)): Record<string, string> {
  return adviceByPath(() => build(settings as never));
}

describe("nixosModule", () => {
  it("names what it uses, and folds sets with one attribute", () => {
    expect(
      text(
        nixosModule({
          imports: [path("./hardware.nix")],
          services: { nginx: { enable: mkDefault(true) } },
          environment: { systemPackages: [pkgs.git] },
          boot: { kernelParams: mkIf(config.boot!.debug!, ["debug"]) },
        }),
      ),
    ).toBe(`{
  config,
  lib,
  pkgs,
  ...
}:
{
  imports = [ ./hardware.nix ];
  services.nginx.enable = lib.mkDefault true;
  environment.systemPackages = [ pkgs.git ];
  boot.kernelParams = lib.mkIf config.boot.debug [ "debug" ];
}
`);
  });

  it("binds variables before its settings", () => {
    expect(
      text(
        nixosModule(
          { config: mkIf(reference("cfg").enable!, { networking: { hostName: "web" } }) },
          { let: { cfg: config.services!.web! } },
        ),
      ),
    ).toBe(`{ config, lib, ... }:
let
  cfg = config.services.web;
in
{
  config = lib.mkIf cfg.enable { networking.hostName = "web"; };
}
`);
  });

  it("takes arguments that the flake gives", () => {
    const settings = { environment: { systemPackages: [reference("inputs").tool!] } };
    expect(() => nixosModule(settings)).toThrow("nothing binds the variable `inputs`");
    expect(text(nixosModule(settings, { arguments: ["inputs"] }))).toContain("{ inputs, ... }:");
  });

  it("inherits functions of `lib` and uses them by their names", () => {
    const settings = {
      options: { a: mkOption({ type: types.listOf(types.ints.positive) }), b: mkEnableOption("b") },
      config: mkIf(reference("cfg").b!, { a: [1] }),
    };
    const module = nixosModule(settings, { fromLib: ["mkIf", "mkOption", "types"], let: { cfg: config } });
    expect(text(module)).toBe(`{ config, lib, ... }:
let
  inherit (lib) mkIf mkOption types;
  cfg = config;
in
{
  options = {
    a = mkOption { type = types.listOf types.ints.positive; };
    b = lib.mkEnableOption "b";
  };
  config = mkIf cfg.b { a = [ 1 ]; };
}
`);
  });

  it("lists the arguments that it is asked to list, and those that it uses", () => {
    const header = ["config", "pkgs", "..."];
    const settings = { networking: { hostName: "a" } };
    expect(text(nixosModule(settings, { header }))).toContain("{ config, pkgs, ... }:\n{\n");
    const other = { services: { a: { enable: mkDefault(true) } } };
    expect(text(nixosModule(other, { header: ["pkgs"] }))).toContain("{ pkgs, lib, ... }:\n{\n");
  });

  it("checks how it is made", () => {
    // @ts-expect-error -- the option is misspelled
    expect(() => nixosModule({}, { argument: ["inputs"] })).toThrow("did you mean `arguments`?");
    expect(() => nixosModule({}, { arguments: ["two words"] })).toThrow("arguments[0]");
  });

  it("keeps comments", () => {
    const settings: NixosSettings = {
      networking: { firewall: { allowedTCPPorts: withComment("Web.", [80, 443]) } },
    };
    expect(text(nixosModule(settings))).toBe(`{
  networking.firewall = {
    # Web.
    allowedTCPPorts = [
      80
      443
    ];
  };
}
`);
  });

  it("refuses settings beside `config` and `options`", () => {
    expect(wrong({ options: {}, services: {} })["services"]).toContain("move it into `config`");
    expect(wrong({ config: {}, imports: [], disabledModules: [] })).toEqual({});
  });
});

describe("variables of the code around a module", () => {
  const settings = {
    services: { web: { port: reference("port") } },
    environment: { systemPackages: [pkgs.git] },
  };

  it("are not listed in its header", () => {
    expect(String(nixosModule(settings, { outside: ["port"] })).startsWith("{ pkgs, ... }:")).toBe(true);
    const header = { outside: ["port"], header: ["config", "..."] };
    expect(String(nixosModule(settings, header)).startsWith("{ config, pkgs, ... }:")).toBe(true);
    expect(() => nixosModule(settings)).toThrow("nothing binds the variable `port` here");
  });
});

describe("properties", () => {
  it("fold what they hold, and can be nested", () => {
    expect(String(mkMerge([{ a: { b: 1 } }, mkIf(config.x!, mkForce({ c: { d: mkDefault(2) } }))])))
      .toBe(`lib.mkMerge [
  { a.b = 1; }
  (lib.mkIf config.x (lib.mkForce { c.d = lib.mkDefault 2; }))
]
`);
  });

  it("are checked", () => {
    // @ts-expect-error -- a condition is a boolean
    expect(() => mkIf("yes", {})).toThrow("expected true, false, or a Nix expression");
    // @ts-expect-error -- a list of definitions
    expect(() => mkMerge({ a: 1 })).toThrow("expected a list of definitions");
  });

  it("are looked through by the checks of settings", () => {
    const settings = {
      users: mkIf(true, { users: mkMerge([{ alice: { extraGroup: [] } }, { bob: mkForce({ uid: "1" }) }]) }),
      systemd: { services: { web: { serviceConfig: mkMerge([{ ExecStrat: "x" }]) } } },
    };
    expect(Object.keys(wrong(settings)).sort()).toEqual([
      "systemd/services/web/serviceConfig/ExecStrat",
      "users/users/alice/extraGroup",
      "users/users/bob/uid",
    ]);
  });
});

describe("what is known of NixOS", () => {
  it("passes when it is right", () => {
    const settings: NixosSettings = {
      imports: [path("./a.nix"), { services: { openssh: { enable: true } } }],
      users: {
        mutableUsers: false,
        users: {
          alice: {
            isNormalUser: true,
            extraGroups: ["wheel"],
            shell: pkgs.zsh,
            openssh: { authorizedKeys: { keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 alice@laptop"] } },
            hashedPasswordFile: "/run/secrets/alice",
            notKnownHere: { a: 1 },
          },
        },
        groups: { web: { members: ["alice"] } },
      },
      systemd: {
        services: {
          web: {
            wantedBy: ["multi-user.target"],
            after: ["network-online.target"],
            path: [pkgs.git],
            environment: { PORT: "80" },
            serviceConfig: {
              ExecStart: str`${pkgs.caddy}/bin/caddy run`,
              Restart: "on-failure",
              DynamicUser: true,
              AmbientCapabilities: ["CAP_NET_BIND_SERVICE"],
            },
            unitConfig: { StartLimitBurst: 3 },
          },
        },
        timers: { backup: { wantedBy: ["timers.target"], timerConfig: { OnCalendar: "daily" } } },
        tmpfiles: { rules: ["d /var/lib/web 0750 web web -"] },
      },
      fileSystems: {
        "/": { device: "/dev/disk/by-label/nixos", fsType: "ext4", options: ["noatime"] },
        "/tmp": { fsType: "tmpfs", neededForBoot: true },
      },
      swapDevices: [{ device: "/swapfile", size: 4096 }],
      networking: {
        hostName: "web",
        firewall: { allowedTCPPorts: [80], allowedUDPPortRanges: [{ from: 6000, to: 6010 }] },
      },
      specialisation: { slow: { configuration: { networking: { hostName: "slow" } } } },
      assertions: [{ assertion: true, message: "Always." }],
      warnings: ["Mind the gap."],
      system: { stateVersion: "25.11" },
    };
    expect(wrong(settings)).toEqual({});
    expect(text(nixosModule(settings))).toContain("specialisation.slow.configuration.networking.hostName");
  });

  it("is reported all at once where it is wrong", () => {
    const found = wrong({
      imports: "./a.nix",
      users: {
        users: {
          alice: {
            isNormalUsr: true,
            uid: -1,
            packages: ["git"],
            openssh: { authorizedKeys: { keys: ["abc"] } },
          },
          bob: { isNormalUser: true, isSystemUser: true },
        },
      },
      systemd: {
        services: {
          web: {
            wantedby: [],
            serviceConfig: { ExecStrt: "x", Restart: "sometimes" as "always" },
            script: 1,
          },
        },
        timers: { t: { timerConfig: { OnCalender: "daily" } } },
      },
      fileSystems: { root: { device: "x" }, "/": { fstype: "ext4" } },
      swapDevices: { device: "/swap" },
      networking: { hostName: "web.example.org", firewall: { allowedTCPPorts: ["80", 70000] } },
      environment: { systemPackages: ["git", pkgs.jq] },
      specialisation: { slow: { networking: {} } },
      assertions: [{ assertion: true }],
      system: { stateVersion: 25.11 },
    });
    expect(Object.keys(found).sort()).toEqual([
      "assertions/0/message",
      "environment/systemPackages/0",
      "fileSystems///fstype",
      "fileSystems/root",
      "imports",
      "networking/firewall/allowedTCPPorts/0",
      "networking/firewall/allowedTCPPorts/1",
      "networking/hostName",
      "specialisation/slow/networking",
      "swapDevices",
      "system/stateVersion",
      "systemd/services/web/script",
      "systemd/services/web/serviceConfig/ExecStrt",
      "systemd/services/web/serviceConfig/Restart",
      "systemd/services/web/wantedby",
      "systemd/timers/t/timerConfig/OnCalender",
      "users/users/alice/isNormalUsr",
      "users/users/alice/openssh/authorizedKeys/keys/0",
      "users/users/alice/packages/0",
      "users/users/alice/uid",
      "users/users/bob/isSystemUser",
    ]);
    expect(found["users/users/alice/isNormalUsr"]).toContain("did you mean `isNormalUser`?");
    expect(found["systemd/services/web/serviceConfig/ExecStrt"]).toContain("did you mean `ExecStart`?");
    expect(found["system/stateVersion"]).toContain('in quotes, such as "25.11"');
  });

  it("is a compile error where types can say so", () => {
    // @ts-expect-error -- the option is misspelled
    const user: NixosSettings = { users: { users: { alice: { isNormalUser: "yes" } } } };
    // @ts-expect-error -- a port is a number
    const ports: NixosSettings = { networking: { firewall: { allowedTCPPorts: ["80"] } } };
    // @ts-expect-error -- packages are expressions
    const packages: NixosSettings = { environment: { systemPackages: ["git"] } };
    for (const settings of [user, ports, packages]) expect(wrong(settings)).not.toEqual({});
  });

  it("lets unknown options through on demand, and nothing else", () => {
    const settings = { users: { users: { alice: { isNormalUsr: true } } } };
    expect(text(nixosModule(settings, { strict: false }))).toContain("isNormalUsr = true;");
    const bad = { users: { users: { alice: { isNormalUsr: true, uid: "1" } } } } as object;
    expect(Object.keys(wrong(bad, (given) => nixosModule(given, { strict: false })))).toEqual([
      "users/users/alice/uid",
    ]);
  });
});

describe("secrets", () => {
  it("are given by reference only", () => {
    const settings = {
      users: { users: { alice: { isNormalUser: true, password: "hunter2" } } },
      networking: { wireguard: { interfaces: { wg0: { privateKey: "yAnz5TF" } } } },
      services: { gitea: { settings: { secretKey: "/run/secrets/gitea", tokenFile: "x" } } },
    };
    const found = wrong(settings);
    expect(Object.keys(found)).toEqual([
      "users/users/alice/password",
      "networking/wireguard/interfaces/wg0/privateKey",
    ]);
    expect(found["users/users/alice/password"]).toContain("hashedPasswordFile");
    expect(wrong(settings, (given) => nixosModule(given, { plainSecrets: true }))).toEqual({});
  });
});

describe("homeModule", () => {
  it("checks homes", () => {
    const build: Build = (given) => homeModule(given);
    expect(
      wrong(
        {
          home: { usrname: "alice", homeDirectory: "alice", file: { a: { text: "x", source: path("./a") } } },
          xdg: { configFile: { "a/b": { sourc: "", text: "" } } },
          systemd: { user: { services: { sync: { Srvice: {}, Service: { ExecStrt: "x" } } } } },
        },
        build,
      ),
    ).toEqual({
      "home/usrname": expect.stringContaining("did you mean `username`?") as string,
      "home/homeDirectory": expect.stringContaining("starts with a slash") as string,
      "home/file/a/source": expect.stringContaining("either a `text` or a `source`") as string,
      "xdg/configFile/a/b/sourc": expect.stringContaining("did you mean `source`?") as string,
      "systemd/user/services/sync/Srvice": expect.stringContaining("a unit file has no section") as string,
      "systemd/user/services/sync/Service/ExecStrt": expect.stringContaining(
        "did you mean `ExecStart`?",
      ) as string,
    });
  });

  it("writes homes", () => {
    expect(
      text(
        homeModule({
          home: {
            username: "alice",
            homeDirectory: "/home/alice",
            stateVersion: "25.11",
            packages: [pkgs.ripgrep],
          },
          programs: { git: { enable: true } },
          systemd: {
            user: {
              services: {
                sync: { Service: { ExecStart: "sync" }, Install: { WantedBy: ["default.target"] } },
              },
            },
          },
        }),
      ),
    ).toContain("programs.git.enable = true;");
  });
});

describe("darwinModule", () => {
  it("checks what is different on macOS", () => {
    const build: Build = (given) => darwinModule(given);
    const found = wrong(
      {
        system: { stateVersion: "25.11" },
        homebrew: { enabel: true, onActivation: { cleanup: "all" } },
        launchd: { daemons: { sync: { serviceConfig: { KeepAlve: true } } } },
      },
      build,
    );
    expect(Object.keys(found).sort()).toEqual([
      "homebrew/enabel",
      "homebrew/onActivation/cleanup",
      "launchd/daemons/sync/serviceConfig/KeepAlve",
      "system/stateVersion",
    ]);
    expect(found["system/stateVersion"]).toContain("such as 6");
  });
});
