import { staticName, walk, type AttributeName, type Expr, type Node, type Suggestion } from "@nixgen/core";
import { readOptionPath } from "../option-path.js";
import type { CheckContext } from "./context.js";
import { readType } from "./declared-type.js";
import { placeOf } from "./context.js";
import { describeMisfit, findMisfit } from "./fit-value.js";
import { callOf } from "./literal.js";
import { valueOf, type Meaning } from "./meaning.js";
import { checkPackage } from "./report-package.js";
import { bare } from "./roles.js";
import { suggestValues } from "./suggest-values.js";

/** Checks the defaults of the options that a file declares against their types. */
export function checkDefaults(root: Node, context: CheckContext): void {
  walk(root, (node, ancestors) => {
    if (node.kind !== "Application" || node.argument.kind !== "AttributeSet") return;
    if (callOf(node)?.name !== "mkOption") return;
    const type = valueOf("type", node.argument);
    const value = valueOf("default", node.argument);
    if (type === undefined || value === undefined) return;
    context.counts.values++;
    const taken = readType(type, { trees: new Map(), path: undefined, root }).type;
    const misfit = findMisfit(value, taken);
    if (misfit === undefined) return;
    const binding = ancestors.findLast((one) => one.kind === "Binding");
    const name = binding?.kind === "Binding" ? staticName(binding.path.names.at(-1)!) : undefined;
    const path = [...(name === undefined ? [] : [name]), "default"];
    const { is, node: found, value: scalar } = misfit.literal;
    // An option that has no value of its own may be meant to be set by all who use it. An empty text says so plainly.
    if (found === value && scalar === "" && taken[0] === "nonEmptyStr") return;
    const isUnset = found === value && (is === "null" || scalar === "");
    const message = describeMisfit(path.join("."), misfit);
    context.report(
      {
        code: "names/option-type",
        severity: isUnset ? "warning" : "error",
        message: isUnset ? `${message}, which is an error only where nobody sets the option` : message,
        ...placeOf(found, path),
        suggestions: isUnset ? proposalsForUnset(is === "null") : suggestValues(misfit, context),
      },
      found,
    );
  });
}

function proposalsForUnset(isNull: boolean): Suggestion[] {
  const leave = { message: "leave `default` out, so that Nix says that the option has no value" };
  return isNull ? [leave, { message: "let the type be `nullOr`, where null is a value" }] : [leave];
}

/** Checks the package that `mkPackageOption pkgs "name" { … }` names. */
export function checkPackageOption(
  call: Extract<Expr, { kind: "Application" }>,
  meaningOf: (expression: Expr) => Meaning,
  context: CheckContext,
): void {
  const { name, args = [] } = callOf(call) ?? {};
  const [packages, named, settings] = args;
  if (name !== "mkPackageOption" || args.length !== 3) return;
  const other = settings?.kind === "AttributeSet" ? valueOf("default", settings) : undefined;
  if (settings?.kind !== "AttributeSet" || packages === undefined || named === undefined) return;
  const nodes = namesOf(bare(other ?? named));
  const meaning = meaningOf(packages);
  if (nodes === undefined || meaning.is !== "packages") return;
  const texts = nodes.map((node) => staticName(node) ?? "");
  const quoting: CheckContext = {
    ...context,
    report: (diagnostic, node) =>
      context.report(
        { ...diagnostic, suggestions: diagnostic.suggestions.map((one) => quote(one, nodes.length === 1)) },
        node,
      ),
  };
  checkPackage(meaning.set, texts, nodes, "selected", quoting);
}

/** The names of a package: a text, or a list of texts; `undefined` where only evaluation tells. */
function namesOf(value: Expr): readonly AttributeName[] | undefined {
  const nodes = value.kind === "List" ? value.elements : [value];
  const texts = nodes.filter((node) => node.kind === "String");
  return texts.length === nodes.length && texts.every((node) => staticName(node) !== undefined)
    ? texts
    : undefined;
}

/** Writes the name that is proposed as a text, or as a list of texts where one may stand. */
function quote({ message, replacement }: Suggestion, isOne: boolean): Suggestion {
  if (replacement === undefined) return { message };
  const names = readOptionPath(replacement.text).map((name) => JSON.stringify(name));
  if (names.length > 1 && !isOne) return { message };
  const text = names.length === 1 ? names[0]! : `[ ${names.join(" ")} ]`;
  return { message, replacement: { ...replacement, text } };
}
