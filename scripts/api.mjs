// Describes the public API of the packages, from the declarations that are published: one text for each package, in which
// every change of it shows. `npm run api` writes them, a test holds them current.
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Node, Project, ts } from "ts-morph";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The packages whose API is described. */
export const packages = ["core", "parser", "nixgen", "prettier-plugin"];

/** The file in which the API of a package is kept. */
export function apiFile(name) {
  return join(root, "packages", name, "api.md");
}

/**
 * The API of each package by name: its text, and the types of the package that the API of any package speaks of and that
 * are not exported. Who exports a value of such a type gets an error from the compiler, which can't name it.
 */
export function describeApis() {
  const project = new Project({
    compilerOptions: { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true },
  });
  const apis = packages.map((name) => ({ name, ...readManifest(name), entries: entriesOf(name, project) }));
  const exported = apis.flatMap(({ entries }) => entries.flatMap(({ names }) => [...names.values()].flat()));
  const unnamed = findUnnamed(exported);
  return apis.map(({ name, title, entries }) => ({
    name,
    text: `# The API of ${title}\n\nWritten by \`npm run api\`.\n\n${entries.map(printEntry).join("\n")}`,
    unnamed: unnamed
      .filter((declaration) => packageOf(declaration) === name)
      .map(nameOf)
      .sort(),
  }));
}

function readManifest(name) {
  const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
  return { title: manifest.name, targets: Object.entries(manifest.exports) };
}

function entriesOf(name, project) {
  const { title, targets } = readManifest(name);
  return targets
    .filter(([, { types }]) => types !== undefined && !types.includes("*"))
    .map(([path, { types }]) => ({
      name,
      path: title + path.slice(1),
      names: exportsOf(project, join(root, "packages", name, types)),
    }));
}

/** What a module exports: the declarations of each name, in the order of the alphabet. */
function exportsOf(project, file) {
  const exported = [...project.addSourceFileAtPath(file).getExportedDeclarations()];
  return new Map(exported.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function printEntry({ name, path, names }) {
  const lines = [...names].flatMap(([alias, declarations]) => {
    if (declarations.every((declaration) => packageOf(declaration) === name))
      return declarations.map((declaration) => printDeclaration(declaration, alias));
    return [`${alias}; // of ${readManifest(packageOf(declarations[0])).title}`];
  });
  return `## \`${path}\`\n\n\`\`\`ts\n${lines.join("\n")}\n\`\`\`\n`;
}

/** The folder of the package that a declaration is from; `undefined` where it is from none of ours. */
function packageOf(declaration) {
  return /\/packages\/([^/]+)\/dist\//.exec(declaration.getSourceFile().getFilePath())?.[1];
}

/** What is longer than this was inferred, and is not written out: schemas of zod. */
const mostLines = 300;

const printer = ts.createPrinter({ removeComments: true });

function printDeclaration(declaration, alias) {
  const name = nameOf(declaration);
  // Lists of names are long, and their changes show where they are generated.
  if (isGenerated(declaration)) return `${alias}; // generated`;
  const { compilerNode } = Node.isVariableDeclaration(declaration)
    ? declaration.getVariableStatement()
    : declaration;
  const text = printer
    .printNode(ts.EmitHint.Unspecified, compilerNode, declaration.getSourceFile().compilerNode)
    .replace(/^export (?:declare )?/, "")
    .replace(/^ +(?:private .*|#private);\n/gm, "");
  if (text.split("\n").length > mostLines) return `${alias}; // more than ${mostLines} lines`;
  return alias === name ? text : `${text} // as ${alias}`;
}

function isGenerated(declaration) {
  return declaration.getSourceFile().getBaseName().includes(".generated.");
}

function nameOf(declaration) {
  return declaration.getName?.();
}

/** The types that can be reached from declarations, and are none of them. */
function findUnnamed(exported) {
  const reached = new Set(exported);
  const unnamed = [];
  for (const declaration of reached) {
    for (const found of typesIn(declaration)) {
      if (reached.has(found)) continue;
      reached.add(found);
      // An alias that stays in its module is written out where it is used.
      if (found.isExported()) unnamed.push(found);
    }
  }
  return unnamed;
}

function typesIn(declaration) {
  return declaration
    .getDescendantsOfKind(ts.SyntaxKind.Identifier)
    .filter((identifier) => !identifier.getFirstAncestor((node) => isUnseen(node)))
    .flatMap((identifier) => {
      const symbol = identifier.getSymbol();
      return (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
    })
    .filter((found) => isType(found) && packageOf(found) !== undefined);
}

/** What stands in a declaration and is in no type of its values: comments, and the constructors of classes. */
function isUnseen(node) {
  return Node.isJSDoc(node) || Node.isConstructorDeclaration(node);
}

function isType(declaration) {
  return (
    Node.isInterfaceDeclaration(declaration) ||
    Node.isTypeAliasDeclaration(declaration) ||
    Node.isClassDeclaration(declaration)
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, text, unnamed } of describeApis()) {
    writeFileSync(apiFile(name), text);
    console.log([`wrote ${relative(root, apiFile(name))}`, ...unnamed].join("\n  not exported: "));
  }
}
