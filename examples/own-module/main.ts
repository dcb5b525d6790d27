// Writes a NixOS module that declares options of its own, as modules of nixpkgs do, and a host that uses it.
import {
  call,
  config,
  fn,
  lib,
  mkEnableOption,
  mkIf,
  mkMerge,
  mkOption,
  mkPackageOption,
  nixosModule,
  path,
  pkgs,
  plan,
  reference,
  select,
  str,
  types,
} from "nixgen";

const directory = process.argv[2] ?? "out/own-module";

const cfg = reference("cfg");
const builtins = reference("builtins");

const module = nixosModule(
  {
    options: {
      services: {
        greeter: {
          enable: mkEnableOption("the greeter, a server that says hello"),
          package: mkPackageOption("hello"),
          port: mkOption({
            type: types.port,
            default: 8080,
            description: "The port that the server listens on.",
          }),
          openFirewall: mkOption({
            type: types.bool,
            default: false,
            description: "Whether the firewall lets the port through.",
          }),
          logLevel: mkOption({
            type: types.enum(["error", "info", "debug"]),
            default: "info",
            description: "How much the server says.",
          }),
          greetings: mkOption({
            type: types.attrsOf(
              types.submodule({
                options: {
                  language: mkOption({
                    type: types.strMatching("[a-z]{2}"),
                    default: reference("name"),
                    description: "The language, as its code of two letters.",
                  }),
                  text: mkOption({ type: types.nonEmptyStr, description: "What is said." }),
                },
              }),
            ),
            default: {},
            example: { en: { text: "Hello" } },
            description: "What is said, by language.",
          }),
        },
      },
    },
    config: mkIf(
      cfg.enable!,
      mkMerge([
        {
          systemd: {
            services: {
              greeter: {
                description: "Greeter",
                wantedBy: ["multi-user.target"],
                after: ["network.target"],
                environment: {
                  GREETER_PORT: call(select(builtins, "toString"), cfg.port!),
                  GREETER_LOG: cfg.logLevel!,
                },
                serviceConfig: {
                  ExecStart: str`${call(lib.getExe, cfg.package!)} --serve`,
                  DynamicUser: true,
                  Restart: "on-failure",
                },
              },
            },
          },
          environment: {
            etc: { "greeter.json": { text: call(select(builtins, "toJSON"), cfg.greetings!) } },
          },
          assertions: [
            {
              assertion: call(
                lib.all,
                fn("greeting", ({ greeting }) => call(lib.hasSuffix, "!", greeting!.text!)),
                call(lib.attrValues, cfg.greetings!),
              ),
              message: "Greetings end with an exclamation mark.",
            },
          ],
        },
        mkIf(cfg.openFirewall!, { networking: { firewall: { allowedTCPPorts: [cfg.port!] } } }),
      ]),
    ),
  },
  { let: { cfg: config.services!.greeter! } },
);

const host = nixosModule({
  imports: [path("./greeter.nix")],
  services: {
    greeter: {
      enable: true,
      openFirewall: true,
      greetings: { en: { text: "Hello!" }, german: { language: "de", text: "Hallo!" } },
    },
  },
  environment: { systemPackages: [pkgs.curl] },
});

const files = plan(directory, { "greeter.nix": module, "host.nix": host });

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
