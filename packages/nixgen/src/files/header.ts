import { findFreeVariables, fn, markNode, NixError, type Diagnostic, type Expr } from "@nixgen/core";
import { closestNames } from "../names/closest.js";

/**
 * A function around a body, with those of the offered names as formals that the body uses; the body itself where it
 * uses none.
 *
 * @param names the names that the caller of the function supplies, in the order in which people write them.
 * @throws NixError `tree/unbound-variable` for each variable that nobody supplies.
 * @example
 * withHeader(toExpr([reference("pkgs").git]), ["config", "lib", "pkgs"]) // { pkgs, ... }: [ pkgs.git ]
 */
export function withHeader(body: Expr, names: readonly string[]): Expr {
  const used = usedNames(body, names);
  if (used.length === 0) return body;
  return onNextLine(fn([...used, "..."], body));
}

/** A function whose body starts on a line of its own. */
export function onNextLine<F extends Extract<Expr, { kind: "Function" }>>(node: F): F {
  return markNode({ ...node, bodyOnNextLine: true });
}

/** Those of the offered names that an expression uses, in the order offered. */
export function usedNames(body: Expr, names: readonly string[]): string[] {
  const offered = new Set(names);
  const used = new Set<string>();
  const unbound = new Map<string, Diagnostic>();
  for (const { node, underWith } of findFreeVariables(body)) {
    if (offered.has(node.name)) used.add(node.name);
    else if (!underWith) unbound.set(node.name, reportUnbound(node.name, names));
  }
  if (unbound.size > 0) throw new NixError([...unbound.values()]);
  return names.filter((name) => used.has(name));
}

function reportUnbound(name: string, names: readonly string[]): Diagnostic {
  const similar = closestNames(name, names).map((known) => ({ message: `did you mean \`${known}\`?` }));
  return {
    code: "tree/unbound-variable",
    severity: "error",
    message: `nothing binds the variable \`${name}\` here`,
    suggestions: [
      ...similar,
      { message: `what can be used here: ${names.map((known) => `\`${known}\``).join(", ")}` },
    ],
  };
}
