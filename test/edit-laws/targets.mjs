// What in a file can be edited by a path.
import { staticName, walk } from "@nixgen/core";

const literals = new Set(["Integer", "Float", "Unary", "String", "IndentedString", "Uri", "Identifier"]);

/**
 * The bindings whose names are known, each with its path, what it is, and its ancestors.
 *
 * @returns {{ path: unknown[], node: object, ancestors: object[], kind: "literal" | "list" | "other" }[]}
 */
export function collectBindings(tree) {
  return collectAllBindings(tree).filter(({ path }) => path !== undefined);
}

/** All bindings; those with names that are computed, or below such, have no path. */
export function collectAllBindings(tree) {
  const found = [];
  walk(tree, (node, ancestors) => {
    if (node.kind !== "Binding") return;
    const path = pathOf([...ancestors, node]);
    found.push({ path, node, ancestors: [...ancestors], kind: kindOf(node.value) });
  });
  return found;
}

/** The path of the last of a chain of nodes; `undefined` where a name on the way is not known. */
export function pathOf(chain) {
  const path = [];
  for (let i = 0; i < chain.length; i++) {
    const link = chain[i];
    if (link.kind !== "Binding") continue;
    const names = link.path.names.map((name) => staticName(name));
    if (names.includes(undefined)) return undefined;
    const [first, ...rest] = names;
    path.push(chain[i - 1]?.kind === "Let" ? { let: first } : first, ...rest);
  }
  return path;
}

export function showPath(path) {
  if (path === undefined) return "a name that is computed";
  return path.map((step) => (typeof step === "object" ? `let.${step.let}` : String(step))).join(".");
}

function kindOf(value) {
  if (literals.has(value.kind) && isLiteral(value)) return "literal";
  return listIn(value) === undefined ? "other" : "list";
}

function isLiteral(value) {
  if (value.kind === "Identifier") return ["true", "false", "null"].includes(value.name);
  if (value.kind === "Unary")
    return value.operator === "-" && ["Integer", "Float"].includes(value.operand.kind);
  return (value.parts ?? []).every(({ kind }) => kind === "StringText");
}

/** The list that a value is, below `with`, parentheses and functions such as `mkIf`; of `a ++ b`, one of them. */
export function listIn(value) {
  switch (value.kind) {
    case "List":
      return value;
    case "With":
      return listIn(value.body);
    case "Parenthesized":
      return listIn(value.expression);
    case "Binary":
      return value.operator === "++" ? (listIn(value.left) ?? listIn(value.right)) : undefined;
    case "Application": {
      const fn = value.function.kind === "Application" ? value.function.function : value.function;
      const name = fn.kind === "Select" ? fn.path.names.at(-1).name : fn.name;
      return /^mk(?:If|Force|Default|Before|After)$|^optionals$/.test(name)
        ? listIn(value.argument)
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The smallest binding or element around a node that stands on lines of its own: the range of those lines. */
export function linesAround(text, chain) {
  for (let i = chain.length - 1; i > 0; i--) {
    const isItem = chain[i - 1].bindings !== undefined || chain[i - 1].elements !== undefined;
    if (!isItem || (chain[i - 1].kind === "Let" && chain[i - 1].body === chain[i])) continue;
    const start = text.lastIndexOf("\n", chain[i].span.start - 1) + 1;
    const feed = text.indexOf("\n", chain[i].span.end);
    const end = feed < 0 ? text.length : feed;
    const isAlone =
      text.slice(start, chain[i].span.start).trim() === "" &&
      /^\s*(?:#|$)/.test(text.slice(chain[i].span.end, end));
    if (isAlone && isOverLines(chain[i - 1], text)) return { start, end };
  }
  return { start: 0, end: text.length };
}

function isOverLines(container, text) {
  return container.kind === "Let" || text.slice(container.span.start, container.span.end).includes("\n");
}
