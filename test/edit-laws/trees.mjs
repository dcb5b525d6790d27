// Trees with something left out or replaced: what stands around an edit must be the same before and after it.
import { identifier, mapChildren, staticName, walk } from "@nixgen/core";

/** A tree with another node in the place of one of its nodes. */
export function withNode(tree, node, replacement) {
  return mapPath(tree, node, () => replacement);
}

/** A tree in which the value of a node is not to be seen. */
export function masked(tree, node) {
  return withNode(tree, node, identifier("masked"));
}

/**
 * A tree without one of the bindings, list elements or formals in it. A `let` without bindings is its body.
 *
 * @param prunes also leaves out the bindings around it whose sets have nothing else.
 */
export function without(tree, node, { prunes = false } = {}) {
  return mapPath(tree, node, () => undefined, prunes);
}

/** A tree without all that bears a name: bindings, elements, formals, names that are inherited. */
export function withoutName(tree, name) {
  return mapTree(tree, (node) => {
    switch (node.kind) {
      case "List":
        return { ...node, elements: node.elements.filter((element) => element.name !== name) };
      case "AttributeSet":
      case "LegacyLet":
        return { ...node, bindings: bindingsWithout(node, name) };
      case "Let": {
        const bindings = bindingsWithout(node, name);
        return bindings.length === 0 && node.bindings.length > 0 ? node.body : { ...node, bindings };
      }
      case "Formals":
        return { ...node, formals: node.formals.filter((formal) => formal.name.name !== name) };
      default:
        return node;
    }
  });
}

/** A tree without certain arguments of functions, and without the words of a `let` that binds nothing. */
export function withoutHeads(tree, names) {
  return mapTree(tree, (node) => {
    if (node.kind === "Let" && node.bindings.length === 0) return node.body;
    if (node.kind !== "Formals") return node;
    return { ...node, formals: node.formals.filter((formal) => !names.has(formal.name.name)) };
  });
}

function bindingsWithout({ bindings }, name) {
  return bindings.flatMap((node) => {
    if (node.kind === "Binding")
      return node.path.names.some((step) => staticName(step) === name) ? [] : [node];
    if (node.kind !== "Inherit") return [node];
    const names = node.names.filter((step) => staticName(step) !== name);
    return names.length === 0 && node.names.length > 0 ? [] : [{ ...node, names }];
  });
}

/** A tree without bindings of empty sets, and of sets that hold nothing but such. */
export function withoutEmptySets(tree) {
  const isEmpty = ({ value }) => value?.kind === "AttributeSet" && value.bindings.length === 0;
  return mapTree(tree, (node) =>
    node.bindings === undefined
      ? node
      : { ...node, bindings: node.bindings.filter((inner) => !isEmpty(inner)) },
  );
}

/** A copy of a tree, children first. */
export function mapTree(node, change) {
  return change(mapChildren(node, (child) => mapTree(child, change)));
}

/** The nodes of a tree for which a test holds. */
export function findAll(tree, test) {
  const found = [];
  walk(tree, (node, ancestors) => {
    if (test(node, ancestors)) found.push(node);
  });
  return found;
}

/** The nodes from a tree down to one of its nodes. */
function ancestorsOf(tree, node) {
  let found;
  walk(tree, (other, ancestors) => {
    if (other === node) found = [...ancestors];
    return found === undefined && (other.span === undefined || holds(other, node));
  });
  return found;
}

function holds(outer, { span }) {
  return span === undefined || (outer.span.start <= span.start && span.end <= outer.span.end);
}

function mapPath(tree, node, change, prunes = false) {
  const chain = [...ancestorsOf(tree, node), node];
  let replacement = change(node);
  for (let i = chain.length - 2; i >= 0; i--) {
    replacement = withChild(chain[i], chain[i + 1], replacement);
    const isEmptied = replacement.kind === "AttributeSet" && replacement.bindings.length === 0;
    const isBindings = chain[i].bindings !== undefined && chain[i + 1].kind === "Binding";
    if (isBindings && replacement.kind === "Let" && replacement.bindings.length === 0)
      replacement = replacement.body;
    if (prunes && isEmptied && isBindings && chain[i - 1]?.kind === "Binding") {
      replacement = undefined;
      i--;
    }
  }
  return replacement;
}

function withChild(owner, child, replacement) {
  const copy = { ...owner };
  for (const [key, field] of Object.entries(owner)) {
    if (field === child) copy[key] = replacement;
    else if (Array.isArray(field) && field.includes(child)) {
      copy[key] = field.flatMap((other) =>
        other === child ? (replacement === undefined ? [] : [replacement]) : [other],
      );
    }
  }
  return copy;
}

/** The first place in which two trees differ in anything: places in the text, comments, layout; `undefined` where there is none. */
export function findDifference(left, right, path = "tree") {
  if (left === right) return undefined;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return path;
  let count = 0;
  for (const key in left) {
    count++;
    if (left[key] === right[key]) continue;
    if (!Object.hasOwn(right, key)) return `${path}.${key}`;
    const inner = findDifference(left[key], right[key], key);
    if (inner !== undefined) return `${path}.${inner}`;
  }
  for (const _ in right) count--;
  return count === 0 ? undefined : path;
}
