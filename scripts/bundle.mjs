// Writes the JavaScript of the packages: each entry of a package's `exports` as one file, because loading hundreds of small
// modules takes longer than all that a program does with them. Declarations come from `tsc -b`.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { parseAst } from "rolldown/parseAst";

const root = fileURLToPath(new URL("..", import.meta.url));

for (const name of readdirSync(join(root, "packages"))) {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entries = entriesOf(manifest).filter((entry) => existsSync(join(folder, "src", `${entry}.ts`)));
  removeStaleDeclarations(folder);
  if (isCurrent(folder, entries)) continue;
  for (const file of filesIn(join(folder, "dist"))) if (/\.js(\.map)?$/.test(file)) rmSync(file);
  const bundle = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
    platform: "node",
    plugins: [{ name: "pure-constants", renderChunk: (code) => ({ code: markPure(code), map: null }) }],
  });
  await bundle.write({
    dir: "dist",
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  console.log(`bundled ${manifest.name}: ${entries.join(", ")}`);
}

/** The names of the modules that a package exports or runs. */
function entriesOf({ exports = {}, imports = {}, bin = {} }) {
  const modules = [...Object.values(exports), ...Object.values(imports)];
  const targets = [...modules.flatMap((target) => [target.default, target.browser]), ...Object.values(bin)];
  return [
    ...new Set(targets.filter((target) => target?.endsWith(".js")).map((target) => basename(target, ".js"))),
  ];
}

/** Removes the declarations of sources that are gone, which would be published otherwise. */
function removeStaleDeclarations(folder) {
  const dist = join(folder, "dist");
  for (const file of filesIn(dist)) {
    const [, name] = /^(.*)\.d\.ts(?:\.map)?$/.exec(relative(dist, file)) ?? [];
    if (name !== undefined && !existsSync(join(folder, "src", `${name}.ts`))) rmSync(file);
  }
}

/** Whether nothing was changed since the last time. */
function isCurrent(folder, entries) {
  const written = entries.map((entry) => join(folder, "dist", `${entry}.js`));
  if (!written.every((file) => existsSync(file))) return false;
  const oldest = Math.min(...written.map((file) => statSync(file).mtimeMs));
  const sources = [join(folder, "package.json"), ...filesIn(join(folder, "src"))];
  return sources.every((file) => statSync(file).mtimeMs < oldest);
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * The code of a module in which what makes a constant can be left out where nobody uses the constant: bundlers of programs keep
 * every call that is not known to be pure, and with it all schemas. The making of our constants changes nothing else. Lines stay.
 */
function markPure(code) {
  const makers = parseAst(code)
    .body.map((node) => (node.type === "ExportNamedDeclaration" ? node.declaration : node))
    .filter((node) => node?.type === "VariableDeclaration" && node.kind === "const")
    .flatMap(({ declarations }) => declarations)
    .filter(({ id, init }) => id.type === "Identifier" && init !== null && isActive(init))
    .map(({ init }) => init);
  let marked = code;
  for (const { start, end } of makers.sort((a, b) => b.start - a.start)) {
    const made = code.slice(start, end);
    marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${made}))()${marked.slice(end)}`;
  }
  return marked;
}

/** Whether bundlers take the making of a constant for something with an effect: it calls, or reads what may have getters. */
function isActive(node) {
  if (typeof node !== "object" || node === null) return false;
  if (Array.isArray(node)) return node.some(isActive);
  if (/^(?:Call|New|TaggedTemplate|Member)Expression$|^SpreadElement$/.test(node.type)) return true;
  if (/Function/.test(node.type ?? "")) return false;
  return Object.values(node).some(isActive);
}
