import { findNode, NixError, type Diagnostic, type ErrorNode, type Node } from "@nixgen/core";
import { chainTo } from "./chain.js";
import { searchPath } from "./find.js";
import { nameOf, printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import type { Source } from "./source.js";
import { errorsOf, errorThatDefines, errorThatUses, mentions, ownText } from "./unsound.js";

/** Refuses edits of what is not Nix, in a document whose sound parts can be edited. */

/** The error for an edit that would have to read or change what is not Nix. */
export function inError({ text, diagnostics }: Source, error: ErrorNode, message: string): NixError {
  const { span } = error;
  const mistakes = diagnostics.filter(
    (found) => found.span && found.span.start >= span!.start && found.span.start <= span!.end,
  );
  const [first] = mistakes;
  return new NixError(
    [
      {
        code: "edit/in-error",
        severity: "error",
        message,
        ...(span && { span }),
        ...(first?.span && { related: [{ message: first.message, span: first.span }] }),
        suggestions: [{ message: "mend the syntax error first" }],
      },
    ],
    text,
  );
}

/** Refuses to edit what stands at paths, where an error could be a part of it. @throws NixError `edit/in-error` */
export function refuseUnsound(source: Source, paths: readonly (readonly PathStep[])[]): void {
  if (source.diagnostics.length === 0) return;
  for (const steps of paths) {
    const error = errorAt(source, steps);
    if (error === undefined) continue;
    throw inError(source, error, `\`${printPath(steps)}\` could stand in text that is not Nix`);
  }
}

function errorAt({ tree, text }: Source, steps: readonly PathStep[]): ErrorNode | undefined {
  const { definitions, parts, obstacles, reached } = searchPath(tree, steps);
  const obstacle = obstacles.find(({ kind }) => kind === "error")?.node;
  if (obstacle?.kind === "Error") return obstacle;
  if (definitions.length > 0 || parts.length > 0) return undefined;
  // What is found nowhere can be in an error.
  const next = steps[Math.max(0, ...reached.map(({ depth }) => depth))];
  const name = typeof next === "object" ? next.let : next;
  return typeof name === "string" ? errorThatDefines(tree, name, text) : undefined;
}

/** Refuses to find nothing at a path whose last name stands somewhere: it could be there, but for an error. */
export function refuseFruitless(source: Source, steps: readonly PathStep[]): void {
  const [error] = source.diagnostics.length > 0 ? errorsOf(source.tree) : [];
  if (error === undefined || !mentions(source.text, nameOf(steps.at(-1)!))) return;
  throw inError(source, error, `\`${printPath(steps)}\` is found in no text that is Nix`);
}

/** Refuses an edit that depends on whether a name is used. @throws NixError `edit/in-error` */
export function refuseUnsoundUse(source: Source, root: Node, name: string): void {
  if (source.diagnostics.length === 0) return;
  const error = errorThatUses(root, name, source.text);
  if (error !== undefined) throw inError(source, error, `\`${name}\` could be used in text that is not Nix`);
}

/** Refuses a node that has an error in it. @throws NixError `edit/in-error` */
export function refuseUnsoundNode(source: Source, node: Node | undefined): void {
  const error = node && findNode(node, "Error");
  if (error !== undefined) throw inError(source, error, "the edit is about text that is not Nix");
}

/**
 * Refuses to add something to a set, `let` or list, where nobody knows whether it would end up in it: beside text that is not
 * Nix on the same line, or where a bracket in or around it is missing.
 *
 * @param isOnOwnLines whether what is added stands on lines of its own
 * @throws NixError `edit/in-error`
 */
export function refuseUnsoundPlace(source: Source, container: Node, isOnOwnLines: boolean): void {
  if (source.diagnostics.length === 0) return;
  const hasOpenBracket = source.diagnostics.some(
    ({ code }) => code.startsWith("syntax/unclosed-") || code === "syntax/unmatched-closing",
  );
  // Of an element that is no Nix, nobody knows whether it is the one to be changed.
  const list = listAround(source, container);
  if (isOnOwnLines && !hasOpenBracket && list === undefined) return;
  const inside = findNode(list ?? container, "Error");
  const around = hasOpenBracket ? errorAround(source, container) : undefined;
  const error = inside ?? around;
  if (error === undefined) return;
  throw inError(source, error, "what is added could end up in text that is not Nix, or elsewhere");
}

/** The outermost list that a node is or stands in. */
function listAround({ tree }: Source, node: Node): Node | undefined {
  let found: Node | undefined;
  for (let link = chainTo(tree, node); link !== undefined; link = link.parent)
    if (link.node.kind === "List") found = link.node;
  return found;
}

function errorAround({ tree }: Source, node: Node): ErrorNode | undefined {
  for (let link = chainTo(tree, node); link !== undefined; link = link.parent)
    if (link.node.kind === "Error") return link.node;
  return undefined;
}

/** Refuses a change that leaves other errors than were there. @throws NixError `edit/in-error` */
export function refuseUnsoundChange(before: Source, after: Source): void {
  const errors = errorsOf(before.tree);
  const now = errorsOf(after.tree).map((error) => ownText(after.text, error));
  const changed = errors.find((error, index) => ownText(before.text, error) !== now[index]);
  const message = "the edit would change text that is not Nix, or what stands in it; nothing was changed";
  if (changed !== undefined) throw inError(before, changed, message);
  const added = newProblem(before.diagnostics, after.diagnostics);
  if (errors.length === now.length && added === undefined) return;
  throw problem(before, "edit/in-error", message, {
    ...(errors[0] && { at: errors[0] }),
    suggestions: ["mend the syntax errors first"],
  });
}

/** A problem of a kind of which there are more than there were. */
function newProblem(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic | undefined {
  const codes = before.map(({ code }) => code);
  return after.find(({ code }) => {
    const index = codes.indexOf(code);
    if (index >= 0) codes.splice(index, 1);
    return index < 0;
  });
}
