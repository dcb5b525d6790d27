import { staticName, type Binding, type Expr, type Identifier, type Node } from "@nixgen/core";
import { callOf } from "./literal.js";
import { variablesOf } from "./variables.js";

/** The files of a project, and the one that is looked at. */
export interface Project {
  /** The trees by their normalized paths. */
  readonly trees: ReadonlyMap<string, Node>;
  /** The path of the file. */
  readonly path: string | undefined;
  /** The tree of the file. */
  readonly root: Node;
  /** What the function that is read calls the set before it. */
  readonly previous?: string;
  /** The variables that were followed on the way, so that those which stand for each other come to an end. */
  readonly followed?: ReadonlySet<string>;
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
      // Overlays of device trees are sets.
      return any(value.elements, (one) => one.kind !== "AttributeSet" && readOverlays(one, project, found));
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
    case "Identifier": {
      // What a function gets is read where it is handed over, if it is.
      const held = follow(value.name, project);
      return held !== undefined && readOverlays(held.value, held.project, found);
    }
    case "Select":
      return !isOwn(value) && readOverlaysOf(value.subject, project, found);
    // Overlays of device trees are texts, and so are their files.
    case "String":
    case "IndentedString":
      return false;
    default: {
      const inCall = value.kind === "Application" ? overlaysInCall(value) : undefined;
      if (inCall !== undefined) return any(inCall, (one) => readOverlays(one, project, found));
      const file = fileOf(value, project);
      return file === undefined ? !isOtherFile(value) : readOverlays(file.value, file.project, found);
    }
  }
}

/** Reads a set of overlays from which one is selected, as `(import ./overlays).default`; returns whether it can't be seen. */
function readOverlaysOf(set: Expr, project: Project, found: FoundOverlays): boolean {
  const held = set.kind === "Identifier" ? follow(set.name, project) : undefined;
  const file = held === undefined ? fileOf(set, project) : fileOf(held.value, held.project);
  return file === undefined || readOverlays(file.value, file.project, found);
}

/** The overlays that a function of `lib` puts together, as `composeManyExtensions [ … ]`. */
function overlaysInCall(value: Expr): readonly Expr[] | undefined {
  const { name = "", args = [] } = callOf(value) ?? {};
  if (/^(attrValues|composeManyExtensions)$/.test(name) && args.length === 1) return args;
  if (name === "composeExtensions" && args.length === 2) return args;
  return /^optionals?$/.test(name) && args.length === 2 ? args.slice(1) : undefined;
}

/** Whether a path is that of a file of another kind than Nix. */
function isOtherFile(value: Expr): boolean {
  const part = value.kind === "Path" ? value.parts.at(-1) : undefined;
  return part?.kind === "PathText" && /\.(dtbo?|dtso?)$/.test(part.text);
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
        if (binding.kind === "Binding") {
          const more = moreOfSet(binding);
          // The set is in nixpkgs already; what is added to it is not.
          if (more !== undefined) return any(more, (one) => addPackages(one, project, found));
        }
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
    case "Let":
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

/**
 * What is added to a set of nixpkgs that has its name before too: `{ … }` in `vimPlugins = prev.vimPlugins // { … }`. What
 * functions add, as in `prev.vimPlugins.extend (final: prev: { … })`, is read where they are called.
 */
function moreOfSet({ path, value }: Binding): readonly Expr[] | undefined {
  const [first, ...below] = path.names;
  const name = below.length === 0 ? staticName(first!) : undefined;
  if (name === undefined) return undefined;
  if (value.kind === "Binary" && value.operator === "//") {
    const { left, right } = value;
    return left.kind === "Select" && staticName(left.path.names.at(-1)!) === name ? [right] : undefined;
  }
  const callee =
    value.kind === "Application" && value.function.kind === "Select" ? value.function : undefined;
  const [of, called] = callee?.path.names.slice(-2).map((one) => staticName(one)) ?? [];
  return of === name && /^(extend|overrideScope'?|override)$/.test(called ?? "") ? [] : undefined;
}

/** What a variable of a file holds. */
export function follow(
  name: string,
  project: Project,
): { readonly value: Expr; readonly project: Project } | undefined {
  const value = project.followed?.has(name) ? undefined : variablesOf(project.root).get(name)?.value;
  if (value === undefined) return undefined;
  return { value, project: { ...project, followed: new Set([...(project.followed ?? []), name]) } };
}

function addVariable(name: string, project: Project, found: Set<string>): boolean {
  const held = follow(name, project);
  return held === undefined || addPackages(held.value, held.project, found);
}

/** `prev`, in an overlay. */
function isPreviousSet(value: Expr | undefined, project: Project): boolean {
  if (value?.kind === "Parenthesized") return isPreviousSet(value.expression, project);
  return (
    value?.kind === "Identifier" && (value.name === project.previous || /^_?(prev|super)/.test(value.name))
  );
}

/** What the file holds that a path names, also after `import` and with arguments; `undefined` where it is none of the project. */
export function fileOf(
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
    const value = tree.kind === "File" ? tree.expression : (tree as Expr); // Files hold expressions.
    return { value, project: { trees: others, path: one, root: tree } };
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
