import { childKeysOf } from "../ast/children.js";
import type { Expr, Node } from "../ast/expr.js";
import { isExpr, markNode } from "../ast/node.js";
import type { BinaryOperator, UnaryOperator } from "../ast/operators.js";
import { hasComments, settleComments } from "./settle-comments.js";

type Associativity = "left" | "right" | "none";

interface Precedence {
  /** Larger binds tighter. */
  readonly power: number;
  readonly associativity: Associativity;
}

/**
 * The operators by how tightly they bind.
 *
 * @see the Nix manual, "Operators"
 */
const binaryPrecedence = {
  "++": { power: 110, associativity: "right" },
  "*": { power: 100, associativity: "left" },
  "/": { power: 100, associativity: "left" },
  "+": { power: 90, associativity: "left" },
  "-": { power: 90, associativity: "left" },
  "//": { power: 70, associativity: "right" },
  "<": { power: 60, associativity: "none" },
  "<=": { power: 60, associativity: "none" },
  ">": { power: 60, associativity: "none" },
  ">=": { power: 60, associativity: "none" },
  "==": { power: 50, associativity: "none" },
  "!=": { power: 50, associativity: "none" },
  "&&": { power: 40, associativity: "left" },
  "||": { power: 30, associativity: "left" },
  "->": { power: 20, associativity: "right" },
  "|>": { power: 10, associativity: "left" },
  "<|": { power: 10, associativity: "right" },
} as const satisfies Record<BinaryOperator, Precedence>;

const hasAttributePower = 120;

const unaryPower = { "-": 130, "!": 80 } as const satisfies Record<UnaryOperator, number>;

/** What stands around an operand. */
interface Context {
  /** An operator in the operand must bind at least this tightly, or the operator to its left would take its left side. */
  readonly minimum: number;
  /** The power of the operator to the right of the operand; it would take what the operand leaves open. */
  readonly following: number;
}

/** Where brackets or keywords stand on either side. */
const free: Context = { minimum: 0, following: -1 };

/** Where a node stands: as an operand, or where only some kinds may stand without parentheses, or none may. */
type Place = Context | "argument" | "subject" | "enclosed";

/** A node to be copied with its parentheses, and where the copy goes. */
interface Task {
  readonly node: Node;
  readonly isEnclosed: boolean;
  readonly parent: Task | undefined;
  readonly key: string;
  /** The index in the list under `key`, where there is one. */
  readonly index: number | undefined;
  /** The fields of the node in which something changed. */
  changes: Record<string, unknown> | undefined;
  /** Comments stand at the nodes below it. */
  holdsComments: boolean;
}

/**
 * The same tree with `Parenthesized` nodes exactly where the grammar needs them. Parentheses that are there stay.
 * Comments at nodes go to the tokens at which they are printed. A node in which nothing changes is returned itself. Works at any
 * depth.
 *
 * @example
 * printTree(parenthesize(binary(binary(1, "+", 2), "*", 3))) // (1 + 2) * 3
 */
export function parenthesize<N extends Node>(node: N): N {
  childKeysOf(node);
  const tasks = listTasks(node);
  // Children come after their parents, so that they are done first.
  for (let i = tasks.length - 1; i > 0; i--) giveToParent(tasks[i]!);
  // Nothing stands around it that could demand parentheses, so it keeps its kind.
  return finish(tasks[0]!) as N;
}

/** All nodes below a node and itself, parents first, with the decision where parentheses go. */
function listTasks(root: Node): Task[] {
  const tasks: Task[] = [];
  const contexts: Context[] = [];
  const add = (node: Node, place: Place, parent: Task | undefined, key: string, index?: number): void => {
    const isEnclosed = needsParentheses(node, place);
    tasks.push({ node, isEnclosed, parent, key, index, changes: undefined, holdsComments: false });
    contexts.push(isEnclosed || typeof place === "string" ? free : place);
  };
  add(root, free, undefined, "");
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]!;
    const { node } = task;
    const fields = node as unknown as Record<string, Node | readonly Node[] | undefined>;
    for (const key of childKeysOf(node)) {
      const child = fields[key];
      if (child === undefined) continue;
      if (!Array.isArray(child)) {
        add(child as Node, placeOf(node, key, child as Node, contexts[i]!), task, key);
        continue;
      }
      let index = 0;
      for (const item of child as readonly Node[]) {
        add(item, placeOf(node, key, item, contexts[i]!), task, key, index++);
      }
    }
  }
  return tasks;
}

function giveToParent(task: Task): void {
  const { node, parent, key, index } = task;
  const copy = finish(task);
  if (parent === undefined) return;
  parent.holdsComments ||= task.holdsComments || hasComments(node);
  if (copy === node) return;
  parent.changes ??= {};
  if (index === undefined) parent.changes[key] = copy;
  else {
    const list = (parent.changes[key] ??= [
      ...(parent.node as unknown as Record<string, readonly Node[]>)[key]!,
    ]);
    (list as Node[])[index] = copy;
  }
}

function finish({ node, isEnclosed, parent, changes, holdsComments }: Task): Node {
  // The copy has the fields of the node.
  const copy = changes === undefined ? node : ({ ...node, ...changes } as Node);
  if (!isExpr(copy)) return copy;
  if (isEnclosed) return parenthesized(copy, holdsComments);
  return settleComments(copy, { isElement: parent?.node.kind === "List", holdsComments });
}

function needsParentheses(node: Node, place: Place): boolean {
  if (place === "enclosed") return true;
  if (place === "argument") return !isArgument(node);
  if (place === "subject") return node.kind === "Select" || !isArgument(node);
  switch (node.kind) {
    case "Binary": {
      const { power, associativity } = binaryPrecedence[node.operator];
      const rightReach = associativity === "right" ? power : power + 1;
      return power < place.minimum || place.following >= rightReach;
    }
    case "HasAttribute":
      return hasAttributePower < place.minimum;
    case "Unary":
      // A prefix operator takes nothing from its left; only what follows could reach into its operand.
      return place.following > unaryPower[node.operator];
    case "Function":
    case "Let":
    case "With":
    case "Assert":
    case "If":
      return place !== free;
    default:
      return false;
  }
}

/** Where a child of a node stands. The child is known by its key: the same node may be there twice. */
function placeOf(node: Node, key: string, child: Node, inner: Context): Place {
  switch (node.kind) {
    case "List":
      return "argument";
    case "Application":
      return key === "function" && child.kind === "Application" ? free : "argument";
    case "Select":
      if (key === "path") return free;
      return key === "subject" ? "subject" : "argument";
    case "HasAttribute":
      if (key === "path") return free;
      // Nix reads `a ? b ? c`, nixfmt does not.
      return { minimum: minimumOf(hasAttributePower + 1, inner), following: hasAttributePower };
    case "Unary":
      return { minimum: unaryPower[node.operator], following: inner.following };
    case "Binary":
      return placeOfOperand(node.operator, key, child, inner);
    default:
      return free;
  }
}

function placeOfOperand(operator: BinaryOperator, key: string, child: Node, inner: Context): Place {
  const { power, associativity } = binaryPrecedence[operator];
  // A pipe and its mirror image bind equally and never stand side by side.
  if (child.kind === "Binary" && child.operator !== operator && isPipe(operator) && isPipe(child.operator)) {
    return "enclosed";
  }
  if (key === "left") {
    const own = associativity === "left" ? power : power + 1;
    return { minimum: minimumOf(own, inner), following: power };
  }
  return { minimum: associativity === "right" ? power : power + 1, following: inner.following };
}

function isPipe(operator: BinaryOperator): boolean {
  return operator === "|>" || operator === "<|";
}

/** The left operand also has to hold against the operator to the left of the whole operation. */
function minimumOf(own: number, context: Context): number {
  return Math.max(own, context.minimum);
}

/** Whether an expression can be an argument or a list element as it is. */
function isArgument(node: Node): boolean {
  switch (node.kind) {
    case "Application":
    case "Unary":
    case "Binary":
    case "HasAttribute":
    case "Function":
    case "Let":
    case "With":
    case "Assert":
    case "If":
      return false;
    default:
      return true;
  }
}

/** Comments at the node stand outside of the parentheses. */
function parenthesized(node: Expr, holdsComments: boolean): Expr {
  const { leading, trailing, ...bare } = node;
  const hasNone = leading === undefined && trailing === undefined;
  return markNode({
    kind: "Parenthesized",
    expression: settleComments(hasNone ? node : (bare as Expr), { isElement: false, holdsComments }),
    ...(leading && { leading }),
    ...(trailing !== undefined && { trailing }),
  });
}
