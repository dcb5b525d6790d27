import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { staticName, walk } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { collectDeclarations, guessKind } from "../dist/names.js";

/**
 * The Nix files of a folder that parse, `{ path, text, tree, kind }`, and what they declare. Whose module a file is is guessed
 * from the options that it sets, and from its name where several have them.
 *
 * @param options `kind` says it for all; `declared` are paths of options from elsewhere; `stubs` is the path of an option
 *   whose attributes are packages that it adds.
 */
export function readProject(directory, { kind, declared = [], stubs } = {}) {
  const parsed = [...nixFiles(directory)]
    .map((path) => ({ path, text: readFileSync(path, "utf8") }))
    .map((file) => ({ ...file, ...parse(file.text) }))
    .filter((file) => file.diagnostics.length === 0);
  const found = collectDeclarations(parsed);
  const declarations = {
    ...found,
    options: [...found.options, ...declared.map((path) => path.split("."))],
    packages: new Set([
      ...found.packages,
      ...(stubs ? parsed.flatMap(({ tree }) => namesBelow(stubs, tree)) : []),
    ]),
  };
  const files = parsed.map(({ path, text, tree }) => ({
    path,
    text,
    tree,
    kind: kind ?? guessKind(tree, undefined, kindByPath(path, directory)),
  }));
  return { files, declarations };
}

function kindByPath(path, directory) {
  if (/darwin|macos/i.test(path)) return "nix-darwin";
  return /home|hm/i.test(relative(directory, path)) ? "home-manager" : undefined;
}

/** The attributes of the sets that are bound to a path. */
function namesBelow(path, tree) {
  const found = [];
  walk(tree, (node) => {
    if (node.kind !== "Binding") return;
    const names = node.path.names.map((name) => staticName(name) ?? "");
    const text = names.join(".");
    if (text.startsWith(`${path}.`)) found.push(names[path.split(".").length]);
    else if (text === path)
      walk(node.value, (inner) => {
        if (inner.kind === "Binding") found.push(staticName(inner.path.names[0]));
        return inner.kind !== "Binding";
      });
  });
  return found;
}

function* nixFiles(directory) {
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && !name.startsWith(".")) yield* nixFiles(path);
    else if (stat?.isFile() && name.endsWith(".nix")) yield path;
  }
}
