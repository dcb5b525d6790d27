import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { staticName, walk } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { collectDeclarations, guessKinds } from "../dist/names.js";

/**
 * The Nix files of a folder that parse, `{ path, text, tree, kind }`, and what they declare. `kind` is a list of whose module the
 * file is, as far as that can be told.
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
  const ofProject = parsed.map(({ path, tree }) => ({ path: relative(directory, path), tree }));
  const kinds = guessKinds(ofProject, kind ? { kind } : {});
  const files = parsed.map(({ path, text, tree }) => ({ path, text, tree, kind: kinds.get(tree) }));
  return { files, declarations };
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
