const keywordKinds = ["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or"] as const;

/** Longer ones first: the first that fits is taken. */
const symbolKinds = [
  "...",
  "==",
  "!=",
  "<=",
  ">=",
  "&&",
  "||",
  "->",
  "//",
  "++",
  "<|",
  "|>",
  "${",
  '"',
  "''",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  "=",
  ":",
  ";",
  ",",
  ".",
  "@",
  "?",
  "!",
  "+",
  "-",
  "*",
  "/",
  "<",
  ">",
] as const;

/** What a token is. Words and symbols that the language fixes stand for themselves. */
export type TokenKind =
  | (typeof keywordKinds)[number]
  | (typeof symbolKinds)[number]
  | "identifier"
  | "integer"
  | "float"
  | "path"
  | "searchPath"
  | "uri"
  | "openComment"
  | "unknown"
  | "end";

/**
 * A token outside of strings and paths. Of those, only the opening is a token: quotes, or a path up to its first
 * interpolation. `openComment` is a comment that nothing closes, `end` the end of the text.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** The token after white space and comments at `from`. Nix takes the longest match, and so does this. */
export function readToken(text: string, from: number): Token {
  const start = skipTrivia(text, from);
  if (start >= text.length) return { kind: "end", start: text.length, end: text.length };
  if (text.startsWith("/*", start)) return { kind: "openComment", start, end: text.length };
  let kind: TokenKind = "unknown";
  let end = start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
  let longest = 0;
  const first = startingWith[text.charCodeAt(start)];
  const symbol = first?.symbols.find((candidate) => text.startsWith(candidate, start));
  if (symbol !== undefined) {
    kind = symbol;
    longest = symbol.length;
    end = start + longest;
  }
  for (const [candidate, , pattern] of first?.patterns ?? []) {
    pattern.lastIndex = start;
    const found = pattern.exec(text)?.[0].length ?? 0;
    if (found <= longest) continue;
    longest = found;
    kind = candidate;
    // A path that starts with an interpolation ends before it.
    end = start + (text.endsWith("${", start + found) && found > 2 ? found - 2 : found);
    // Only with one of these a name goes on as something else.
    if (kind === "identifier" && !"/.+:".includes(text.charAt(end))) break;
  }
  if (kind === "identifier") {
    const word = keywordKinds.find((keyword) => text.slice(start, end) === keyword);
    if (word !== undefined) kind = word;
  }
  return { kind, start, end };
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";

/** Each with the characters that it can start with, in the order in which Nix prefers them where two match equally much. */
const patterns: readonly (readonly [TokenKind, string, RegExp])[] = [
  ["identifier", `${letters}_`, /[a-zA-Z_][a-zA-Z0-9_'-]*/y],
  ["integer", digits, /[0-9]+/y],
  ["float", `${digits}.`, /(?:[1-9][0-9]*\.[0-9]*|0?\.[0-9]+)(?:[Ee][+-]?[0-9]+)?/y],
  ["path", `${letters}${digits}._+-~/`, /(?:[a-zA-Z0-9._+-]*|~)\/\$\{/y],
  ["path", `${letters}${digits}._+-~/`, /(?:[a-zA-Z0-9._+-]*|~)(?:\/[a-zA-Z0-9._+-]+)+\/?/y],
  ["searchPath", "<", /<[a-zA-Z0-9._+-]+(?:\/[a-zA-Z0-9._+-]+)*>/y],
  ["uri", letters, /[a-zA-Z][a-zA-Z0-9+.-]*:[a-zA-Z0-9%/?:@&=+$,_.!~*'-]+/y],
];

/** The tokens that can start with each character of ASCII. */
const startingWith = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return {
    symbols: symbolKinds.filter((symbol) => symbol.startsWith(character)),
    patterns: patterns.filter(([, first]) => first.includes(character)),
  };
});

const pathPiece = /[a-zA-Z0-9._+-]*(?:\/[a-zA-Z0-9._+-]+)+\/?|[a-zA-Z0-9._+-]*\/|[a-zA-Z0-9._+-]+/y;

/** The end of the piece of a path that goes on at `from`; `from` itself where it does not go on. */
export function endOfPathPiece(text: string, from: number): number {
  pathPiece.lastIndex = from;
  return from + (pathPiece.exec(text)?.[0].length ?? 0);
}

/** The offset after white space and closed comments. */
export function skipTrivia(text: string, from: number): number {
  let i = from;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 10 || code === 13 || code === 9) i++;
    else if (code === 35) {
      while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
    } else if (code === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf("*/", i + 2);
      if (close < 0) return i;
      i = close + 2;
    } else return i;
  }
}

/** Where a piece of string text ends: at the closing quotes, at an interpolation, or at the end of the text. */
export interface StringStop {
  readonly at: "quote" | "interpolation" | "end";
  readonly offset: number;
}

/** Reads the text of a string in double quotes from `from` on. */
export function readStringPiece(text: string, from: number): StringStop {
  let i = from;
  while (i < text.length) {
    const code = text[i];
    if (code === '"') return { at: "quote", offset: i };
    if (code === "\\") i += 2;
    else if (code === "$") {
      const next = text[i + 1];
      if (next === "{") return { at: "interpolation", offset: i };
      i += next === '"' || next === "\\" ? 1 : 2;
    } else i++;
  }
  return { at: "end", offset: text.length };
}

/** Reads the text of an indented string from `from` on. */
export function readIndentedPiece(text: string, from: number): StringStop {
  let i = from;
  while (i < text.length) {
    const code = text[i];
    const next = text[i + 1];
    if (code === "'" && next === "'") {
      const third = text[i + 2];
      if (third === "$" || third === "'") i += 3;
      else if (third === "\\" && i + 3 < text.length) i += 4;
      else return { at: "quote", offset: i };
    } else if (code === "'") i += next === "$" ? 1 : 2;
    else if (code === "$") {
      if (next === "{") return { at: "interpolation", offset: i };
      i += next === "'" ? 1 : 2;
    } else i++;
  }
  return { at: "end", offset: text.length };
}
