import type { Expr } from "../ast/expr.js";
import type { Select } from "../ast/functions.js";
import { markNode } from "../ast/node.js";
import { refuseText } from "../ast/refuse-text.js";
import { call, identifier, select } from "./expr.js";
import { print } from "./print.js";
import { toNix, type NixValue, type ToNix } from "./value.js";

/**
 * A name in Nix code whose attributes are properties and which can be called. Every property is a selection,
 * every call an application, to any depth.
 */
export interface Reference extends ToNix {
  (...args: [NixValue, ...NixValue[]]): Reference;
  readonly [attribute: string]: Reference;
  // What functions of JavaScript have is an attribute too; `length` is left out, as `lib` has a function of that name.
  readonly apply: Reference;
  readonly arguments: Reference;
  readonly bind: Reference;
  readonly call: Reference;
  readonly caller: Reference;
  readonly name: Reference;
  readonly prototype: Reference;
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
    apply: (_target, _self, args: [NixValue, ...NixValue[]]) =>
      isAskedForJson(expression, args) ? toJson(expression) : referenceTo(call(expression, ...args)),
  }) as unknown as Reference; // The proxy answers as the interface says.
}

/**
 * Whether `JSON.stringify` calls a reference, which it does by a method of the name `toJSON` with the key of the value.
 * `builtins.toJSON` is a function of Nix, and is called itself.
 */
function isAskedForJson(expression: Expr, args: readonly unknown[]): expression is Select {
  if (expression.kind !== "Select" || args.length !== 1 || typeof args[0] !== "string") return false;
  const { names } = expression.path;
  const last = names.at(-1);
  if (last?.kind !== "Identifier" || last.name !== "toJSON") return false;
  return (
    names.length > 1 || expression.subject.kind !== "Identifier" || expression.subject.name !== "builtins"
  );
}

/** The JSON of what has the method `toJSON`: the code, as builders take it in JSON. */
function toJson({ subject, path }: Select): { readonly $nix: string } {
  const names = path.names.slice(0, -1);
  const code: Expr =
    names.length === 0 ? subject : { kind: "Select", subject, path: { kind: "AttributePath", names } };
  return { $nix: print(markNode(code)).trim() };
}

function describe(expression: Expr): string {
  if (expression.kind === "Identifier") return expression.name;
  if (expression.kind !== "Select") return expression.kind;
  const names = expression.path.names.map((name) => (name.kind === "Identifier" ? name.name : "…"));
  return [describe(expression.subject), ...names].join(".");
}
