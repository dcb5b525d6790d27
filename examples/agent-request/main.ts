// What a coding agent does: it sends JSON, reads what is wrong with it, and sends it again.
import { build, plan, printDiagnostics } from "nixgen";
import { optionsSchema, requestSchema } from "nixgen/schema";

const directory = process.argv[2] ?? "out/agent-request";

// The parameter of a tool, to be handed to the model.
const tool = { name: "nix_package", parameters: requestSchema("goModule", "layeredImage") };
console.log(`${tool.name}: ${JSON.stringify(tool.parameters).length} characters of JSON Schema`);
console.log(`options of goModule: ${Object.keys(optionsSchema("goModule")["properties"] as object).length}`);

const first = build(`{
  "builder": "goModule",
  "options": {
    "pname": "gate",
    "verson": "0.3.0",
    "src": "./.",
    "vendorHash": "0c0gdfbpmlpbw7h2s2y6c5hc3nhzrykdyx5hhhfmnkhhmk8ykhhm",
    "meta": { "license": "MIT License" }
  }
}`);
if (!first.ok) console.log(`\n${printDiagnostics(first.diagnostics)}\n`);

const second = build({
  files: {
    "package.nix": {
      builder: "goModule",
      options: {
        pname: "gate",
        version: "0.3.0",
        src: { $path: "./." },
        vendorHash: null,
        subPackages: ["cmd/gate"],
        ldflags: ["-s", "-w"],
        nativeBuildInputs: [{ $pkg: "installShellFiles" }],
        meta: { license: "MIT", mainProgram: "gate" },
      },
    },
    "image.nix": {
      builder: "streamLayeredImage",
      options: {
        name: "gate",
        certificates: true,
        contents: [{ $build: "callPackage", options: { file: { $path: "./package.nix" } } }],
        config: { Cmd: ["/bin/gate"], ExposedPorts: [443] },
      },
    },
    "shell.nix": {
      builder: "devShell",
      options: {
        packages: [{ $pkg: "go" }, { $pkg: "gopls" }],
        shellHook: { $str: ["export GATE_TOOLS=", { $pkg: "gotools" }, "/bin"] },
      },
    },
  },
});
if (!second.ok) throw new Error(printDiagnostics(second.diagnostics));

const files = plan(directory, second.files);
for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
