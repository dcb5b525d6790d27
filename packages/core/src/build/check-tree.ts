import { findDuplicateAttributes, type DuplicateAttribute } from "../ast/duplicates.js";
import type { Node } from "../ast/expr.js";
import { childKeysOf } from "../ast/children.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/**
 * What Nix would refuse in a built tree although its shape is right: the same attribute twice, the same formal twice,
 * a dynamic name in `let`, an error node.
 */
export function checkTree(root: Node): Diagnostic[] {
  childKeysOf(root);
  const diagnostics: Diagnostic[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const fields = node as unknown as Record<string, Node | readonly Node[] | undefined>;
    const keys = childKeysOf(node);
    checkNode(node, diagnostics);
    // The first child comes off the stack first.
    for (let i = keys.length - 1; i >= 0; i--) {
      const field = fields[keys[i]!];
      if (field === undefined) continue;
      if (!Array.isArray(field)) open.push(field as Node);
      else for (let at = field.length - 1; at >= 0; at--) open.push((field as readonly Node[])[at]!);
    }
  }
  return diagnostics;
}

function checkNode(node: Node, diagnostics: Diagnostic[]): void {
  switch (node.kind) {
    case "AttributeSet":
    case "LegacyLet":
    case "Let":
      for (const duplicate of findDuplicateAttributes(node.bindings)) diagnostics.push(report(duplicate));
      break;
    case "Formals":
      checkFormals(
        [...node.formals.map((item) => item.name.name), ...(node.alias ? [node.alias.name] : [])],
        diagnostics,
      );
      break;
    case "Error":
      diagnostics.push({
        code: "tree/error-node",
        severity: "error",
        message: "the tree holds text that is not Nix",
        ...(node.span && { span: node.span }),
        suggestions: [],
      });
      break;
    default:
  }
}

function report({ path }: DuplicateAttribute): Diagnostic {
  return {
    code: "tree/duplicate-attribute",
    severity: "error",
    message: `the attribute \`${path.join(".")}\` is defined twice`,
    path,
    suggestions: [{ message: "keep one of the definitions" }],
  };
}

function checkFormals(names: readonly string[], diagnostics: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      diagnostics.push({
        code: "tree/duplicate-formal",
        severity: "error",
        message: `the formal \`${name}\` is declared twice`,
        path: [name],
        suggestions: [{ message: "keep one of them" }],
      });
    }
    seen.add(name);
  }
}
