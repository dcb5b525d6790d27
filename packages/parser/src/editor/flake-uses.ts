import { staticName, walk, type Expr, type Function as FunctionNode, type Node } from "@nixgen/core";
import { bare } from "./view.js";

/**
 * A use of an input by way of all inputs: `inputs.utils`, `self.inputs.utils`, `inherit (inputs) utils`, or `utils` below
 * `with inputs;`. The name for all inputs is that of the parameter.
 */
export function findUseOfInput({ parameter, body }: FunctionNode, input: string): Node | undefined {
  const all = parameter.kind === "Identifier" ? parameter.name : parameter.alias?.name;
  let found: Node | undefined;
  walk(body, (node, ancestors) => {
    found ??= usesInput(node, ancestors, all, input) ? node : undefined;
    return found === undefined;
  });
  return found;
}

function usesInput(node: Node, ancestors: readonly Node[], all: string | undefined, input: string): boolean {
  switch (node.kind) {
    case "Select": {
      const [first, second] = node.path.names.map((name) => staticName(name));
      if (isAllInputs(node.subject, all)) return first === input;
      return isName(node.subject, "self") && first === "inputs" && second === input;
    }
    case "Inherit":
      return (
        node.from !== undefined &&
        isAllInputs(node.from, all) &&
        node.names.some((name) => staticName(name) === input)
      );
    case "Identifier":
      return (
        node.name === input &&
        ancestors.some((other) => other.kind === "With" && isAllInputs(other.scope, all)) &&
        !["AttributePath", "Formal", "Formals", "Inherit"].includes(ancestors.at(-1)?.kind ?? "")
      );
    default:
      return false;
  }
}

/** Whether an expression is the set of all inputs. */
function isAllInputs(node: Expr, all: string | undefined): boolean {
  const inner = bare(node);
  if (all !== undefined && isName(inner, all)) return true;
  const isOfSelf = inner.kind === "Select" && isName(inner.subject, "self");
  return isOfSelf && inner.path.names.length === 1 && staticName(inner.path.names[0]!) === "inputs";
}

function isName(node: Expr, name: string): boolean {
  const inner = bare(node);
  return inner.kind === "Identifier" && inner.name === name;
}
