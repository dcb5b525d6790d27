import { staticName, type Expr, type File, type Identifier, type Node } from "@nixgen/core";
import { callOf } from "./literal.js";

/** The files of a project, and the one that is looked at. */
export interface Project {
  /** The trees by their normalized paths. */
  readonly trees: ReadonlyMap<string, File | Expr>;
  /** The path of the file. */
  readonly path: string | undefined;
  /** What the function that is read calls the set before it. */
  readonly previous?: string;
  /** What variables hold that a `let` around binds. */
  readonly variables?: ReadonlyMap<string, Expr>;
}

/** What overlays turn out to be. */
export interface FoundOverlays {
  /** The names that they add. */
  readonly packages: Set<string>;
  /** The functions of two sets of packages, whatever their parameters are called. */
  readonly functions: Set<Node>;
}

/**
 * Adds overlays that stand in a list or a set, and the names that they add to nixpkgs.
 *
 * @returns whether some come from elsewhere, or only evaluation tells which they are.
 */
export function readOverlays(value: Expr, project: Project, found: FoundOverlays): boolean {
  switch (value.kind) {
    case "List":
      return any(value.elements, (element) => readOverlays(element, project, found));
    case "AttributeSet":
      return any(value.bindings, (binding) =>
        binding.kind === "Binding" ? readOverlays(binding.value, project, found) : true,
      );
    case "Parenthesized":
      return readOverlays(value.expression, project, found);
    case "With":
    case "Let":
      return readOverlays(value.body, project, found);
    case "Function":
      // More parameters than two are those of the file.
      if (!isFunctionOfTwo(value) || value.body.body.kind === "Function")
        return readOverlays(value.body, project, found);
      found.functions.add(value);
      return addPackages(value, project, found.packages);
    case "Binary": {
      const left = readOverlays(value.left, project, found);
      return readOverlays(value.right, project, found) || left;
    }
    // What a variable holds is read where it is bound, and so are the overlays of the project itself.
    case "Identifier":
      return false;
    case "Select":
      return !isOwn(value);
    default: {
      const call = value.kind === "Application" ? callOf(value) : undefined;
      if (call?.name === "attrValues" && call.args.length === 1)
        return readOverlays(call.args[0]!, project, found);
      const file = fileOf(value, project);
      return file === undefined || readOverlays(file.value, file.project, found);
    }
  }
}

/** `self.overlays.default`, of the flake itself. */
function isOwn({ subject, path }: Extract<Expr, { kind: "Select" }>): boolean {
  if (subject.kind === "Identifier" && /^(self|outputs)$/.test(subject.name)) return true;
  return /^(self|outputs)$/.test(staticName(path.names[0]!) ?? "");
}

/** Whether a function is an overlay, `final: prev: …`, by the names that overlays give their parameters. */
export function isOverlay(node: Extract<Node, { kind: "Function" }>): boolean {
  if (node.parameter.kind !== "Identifier" || node.body.kind !== "Function") return false;
  const inner = node.body;
  if (inner.parameter.kind !== "Identifier") return false;
  return (
    /^_?(final|self|this)$|^_+$|^f$|Final$|Self$/.test(node.parameter.name) &&
    /^_?(prev|super|old|previous)$|^_+$|^p$|Prev$|Super$/.test(inner.parameter.name)
  );
}

/** Whether the names of the parameters, `_: _: …`, are those of any function. */
export function isAnyFunction({ parameter, body }: Extract<Node, { kind: "Function" }>): boolean {
  const parameters = [parameter, body.kind === "Function" ? body.parameter : undefined];
  return parameters.every((one) => one?.kind === "Identifier" && one.name.length < 4);
}

type FunctionNode = Extract<Node, { kind: "Function" }>;

/** A function of two names, as overlays are. */
export type FunctionOfTwo = FunctionNode & {
  readonly parameter: Identifier;
  readonly body: FunctionNode & { readonly parameter: Identifier };
};

export function isFunctionOfTwo(node: FunctionNode): node is FunctionOfTwo {
  const { parameter, body } = node;
  return parameter.kind === "Identifier" && body.kind === "Function" && body.parameter.kind === "Identifier";
}

/**
 * Adds the names of the sets that a function of packages, such as an overlay, returns.
 *
 * @returns whether some are known only by evaluation, or come from elsewhere.
 */
export function addPackages(value: Expr, project: Project, found: Set<string>): boolean {
  switch (value.kind) {
    case "AttributeSet":
      return any(value.bindings, (binding) => {
        if (binding.kind === "Error") return true;
        // What is inherited from the set before is there already.
        if (binding.kind === "Inherit" && isPreviousSet(binding.from, project)) return false;
        const names = binding.kind === "Inherit" ? binding.names : binding.path.names.slice(0, 1);
        return any(names, (name) => {
          const text = staticName(name);
          if (text !== undefined) found.add(text);
          return text === undefined;
        });
      });
    case "Function": {
      const previous = value.parameter.kind === "Identifier" ? { previous: value.parameter.name } : {};
      return addPackages(value.body, { ...project, ...previous }, found);
    }
    case "Let": {
      const variables = new Map(project.variables);
      for (const binding of value.bindings) {
        const [name, ...below] = binding.kind === "Binding" ? binding.path.names.map(staticName) : [];
        if (binding.kind === "Binding" && name !== undefined && below.length === 0)
          variables.set(name, binding.value);
      }
      return addPackages(value.body, { ...project, variables }, found);
    }
    case "With":
    case "Assert":
      return addPackages(value.body, project, found);
    case "Parenthesized":
      return addPackages(value.expression, project, found);
    case "If": {
      const consequence = addPackages(value.consequence, project, found);
      return addPackages(value.alternative, project, found) || consequence;
    }
    case "Binary": {
      const left = addPackages(value.left, project, found);
      return addPackages(value.right, project, found) || left;
    }
    case "Identifier":
      return !isPreviousSet(value, project) && addVariable(value.name, project, found);
    case "Application": {
      const call = callOf(value);
      if (call?.name === "optionalAttrs" && call.args.length === 2) {
        return addPackages(call.args[1]!, project, found);
      }
      break;
    }
    default:
  }
  const file = fileOf(value, project);
  return file === undefined || addPackages(file.value, file.project, found);
}

/** Adds what a variable holds. It is followed once on a way, so that variables which stand for each other come to an end. */
function addVariable(name: string, project: Project, found: Set<string>): boolean {
  const value = project.variables?.get(name);
  if (value === undefined) return true;
  const variables = new Map(project.variables);
  variables.delete(name);
  return addPackages(value, { ...project, variables }, found);
}

/** `prev`, in an overlay. */
function isPreviousSet(value: Expr | undefined, project: Project): boolean {
  if (value?.kind === "Parenthesized") return isPreviousSet(value.expression, project);
  return (
    value?.kind === "Identifier" && (value.name === project.previous || /^_?(prev|super)/.test(value.name))
  );
}

/** What the file holds that a path names, also after `import` and with arguments; `undefined` where it is none of the project. */
function fileOf(
  value: Expr,
  { trees, path }: Project,
): { readonly value: Expr; readonly project: Project } | undefined {
  let at = value;
  while (at.kind === "Application" || at.kind === "Parenthesized") {
    if (at.kind === "Parenthesized") at = at.expression;
    else if (at.function.kind === "Identifier" && at.function.name === "import") at = at.argument;
    else at = at.function;
  }
  const [part, ...more] = at.kind === "Path" ? at.parts : [];
  if (part?.kind !== "PathText" || more.length > 0 || path === undefined || !part.text.startsWith(".")) {
    return undefined;
  }
  const target = normalizePath(`${path}/../${part.text}`);
  for (const one of [target, target === "" ? "default.nix" : `${target}/default.nix`]) {
    const tree = trees.get(one);
    if (tree === undefined) continue;
    // A file is followed once on a way, so that files which import each other come to an end.
    const others = new Map(trees);
    others.delete(one);
    return { value: tree.kind === "File" ? tree.expression : tree, project: { trees: others, path: one } };
  }
  return undefined;
}

/** A path with `/` between its parts, and without `.` and `..` where they can be resolved. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
      else parts.push(part);
    } else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.join("/");
}

/** Whether something holds for one of the items; all of them are looked at. */
function any<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  return items.map(test).includes(true);
}
