import type { AttributeName, BindingNode } from "../ast/collections.js";
import type { Node } from "../ast/expr.js";
import { walk } from "../ast/visit.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/**
 * What Nix would refuse in a built tree although its shape is right: the same attribute twice, the same formal twice,
 * a dynamic name in `let`, an error node.
 */
export function checkTree(root: Node): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  walk(root, (node) => {
    switch (node.kind) {
      case "AttributeSet":
      case "LegacyLet":
      case "Let":
        new AttributeCheck(diagnostics).add([], node.bindings);
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
  });
  return diagnostics;
}

/** Finds attributes that are defined twice; sets written in several places are merged, as Nix does. */
class AttributeCheck {
  /** Attribute paths that have a value, and those that are sets which may be added to. */
  readonly #seen = new Map<string, "value" | "set">();
  readonly #diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    this.#diagnostics = diagnostics;
  }

  add(prefix: readonly string[], bindings: readonly BindingNode[]): void {
    for (const binding of bindings) {
      if (binding.kind === "Error") continue;
      if (binding.kind === "Inherit") {
        for (const name of binding.names) this.#define(prefix, [name], "value");
        continue;
      }
      const { value } = binding;
      const mergeable = value.kind === "AttributeSet" && !value.recursive;
      const path = this.#define(prefix, binding.path.names, mergeable ? "set" : "value");
      if (path && mergeable && (prefix.length > 0 || binding.path.names.length > 0))
        this.add(path, value.bindings);
    }
  }

  /** Records a definition. The full path, or `undefined` where a name is dynamic or the definition is refused. */
  #define(
    prefix: readonly string[],
    names: readonly AttributeName[],
    kind: "value" | "set",
  ): readonly string[] | undefined {
    const path = [...prefix];
    for (const [index, name] of names.entries()) {
      const text = staticName(name);
      if (text === undefined) return undefined;
      path.push(text);
      const key = JSON.stringify(path);
      const wanted = index === names.length - 1 ? kind : "set";
      const before = this.#seen.get(key);
      if (before === undefined) this.#seen.set(key, wanted);
      else if (before === "value" || wanted === "value") return this.#refuse(path);
    }
    return path;
  }

  #refuse(path: readonly string[]): undefined {
    this.#diagnostics.push({
      code: "tree/duplicate-attribute",
      severity: "error",
      message: `the attribute \`${path.join(".")}\` is defined twice`,
      path,
      suggestions: [{ message: "keep one of the definitions" }],
    });
    return undefined;
  }
}

function staticName(name: AttributeName): string | undefined {
  if (name.kind === "Identifier") return name.name;
  if (name.kind === "Interpolation") return undefined;
  if (name.parts.length === 0) return "";
  const part = name.parts[0];
  return name.parts.length === 1 && part?.kind === "StringText" ? part.value : undefined;
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
