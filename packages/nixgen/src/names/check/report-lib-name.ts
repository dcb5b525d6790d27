import type { AttributeName, Identifier, Suggestion } from "@nixgen/core";
import { distance } from "fastest-levenshtein";
import { adviseOnLibName, describeLibAge, hasSuccessor, lookupLibName } from "../lib-names.js";
import { printOptionPath, readOptionPath } from "../option-path.js";
import { placeOf, type CheckContext } from "./context.js";
import type { Declarations } from "./declarations.js";
import { isInput } from "./project-names.js";
import type { Meaning } from "./meaning.js";

/**
 * Checks a selection from nixpkgs' `lib` or from `builtins`, and reports where a name does not exist.
 *
 * @param names the names that are selected, as far as they are static; `nodes` are those in the source.
 */
export function checkLibName(
  { root, path }: Extract<Meaning, { is: "lib" }>,
  names: readonly string[],
  nodes: readonly (AttributeName | Identifier)[],
  context: CheckContext,
): void {
  const { declarations } = context;
  // A part that does not exist is reported where a variable or a `with` gets it.
  if (path.length > 0 && lookupLibName(path, root).answer === "unknown") return;
  for (const [at, name] of names.entries()) {
    const whole = [...path, ...names.slice(0, at + 1)];
    if (root === "lib" && isAdded(whole[0]!, declarations)) return;
    if (root === "lib" && at + path.length === 0 && isInput(name, declarations.inputs)) return;
    const answer = lookupLibName(whole, root);
    if (answer.answer === "known") continue;
    const isOurs =
      answer.answer === "unknown" &&
      root === "lib" &&
      declarations.foreignLib &&
      !hasSuccessor(whole, root) &&
      !answer.suggestions.some(({ path: meant }) => isNear(name, readOptionPath(meant).at(-1)!));
    if (answer.answer === "not-covered" || isOurs) {
      context.counts.notCovered++;
      return;
    }
    context.counts.packages++;
    const node = nodes[at]!;
    const full = [root, ...whole];
    const advice = adviseOnLibName(whole, root);
    context.report(
      {
        code: "names/unknown-attribute",
        severity: "error",
        message: `\`${full.slice(0, -1).join(".")}\` has no \`${name}\`${describeLibAge(root, whole)}`,
        ...placeOf(node, full),
        suggestions:
          advice === undefined
            ? answer.suggestions.map(({ path: meant }) => toReplacement(meant, full, node))
            : [{ message: advice }],
      },
      node,
    );
    return;
  }
  context.counts.packages++;
}

/** Puts a proposal in the place of a name, where both stand in one part of `lib`. */
function toReplacement(
  meant: string,
  full: readonly string[],
  { span }: AttributeName | Identifier,
): Suggestion {
  const message = `write \`${meant}\``;
  const target = readOptionPath(meant);
  const isBeside =
    target.length === full.length && target.slice(0, -1).every((step, index) => step === full[index]);
  return !isBeside || span === undefined
    ? { message }
    : { message, replacement: { span, text: printOptionPath(target.slice(-1)) } };
}

/** Whether the project adds a name to `lib`. What extends it may be an overlay by its looks. */
function isAdded(name: string, { lib, packages, foreignLib }: Declarations): boolean {
  return lib.has(name) || (foreignLib && packages.has(name));
}

/** Whether a name differs in so few letters that the other one was meant. */
function isNear(name: string, meant: string): boolean {
  return name.length > 3 && distance(name.toLowerCase(), meant.toLowerCase()) <= (name.length > 6 ? 2 : 1);
}
