import { parseArgs } from "node:util";
import { describeType } from "../../names/option-type.js";
import { printOptionPath, readOptionPath } from "../../names/option-path.js";
import type { PackageEntry, PackageIndex } from "../../names/package-index.js";
import { describeProvenance, type Provenance } from "../../names/provenance.js";
import { searchOptions, searchPackages, type SearchResult } from "../../names/search.js";
import { readKind } from "../read-kind.js";
import { readNames } from "../read-names.js";
import { exitCodes, type Command } from "../command.js";

/** `nixgen search` */
export const searchCommand: Command = {
  summary: "search packages and options by words",
  help: `nixgen search <words>… [options]

Prints the packages whose names fit best, or with --kind the options. \`in:python3Packages\` among the words looks into
a package set, \`type:enum\` asks for options of a type.

  --kind <kind>    search the options of nixos, home-manager or nix-darwin
  --limit <n>      print so many; 20 where not given
  --index <dir>    the folder of an index that \`nixgen index\` made
  --json           print results as JSON

Exit codes: 0 something fits, 1 nothing does.`,
  run(args, { print }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        kind: { type: "string" },
        limit: { type: "string" },
        index: { type: "string" },
        json: { type: "boolean" },
      },
    });
    if (positionals.length === 0) throw new Error("name what to search for");
    const names = readNames(values.index);
    const kind = readKind(values.kind);
    const query = positionals.join(" ");
    const settings = { names, limit: Number(values.limit ?? 20) };
    if (kind === undefined) {
      const results = searchPackages(query, settings);
      if (values.json) print(JSON.stringify(results, undefined, 2));
      else
        for (const { path, entry } of results) print(`${path.padEnd(32)} ${entry.version ?? ""}`.trimEnd());
      if (names.packages !== undefined) printSource(sourcesOf(results, names.packages), values.json);
      return results.length > 0 ? exitCodes.fine : exitCodes.found;
    }
    const results = searchOptions(query, kind, settings);
    if (values.json) print(JSON.stringify(results, undefined, 2));
    else for (const { path, entry } of results) print(`${path}  (${describeType(entry.type)})`);
    printSource(names.options(kind)?.provenance, values.json);
    return results.length > 0 ? exitCodes.fine : exitCodes.found;

    function printSource(provenance: Provenance | undefined, json: boolean | undefined): void {
      if (provenance !== undefined && !json) print(`from ${describeProvenance(provenance)}`);
    }
  },
};

/** What the index was made from, and the list where a result rests on that alone. */
function sourcesOf(results: readonly SearchResult<PackageEntry>[], index: PackageIndex): Provenance {
  const listed = results.find(({ entry }) => entry.listed);
  const list = listed && index.listOf(printOptionPath(readOptionPath(listed.path).slice(0, -1)));
  return { sources: [...index.provenance.sources, ...(list === undefined ? [] : [list])] };
}
