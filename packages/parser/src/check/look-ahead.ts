import { readStringPiece, readToken, type Token } from "./lexer.js";
import type { Reader } from "./reader.js";

/** Whether an attribute path and `=` come here: the next binding, where `;` is missing before it. */
export function looksLikeBinding(r: Reader): boolean {
  return startsBinding(r.text, r.token);
}

/** Whether an attribute path and `=` start at a token. */
export function startsBinding(text: string, token: Token): boolean {
  const end = endOfStaticPath(text, token);
  if (end < 0) return false;
  const next = readToken(text, end);
  return next.kind === "=" && !text.startsWith("=>", next.start);
}

/** Whether an attribute path and a `:` with a value come here, as in JSON or Python. */
export function looksLikeColonBinding(r: Reader): boolean {
  const end = endOfStaticPath(r.text, r.token);
  return end >= 0 && readToken(r.text, end).kind === ":";
}

/** The end of a path of names and plain strings; -1 where none stands here. */
function endOfStaticPath(text: string, first: Token): number {
  for (let token = first; ; token = readToken(text, token.end)) {
    const end = endOfStaticName(text, token);
    if (end < 0) return -1;
    const dot = readToken(text, end);
    if (dot.kind !== ".") return end;
    token = dot;
  }
}

function endOfStaticName(text: string, token: Token): number {
  if (token.kind === "identifier" || token.kind === "or") return token.end;
  if (token.kind !== '"') return -1;
  const stop = readStringPiece(text, token.end);
  return stop.at === "quote" ? stop.offset + 1 : -1;
}
