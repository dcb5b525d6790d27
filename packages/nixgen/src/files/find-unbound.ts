import { findUnboundVariables, unboundMessage, type Diagnostic } from "@nixgen/core";
import type { ParsedFile } from "./check-planned-names.js";

/** The variables that nothing binds in a file, each once and with its place. Nix refuses to read such a file. */
export function findUnbound({ path, tree, content }: ParsedFile): Diagnostic[] {
  return findUnboundVariables(tree).map((node) => ({
    code: "tree/unbound-variable",
    severity: "error",
    message: `${unboundMessage(node.name)} in this file`,
    file: path,
    ...(node.span && { span: node.span }),
    suggestions: advise(node.name, path, content).map((message) => ({ message })),
  }));
}

function advise(name: string, path: string, content: unknown): string[] {
  if (isGivenAsText(content)) return [`begin the file with \`{ ${name}, ... }:\``];
  if (name !== "pkgs" && name !== "lib") {
    return [`make the file with \`nixFile(…, { arguments: [${JSON.stringify(name)}] })\``];
  }
  const standalone =
    path.split("/").at(-1) === "shell.nix" ? "shellFile({ shell: … })" : "nixFile(…, { standalone: true })";
  return [
    `make the file with \`${standalone}\`, and it can be used by itself`,
    "make the file with `packageFile(…)` for `callPackage`",
  ];
}

/** Whether the content of a file is a text as it is. */
export function isGivenAsText(content: unknown): content is string | { readonly text: string } {
  if (typeof content === "string") return true;
  if (typeof content !== "object" || content === null) return false;
  const keys = Object.keys(content);
  return keys.length === 1 && keys[0] === "text" && typeof (content as { text: unknown }).text === "string";
}
