// Writes a file of settings that calls functions of nixpkgs' lib and of Nix itself, each with its arguments checked.
import { builtins, fn, letIn, lib, nixFile, path, pkgs, plan, reference, str } from "nixgen";

const directory = process.argv[2] ?? "out/lib-functions";

const hosts = reference("hosts");

const settings = letIn(
  { hosts: lib.importJSON(path("./hosts.json")) },
  {
    names: lib.attrNames(hosts),
    knownHosts: lib.concatStringsSep(
      "\n",
      lib.mapAttrsToList(
        fn("name", fn("host", str`${reference("name")} ${reference("host")["publicKey"]!}`)),
        hosts,
      ),
    ),
    web: lib.filterAttrs(fn("_", fn("host", lib.elem("web", reference("host")["roles"]!))), hosts),
    path: lib.makeBinPath([pkgs.openssh, pkgs.rsync]),
    isNew: lib.versionAtLeast(lib.getVersion(pkgs.openssh), "9.0"),
    motd: builtins.replaceStrings(["@nix@"], [builtins["nixVersion"]!], "Nix @nix@\n"),
  },
);

const files = plan(directory, {
  "hosts.json": {
    text: `${JSON.stringify(
      {
        alpha: { publicKey: "ssh-ed25519 AAAA", roles: ["web"] },
        beta: { publicKey: "ssh-ed25519 BBBB", roles: [] },
      },
      undefined,
      2,
    )}\n`,
  },
  "settings.nix": nixFile(settings),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
