import {
  Annotated,
  markNode,
  type Binding,
  type Expr,
  type Inherit,
  type NixValue,
  type Trivia,
} from "@nixgen/core";
import { chooseDefinition, type At } from "./choose.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { commentBehind, ownedComments, ownedStart } from "./leading.js";
import { endsLine, indentationAt, lineStart, startsLine } from "./lines.js";
import type { PathStep } from "./path.js";
import { notFound } from "./remove.js";
import { replaceTidy, startOfOwned } from "./rewrite.js";
import { endOfItem, spanOf } from "./source.js";

/** Which comment of a binding or a list element. */
export interface CommentOptions extends At {
  /** `"above"`: the lines right above it; `"after"`: the one at the end of its line. */
  readonly where?: "above" | "after";
}

type Side = NonNullable<CommentOptions["where"]>;

/** What comments belong to. */
type Commented = Binding | Inherit | Expr;

/** A value, and the comments that `withComment` and `withTrailingComment` put to it. */
interface Separated {
  readonly value: NixValue;
  readonly above?: string;
  readonly after?: string;
}

/** A value without the comments that `withComment` and `withTrailingComment` put to it, and these. */
export function separateComments(value: NixValue): Separated {
  if (!(value instanceof Annotated)) return { value };
  const lines = value.leading.flatMap(linesOf);
  return {
    value: value.value,
    ...(lines.length > 0 && { above: lines.join("\n") }),
    ...(value.trailing !== undefined && { after: value.trailing }),
  };
}

/** The text of the comment of what stands at a path; `undefined` where there is none. */
export function readComment(
  editor: Editor,
  steps: readonly PathStep[],
  { where = "above", ...at }: CommentOptions,
): string | undefined {
  return commentOf(editor.source.text, itemAt(editor, steps, at), where);
}

function commentOf(text: string, item: Commented, where: Side): string | undefined {
  if (where === "after") return commentBehind(text, item);
  const owned = ownedComments(text, item);
  return owned.length === 0 ? undefined : owned.flatMap(linesOf).join("\n");
}

/**
 * Writes the comments that a new value brings.
 *
 * @param find finds the binding or element that they belong to, as it is after each edit.
 */
export function writeComments(
  editor: Editor,
  { above, after }: Pick<Separated, "above" | "after">,
  find: () => Commented,
): void {
  if (above !== undefined) writeCommentOf(editor, find(), above, "above");
  if (after !== undefined) writeCommentOf(editor, find(), after, "after");
}

/** Writes the comment of what stands at a path; `undefined` removes it. */
export function writeComment(
  editor: Editor,
  steps: readonly PathStep[],
  comment: string | undefined,
  { where = "above", ...at }: CommentOptions,
): void {
  writeCommentOf(editor, itemAt(editor, steps, at), comment, where);
}

/** Writes the comments that a new value at a path brings. */
export function writeCommentsAt(
  editor: Editor,
  steps: readonly PathStep[],
  comments: Pick<Separated, "above" | "after">,
  at: At = {},
): void {
  writeComments(editor, comments, () => itemAt(editor, steps, at));
}

function writeCommentOf(editor: Editor, item: Commented, comment: string | undefined, where: Side): void {
  const { source } = editor;
  const { text } = source;
  if (commentOf(text, item, where) === comment) return;
  const { start } = spanOf(item);
  if (where === "after") return writeAfter(editor, item, comment);
  const lines = (comment ?? "")
    .split(/\r\n?|\n/)
    .map((line) => `#${line.trim() === "" ? "" : ` ${line.trimEnd()}`}`);
  if (startsLine(text, start)) {
    const indentation = indentationAt(text, start);
    const written = comment === undefined ? "" : lines.map((line) => `${indentation}${line}\n`).join("");
    editor.apply({ start: startOfOwned(text, item), end: lineStart(text, start), text: written });
    return;
  }
  const from = ownedStart(text, item);
  if (comment === undefined) return editor.apply({ start: from, end: start, text: "" });
  const leading: Trivia[] = lines.map((line) => ({ kind: "LineComment", text: line.slice(1) }));
  const tidy = replaceTidy(source, item, markNode({ ...item, leading }));
  if (tidy !== undefined && lines.every((line) => tidy.text.includes(line))) return editor.apply(tidy);
  // Where the lines around are not written anew, the item begins a line of its own.
  const indentation = indentationAt(text, start) + " ".repeat(source.layout.indent);
  const written = [...lines, ""].map((line) => `\n${indentation}${line}`).join("");
  const blank = /[ \t]*$/.exec(text.slice(lineStart(text, from), from))![0].length;
  editor.apply({ start: from - blank, end: start, text: written });
}

/** Writes the comment after an item on its line; what follows it there goes on a line of its own. */
function writeAfter(editor: Editor, item: Commented, comment: string | undefined): void {
  const { source } = editor;
  const { text } = source;
  const { start, end } = spanOf(item);
  const after = endOfItem(text, item);
  if (comment === undefined) return editor.apply({ start: end, end: after, text: "" });
  const line = comment.replaceAll(/\s+/g, " ").trim();
  if (endsLine(text, after)) return editor.apply({ start: end, end: after, text: ` # ${line}` });
  const tidy = replaceTidy(source, item, markNode({ ...item, trailing: line }));
  if (tidy?.text.includes(`# ${line}\n`)) return editor.apply(tidy);
  const rest = end + /^[ \t]*/.exec(text.slice(end))![0].length;
  editor.apply({ start: end, end: rest, text: ` # ${line}\n${indentationAt(text, start)}` });
}

function itemAt(editor: Editor, steps: readonly PathStep[], at: At): Commented {
  const { definitions, parts } = searchPath(editor.source.tree, steps);
  const definition = chooseDefinition(editor.source, steps, definitions, at);
  const node = definition?.node ?? parts[0]?.node;
  if (node === undefined) throw notFound(editor, steps);
  return node;
}

function linesOf(piece: Trivia): readonly string[] {
  if (piece.kind === "LineComment") return [piece.text.replace(/^ /, "")];
  return piece.kind === "BlockComment" ? piece.lines : [];
}
