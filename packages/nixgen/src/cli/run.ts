import { readFileSync } from "node:fs";
import { NixError } from "@nixgen/core";
import { packageRoot } from "#package-root";
import { closestNames } from "../names/closest.js";
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
  if (verb === "version" || verb === "--version" || verb === "-v") {
    output.print(readVersion());
    return exitCodes.fine;
  }
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (command === undefined) {
    const [meant] = closestNames(verb, [...Object.keys(commands), "help", "version"], 1);
    const help = meant === undefined ? "`nixgen help` lists them" : `did you mean \`nixgen ${meant}\`?`;
    output.printError(`nixgen has no command ${verb}; ${help}`);
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
    const message = describeUnknownOption(error, command) ?? error.message;
    output.printError(error instanceof NixError ? error.message : `nixgen ${verb}: ${message}`);
    return exitCodes.failed;
  }
}

/** What is said of an option that a command does not have, where an error is about one. The help names those that there are. */
function describeUnknownOption(error: Error, { help }: Command): string | undefined {
  if ((error as NodeJS.ErrnoException).code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return undefined;
  const [, option = ""] = /'(-[^' ]*)/.exec(error.message) ?? [];
  const known = new Set([...help.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name!));
  const [meant] = closestNames(option, [...known, "--help"], 1);
  return `there is no option ${option}; ${meant === undefined ? "`--help` lists them" : `did you mean ${meant}?`}`;
}

/** The version of this package. */
function readVersion(): string {
  const text = readFileSync(new URL("package.json", packageRoot), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version; // So says npm.
}

function helpText(): string {
  const lines = Object.entries(commands).map(([verb, { summary }]) => `  ${verb.padEnd(9)}${summary}`);
  return `nixgen <command> [options]

${lines.join("\n")}

\`nixgen <command> --help\` says more, \`nixgen --version\` tells the version.
Exit codes: 0 all is well, 1 something is wrong or unknown, 2 the command could not be done.`;
}
