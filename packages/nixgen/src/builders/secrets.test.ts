import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { evaluateWith } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  ageSecret,
  ageSecrets,
  config,
  loadCredential,
  nixosModule,
  path,
  print,
  sopsPlaceholder,
  sopsSecret,
  sopsSecrets,
  str,
} from "../index.js";

describe("secrets", () => {
  it.skipIf(!hasNix)("are declared with the files that hold them encrypted", () => {
    const module = sopsSecrets({
      defaultSopsFile: path("./secrets.yaml"),
      age: { sshKeyPaths: ["/etc/ssh/ssh_host_ed25519_key"] },
      secrets: { "database/password": { owner: "web", mode: "0400", restartUnits: ["web.service"] } },
    });
    expect(format(String(module))).toBe(String(module));
    expect(String(module)).toContain("defaultSopsFile = ./secrets.yaml;");
    expect(evaluateWith(`module = ${String(module)};`, "{ inherit (module.sops) age secrets; }\n")).toEqual({
      age: { sshKeyPaths: ["/etc/ssh/ssh_host_ed25519_key"] },
      secrets: { "database/password": { owner: "web", mode: "0400", restartUnits: ["web.service"] } },
    });
    expect(String(ageSecrets({ secrets: { token: { file: path("./token.age") } } }))).toBe(
      "{ age.secrets.token.file = ./token.age; }\n",
    );
  });

  it.skipIf(!hasNix)("stand in files that are written on the machine", () => {
    const module = nixosModule({
      imports: [
        sopsSecrets({
          gnupg: { home: "/var/lib/sops", sshKeyPaths: [] },
          secrets: { token: { uid: 0, format: "dotenv" } },
          templates: {
            "web.env": { content: str`TOKEN=${sopsPlaceholder("token")}\n`, restartUnits: ["web.service"] },
          },
        }),
      ],
      systemd: {
        services: { web: { serviceConfig: { EnvironmentFile: config.sops!.templates!["web.env"]!.path! } } },
      },
    });
    const bindings = `settings = (${String(module)}) { inherit config; }; config.sops = {
      placeholder.token = "<token>";
      templates."web.env".path = "/run/secrets/rendered/web.env";
    };`;
    expect(
      evaluateWith(
        bindings,
        "map (module: module { inherit config; }) settings.imports ++ [ settings.systemd ]\n",
      ),
    ).toEqual([
      {
        sops: {
          gnupg: { home: "/var/lib/sops", sshKeyPaths: [] },
          secrets: { token: { uid: 0, format: "dotenv" } },
          templates: { "web.env": { content: "TOKEN=<token>\n", restartUnits: ["web.service"] } },
        },
      },
      { services: { web: { serviceConfig: { EnvironmentFile: "/run/secrets/rendered/web.env" } } } },
    ]);
  });

  it("are referred to by where they are on the machine", () => {
    expect(print(sopsSecret("database/password"))).toBe('config.sops.secrets."database/password".path\n');
    expect(print(ageSecret("token"))).toBe("config.age.secrets.token.path\n");
    const text = String(
      nixosModule({
        users: { users: { alice: { isNormalUser: true, hashedPasswordFile: sopsSecret("alice") } } },
        systemd: {
          services: {
            web: { serviceConfig: { LoadCredential: [loadCredential("token", ageSecret("token"))] } },
          },
        },
      }),
    );
    expect(format(text)).toBe(text);
    expect(text).toContain("hashedPasswordFile = config.sops.secrets.alice.path;");
    expect(text).toContain('LoadCredential = [ "token:${config.age.secrets.token.path}" ];');
  });

  it("are checked", () => {
    // @ts-expect-error -- the encrypted file is a path
    expect(() => ageSecrets({ secrets: { a: { file: "a.age" } } })).toThrow("expected a Nix expression");
    expect(() => sopsSecrets({ secrets: { a: { mode: "rw" } } })).toThrow("octal digits");
    // @ts-expect-error -- the option is misspelled
    expect(() => sopsSecrets({ secrets: { a: { ownr: "web" } } })).toThrow("did you mean `owner`?");
  });
});
