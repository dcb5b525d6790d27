// Writes a few scripts as programs, an environment with them, and a NixOS test that runs one.
import {
  buildEnv,
  indented,
  letIn,
  nixFile,
  nixosTest,
  pkgs,
  plan,
  reference,
  shellApplication,
  shellScriptBin,
  symlinkJoin,
  textFile,
} from "nixgen";

const directory = process.argv[2] ?? "out/script-tools";

const settings = textFile({ name: "backup.conf", text: "keep = 7\n" });

const backup = shellApplication({
  name: "backup",
  runtimeInputs: [pkgs.restic, pkgs.jq],
  runtimeEnv: { RESTIC_CACHE_DIR: "/var/cache/restic" },
  text: indented`
    # \${1} is the directory; the shell sees these braces, not Nix.
    target="\${1:?usage: backup DIRECTORY}"
    keep="$(sed -n 's/^keep = //p' ${settings})"
    restic backup "$target"
    restic forget --keep-daily "$keep"
  `,
  meta: { description: "Back a directory up", license: "MIT" },
});

const status = shellScriptBin({ name: "backup-status", text: "exec restic snapshots --latest 1\n" });

const wrapped = symlinkJoin({
  name: "restic-with-cache",
  paths: [pkgs.restic],
  nativeBuildInputs: [pkgs.makeWrapper],
  postBuild: "wrapProgram $out/bin/restic --set RESTIC_CACHE_DIR /var/cache/restic\n",
});

const tools = buildEnv({
  name: "backup-tools",
  paths: [reference("backup"), status, wrapped],
  pathsToLink: ["/bin"],
});

const test = nixosTest({
  name: "backup",
  nodes: { machine: { environment: { systemPackages: [reference("backup")] } } },
  testScript: indented`
    machine.wait_for_unit("multi-user.target")
    machine.fail("backup")
  `,
});

// The script is bound once, because both use it.
const files = plan(directory, {
  "default.nix": nixFile(letIn({ backup }, { tools, test }), { standalone: true }),
});

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
