import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeTypes, typeFiles } from "../../codegen/make-types.js";
import { shippedNames } from "../../names/names.js";
import { readNames } from "../read-names.js";
import { exitCodes, type Command } from "../command.js";

/** `nixgen types` */
export const typesCommand: Command = {
  summary: "write TypeScript types of packages and options",
  help: `nixgen types [options]

Writes declaration files for what an index of your own has beyond the one that is shipped: they are merged with the types in
nixgen/types/* where TypeScript finds them. Needs ts-morph and prettier to be installed.

  --index <dir>    the folder of an index that \`nixgen index\` made; .nixgen where not given
  --output <dir>   where to write; the folder of the index where not given
  --all            write all names, as modules of their own

Exit codes: 0 done, 2 it failed.`,
  async run(args, { print }) {
    const { values } = parseArgs({
      args,
      options: {
        index: { type: "string", default: ".nixgen" },
        output: { type: "string" },
        all: { type: "boolean" },
      },
    });
    const names = readNames(values.index);
    const directory = values.output ?? values.index;
    mkdirSync(directory, { recursive: true });
    for (const part of typeFiles) {
      const text = await makeTypes(part, names, values.all ? undefined : shippedNames);
      if (text === undefined) continue;
      const file = join(directory, `${part}.d.ts`);
      writeFileSync(file, text);
      print(file);
    }
    return exitCodes.fine;
  },
};
