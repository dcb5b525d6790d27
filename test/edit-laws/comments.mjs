// The comments of a text, found by a small lexer of its own, so that the parser is not its own judge.

/**
 * The comments of a text without syntax errors, in order. Their texts are without the marks: one that stands before a string to
 * name its language can become one with the other marks.
 *
 * @returns {{ text: string, start: number, end: number }[]}
 */
export function listComments(text) {
  const comments = [];
  /** What is open: code with its open braces, or a string. */
  const open = [{ kind: "code", braces: 0 }];
  let at = 0;
  while (at < text.length) {
    const top = open.at(-1);
    at = top.kind === "code" ? readCode(text, at, top, open, comments) : readText(text, at, top.kind, open);
  }
  return comments;
}

/** How far a text goes on as a pattern says. */
function skip(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const word = /[^#"'{}/A-Za-z_]+|[A-Za-z][\w+.-]*:[\w%/?:@&=+$,.!~*'-]+|[A-Za-z_][\w'-]*/y;

function readCode(text, at, top, open, comments) {
  const comment = commentAt(text, at);
  if (comment !== undefined) {
    comments.push(comment);
    return comment.end;
  }
  const past = skip(word, text, at);
  if (past > at) return past;
  if (text.startsWith("''", at)) {
    open.push({ kind: "indented" });
    return at + 2;
  }
  const character = text[at];
  if (character === '"') open.push({ kind: "string" });
  else if (character === "{") top.braces++;
  else if (character === "}" && --top.braces < 0) open.pop();
  return at + 1;
}

function commentAt(text, start) {
  if (text[start] === "#") {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    return { text: text.slice(start + 1, end).trim(), start, end };
  }
  if (!text.startsWith("/*", start)) return undefined;
  const end = text.indexOf("*/", start + 2) + 2;
  const lines = text.slice(start + 2, end - 2).split(/\r?\n/);
  const trimmed = lines.map((line) => line.trim()).join("\n");
  return { text: trimmed.trim(), start, end };
}

const plain = { string: /[^"\\$]+/y, indented: /[^'$]+/y };

function readText(text, at, kind, open) {
  const past = skip(plain[kind], text, at);
  if (past > at) return past;
  if (text.startsWith("${", at)) {
    open.push({ kind: "code", braces: 0 });
    return at + 2;
  }
  if (kind === "string") {
    if (text[at] === '"') open.pop();
    if (text[at] === "\\") return at + 2;
    return text[at] === "$" && !'"\\'.includes(text[at + 1]) ? at + 2 : at + 1;
  }
  if (text.startsWith("'''", at) || text.startsWith("''$", at)) return at + 3;
  if (text.startsWith("''\\", at)) return at + 4;
  if (text.startsWith("''", at)) {
    open.pop();
    return at + 2;
  }
  return at + (text[at] === "$" && text[at + 1] !== "'" ? 2 : 1);
}
