// The pieces of a text of Nix: its tokens and what stands between them, in order.

const gapAt = /(?:\s|#[^\n\r]*|\/\*[\s\S]*?\*\/)+/y;
const uri = String.raw`[a-zA-Z][a-zA-Z0-9+.-]*:[a-zA-Z0-9%/?:@&=+$,\-_.!~*']+`;
const searchPath = String.raw`<[a-zA-Z0-9._\-+]+(?:/[a-zA-Z0-9._\-+]+)*>`;
const path = String.raw`(?:~|[a-zA-Z0-9._\-+]*)(?:/[a-zA-Z0-9._\-+]+)+/?`;
const name = String.raw`[a-zA-Z_][a-zA-Z0-9_'-]*`;
const number = String.raw`\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?`;
const operator = String.raw`\.\.\.|==|!=|<=|>=|&&|\|\||->|//|\+\+|\|>|<\||\$\{`;
const tokenAt = new RegExp(
  [uri, searchPath, path, name, number, operator, String.raw`[\s\S]`].join("|"),
  "y",
);

/**
 * The texts of strings are tokens, and so are the quotes; the code in their interpolations is taken apart too.
 * @param {string} text a text that is Nix
 * @returns {{ text: string, isGap: boolean }[]}
 */
export function piecesOf(text) {
  const pieces = [];
  // What the braces that are open belong to: a string, by its quotes, or code.
  const open = [];
  let at = 0;
  const add = (end, isGap) => {
    if (end > at) pieces.push({ text: text.slice(at, end), isGap });
    at = end;
  };
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const addString = (quotes, start) => {
    const end = findStringEnd(text, start, quotes);
    if (text.startsWith("${", end)) {
      open.push(quotes);
      add(end + 2, false);
    } else add(end + quotes.length, false);
  };
  while (at < text.length) {
    const gap = match(gapAt);
    if (gap !== undefined) add(at + gap.length, true);
    if (at >= text.length) break;
    const quotes = text[at] === '"' ? '"' : text.startsWith("''", at) ? "''" : undefined;
    if (quotes !== undefined) {
      addString(quotes, at + quotes.length);
      continue;
    }
    if (text[at] === "}") {
      const owner = open.pop();
      if (owner === undefined || owner === "code") add(at + 1, false);
      else addString(owner, at + 1);
      continue;
    }
    const token = match(tokenAt);
    if (token.endsWith("{")) open.push("code");
    add(at + token.length, false);
  }
  return pieces;
}

/** Where the text of a string ends: at its closing quotes, or at an interpolation. */
function findStringEnd(text, start, quotes) {
  const escapes = quotes === '"' ? /\\[\s\S]|\$\$/y : /'''|''\$|''\\[\s\S]|\$\$/y;
  for (let at = start; at < text.length; at++) {
    escapes.lastIndex = at;
    const escape = escapes.exec(text)?.[0];
    if (escape !== undefined) {
      at += escape.length - 1;
      // In `$$${` the last dollar opens an interpolation.
      if (escape === "$$" && text[at + 1] === "$") at--;
    } else if (text.startsWith(quotes, at) || text.startsWith("${", at)) return at;
  }
  return text.length;
}

/**
 * The comments of a text, in order: what they say, whatever signs they are written with and however their lines are broken. A
 * comment that says nothing is left out.
 * @returns {{ content: string, start: number, end: number }[]}
 */
export function findComments(text) {
  const comments = [];
  let at = 0;
  for (const piece of piecesOf(text)) {
    if (piece.isGap) {
      for (const { 0: comment, index } of piece.text.matchAll(/#[^\n\r]*|\/\*[\s\S]*?\*\//g)) {
        const inner = comment.startsWith("#") ? comment.slice(1) : comment.slice(2, -2);
        // Stars at the start of lines and around the text are decoration.
        const content = inner.replaceAll("*", " ").split(/\s+/).filter(Boolean).join(" ");
        if (content !== "") comments.push({ content, start: at + index, end: at + index + comment.length });
      }
    }
    at += piece.text.length;
  }
  return comments;
}
