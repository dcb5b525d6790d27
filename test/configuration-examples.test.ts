import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "@nixgen/parser";
import { afterAll, describe, expect, it } from "vitest";
import { stub } from "./evaluate.js";
import { evalNix, hasNix, nixpkgsLib } from "./nix.js";

const examples = fileURLToPath(new URL("../examples/dist", import.meta.url));
const output = mkdtempSync(join(tmpdir(), "nixgen-configuration-examples-"));

/** Runs an example; everything that it writes is formatted. */
const run = (name: string): string => {
  const directory = join(output, name);
  execFileSync(process.execPath, [join(examples, name, "main.js"), directory], { encoding: "utf8" });
  for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".nix") || file.endsWith("greet.nix")) continue;
    const text = readFileSync(join(directory, file), "utf8");
    expect(format(text), file).toBe(text);
  }
  return directory;
};

/** What Nix makes of an expression, with the stub inputs and a function that gives the outputs of a flake. */
const evaluate = (expression: string): unknown =>
  evalNix(`
    let
      inputs = import ${stub("flake-inputs.nix")} // {
        disko.nixosModules.disko = "disko";
        sops-nix.nixosModules.sops = "sops";
      };
      inherit (inputs.nixpkgs) lib;
      outputsOf = file:
        let
          flake = import file;
          outputs = flake.outputs (builtins.intersectAttrs flake.inputs inputs // { self = outputs; });
        in
        outputs;
    in ${expression}`);

afterAll(() => rmSync(output, { recursive: true, force: true }));

describe.skipIf(!hasNix)("examples of shells, flakes and configurations, evaluated against stubs", () => {
  it("toolchains", () => {
    const directory = run("toolchains");
    const names = readdirSync(directory);
    expect(names.length).toBe(13);
    const shells = evaluate(`let pkgs = import ${stub("toolchains.nix")}; in {
      ${names.map((name) => `${name} = (import ${directory}/${name}/shell.nix { inherit pkgs; }).arguments;`).join("\n")}
    }`) as Record<string, { packages?: readonly unknown[] }>;
    expect(shells["go"]).toMatchObject({ hardeningDisable: ["fortify"] });
    expect(shells["zig"]!.packages).toEqual(["/nix/store/zig_0_14", "/nix/store/zls"]);
    expect(shells["rust-overlay"]!.packages).toEqual([{ fromFile: "rust-toolchain.toml" }]);
  });

  it("node-project", () => {
    const directory = run("node-project");
    expect(readFileSync(join(directory, ".envrc"), "utf8")).toBe(
      "use flake\ndotenv_if_exists .env\nPATH_add node_modules/.bin\n",
    );
    expect(
      evaluate(`let outputs = outputsOf ${directory}/flake.nix; in {
        inherit (outputs) formatter;
        shell = outputs.devShells.aarch64-darwin.default.shell.env;
        script = outputs.packages.x86_64-linux.default.script;
        app = outputs.apps.x86_64-linux.default;
      }`),
    ).toMatchObject({
      shell: { NODE_ENV: "development", PORT: 3000 },
      script: 'exec /nix/store/x86_64-linux-nodejs/bin/node server.js "$@"',
      app: { type: "app", program: "/nix/store/x86_64-linux-serve/bin/serve" },
    });
  });

  it("flake-styles", () => {
    const directory = run("flake-styles");
    const outputs = ["plain", "flake-utils", "flake-parts"].map((style) =>
      evaluate(`let outputs = outputsOf ${directory}/${style}/flake.nix; in {
        inherit (outputs) packages devShells apps checks formatter;
        template = outputs.templates.default.description;
      }`),
    );
    const [plain] = outputs;
    expect(plain).toMatchObject({
      packages: {
        "aarch64-linux": {
          default: "/nix/store/aarch64-linux-greet.nix",
          new: "/nix/store/aarch64-linux-hello",
        },
      },
      template: "A project that uses the tool",
    });
    expect(outputs).toEqual([plain, plain, plain]);
  });

  it("nixos-host", () => {
    const directory = run("nixos-host");
    const host = evaluate(`
      let
        arguments = {
          inherit lib;
          pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;
          config = {
            sops.secrets = { alice-password.path = "/run/alice"; "backup/repository".path = "/run/backup"; };
            services.openssh.enable = true;
          };
        };
        load = name: let module = import (${directory} + "/\${name}.nix"); in
          if builtins.isFunction module then module arguments else module;
        flake = import ${directory}/flake.nix;
      in {
        follows = flake.inputs.sops-nix.inputs.nixpkgs.follows;
        users = (load "host").users.users;
        specialisation = (load "host").specialisation.maintenance.configuration;
        backup = (load "backup").systemd.services.backup.serviceConfig;
        disks = (load "disks").disko.devices.disk.main.content.partitions.system.content.content.subvolumes;
        secrets = (load "secrets").sops.secrets;
        home = (load "home").systemd.user.services.notes;
      }`);
    expect(host).toMatchObject({
      follows: "nixpkgs",
      users: { alice: { hashedPasswordFile: "/run/alice", shell: "/nix/store/x86_64-linux-fish" } },
      specialisation: { services: { caddy: { enable: { _type: "override", content: false } } } },
      backup: { LoadCredential: ["repository:/run/backup"], DynamicUser: true },
      disks: { "/root": { mountpoint: "/" }, "/nix": { mountOptions: ["compress=zstd", "noatime"] } },
      secrets: { "alice-password": { neededForUsers: true }, "backup/repository": { mode: "0400" } },
      home: { Service: { ExecStart: "/nix/store/x86_64-linux-git/bin/main -C %h/notes pull" } },
    });
  });

  it("macos-laptop", () => {
    const directory = run("macos-laptop");
    expect(
      evaluate(`
        let
          outputs = outputsOf ${directory}/flake.nix;
          arguments = { inherit lib; pkgs = inputs.nixpkgs.legacyPackages.aarch64-darwin; };
          system = import ${directory}/system.nix arguments;
          home = import ${directory}/home.nix arguments;
        in {
          inherit (outputs.darwinConfigurations.laptop.darwin) system;
          modules = map (module: if builtins.isPath module then baseNameOf module else module)
            outputs.homeConfigurations.alice.modules;
          integrated = builtins.elemAt outputs.darwinConfigurations.laptop.darwin.modules 1;
          version = system.system.stateVersion;
          directory = home.home.homeDirectory.content;
          alacritty = home.programs.alacritty.enable;
        }`),
    ).toEqual({
      system: "aarch64-darwin",
      modules: ["home.nix"],
      integrated: "home-manager for macOS",
      version: 6,
      directory: "/Users/alice",
      alacritty: { _type: "if", condition: false, content: true },
    });
  });

  it("hosts-and-homes", () => {
    const directory = run("hosts-and-homes");
    expect(
      evaluate(`
        let
          outputs = outputsOf ${directory}/flake.nix;
          inherit (outputs.darwinConfigurations.laptop) darwin;
          pkgs = inputs.nixpkgs.legacyPackages.aarch64-darwin;
          home = outputs.homeConfigurations.alice;
        in {
          inherit (darwin) system;
          dock = (builtins.head darwin.modules { inherit pkgs; }).system.defaults.dock;
          inputs = builtins.attrNames darwin.specialArgs.inputs;
          home = { inherit (home) system; names = (builtins.elemAt home.modules 1).home; };
          credentials = (import ${directory}/mail.nix {
            config.age.secrets.mail-token.path = "/run/agenix/mail-token";
          }).systemd.services.mail.serviceConfig.LoadCredential;
          secret = (import ${directory}/secrets.nix).age.secrets.mail-token.owner;
        }`),
    ).toMatchObject({
      system: "aarch64-darwin",
      dock: { autohide: true },
      inputs: expect.arrayContaining(["home-manager", "nix-darwin", "nixpkgs"]) as string[],
      home: { system: "x86_64-linux", names: { username: "alice", homeDirectory: "/home/alice" } },
      credentials: ["token:/run/agenix/mail-token"],
      secret: "mail",
    });
  });
});

describe.skipIf(!hasNix || nixpkgsLib === undefined)(
  "the example of a module, in the true module system",
  () => {
    it("own-module", () => {
      const directory = run("own-module");
      const system = evaluate(`
      let
        lib = import ${nixpkgsLib};
        any = lib.mkOption { type = lib.types.attrsOf lib.types.anything; };
        list = lib.mkOption { type = lib.types.listOf lib.types.unspecified; default = [ ]; };
        surroundings = {
          options = {
            systemd.services = any;
            environment.etc = any;
            environment.systemPackages = list;
            assertions = list;
            networking.firewall.allowedTCPPorts = list;
          };
          config._module.args.pkgs = {
            hello = { type = "derivation"; name = "hello"; outPath = "/nix/store/hello"; meta.mainProgram = "hello"; };
            curl = "/nix/store/curl";
          };
        };
        inherit (lib.evalModules { modules = [ surroundings ${directory}/host.nix ]; }) config;
      in {
        ports = config.networking.firewall.allowedTCPPorts;
        unit = config.systemd.services.greeter;
        greetings = builtins.fromJSON config.environment.etc."greeter.json".text;
        inherit (config) assertions;
      }`);
      expect(system).toMatchObject({
        ports: [8080],
        unit: {
          environment: { GREETER_PORT: "8080", GREETER_LOG: "info" },
          serviceConfig: { ExecStart: "/nix/store/hello/bin/hello --serve" },
        },
        greetings: { en: { language: "en", text: "Hello!" }, german: { language: "de", text: "Hallo!" } },
        assertions: [{ assertion: true }],
      });
    });
  },
);
