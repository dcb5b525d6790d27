import type { Expr, Node } from "../ast/expr.js";
import { markNode } from "../ast/node.js";
import type { BinaryOperator, UnaryOperator } from "../ast/operators.js";
import { mapChildren } from "../ast/visit.js";

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

const free: Context = { minimum: 0, following: -1 };

/**
 * The same tree with `Parenthesized` nodes exactly where the grammar needs them. Parentheses that are there stay.
 * A node in which nothing changes is returned itself.
 *
 * @example
 * print(parenthesize(times(plus(1, 2), 3))) // (1 + 2) * 3
 */
export function parenthesize<N extends Node>(node: N): N {
  return mapChildren(node, (child) => visit(child, free));
}

function visit(node: Node, context: Context): Node {
  switch (node.kind) {
    case "Binary":
      return visitBinary(node, context);
    case "HasAttribute":
      return enclose(node, hasAttributePower, "none", context, () =>
        mapChildren(node, (child) =>
          child === node.subject
            ? visit(child, {
                // Nix reads `a ? b ? c`, nixfmt does not.
                minimum: minimumOf(hasAttributePower + 1, context),
                following: hasAttributePower,
              })
            : visit(child, free),
        ),
      );
    case "Unary":
      return visitUnary(node, context);
    case "Function":
    case "Let":
    case "With":
    case "Assert":
    case "If":
      return context === free ? visitBelow(node) : parenthesized(visitBelow(node));
    default:
      return visitBelow(node);
  }
}

/** Visits the children of a node that is no operation. */
function visitBelow(node: Node): Node {
  switch (node.kind) {
    case "List":
      return mapChildren(node, visitArgument);
    case "Application":
      return mapChildren(node, (child) =>
        child === node.function && child.kind === "Application" ? visit(child, free) : visitArgument(child),
      );
    case "Select":
      return mapChildren(node, (child) => {
        if (child === node.subject) return visitSubject(child);
        return child === node.default ? visitArgument(child) : visit(child, free);
      });
    default:
      return mapChildren(node, (child) => visit(child, free));
  }
}

function visitArgument<N extends Node>(node: N): N | Expr {
  const visited = visitBelow(node);
  // `visitBelow` keeps the kind of its node.
  return isArgument(node) ? (visited as N) : parenthesized(visitInside(node));
}

function visitSubject(node: Node): Node {
  return node.kind === "Select" || !isArgument(node) ? parenthesized(visitInside(node)) : visitBelow(node);
}

function visitInside(node: Node): Node {
  return visit(node, free);
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

function visitBinary(node: Extract<Node, { kind: "Binary" }>, context: Context): Node {
  const { power, associativity } = binaryPrecedence[node.operator];
  return enclose(node, power, associativity, context, (inner) => {
    const left = { minimum: associativity === "left" ? power : power + 1, following: power };
    const right = { minimum: associativity === "right" ? power : power + 1, following: inner.following };
    // A pipe and its mirror image bind equally and never stand side by side.
    const mixed = (child: Node): boolean =>
      child.kind === "Binary" &&
      power === binaryPrecedence["|>"].power &&
      isOtherPipe(node.operator, child.operator);
    return mapChildren(node, (child) => {
      if (mixed(child)) return parenthesized(visitInside(child));
      if (child === node.left) return visit(child, { ...left, minimum: minimumOf(left.minimum, inner) });
      return visit(child, right);
    });
  });
}

function isOtherPipe(outer: BinaryOperator, inner: BinaryOperator): boolean {
  return outer !== inner && binaryPrecedence[inner].power === binaryPrecedence["|>"].power;
}

/** The left operand also has to hold against the operator to the left of the whole operation. */
function minimumOf(own: number, context: Context): number {
  return Math.max(own, context.minimum);
}

function visitUnary(node: Extract<Node, { kind: "Unary" }>, context: Context): Node {
  const power = unaryPower[node.operator];
  // A prefix operator takes nothing from its left; only what follows could reach into its operand.
  if (context.following > power) {
    return parenthesized(mapChildren(node, (child) => visit(child, { minimum: power, following: -1 })));
  }
  return mapChildren(node, (child) => visit(child, { minimum: power, following: context.following }));
}

/** Makes the operation, in parentheses where its place demands them. */
function enclose(
  node: Node,
  power: number,
  associativity: Associativity,
  context: Context,
  make: (inner: Context) => Node,
): Node {
  const rightReach = associativity === "right" ? power : power + 1;
  const fits = power >= context.minimum && (context.following < rightReach || node.kind === "HasAttribute");
  if (fits) return make(context);
  return parenthesized(make(free));
}

function parenthesized(node: Node): Expr {
  // Only operands, arguments and subjects come here, and all of these are expressions.
  const { leading, trailing, ...bare } = node as Expr;
  return markNode({
    kind: "Parenthesized",
    expression: bare as Expr,
    ...(leading && { leading }),
    ...(trailing !== undefined && { trailing }),
  });
}
