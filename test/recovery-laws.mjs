// The laws of trees of texts with syntax errors, for one text: what is no error in them is Nix.
import { childrenOf, findTreeDifference } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/**
 * What is wrong with the tree of a text with errors; `undefined` where all is well.
 *
 * @param {string} text
 */
export function findTreeFault(text, { tree } = parse(text)) {
  if (tree.span.start !== 0 || tree.span.end !== text.length) return "the tree does not span the text";
  return findNodeFault(text, tree);
}

/** How many code units of a text are part of no error, and whether all of it is one. */
export function measureSound(text, { tree } = parse(text)) {
  const sound = countSound(tree);
  const { kind, of, children } = tree.expression;
  return { sound, isUnread: kind === "Error" && of === undefined && children === undefined };
}

function findNodeFault(text, node) {
  if (node.span === undefined) return node.kind.endsWith("Text") ? undefined : `a ${node.kind} has no place`;
  const source = text.slice(node.span.start, node.span.end);
  if (node.kind === "Error" && node.text !== source) return "an error is not what is written";
  const children = childrenOf(node).filter((child) => child.span);
  children.sort((a, b) => a.span.start - b.span.start);
  let from = node.span.start;
  for (const { kind, span } of children) {
    if (span.start < from || span.end < span.start || span.end > node.span.end)
      return `a ${kind} in a ${node.kind} is misplaced`;
    from = span.end;
  }
  if (!hasError(node)) return findDifference(node, source);
  for (const child of children) {
    const fault = findNodeFault(text, child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const errors = new WeakMap();

function hasError(node) {
  if (node.kind === "Error") return true;
  if (!errors.has(node)) errors.set(node, childrenOf(node).some(hasError));
  return errors.get(node);
}

/** How a node without errors differs from what its text is by itself. */
function findDifference(node, source) {
  const read = readAlone(node.kind, source);
  if (read === undefined) return `a ${node.kind} is no Nix by itself: ${JSON.stringify(source)}`;
  const difference = findTreeDifference(node, read);
  return difference === undefined
    ? undefined
    : `a ${node.kind} is another by itself, at ${difference}: ${JSON.stringify(source)}`;
}

/** Where each kind of node stands that is no expression. */
const places = {
  File: (source) => [source, (file) => file],
  Binding: (source) => [`{ ${source} }`, (file) => file.expression.bindings[0]],
  Inherit: (source) => [`{ ${source} }`, (file) => file.expression.bindings[0]],
  AttributePath: (source) => [`{ ${source} = 0; }`, (file) => file.expression.bindings[0].path],
  Interpolation: (source) => [`{ ${source} = 0; }`, (file) => file.expression.bindings[0].path.names[0]],
  Formals: (source) => [`${source}: 0`, (file) => file.expression.parameter],
  Formal: (source) => [`{ ${source} }: 0`, (file) => file.expression.parameter.formals[0]],
  Ellipsis: (source) => [`{ ${source} }: 0`, (file) => file.expression.parameter.ellipsis],
};

/** What may be wrong with a text that the grammar takes. */
const beyondGrammar =
  /^syntax\/(duplicate-attribute|duplicate-formal|dynamic-attribute|number-out-of-range|nul-character)$/;

function readAlone(kind, source) {
  // `or` is a name where it stands, and no expression by itself.
  if (kind === "Identifier" && source === "or") return { kind: "Identifier", name: "or" };
  const [text, find] = places[kind]?.(source) ?? [`(${source}\n)`, (file) => file.expression.expression];
  const { tree, diagnostics } = parse(text);
  return diagnostics.every(({ code }) => beyondGrammar.test(code)) ? find(tree) : undefined;
}

function countSound(node) {
  if (!hasError(node)) return node.span ? node.span.end - node.span.start : 0;
  const children = childrenOf(node).filter((child) => child.span);
  let sound = node.kind === "Error" ? 0 : node.span.end - node.span.start;
  for (const child of children) {
    if (node.kind !== "Error") sound -= child.span.end - child.span.start;
    sound += countSound(child);
  }
  return sound;
}
