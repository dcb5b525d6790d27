import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { printDiagnostic, type FormatOptions } from "@nixgen/core";
import { format } from "@nixgen/parser";
import { formatFiles } from "@nixgen/parser/files";
import { count } from "../count.js";
import { readNumber } from "../read-number.js";
import { exitCodes, type Command } from "../command.js";

/** `nixgen format` */
export const formatCommand: Command = {
  summary: "format files as nixfmt does",
  help: `nixgen format <file or directory>… [options]

Formats files in place as nixfmt 1.4 does, several at a time. \`-\` formats what comes on standard input. A file with syntax
errors is left as it is.

  --check          only say which files would change
  --width <n>      the longest line, in columns; 100 where not given
  --indent <n>     spaces for each level; 2 where not given

Exit codes: 0 done, or with --check all is formatted; 1 with --check files would change; 2 a file could not be formatted.`,
  async run(args, { print, printError }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { check: { type: "boolean" }, width: { type: "string" }, indent: { type: "string" } },
    });
    if (positionals.length === 0) throw new Error("name a file or a directory, or `-`");
    const options: FormatOptions = {
      ...(values.width !== undefined && { width: readNumber("--width", values.width) }),
      ...(values.indent !== undefined && { indent: readNumber("--indent", values.indent) }),
    };
    if (positionals.length === 1 && positionals[0] === "-") {
      const text = readFileSync(process.stdin.fd, "utf8");
      const formatted = format(text, options);
      if (!values.check) print(formatted.replace(/\n$/, ""));
      return values.check && formatted !== text ? exitCodes.found : exitCodes.fine;
    }
    const results = await formatFiles(positionals, { ...options, check: values.check ?? false });
    const changed = results.filter(({ status }) => status === "changed");
    const failed = results.filter((file) => file.status === "failed");
    for (const { path } of changed) print(path);
    for (const { path, diagnostics } of failed)
      for (const diagnostic of diagnostics) printError(`${printDiagnostic(diagnostic, readIfThere(path))}\n`);
    const verb = values.check ? "would change" : "changed";
    printError(`${count(results.length, "file")}, ${changed.length} ${verb}, ${failed.length} failed`);
    if (failed.length > 0) return exitCodes.failed;
    return values.check && changed.length > 0 ? exitCodes.found : exitCodes.fine;
  },
};

/** The text that diagnostics point into, or nothing where the file can't be read. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
