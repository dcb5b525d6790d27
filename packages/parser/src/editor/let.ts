import { binding, markNode, printBindingsAt, type Expr, type Let } from "@nixgen/core";
import type { Editor } from "./editor.js";
import { fitLineEnds } from "./fit-line-ends.js";
import { searchPath } from "./find.js";
import { skipTrivia } from "../text/trivia.js";
import { refuseUnsoundPlace } from "./in-error.js";
import { firstOf, withLeading } from "./keep-trivia.js";
import { indentationAt, startsLine } from "./lines.js";
import { printPath, type PathStep } from "./path.js";
import { problem } from "./problem.js";
import { replaceNode, replaceTidy } from "./rewrite.js";
import { spanOf } from "./source.js";
import { bare } from "./view.js";

/** Binds a name by a new `let` around the body that the steps before `scope` lead to. */
export function addLet(editor: Editor, steps: readonly PathStep[], scope: number, value: Expr): void {
  const { source } = editor;
  const step = steps[scope];
  const owner = scope === 0 ? source.tree.expression : valueAt(editor, steps.slice(0, scope));
  if (typeof step !== "object" || steps.length > scope + 1 || owner === undefined) {
    throw problem(source, "edit/not-found", `nothing stands at \`${printPath(steps.slice(0, -1))}\``);
  }
  const body = bodyOf(owner);
  refuseUnsoundPlace(source, body, startsLine(source.text, spanOf(body).start));
  const node = fitLineEnds(source, binding(step.let, value));
  const { start } = spanOf(body);
  const { leading } = firstOf(body);
  const whole: Let = markNode({
    kind: "Let",
    bindings: [node],
    body: withLeading(body),
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
  const comments = [
    ...(node.leading ?? []),
    ...(node.tokens?.in?.leading ?? []),
    ...(firstOf(node.body).leading ?? []),
  ];
  const body = withLeading(node.body, comments);
  const tidy = replaceTidy(source, node, body);
  if (tidy !== undefined) return editor.apply(tidy);
  const { start } = spanOf(node);
  const last = node.bindings.at(-1);
  const word = skipTrivia(text, last ? spanOf(last).end : start + 3);
  const bodyStart = spanOf(node.body).start;
  const hasOtherComments = (node.tokens?.in?.leading ?? []).some(({ kind }) => kind !== "BlankLine");
  const isBelow = startsLine(text, start) && startsLine(text, bodyStart) && !hasOtherComments;
  if (isBelow && indentationAt(text, start) === indentationAt(text, bodyStart)) {
    const after = word + 2 + /^\s*/.exec(text.slice(word + 2))![0].length;
    editor.apply({ start, end: after, text: "" });
    return;
  }
  editor.apply(replaceNode(source, node, body));
}
