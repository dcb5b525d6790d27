import { NixError } from "@nixgen/core";
import { exitCodes, type Command, type Output } from "./command.js";
import { checkCommand } from "./commands/check.js";
import { explainCommand } from "./commands/explain.js";
import { formatCommand } from "./commands/format-command.js";
import { indexCommand } from "./commands/index-command.js";
import { searchCommand } from "./commands/search.js";
import { typesCommand } from "./commands/types.js";

const commands: { readonly [verb: string]: Command } = {
  format: formatCommand,
  check: checkCommand,
  search: searchCommand,
  explain: explainCommand,
  index: indexCommand,
  types: typesCommand,
};

const console_: Output = {
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
};

/** Runs a command line, and gives back its exit code (see {@link exitCodes}). */
export async function runCommandLine(args: readonly string[], output: Output = console_): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === "help" || verb === "--help" || verb === "-h") {
    output.print(helpText());
    return verb === undefined ? exitCodes.failed : exitCodes.fine;
  }
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (command === undefined) {
    output.printError(`nixgen has no command ${verb}; \`nixgen help\` lists them`);
    return exitCodes.failed;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    output.print(command.help);
    return exitCodes.fine;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    output.printError(error instanceof NixError ? error.message : `nixgen ${verb}: ${error.message}`);
    return exitCodes.failed;
  }
}

function helpText(): string {
  const lines = Object.entries(commands).map(([verb, { summary }]) => `  ${verb.padEnd(9)}${summary}`);
  return `nixgen <command> [options]

${lines.join("\n")}

\`nixgen <command> --help\` says more.
Exit codes: 0 all is well, 1 something is wrong or unknown, 2 the command could not be done.`;
}
