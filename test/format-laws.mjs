// The laws of the formatter, for one text: the tree stays the same but for layout, comments stay in order, and what is formatted
// does not move.
import { equalTrees, findTreeDifference, walk } from "@nixgen/core";
import { format, parse } from "@nixgen/parser";
import { findComments } from "./pieces.mjs";

/**
 * What formatting has done to a text that it must not do; `undefined` where all is well.
 *
 * @param {string} text a text that is Nix
 * @param {string} formatted what it became
 * @returns {{ law: "other tree" | "lost comments" | "comments in another order" | "moves again", detail: string } | undefined}
 */
export function findFormatFault(text, formatted, options = {}) {
  const { tree } = parse(text);
  const difference = findDifference(tree, parse(formatted).tree);
  if (difference !== undefined) return { law: "other tree", detail: difference };
  const fault = findCommentFault(text, tree, formatted);
  if (fault !== undefined) return fault;
  const again = format(formatted, options);
  return again === formatted ? undefined : { law: "moves again", detail: again };
}

/** The path to the first place in which two trees differ but for layout and the quotes of texts; `undefined` where there is none. */
export function findDifference(before, after) {
  // Without texts in other quotes, they need not be copied.
  if (equalTrees(before, after)) return undefined;
  return findTreeDifference(withPlainStrings(before), withPlainStrings(after));
}

/** A tree in which all literals of text are of one kind: nixfmt writes URIs and some indented strings in double quotes. */
export function withPlainStrings(tree) {
  const text = JSON.stringify(tree, (_, value) => {
    if (value?.kind === "IndentedString") return { ...value, kind: "String" };
    return value?.kind === "Uri"
      ? { ...value, kind: "String", text: undefined, parts: [{ kind: "StringText", value: value.text }] }
      : value;
  });
  return JSON.parse(text);
}

/** Compares words: nixfmt makes one comment of two that stand at the end of a line. */
function findCommentFault(text, tree, formatted) {
  if (!mayHaveComments.test(text) && !mayHaveComments.test(formatted)) return undefined;
  const [before, after] = [
    expectedOrder(text, tree),
    findComments(formatted).map(({ content }) => content),
  ].map((comments) => comments.flatMap((comment) => comment.split(" ")));
  const at = before.findIndex((word, index) => word !== after[index]);
  if (at < 0 && before.length === after.length) return undefined;
  const isLost = before.toSorted().join(" ") !== after.toSorted().join(" ");
  return {
    law: isLost ? "lost comments" : "comments in another order",
    detail: at < 0 ? `${after[before.length]}` : `${before[at]}`,
  };
}

const mayHaveComments = /#|\/\*/;

/**
 * What the comments of a text say, in the order in which nixfmt prints them. That is their own order, but for one rule: the
 * comment after the first token of a call goes before the call. Where that token is a string, others stand in it, or the
 * language of the string before it.
 */
function expectedOrder(text, tree) {
  const comments = findComments(text).map((comment) => ({ ...comment, order: comment.start }));
  walk(tree, (node, ancestors) => {
    if (node.kind !== "Application") return;
    const parent = ancestors.at(-1);
    // A call with more arguments starts with this one; and an assert is laid out as a call, which starts with its keyword.
    if (parent?.function === node || (parent?.kind === "Assert" && parent.condition === node)) return;
    const first = firstOf(node);
    if (!texts.has(first.kind) || !first.trailing) return;
    const moved = comments.find(({ start }) => start >= first.span.end);
    const annotation = first.leading?.find(({ kind }) => kind === "LanguageAnnotation");
    moved.order = (annotation ?? first).span.start - 0.5;
  });
  return comments.sort((a, b) => a.order - b.order).map(({ content }) => content);
}

const texts = new Set(["String", "IndentedString", "Path"]);

/** What a call starts with. */
function firstOf(node) {
  if (node.kind === "Application") return firstOf(node.function);
  return node.kind === "Select" ? firstOf(node.subject) : node;
}
