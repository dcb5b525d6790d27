import type { Diagnostic, DiagnosticCode, RelatedPlace, Span, Suggestion } from "@nixgen/core";
import { Repairs } from "../recover/repairs.js";
import { readToken, type Token, type TokenKind } from "./lexer.js";
import { findStray } from "./stray.js";

/** A bracket, a quote or a word that something later has to close. */
export interface Opening extends Span {
  /** How it is written: `{`, `[`, `(`, `${`. */
  readonly text: string;
}

/** An opening and what closed it. */
export interface Pair {
  readonly open: Opening;
  readonly close: Token;
}

/**
 * Offsets of quotes, interpolations and braces that are taken to end early, because what closes them is missing, of a brace
 * with the problem that is reported; and of closing brackets that are taken for what should stand in their place.
 */
export type Unclosed = ReadonlyMap<number, Diagnostic | undefined>;

/** What a problem carries besides its message. */
export interface ProblemDetails {
  readonly related?: readonly RelatedPlace[];
  readonly suggestions?: readonly Suggestion[];
}

/** How each construct is read. In one table, so that the readers can call each other without importing each other. */
export interface ReadRules {
  readonly expression: (r: Reader) => void;
  /** What stands in a list or as an argument: anything without operators, arguments and keywords in front. */
  readonly operand: (r: Reader) => void;
  readonly bindings: (r: Reader, context: BindingContext) => void;
  readonly attributePath: (r: Reader) => void;
}

/** Where bindings stand: in braces, or between `let` and `in`. */
export interface BindingContext {
  readonly open: Opening;
  readonly isLet: boolean;
}

/** What was found out by looking ahead, by question and offset. */
export type Answers = Map<string, unknown>;

/** Thrown when the text is nested too deeply for this reader; caught where reading began. */
export class TooDeep extends Error {}

const deepest = 600;

/** Spaces, controls and invisible characters. Those that Nix allows never come here. */
const blankCharacters = /[\p{Z}\p{C}]+/uy;

/**
 * Walks over the tokens of a text that has errors, and collects problems. It makes no tree: it only explains what the
 * parser has refused, goes on after each problem as well as it can, and so finds all of them. How it goes on is noted as
 * repairs, with which the text is Nix.
 */
export class Reader {
  readonly text: string;
  readonly rules: ReadRules;
  readonly unclosed: Unclosed;
  readonly problems: Diagnostic[] = [];
  readonly repairs = new Repairs();
  readonly pairs: Pair[] = [];
  /** Where what was read last ends. */
  previousEnd = 0;
  depth = 0;
  /** Of the call that was read last: where it starts, and where its function ends. */
  lastApplication: Span = { start: -1, end: -1 };
  /** Offsets of quotes and interpolations that look as if they had gone on too far. */
  readonly suspects: number[] = [];
  /** An opening brace that seems not to be closed, by the indentation of what closes it, and the problem to report then. */
  misclosed: readonly [start: number, problem: Diagnostic] | undefined;
  /** Offsets of closing brackets that are not those that were expected, and whether they can't close something else. */
  readonly mistakenClosings = new Map<number, boolean>();
  /** What is missing at the end of the text, innermost first. */
  readonly missingAtEnd: string[] = [];
  /** The constructs that are open, outermost first. */
  readonly open: Opening[] = [];
  private lastProblemAt = -1;
  private readonly answers: Answers = new Map();
  private readonly textAnswers: Answers;
  /** The present token, once it was asked for: what comes after an interpolation is text, not a token. */
  private current: Token | undefined;

  /** @param textAnswers the answers that hold for all readings of the text. */
  constructor(text: string, rules: ReadRules, unclosed: Unclosed, textAnswers: Answers) {
    this.text = text;
    this.rules = rules;
    this.unclosed = unclosed;
    this.textAnswers = textAnswers;
  }

  get token(): Token {
    return (this.current ??= this.settle(readToken(this.text, this.previousEnd)));
  }

  get kind(): TokenKind {
    return this.token.kind;
  }

  /** Whether the present token is of a kind. A method, so that TypeScript does not take it for a constant. */
  is(kind: TokenKind | undefined): boolean {
    return this.token.kind === kind;
  }

  /** Goes on behind the present token. */
  advance(): Token {
    const { token } = this;
    this.goTo(token.end);
    return token;
  }

  /** Goes on behind a piece of text that ends at `offset`. */
  goTo(offset: number): void {
    this.previousEnd = offset;
    this.current = undefined;
  }

  /** The first token from `token` on that is one. What is no token anywhere is reported and passed over. */
  private settle(token: Token): Token {
    for (let next = token; ;) {
      if (next.kind === "openComment") return this.settleComment(next);
      const settled = next.kind === "unknown" ? this.settleCharacter(next) : next;
      if (typeof settled !== "number") return settled;
      next = readToken(this.text, settled);
    }
  }

  private settleComment(token: Token): Token {
    this.add(
      "syntax/unclosed-comment",
      { start: token.start, end: token.start + 2 },
      "the comment is not closed",
      {
        suggestions: [insertAt(token.end, "*/", "write `*/` where it ends")],
      },
    );
    this.repairs.drop(token);
    // What the comment swallowed is missing further on; that is no mistake of its own.
    this.lastProblemAt = token.end;
    return { kind: "end", start: token.end, end: token.end };
  }

  /** What a character is taken for that is no token; or, where it means nothing, the offset after it. */
  private settleCharacter(token: Token): Token | number {
    const stray = findStray(this.text, token.start);
    if (stray !== undefined) {
      const { span, code, message, written } = stray;
      const help = written.trim() === "" ? "remove it" : `write \`${written}\``;
      this.add(code, span, message, { suggestions: [replaceAt(span, written, help)] });
      this.repairs.replace(span, stray.kind ?? "");
      return stray.kind ? { kind: stray.kind, ...span } : span.end;
    }
    blankCharacters.lastIndex = token.start;
    const blank = blankCharacters.exec(this.text)?.[0];
    if (blank === undefined) return token;
    const span = { start: token.start, end: token.start + blank.length };
    this.repairs.drop(span);
    this.add("syntax/invalid-character", span, `${nameCharacter(blank)} has no meaning in Nix`, {
      suggestions: [
        blank === "\ufeff"
          ? replaceAt(span, "", "remove the byte order mark")
          : replaceAt(span, " ", "write a space"),
      ],
    });
    return span.end;
  }

  /** The token after the present one. */
  next(): Token {
    return readToken(this.text, this.token.end);
  }

  tokenText(token: Token = this.token): string {
    return this.text.slice(token.start, token.end);
  }

  /** Whether the present token is the first of its line. */
  startsLine(): boolean {
    return this.text.slice(this.previousEnd, this.token.start).includes("\n");
  }

  /** Reads one level deeper. */
  nested<T>(read: () => T): T {
    if (this.depth >= deepest) throw new TooDeep();
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  /**
   * What `read` returns, whose effects are forgotten.
   *
   * @param question what is asked. Asked again at the same token, it gets the same answer without reading: else what is
   * nested would be read twice at each level, and the time would double with each.
   */
  lookAhead<T>(question: string, read: () => T, answers = this.answers): T {
    const key = `${question} ${this.token.start}`;
    // A question always has answers of one type.
    if (answers.has(key)) return answers.get(key) as T;
    const { current, previousEnd, lastProblemAt, depth } = this;
    const [problems, pairs, open] = [this.problems.length, this.pairs.length, this.open.length];
    const missing = this.missingAtEnd.length;
    const repairs = this.repairs.count;
    const result = read();
    this.current = current;
    this.previousEnd = previousEnd;
    this.lastProblemAt = lastProblemAt;
    this.depth = depth;
    this.problems.length = problems;
    this.pairs.length = pairs;
    this.open.length = open;
    this.missingAtEnd.length = missing;
    this.repairs.forget(repairs);
    answers.set(key, result);
    return result;
  }

  /** The same, where the answer does not depend on what is taken to be unclosed. Other readings of the text share it. */
  lookAheadInText<T>(question: string, read: () => T): T {
    return this.lookAhead(question, read, this.textAnswers);
  }

  /** Goes on behind the present token, which can't stand here. */
  drop(): Token {
    this.repairs.drop(this.token);
    return this.advance();
  }

  /** Goes on behind the present token, in whose place another one must stand. */
  replace(text: string): Token {
    this.repairs.replace(this.token, text);
    return this.advance();
  }

  /** Notes that something is missing behind what was read last. */
  insert(text: string): void {
    this.repairs.insert(this.previousEnd, text);
  }

  /** Takes for one value or name, written `text`, what `read` goes over. */
  standIn(text: string, read: () => void): void {
    const { start } = this.token;
    const { count } = this.repairs;
    read();
    const span = { start, end: this.previousEnd };
    if (span.end <= start) return this.insert(text);
    this.repairs.forgetWithin(count, span.end);
    this.repairs.standIn(span, text);
  }

  /** Takes out what `read` goes over. */
  dropAll(read: () => void): void {
    const { start } = this.token;
    const { count } = this.repairs;
    read();
    const span = { start, end: this.previousEnd };
    if (span.end <= start) return;
    this.repairs.forgetWithin(count, span.end);
    this.repairs.drop(span);
  }

  /** Puts brackets around what `read` goes over. */
  wrap(open: string, close: string, read: () => void): void {
    const { start } = this.token;
    const { count } = this.repairs;
    read();
    const end = this.previousEnd;
    this.repairs.wrap(count, { start: Math.min(start, end), end }, open, close);
  }

  /** Reports a problem. Of several at one token only the first is kept: the others follow from it. */
  report(code: DiagnosticCode, span: Span, message: string, details: ProblemDetails = {}): void {
    if (this.lastProblemAt === this.token.start) return;
    this.lastProblemAt = this.token.start;
    this.add(code, span, message, details);
  }

  /** Reports a problem that does not follow from one at the same token. */
  add(
    code: DiagnosticCode,
    span: Span,
    message: string,
    { related, suggestions = [] }: ProblemDetails,
  ): void {
    const { start, end } = span;
    const problem = { code, severity: "error", message, span: { start, end }, suggestions } as const;
    this.problems.push(related ? { ...problem, related } : problem);
  }

  /** Notes that the present closing bracket is not the one that was expected. What is noted first holds. */
  noteMistakenClosing(isLikely: boolean): void {
    const { start } = this.token;
    if (!this.mistakenClosings.has(start)) this.mistakenClosings.set(start, isLikely);
  }

  /** Goes on behind a closing bracket, and remembers what it closed. */
  close(open: Opening): void {
    this.pairs.push({ open, close: this.token });
    this.advance();
  }
}

/** The place right behind what was read last: where something is missing. */
export function gapBefore(r: Reader): Span {
  return { start: r.previousEnd, end: r.previousEnd };
}

/** A character in a message: itself where it can be seen, else its code point. */
export function nameCharacter(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  const isVisible = code > 32 && !/[\p{C}\p{Z}]/u.test(text);
  return isVisible ? `\`${text}\`` : `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A suggestion to write `text` at an offset. */
export function insertAt(offset: number, text: string, message: string): Suggestion {
  return { message, replacement: { span: { start: offset, end: offset }, text } };
}

/** A suggestion to write `text` instead of what stands at `span`. */
export function replaceAt({ start, end }: Span, text: string, message: string): Suggestion {
  return { message, replacement: { span: { start, end }, text } };
}
