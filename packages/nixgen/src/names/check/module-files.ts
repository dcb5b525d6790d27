import { staticName, type Expr, type Node } from "@nixgen/core";
import { callOf } from "./literal.js";
import { mayBeModule } from "./may-be-module.js";
import { normalizePath, type Project } from "./overlays.js";

/** A file that an expression names. */
export interface NamedTree {
  readonly path: string;
  readonly tree: Node;
  /** The file is meant for certain; where evaluation tells a part of the path, it is one of several. */
  readonly isCertain: boolean;
}

/** What stands in a path for a part that evaluation tells. */
const hole = "\0";

/**
 * The files of a project that an expression names as a module: `./a.nix`, `import ./a.nix { … }`, and all that fit where a part of
 * the path is told by evaluation, as in `./hosts/${name}` and `./hosts + "/${name}.nix"`. Paths from the top of the flake are
 * followed too: `"${self}/a.nix"`.
 */
export function findModuleFiles(value: Expr, project: Project): readonly NamedTree[] {
  const text = textOf(calledFile(value), project);
  return text === undefined ? [] : findFitting(normalizePath(text), project);
}

/** The modules that a function finds in a folder: the files in it, and those folders in it that are modules. */
export function findModulesOfFolder(folder: Expr, project: Project, deep: boolean): readonly NamedTree[] {
  const text = textOf(folder, project);
  if (text === undefined || text.includes(hole)) return [];
  const top = normalizePath(text);
  const start = top === "" ? "" : `${top}/`;
  return [...project.trees].flatMap(([path, tree]) => {
    if (path === project.path || !path.startsWith(start) || !mayBeModule(tree)) return [];
    const below = path.slice(start.length);
    return deep || /^[^/]+(\/default\.nix)?$/.test(below) ? [{ path, tree, isCertain: false }] : [];
  });
}

/** The file that a text names from the top of the flake, as helpers take it: `"hosts/common"`. */
export function findFileFromTop(text: string, project: Project): readonly NamedTree[] {
  const top = findTop(project);
  return top === undefined ? [] : findFitting(normalizePath(`${top}${text}`), project);
}

/** `./a.nix` in `import ./a.nix`, `import ./a.nix { … }` and `importApply ./a.nix { … }`. */
function calledFile(value: Expr): Expr {
  let at = value;
  while (at.kind === "Parenthesized") at = at.expression;
  const { name, args = [] } = at.kind === "Application" ? (callOf(at) ?? {}) : {};
  const takesFile = name === "import" || name === "importApply";
  return takesFile && args[0] !== undefined ? calledFile(args[0]) : at;
}

function findFitting(text: string, { trees }: Project): readonly NamedTree[] {
  if (text.includes(hole)) {
    const parts = text.split(hole).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`^${parts.join("[^/]+")}(/default\\.nix)?$`);
    return [...trees].flatMap(([path, tree]) =>
      pattern.test(path) && mayBeModule(tree) ? [{ path, tree, isCertain: false }] : [],
    );
  }
  for (const path of [text, text === "" ? "default.nix" : `${text}/default.nix`]) {
    const tree = trees.get(path);
    if (tree !== undefined) return [{ path, tree, isCertain: true }];
  }
  return [];
}

/** The path that an expression is; `undefined` where it is none of the project. */
function textOf(value: Expr, project: Project): string | undefined {
  switch (value.kind) {
    case "Parenthesized":
      return textOf(value.expression, project);
    case "Path": {
      const text = textOfParts(value.parts);
      return text.startsWith(".") && project.path !== undefined ? `${project.path}/../${text}` : undefined;
    }
    case "String": {
      const [first, ...rest] = value.parts;
      const start = first?.kind === "Interpolation" ? textOf(first.expression, project) : undefined;
      return start === undefined ? undefined : start + textOfParts(rest);
    }
    case "Binary": {
      const left = value.operator === "+" ? textOf(value.left, project) : undefined;
      const { right } = value;
      const isText = right.kind === "String" || right.kind === "Path";
      return left === undefined ? undefined : left + (isText ? textOfParts(right.parts) : hole);
    }
    case "Identifier":
    case "Select": {
      const top = isSelf(value) ? findTop(project) : undefined;
      return top === undefined ? undefined : `${top}.`;
    }
    default:
      return undefined;
  }
}

function textOfParts(parts: Extract<Expr, { kind: "String" | "Path" }>["parts"]): string {
  return parts
    .map((part) => (part.kind === "StringText" ? part.value : part.kind === "PathText" ? part.text : hole))
    .join("");
}

/** `self`, `inputs.self`: the flake of the file. */
function isSelf(value: Extract<Expr, { kind: "Identifier" | "Select" }>): boolean {
  if (value.kind === "Identifier") return value.name === "self";
  const [name, ...more] = value.path.names.map((one) => staticName(one));
  return (
    value.subject.kind === "Identifier" &&
    value.subject.name === "inputs" &&
    name === "self" &&
    more.length === 0
  );
}

/** The folder of the flake that a file belongs to, with a slash at its end; `undefined` where there is none. */
function findTop({ path, trees }: Project): string | undefined {
  const folders = path?.split("/").slice(0, -1) ?? [];
  for (let length = folders.length; length >= 0; length--) {
    const top = folders
      .slice(0, length)
      .map((name) => `${name}/`)
      .join("");
    if (trees.has(`${top}flake.nix`)) return top;
  }
  return undefined;
}
