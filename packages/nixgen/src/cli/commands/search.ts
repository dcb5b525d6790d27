import { parseArgs } from "node:util";
import { describeType } from "../../names/option-type.js";
import { describeProvenance, type Provenance } from "../../names/provenance.js";
import { searchOptions, searchPackages, type SearchResult } from "../../names/search.js";
import { readKind } from "../read-kind.js";
import { readNumber } from "../read-number.js";
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

Exit codes: 0 something fits, 1 nothing does, 2 the search was not understood.`,
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
    const settings = { names, limit: readNumber("--limit", values.limit ?? "20") };
    if (kind === undefined) {
      const results = searchPackages(query, settings);
      if (values.json) print(JSON.stringify(results, undefined, 2));
      else
        for (const { path, entry } of results) print(`${path.padEnd(32)} ${entry.version ?? ""}`.trimEnd());
      printSources(names.packages?.provenance, results);
      return results.length > 0 ? exitCodes.fine : exitCodes.found;
    }
    const results = searchOptions(query, kind, settings);
    if (values.json) print(JSON.stringify(results, undefined, 2));
    else for (const { path, entry } of results) print(`${path}  (${describeType(entry.type)})`);
    printSources(names.options(kind)?.provenance, results);
    return results.length > 0 ? exitCodes.fine : exitCodes.found;

    /** What was searched, and the lists where results rest on those alone. */
    function printSources(
      provenance: Provenance | undefined,
      results: readonly SearchResult<unknown>[],
    ): void {
      if (provenance === undefined || values.json) return;
      const sources = new Set([describeProvenance(provenance), ...results.map(({ source }) => source)]);
      print(`from ${[...sources].join(", ")}`);
    }
  },
};
