import { parseArgs } from "node:util";
import { explainOption, lookupOption } from "../../names/lookup-option.js";
import { lookupPackage } from "../../names/lookup-package.js";
import type { Names } from "../../names/names.js";
import { optionKinds, type OptionKind } from "../../names/option-kind.js";
import { describeType } from "../../names/option-type.js";
import { readKind } from "../read-kind.js";
import { readNames } from "../read-names.js";
import { exitCodes, type Command } from "../command.js";

/** How many names the lists of what lies below and beside a name show. */
const mostBelow = 40;
const mostBeside = 10;

/** `nixgen explain` */
export const explainCommand: Command = {
  summary: "tell what is known of an option or a package",
  help: `nixgen explain <option path or pkgs.name> [options]

Tells the type, the default and some neighbours of an option, what lies in a set of options, or the version of a
package (\`pkgs.jq\`). Where the name does not exist, tells which one could be meant.

  --kind <kind>    nixos, home-manager or nix-darwin; all of them where not given
  --index <dir>    the folder of an index that \`nixgen index\` made
  --json           print as JSON

Exit codes: 0 it exists, 1 it does not.`,
  run(args, { print }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { kind: { type: "string" }, index: { type: "string" }, json: { type: "boolean" } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new Error("name one option or package");
    const names = readNames(values.index);
    const lines = path.startsWith("pkgs.")
      ? explainPackage(path.slice("pkgs.".length), names)
      : explainOptionPath(path, readKind(values.kind), names);
    print(values.json ? JSON.stringify(lines.data, undefined, 2) : lines.text.join("\n"));
    return lines.exists ? exitCodes.fine : exitCodes.found;
  },
};

interface Explanation {
  readonly exists: boolean;
  readonly text: readonly string[];
  readonly data: unknown;
}

function explainPackage(path: string, names: Names): Explanation {
  const answer = lookupPackage(path, names);
  switch (answer.answer) {
    case "known": {
      const { version, program, set, alias, removed, to } = answer.entry;
      const text = [`pkgs.${path}`];
      if (removed) text.push("  was removed");
      if (alias) text.push("  is an old name");
      if (to !== undefined) text.push(`  write ${to}`);
      if (set) text.push("  is a set of packages");
      if (version !== undefined) text.push(`  version: ${version}`);
      if (program !== undefined) text.push(`  program: ${program}`);
      return { exists: !removed, text: [...text, `from ${answer.source}`], data: answer };
    }
    case "unknown":
    case "not-covered": {
      const first =
        answer.answer === "unknown"
          ? `there is no pkgs.${path}`
          : `pkgs.${path} is not covered: ${answer.reason}`;
      const proposals = (answer.suggestions ?? []).map((one) => `  perhaps pkgs.${one.path} (${one.reason})`);
      return { exists: false, text: [first, ...proposals, `from ${answer.source}`], data: answer };
    }
  }
}

function explainOptionPath(path: string, wanted: OptionKind | undefined, names: Names): Explanation {
  const kinds = wanted === undefined ? optionKinds : [wanted];
  const found = kinds.flatMap((kind) => {
    const explanation = explainOption(path, kind, names);
    return explanation === undefined ? [] : [{ kind, ...explanation }];
  });
  if (found.length === 0) {
    const answers = kinds.map((kind) => ({ kind, ...lookupOption(path, kind, names) }));
    const text = answers.flatMap((answer) =>
      answer.answer === "unknown"
        ? answer.suggestions.map((one) => `  perhaps ${one.path} of ${answer.kind}`)
        : [],
    );
    const isPackage = lookupPackage(path, names).answer === "known";
    const hint = isPackage ? [`  perhaps the package: nixgen explain pkgs.${path}`] : [];
    const sources = [...new Set(answers.map((answer) => `from ${answer.source}`))];
    return {
      exists: false,
      text: [`there is no option ${path}`, ...hint, ...text, ...sources],
      data: answers,
    };
  }
  const text = found.flatMap(({ kind, path: full, entry, children, siblings, source }) => {
    const lines = [`${full} (${kind})`];
    if (entry) lines.push(`  type: ${describeType(entry.type)}`);
    if (entry?.default !== undefined) {
      lines.push(
        `  default: ${"code" in entry.default ? entry.default.code : JSON.stringify(entry.default.value)}`,
      );
    }
    if (entry?.readOnly) lines.push("  can't be set");
    if (entry?.internal) lines.push("  is meant for other modules");
    if (entry?.removed) lines.push("  was removed");
    if (entry?.movedTo !== undefined) lines.push(`  is now ${entry.movedTo}`);
    if (children.length > 0) lines.push(`  below it: ${list(children, mostBelow)}`);
    if (siblings.length > 0) lines.push(`  beside it: ${list(siblings, mostBeside)}`);
    return [...lines, `from ${source}`];
  });
  return { exists: true, text, data: found };
}

function list(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
