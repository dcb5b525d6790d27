// The gaps between tokens in which the comments of a text stand, by what the grammar has on either side.
import { childKeys } from "@nixgen/core";
import { piecesOf } from "./pieces.mjs";

/**
 * The gaps in which comments stand. A gap is written as the kind of the smallest node around it, and what of that node stands
 * to its left and right: a field of the node, or a token of its own, such as `Let: bindings | in`.
 *
 * @param {string} text a text that is Nix
 * @param {import("@nixgen/core").File} tree its tree, with spans
 * @returns {{ gap: string, comments: ("#" | "/*")[] }[]}
 */
export function findCommentGaps(text, tree) {
  const found = [];
  let at = 0;
  const pieces = piecesOf(text).map((piece) => {
    const start = at;
    at += piece.text.length;
    return { ...piece, start, end: at };
  });
  pieces.forEach((piece, index) => {
    if (!piece.isGap || !/[#*]/.test(piece.text)) return;
    const comments = [...piece.text.matchAll(/(#)[^\n\r]*|(\/\*)[\s\S]*?\*\//g)].map(
      ([, line, block]) => line ?? block,
    );
    found.push({ gap: nameGap(tree, pieces[index - 1], pieces[index + 1]), comments });
  });
  return found;
}

function nameGap(tree, before, after) {
  if (before === undefined) return "File: start | expression";
  if (after === undefined) return "File: expression | end";
  const [left, right] = [before.end - 1, after.start];
  let node = tree;
  for (;;) {
    const inner = childrenWithKeys(node).find(
      ({ child }) => holds(child, left) && holds(child, right),
    )?.child;
    if (inner === undefined) break;
    node = inner;
  }
  // The piece of a string around an interpolation holds text too.
  const leftToken = before.text.endsWith("${") ? "${" : before.text;
  const rightToken = node.kind === "Interpolation" ? "}" : after.text;
  return `${node.kind}: ${nameSide(node, left, leftToken)} | ${nameSide(node, right, rightToken)}`;
}

/** The field of a node that holds a place, or else the token there. */
function nameSide(node, offset, token) {
  const key = childrenWithKeys(node).find(({ child }) => holds(child, offset))?.key;
  return key ?? (node.kind === "Binary" || node.kind === "Unary" ? "operator" : token);
}

function holds({ span }, offset) {
  return span !== undefined && span.start <= offset && offset < span.end;
}

function childrenWithKeys(node) {
  return childKeys[node.kind].flatMap((key) => [node[key] ?? []].flat().map((child) => ({ key, child })));
}
