import { binding, markNode, printBindingsAt, type Expr, type Let, type Trivia } from "@nixgen/core";
import type { Editor } from "./editor.js";
import { fitLineEnds } from "./fit-line-ends.js";
import { searchPath } from "./find.js";
import { skipTrivia } from "../text/trivia.js";
import { refuseUnsoundPlace } from "./in-error.js";
import { leadingOf, withLeading } from "./keep-trivia.js";
import { ownedStart, readComments } from "./leading.js";
import { indentationAt, startsLine } from "./lines.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { replaceNode, replaceTidy } from "./rewrite.js";
import { endOfItem, spanOf } from "./source.js";
import { bare } from "./view.js";

/** Binds a name, or a path that begins with it, by a new `let` around the body that the steps before `scope` lead to. */
export function addLet(editor: Editor, steps: readonly PathStep[], scope: number, value: Expr): void {
  const { source } = editor;
  const names = steps.slice(scope).map((step) => (typeof step === "object" ? step.let : step));
  const owner = scope === 0 ? source.tree.expression : valueAt(editor, steps.slice(0, scope));
  if (!areNames(names) || owner === undefined) {
    throw problem(source, "edit/not-found", `nothing stands at \`${printPath(steps.slice(0, -1))}\``);
  }
  const body = bodyOf(owner);
  refuseUnsoundPlace(source, body, startsLine(source.text, spanOf(body).start));
  const node = fitLineEnds(source, binding(names, value));
  const { start } = spanOf(body);
  const leading = leadingOf(body);
  const whole: Let = markNode({
    kind: "Let",
    bindings: [node],
    body: withLeading(body, []),
    ...(leading && { leading }),
  });
  const tidy = replaceTidy(source, body, whole);
  if (tidy !== undefined) return editor.apply(tidy);
  if (!startsLine(source.text, start)) return editor.apply(replaceNode(source, body, whole));
  const indentation = indentationAt(source.text, start);
  const inner = indentation + " ".repeat(source.layout.indent);
  const written = printBindingsAt([node], { ...source.layout, column: inner.length });
  editor.apply({ start, end: start, text: `let\n${inner}${written}\n${indentation}in\n${indentation}` });
}

function areNames(steps: readonly PathStep[]): steps is readonly [string, ...string[]] {
  return steps.every((step) => typeof step === "string");
}

function valueAt(editor: Editor, steps: readonly PathStep[]): Expr | undefined {
  const { definitions } = searchPath(editor.source.tree, steps);
  return definitions.length === 1 ? definitions[0]!.value : undefined;
}

function bodyOf(node: Expr): Expr {
  const inner = bare(node);
  return inner.kind === "Function" ? bodyOf(inner.body) : inner;
}

/** Takes away a `let` that has one binding left: its body stays. */
export function removeEmptyLet(editor: Editor, node: Let): void {
  const { source } = editor;
  const { text } = source;
  const { start } = spanOf(node);
  const [last] = node.bindings;
  const end = last ? endOfItem(text, last) : start + 3;
  const word = skipTrivia(text, end);
  const inner = [
    ...(last ? readComments(text.slice(start + 3, ownedStart(text, last))) : []),
    ...readComments(text.slice(end, word)),
  ];
  const after = node.tokens?.in?.trailing;
  const comments: readonly Trivia[] = [
    ...(node.leading ?? []),
    ...inner,
    ...(after === undefined ? [] : [{ kind: "LineComment", text: ` ${after}` } as const]),
    ...(leadingOf(node.body) ?? []),
  ];
  const body = withLeading(node.body, comments);
  const tidy = replaceTidy(source, node, body);
  if (tidy !== undefined) return editor.apply(tidy);
  const bodyStart = spanOf(node.body).start;
  const hasOtherComments = inner.some(({ kind }) => kind !== "BlankLine");
  const isBelow = startsLine(text, start) && startsLine(text, bodyStart) && !hasOtherComments;
  if (isBelow && indentationAt(text, start) === indentationAt(text, bodyStart)) {
    const bodyLine = word + 2 + /^\s*/.exec(text.slice(word + 2))![0].length;
    editor.apply({ start, end: bodyLine, text: "" });
    return;
  }
  editor.apply(replaceNode(source, node, body));
}
