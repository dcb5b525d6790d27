import { childKeysOf } from "./children.js";
import type { Node } from "./expr.js";

/** The field with the node that a node begins with; `undefined` where it begins with a token of its own. */
export function firstFieldOf(node: Node): string | undefined {
  childKeysOf(node);
  switch (node.kind) {
    case "Application":
      return "function";
    case "Select":
    case "HasAttribute":
      return "subject";
    case "Binary":
      return "left";
    case "Function":
      return "parameter";
    case "Formals":
      return node.aliasFirst ? "alias" : undefined;
    default:
      return undefined;
  }
}

/** The field, and the place in it, of the node that a node ends with; none where it ends with a token of its own. */
export function lastFieldOf(node: Node): readonly [key?: string, index?: number] {
  childKeysOf(node);
  switch (node.kind) {
    case "Application":
      return ["argument"];
    case "Select":
      return [node.default ? "default" : "path"];
    case "HasAttribute":
      return ["path"];
    case "AttributePath":
      return ["names", node.names.length - 1];
    case "Binary":
      return ["right"];
    case "Unary":
      return ["operand"];
    case "Function":
    case "Let":
    case "With":
    case "Assert":
      return ["body"];
    case "If":
      return ["alternative"];
    default:
      return [];
  }
}
