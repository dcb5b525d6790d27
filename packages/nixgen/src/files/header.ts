import {
  findFreeVariables,
  findUnboundVariables,
  unboundMessage,
  fn,
  markNode,
  NixError,
  staticName,
  walk,
  type Diagnostic,
  type Expr,
  type Identifier,
  type Node,
} from "@nixgen/core";
import { closestNames } from "../names/closest.js";

/**
 * A function around a body, with those of the offered names as formals that the body uses; the body itself where it
 * uses none.
 *
 * @param names the names that the caller of the function supplies, in the order in which people write them.
 * @param outside names that the code around the function binds.
 * @throws NixError `tree/unbound-variable` for each variable that nobody supplies.
 * @example
 * withHeader(toExpr([reference("pkgs").git]), ["config", "lib", "pkgs"]) // { pkgs, ... }: [ pkgs.git ]
 */
export function withHeader(body: Expr, names: readonly string[], outside: readonly string[] = []): Expr {
  const offered = names.filter((name) => !outside.includes(name));
  const used = usedNames(body, [...offered, ...outside]).filter((name) => !outside.includes(name));
  if (used.length === 0) return body;
  return onNextLine(fn([...used, "..."], body));
}

/** A function whose body starts on a line of its own. */
export function onNextLine<F extends Extract<Expr, { kind: "Function" }>>(node: F): F {
  return markNode({ ...node, bodyOnNextLine: true });
}

/** Where an expression stands, and what is known of its variables. */
export interface Surroundings {
  /** The keys that lead to the expression. */
  readonly at?: readonly (string | number)[];
  /** What to do where nothing binds a variable of that name, if that is known. */
  readonly advise?: (name: string) => string | undefined;
}

/**
 * Those of the offered names that an expression uses, in the order offered.
 *
 * @throws NixError `tree/unbound-variable` for each variable that is not among them.
 */
export function usedNames(body: Expr, names: readonly string[], surroundings: Surroundings = {}): string[] {
  const offered = new Set(names);
  const unbound = findUnboundVariables(body).filter(({ name }) => !offered.has(name));
  if (unbound.length > 0)
    throw new NixError(unbound.map((node) => reportUnbound(node, body, names, surroundings)));
  const used = new Set(findFreeVariables(body).map(({ node }) => node.name));
  return names.filter((name) => used.has(name));
}

/** The nodes that diagnostics of {@link usedNames} are about. */
const culprits = new WeakMap<Diagnostic, Node>();

/** The node that a diagnostic of {@link usedNames} or {@link reportAt} is about. */
export function culpritOf(diagnostic: Diagnostic): Node | undefined {
  return culprits.get(diagnostic);
}

function reportUnbound(
  node: Identifier,
  body: Expr,
  names: readonly string[],
  { at = [], advise }: Surroundings,
): Diagnostic {
  const advice = advise?.(node.name);
  const similar = closestNames(node.name, names).map((known) => `did you mean \`${known}\`?`);
  return reportAt(node, body, at, `${unboundMessage(node.name)} here`, [
    ...(advice === undefined ? [] : [advice]),
    ...similar,
    `what can be used here: ${names.map((known) => `\`${known}\``).join(", ")}`,
  ]);
}

/** What is said of something in an expression that is bound nowhere, with the keys that lead to it. */
export function reportAt(
  node: Node,
  body: Expr,
  at: readonly (string | number)[],
  message: string,
  suggestions: readonly string[],
): Diagnostic {
  const path = [...at, ...keysTo(node, body)];
  const diagnostic: Diagnostic = {
    code: "tree/unbound-variable",
    severity: "error",
    message,
    ...(path.length > 0 && { path }),
    suggestions: suggestions.map((text) => ({ message: text })),
  };
  culprits.set(diagnostic, node);
  return diagnostic;
}

/** The names of bindings and the places in lists that lead from an expression to a node in it. */
function keysTo(node: Node, root: Expr): (string | number)[] {
  const keys: (string | number)[] = [];
  let isFound = false;
  walk(root, (found, ancestors) => {
    if (isFound) return false;
    if (found !== node) return;
    isFound = true;
    [...ancestors, node].forEach((ancestor, index, all) => {
      if (ancestor.kind === "Binding") {
        keys.push(...ancestor.path.names.map((name) => staticName(name) ?? "${…}"));
      } else if (ancestor.kind === "List") {
        keys.push(ancestor.elements.indexOf(all[index + 1] as Expr));
      }
    });
    return false;
  });
  return keys;
}
