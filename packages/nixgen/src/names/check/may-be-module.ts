import { staticName, type AttributeSet, type Expr, type Node } from "@nixgen/core";
import { callOf } from "./literal.js";

/** Whether a file can be a module at all: flakes, overlays, package files and shells are none, and no function of packages is. */
export function canBeModule(tree: Node): boolean {
  const value = withoutVariables(expressionOf(tree));
  switch (value.kind) {
    case "AttributeSet":
      return !isFlake(value) && !isSetOfFiles(value);
    case "Function":
      if (value.parameter.kind === "Identifier")
        return value.body.kind !== "Function" && !noModuleTakes.has(value.parameter.name);
      return canBeResult(value.body, value.parameter.ellipsis !== undefined);
    case "List":
    case "String":
    case "IndentedString":
    case "Integer":
    case "Float":
      return false;
    default:
      return true;
  }
}

/** Whether a file has the form that modules have in fact: a set, or a function that takes more arguments than it names. */
export function mayBeModule(tree: Node): boolean {
  const value = withoutVariables(expressionOf(tree));
  const hasForm =
    (value.kind === "AttributeSet" && !value.recursive) ||
    (value.kind === "Function" &&
      value.parameter.kind === "Formals" &&
      value.parameter.ellipsis !== undefined);
  return hasForm && canBeModule(tree);
}

/** Parameters of functions that are no modules: these get one set with all of their arguments. */
const noModuleTakes = new Set(["final", "lib", "pkgs", "prev", "self", "super"]);

/** Functions that make a module, or a part of one. */
const modulesMake = /^(import|importApply|mk(Force|If|Merge|Override)|optionalAttrs|recursiveUpdate)$/;

/** What no module is made by: derivations, and what holds several of them. */
const packagesMake =
  /^(mkShell\w*|mkDerivation|build[A-Z]\w*|callPackages?|write[A-Z]\w*|runCommand\w*|symlinkJoin)$/;

/** @param open the function takes more arguments than it names. */
function canBeResult(body: Expr, open: boolean): boolean {
  const value = withoutVariables(body);
  if (value.kind === "Function") return value.parameter.kind === "Formals" && canBeResult(value.body, true);
  if (value.kind !== "Application") return canBeModule(value);
  const { name = "" } = callOf(value) ?? {};
  return modulesMake.test(name) || (open && !packagesMake.test(name));
}

/** `{ web = ./web.nix; db = ./db; }` */
export function isSetOfFiles({ bindings }: AttributeSet): boolean {
  return (
    bindings.length > 0 &&
    bindings.every(
      (one) =>
        one.kind === "Binding" && one.path.names.length === 1 && withoutVariables(one.value).kind === "Path",
    )
  );
}

function isFlake(set: AttributeSet): boolean {
  return set.bindings.some(
    (binding) =>
      binding.kind === "Binding" &&
      binding.path.names.length === 1 &&
      staticName(binding.path.names[0]!) === "outputs" &&
      withoutVariables(binding.value).kind === "Function",
  );
}

/** What a file holds, or the expression itself: files hold expressions. */
export function expressionOf(tree: Node): Expr {
  return tree.kind === "File" ? tree.expression : (tree as Expr); // Files hold expressions.
}

function withoutVariables(expression: Expr): Expr {
  let value = expression;
  for (;;) {
    if (value.kind === "Parenthesized") value = value.expression;
    else if (value.kind === "Let" || value.kind === "With" || value.kind === "Assert") value = value.body;
    else return value;
  }
}
