import { isExpr, isNode, markNode, staticName, type Expr, type NixValue } from "@nixgen/core";
import { bare } from "./view.js";

/**
 * The JavaScript value of an expression that is literal; lists and sets become arrays and objects whose other parts are
 * expressions. An expression that is not literal is returned itself.
 */
export function toValue(node: Expr): NixValue {
  const inner = bare(node);
  switch (inner.kind) {
    case "Integer":
      return toInteger(inner.text);
    case "Float":
      return Number(inner.text);
    case "Unary": {
      const operand = inner.operator === "-" ? toValue(inner.operand) : undefined;
      if (typeof operand === "number") return -operand;
      return typeof operand === "bigint" ? -operand : inner;
    }
    case "Identifier":
      if (inner.name === "true") return true;
      if (inner.name === "false") return false;
      return inner.name === "null" ? null : markNode(inner);
    case "String":
    case "IndentedString":
      return toText(inner) ?? markNode(inner);
    case "Uri":
      return inner.text;
    case "List":
      return inner.elements.map(toValue);
    case "AttributeSet":
      return toObject(inner) ?? markNode(inner);
    default:
      return markNode(inner);
  }
}

function toInteger(text: string): number | bigint {
  const value = BigInt(text);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function toText(node: Extract<Expr, { kind: "String" | "IndentedString" }>): string | undefined {
  let text = "";
  for (const part of node.parts) {
    if (part.kind !== "StringText") return undefined;
    text += part.value;
  }
  return text;
}

type Attributes = { [name: string]: NixValue };

function toObject(node: Extract<Expr, { kind: "AttributeSet" }>): Attributes | undefined {
  if (node.recursive) return undefined;
  const object: Attributes = {};
  for (const binding of node.bindings) {
    if (binding.kind !== "Binding") return undefined;
    const names = binding.path.names.map((name) => staticName(name));
    if (names.includes(undefined)) return undefined;
    if (!addAt(object, names as string[], toValue(binding.value))) return undefined;
  }
  return object;
}

/** Puts a value at a path of an object; `false` where something else stands in the way. */
export function addAt(object: Attributes, names: readonly string[], value: NixValue): boolean {
  let owner = object;
  for (const name of names.slice(0, -1)) {
    const inner = Object.hasOwn(owner, name) ? owner[name] : undefined;
    if (inner === undefined) define(owner, name, {});
    else if (!isPlain(inner)) return false;
    // Just defined, or found to be an object.
    owner = owner[name] as Attributes;
  }
  const last = names.at(-1)!;
  const before = Object.hasOwn(owner, last) ? owner[last] : undefined;
  if (before === undefined) {
    define(owner, last, value);
    return true;
  }
  if (!isPlain(before) || !isPlain(value)) return false;
  return Object.entries(value).every(([name, inner]) => addAt(before, [name], inner));
}

/** Also defines names such as `__proto__` as they are. */
function define(owner: Attributes, name: string, value: NixValue): void {
  Object.defineProperty(owner, name, { value, enumerable: true, configurable: true, writable: true });
}

function isPlain(value: NixValue): value is Attributes {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(isNode(value) && isExpr(value))
  );
}
