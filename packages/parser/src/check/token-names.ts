import type { Token, TokenKind } from "./lexer.js";
import { nameCharacter, type Reader } from "./reader.js";

/** How a token is called in a message: `` the keyword `then` ``, `the end of the file`, `` `]` ``. */
export function nameToken(r: Reader, token: Token = r.token): string {
  const text = r.tokenText(token);
  switch (token.kind) {
    case "end":
      return "the end of the file";
    case "openComment":
      return "a comment that is not closed";
    case '"':
      return "a string";
    case "''":
      return "an indented string";
    case "identifier":
    case "path":
    case "searchPath":
    case "uri":
    case "integer":
    case "float":
      return `\`${shorten(text)}\``;
    case "unknown":
      return nameCharacter(text);
    default:
      return keywords.has(token.kind) ? `the keyword \`${text}\`` : `\`${text}\``;
  }
}

/** The words that can be no names. */
export const keywords: ReadonlySet<TokenKind> = new Set([
  "if",
  "then",
  "else",
  "assert",
  "with",
  "let",
  "in",
  "rec",
  "inherit",
] as const);

/** The tokens with which a value can start that needs no parentheses as an argument or in a list. */
export const operandStarts: ReadonlySet<TokenKind> = new Set([
  "identifier",
  "integer",
  "float",
  "path",
  "searchPath",
  "uri",
  '"',
  "''",
  "(",
  "{",
  "[",
  "rec",
] as const);

/** The keywords with which an expression can start. */
export const expressionKeywords: ReadonlySet<TokenKind> = new Set(["if", "let", "with", "assert"] as const);

/** The tokens that close something. */
export const closers: ReadonlySet<TokenKind> = new Set(["}", "]", ")", "in", "then", "else", "end"] as const);

/** Whether a token can start an expression. */
export function startsExpression(kind: TokenKind): boolean {
  return operandStarts.has(kind) || expressionKeywords.has(kind) || kind === "!" || kind === "-";
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
