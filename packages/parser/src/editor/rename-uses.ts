import { binding, identifier, isIdentifier, walk, type File, type Identifier } from "@nixgen/core";
import { chainAt } from "./chain.js";
import type { Editor } from "./editor.js";
import { refuseUnsoundUse } from "./in-error.js";
import { problem } from "./problem.js";
import { removeInherited } from "./remove.js";
import { insertItem, isTidyAround, printAround, replaceNode } from "./rewrite.js";
import { usesOf, type VariableScope } from "./variables.js";
import { isContainer, spanOf, type Container } from "./source.js";

type BindingContainer = Exclude<Container, { readonly kind: "List" }>;

/**
 * Renames the uses of a name that a `let` or `rec` binds. `inherit from;` becomes `from = to;`.
 *
 * @param scopeNow gives the scope in the tree as it is after a change
 */
export function renameUses(editor: Editor, scopeNow: () => VariableScope, from: string, to: string): void {
  refuseUnsoundUse(editor.source, scopeNow(), from);
  refuseUnsoundUse(editor.source, scopeNow(), to);
  if (!isIdentifier(to)) {
    if (scopeNow().kind !== "Let" && usesOf(scopeNow(), from).length === 0) return;
    throw problem(editor.source, "edit/invalid-path", `\`${to}\` can't be the name of a variable`);
  }
  const [other] = usesOf(scopeNow(), to);
  if (other !== undefined) {
    throw problem(editor.source, "edit/exists", `\`${to}\` is the name of something else there`, {
      at: other,
      suggestions: ["choose another name"],
    });
  }
  let uses = usesOf(scopeNow(), from);
  while (bindInherited(editor, uses, from, to)) uses = usesOf(scopeNow(), from);
  replaceUses(editor, scopeNow, uses, from, to);
}

/** Makes one `inherit from;` a binding. @returns whether there was one. */
function bindInherited(editor: Editor, uses: readonly Identifier[], from: string, to: string): boolean {
  const { source } = editor;
  for (const use of uses) {
    const at = chainAt(source.tree, spanOf(use));
    const link = at?.key === "names" ? at.parent : undefined;
    const owner = link?.parent?.node;
    if (link?.node.kind !== "Inherit" || owner === undefined || !isContainer(owner) || owner.kind === "List")
      continue;
    const added = binding(from, identifier(to));
    const index = link.index!;
    if (link.node.names.length === 1) {
      editor.apply(replaceNode(source, link.node, added));
      return true;
    }
    const { start } = spanOf(owner);
    removeInherited(editor, link.node, owner, index, from);
    const now = containerAt(editor.source.tree, start, owner.kind);
    if (now !== undefined) editor.apply(insertItem(editor.source, now, added, { index: index + 1 }));
    return true;
  }
  return false;
}

/** The set or `let` that starts at a place: an edit in it leaves that as it is. */
function containerAt(tree: File, start: number, kind: string): BindingContainer | undefined {
  let found: BindingContainer | undefined;
  walk(tree, (node) => {
    const span = "span" in node ? node.span : undefined;
    if (span?.start === start && node.kind === kind && isContainer(node) && node.kind !== "List")
      found ??= node;
    return found === undefined && (span === undefined || (span.start <= start && start < span.end));
  });
  return found;
}

/** Puts another name in the place of uses, and lays the lines around them out anew where they were as nixfmt writes them. */
function replaceUses(
  editor: Editor,
  scopeNow: () => VariableScope,
  found: readonly Identifier[],
  from: string,
  to: string,
): void {
  const { source } = editor;
  const uses = found.toSorted((a, b) => spanOf(a).start - spanOf(b).start);
  const spans = uses.map((use) => ({ ...spanOf(use) }));
  const [first] = spans;
  if (first === undefined) return;
  const isTidy = uses.map((use) => isTidyAround(source, use));
  let written = "";
  let at = first.start;
  for (const { start, end } of spans) {
    written += source.text.slice(at, start) + to;
    at = end;
  }
  editor.apply({ start: first.start, end: at, text: written });
  const starts = spans.map(({ start, end }, index) => start + index * (to.length - (end - start)));
  const bound = new Set(usesOf(scopeNow(), to).map((use) => spanOf(use).start));
  const lost = starts.findIndex((start) => !bound.has(start));
  if (lost >= 0) {
    throw problem(source, "edit/exists", `\`${to}\` is the name of something else there`, {
      at: { kind: "Identifier", name: from, span: spans[lost]! },
      suggestions: ["choose another name"],
    });
  }
  let done = Infinity;
  for (let i = spans.length - 1; i >= 0; i--) {
    const start = starts[i]!;
    if (!isTidy[i] || start >= done) continue;
    const chain = chainAt(editor.source.tree, { start, end: start + to.length });
    if (chain === undefined) continue;
    const splice = printAround(editor.source, chain.node);
    done = splice.start;
    editor.apply(splice);
  }
}
