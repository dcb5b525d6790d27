import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { collectOptions, hasPackages } from "../../index-maker/collect-options.js";
import { collectPackages } from "../../index-maker/collect-packages.js";
import { findSource, type FoundSource } from "../../index-maker/find-source.js";
import { makeOptionIndex, makePackageIndex } from "../../index-maker/make-index.js";
import { readNixVersion } from "../../index-maker/evaluate.js";
import { optionIndexFile, packageIndexFile } from "../../names/names.js";
import type { Provenance } from "../../names/provenance.js";
import { exitCodes, type Command, type Output } from "../command.js";

/** `nixgen index` */
export const indexCommand: Command = {
  summary: "make an index of names from your own nixpkgs",
  help: `nixgen index --nixpkgs <reference> [options]

Makes an index of the packages and options that there are, by evaluation with your own Nix. Nothing is built. A reference is
a path, a channel (\`<nixpkgs>\`), or a flake reference (\`github:NixOS/nixpkgs/nixos-unstable\`).

  --nixpkgs <ref>        nixpkgs; its packages and the options of NixOS are indexed. Its \`lib\` alone is enough for the
                         options of home-manager and nix-darwin
  --home-manager <ref>   also index the options of home-manager
  --nix-darwin <ref>     also index the options of nix-darwin
  --output <dir>         where to write; .nixgen where not given
  --only <parts>         some of packages,nixos,home-manager,nix-darwin
  --skip <sets>          package sets to leave out, as haskellPackages,rPackages
  --system <system>      as aarch64-linux; that of the shipped index where not given
  --nix <program>        the nix-instantiate to use
  --no-cache             evaluate again what was evaluated before
  --quiet                no progress

Exit codes: 0 all was indexed, 1 some names could not be evaluated and are left out, 2 it failed.`,
  async run(args, output) {
    const { values } = parseArgs({
      args,
      options: {
        nixpkgs: { type: "string" },
        "home-manager": { type: "string" },
        "nix-darwin": { type: "string" },
        output: { type: "string", default: ".nixgen" },
        only: { type: "string" },
        skip: { type: "string" },
        system: { type: "string" },
        nix: { type: "string" },
        "no-cache": { type: "boolean" },
        quiet: { type: "boolean" },
      },
    });
    if (values.nixpkgs === undefined) throw new Error("say where nixpkgs is: --nixpkgs '<nixpkgs>'");
    const programs = values.nix === undefined ? {} : { nixInstantiate: values.nix };
    const nixpkgs = findSource(values.nixpkgs, "NixOS/nixpkgs", programs);
    const homeManager =
      values["home-manager"] && findSource(values["home-manager"], "nix-community/home-manager", programs);
    const nixDarwin =
      values["nix-darwin"] && findSource(values["nix-darwin"], "nix-darwin/nix-darwin", programs);
    const ofNixpkgs = hasPackages(nixpkgs.path) ? ["packages", "nixos"] : [];
    const parts = values.only?.split(",") ?? [...ofNixpkgs, "home-manager", "nix-darwin"];
    const making: Making = {
      nixpkgs,
      directory: values.output,
      output,
      progress: values.quiet ? () => {} : progressTo(process.stderr),
      cached: values["no-cache"] !== true,
      ...(values.nix === undefined ? {} : { nix: values.nix }),
      ...(values.system === undefined ? {} : { system: values.system }),
      skip: values.skip?.split(",") ?? [],
    };
    mkdirSync(values.output, { recursive: true });
    let problems = 0;
    if (parts.includes("packages")) problems += await indexPackages(making);
    if (parts.includes("nixos")) problems += await indexOptions("nixos", undefined, making);
    if (homeManager && parts.includes("home-manager"))
      problems += await indexOptions("home-manager", homeManager, making);
    if (nixDarwin && parts.includes("nix-darwin"))
      problems += await indexOptions("nix-darwin", nixDarwin, making);
    return problems > 0 ? exitCodes.found : exitCodes.fine;
  },
};

interface Making {
  readonly nixpkgs: FoundSource;
  readonly directory: string;
  readonly output: Output;
  readonly progress: (found: number, message: string) => void;
  readonly cached: boolean;
  readonly nix?: string;
  readonly system?: string;
  readonly skip: readonly string[];
}

async function indexPackages(making: Making): Promise<number> {
  const { nixpkgs, system, progress, skip } = making;
  const collected = await collectPackages({
    nixpkgs: nixpkgs.path,
    onProgress: progress,
    skip,
    ...(system === undefined ? {} : { system }),
    ...evaluation(making, [nixpkgs]),
  });
  const bytes = makePackageIndex(provenanceOf(making, [nixpkgs]), collected);
  return finish(packageIndexFile, bytes, collected.problems, making);
}

async function indexOptions(
  kind: "nixos" | "home-manager" | "nix-darwin",
  source: FoundSource | undefined,
  making: Making,
): Promise<number> {
  const { nixpkgs, system, progress } = making;
  const sources = source === undefined ? [nixpkgs] : [source, nixpkgs];
  const collected = await collectOptions({
    kind,
    nixpkgs: nixpkgs.path,
    onProgress: progress,
    ...(source === undefined ? {} : { source: source.path }),
    ...(system === undefined ? {} : { system }),
    ...evaluation(making, sources),
  });
  const modules = join((source ?? nixpkgs).path, kind === "nixos" ? "nixos/modules" : "modules");
  const bytes = await makeOptionIndex(kind, provenanceOf(making, sources), collected.options, modules);
  return finish(optionIndexFile(kind), bytes, collected.problems, making);
}

/** Results are kept where all that is evaluated has a revision. */
function evaluation({ cached, directory, nix }: Making, sources: readonly FoundSource[]) {
  const program = nix === undefined ? {} : { nix };
  const revisions = sources.flatMap((source) => source.fixed ?? []);
  if (!cached || revisions.length < sources.length) return program;
  return { ...program, cache: { directory: join(directory, "cache"), revision: revisions.join() } };
}

function provenanceOf({ nix, system }: Making, sources: readonly FoundSource[]): Provenance {
  return {
    sources: sources.map(({ source }) => source),
    nix: readNixVersion(nix),
    ...(system === undefined ? {} : { system }),
  };
}

/** Writes a file as a whole or not at all, and says what is missing in it. */
function finish(
  name: string,
  bytes: Uint8Array,
  problems: readonly { readonly path: readonly string[]; readonly message: string }[],
  { directory, output }: Making,
): number {
  const file = join(directory, name);
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
  output.print(`${file}: ${bytes.length} bytes`);
  for (const { path, message } of problems) {
    output.printError(`not evaluated: ${path.join(".")}: ${message.split("\n")[0]}`);
  }
  return problems.length;
}

function progressTo(stream: NodeJS.WriteStream): Making["progress"] {
  if (!stream.isTTY) return (found, message) => void stream.write(`${found} names, at ${message}\n`);
  return (found, message) => {
    stream.clearLine(0);
    stream.cursorTo(0);
    stream.write(`${found} names, at ${message}`.slice(0, (stream.columns ?? 80) - 1));
  };
}
