import type { Expr } from "../ast/expr.js";
import { NixError } from "../diagnostics/error.js";
import { call, identifier, select } from "./expr.js";
import { toNix, type NixValue, type ToNix } from "./value.js";

/**
 * A name in Nix code whose attributes are properties and which can be called. Every property is a selection,
 * every call an application, to any depth.
 */
export interface Reference extends ToNix {
  (...args: [NixValue, ...NixValue[]]): Reference;
  readonly [attribute: string]: Reference;
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A reference to a variable.
 *
 * An attribute that JavaScript gives a meaning of its own (`then`) is reached with `select(reference, "then")`.
 *
 * @example
 * const lib = reference("lib");
 * lib.mkForce(true) // lib.mkForce true
 * lib.licenses.mit // lib.licenses.mit
 */
export function reference(name: string): Reference {
  return referenceTo(identifier(name));
}

/** A reference that stands for any expression: its attributes are selections from it, calls apply it. */
export function referenceTo(expression: Expr): Reference {
  // The target is a function so that the proxy can be called; it is never run itself.
  const target = Object.assign((): void => {}, {
    // Node.js inspects the target, not the proxy.
    [inspect]: () => `[Nix ${describe(expression)}]`,
  });
  return new Proxy(target, {
    get(_target, key) {
      if (key === toNix) return () => expression;
      if (key === Symbol.toPrimitive) return refuseText;
      if (typeof key === "symbol" || key === "then") return undefined;
      return referenceTo(select(expression, key));
    },
    has: (_target, key) => key === toNix,
    apply: (_target, _self, args: [NixValue, ...NixValue[]]) => referenceTo(call(expression, ...args)),
  }) as unknown as Reference; // The proxy answers as the interface says.
}

function refuseText(): never {
  throw new NixError([
    {
      code: "value/unsupported",
      severity: "error",
      message: "a Nix reference can't be put into a JavaScript string",
      suggestions: [
        { message: "write str`${pkgs.hello}/bin/hello`, which makes a Nix string with an interpolation" },
      ],
    },
  ]);
}

function describe(expression: Expr): string {
  if (expression.kind === "Identifier") return expression.name;
  if (expression.kind !== "Select") return expression.kind;
  const names = expression.path.names.map((name) => (name.kind === "Identifier" ? name.name : "…"));
  return [describe(expression.subject), ...names].join(".");
}
