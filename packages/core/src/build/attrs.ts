import { describeValue, refusedArgument } from "../diagnostics/arguments.js";
import { childKeysOf } from "../ast/children.js";
import type { AttributeSet, Binding, BindingNode, Inherit } from "../ast/collections.js";
import type { Expr } from "../ast/expr.js";
import { isNode, markNode } from "../ast/node.js";
import { Annotated, toLineComments } from "./annotate.js";
import { attributePath, type PathName } from "./expr.js";
import { toAttributeName, toExpr } from "./from-value.js";
import { toNix, type NixAttributes, type NixValue } from "./value.js";

/** What an attribute set or a `let` is made of: plain objects, what {@link attrs} made, and bindings made one by one. */
export type AttrsPart = NixAttributes | AttributeSet | Binding | Inherit;

/**
 * An attribute set from plain objects and single bindings, in the order given.
 *
 * @example
 * attrs(inherit("system"), { name: "x" }, binding(["meta", "license"], lib.licenses.mit))
 * // {
 * //   inherit system;
 * //   name = "x";
 * //   meta.license = lib.licenses.mit;
 * // }
 */
export function attrs(...parts: AttrsPart[]): AttributeSet {
  return markNode({ kind: "AttributeSet", bindings: toBindings(parts) });
}

/** A recursive attribute set, `rec { … }`. Parts as for {@link attrs}. */
export function rec(...parts: AttrsPart[]): AttributeSet {
  return markNode({ kind: "AttributeSet", recursive: true, bindings: toBindings(parts) });
}

/**
 * One binding with an attribute path.
 *
 * @example
 * binding(["networking", "hostName"], "web") // networking.hostName = "web";
 */
export function binding(path: PathName | readonly [PathName, ...PathName[]], value: NixValue): Binding {
  const names = Array.isArray(path) ? (path as readonly PathName[]) : [path as PathName];
  const annotated = value instanceof Annotated ? value : undefined;
  return markNode({
    kind: "Binding",
    path: attributePath(names),
    value: toExpr(annotated ? annotated.value : value),
    ...(annotated && annotated.leading.length > 0 && { leading: annotated.leading }),
    ...(annotated?.trailing !== undefined && { trailing: annotated.trailing }),
  });
}

/**
 * `inherit a b;`
 *
 * @example
 * attrs(inherit("pname", "version"))
 */
export function inherit(...names: [string, ...string[]]): Inherit {
  return markNode({ kind: "Inherit", names: names.map(toAttributeName) });
}

/**
 * `inherit (from) a b;`
 *
 * @example
 * attrs(inheritFrom(reference("lib"), "mkIf", "mkOption"))
 */
export function inheritFrom(from: NixValue, ...names: [string, ...string[]]): Inherit {
  return markNode({ kind: "Inherit", from: toExpr(from), names: names.map(toAttributeName) });
}

/** The binding or `inherit` with a comment before it. */
export function withBindingComment<B extends BindingNode>(text: string, node: B): B {
  childKeysOf(node);
  return markNode({ ...node, leading: [...toLineComments(text), ...(node.leading ?? [])] });
}

/** The bindings of some parts. */
export function toBindings(parts: readonly AttrsPart[]): BindingNode[] {
  return parts.flatMap((part): readonly BindingNode[] => {
    if (isBinding(part)) return [part];
    const expression = toExpr(part);
    return expression.kind === "AttributeSet" ? expression.bindings : [];
  });
}

function isBinding(part: AttrsPart): part is Binding | Inherit {
  return isNode(part) && (part.kind === "Binding" || part.kind === "Inherit");
}

/**
 * An attribute set in which every set with a single attribute is folded into a dotted path, as people write options.
 *
 * @example
 * dotted({ services: { nginx: { enable: true } }, users: { users: { a: {}, b: {} } } })
 * // {
 * //   services.nginx.enable = true;
 * //   users.users = {
 * //     a = { };
 * //     b = { };
 * //   };
 * // }
 */
export function dotted(value: NixAttributes | AttributeSet): AttributeSet {
  const expression = toExpr(value);
  if (expression.kind !== "AttributeSet") {
    throw refusedArgument(
      `expected an attribute set, found ${describeValue(value)}`,
      "give an object, or what `attrs` made",
    );
  }
  return foldSet(expression);
}

function foldSet(set: AttributeSet): AttributeSet {
  return markNode({ ...set, bindings: set.bindings.map(foldBinding) });
}

function foldBinding(node: BindingNode): BindingNode {
  if (node.kind !== "Binding") return node;
  const value = foldValue(node.value);
  const only =
    value.kind === "AttributeSet" && !value.recursive && value.bindings.length === 1
      ? value.bindings[0]
      : undefined;
  const foldable =
    only?.kind === "Binding" &&
    only.leading === undefined &&
    (only.trailing === undefined || node.trailing === undefined) &&
    [value.leading, value.trailing, value.tokens].every((comments) => comments === undefined);
  if (!foldable) return markNode({ ...node, value });
  return markNode({
    ...node,
    path: { kind: "AttributePath", names: [...node.path.names, ...only.path.names] },
    value: only.value,
    ...(only.trailing !== undefined && { trailing: only.trailing }),
  });
}

function foldValue(value: Expr): Expr {
  if (value.kind === "AttributeSet") return foldSet(value);
  if (value.kind === "List") return markNode({ ...value, elements: value.elements.map(foldValue) });
  return value;
}

/** Whether a value is an object that becomes an attribute set, not one that stands for some other expression. */
export function isPlainAttributes(value: unknown): value is NixAttributes {
  if (typeof value !== "object" || value === null || isNode(value) || toNix in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
