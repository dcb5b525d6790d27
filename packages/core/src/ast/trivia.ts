import type { Span } from "../text/span.js";

/** One or more blank lines. They count as one; the formatter prints one. */
export interface BlankLine {
  readonly kind: "BlankLine";
}

/** `# text`, or a block comment that stands on one line (the formatter writes both with `#`). */
export interface LineComment {
  readonly kind: "LineComment";
  /** What follows the `#`, its first space included, without white space at the end. */
  readonly text: string;
  readonly span?: Span;
}

/** A block comment over several lines, or a doc comment (`/** … *\/`). */
export interface BlockComment {
  readonly kind: "BlockComment";
  /** The lines between the delimiters, without their common indentation and without empty lines at either end. */
  readonly lines: readonly string[];
  /** The comment opens with `/**`. */
  readonly doc?: true;
  readonly span?: Span;
}

/** A comment such as `/* lua *\/` that names the language of the string after it and stays before it. */
export interface LanguageAnnotation {
  readonly kind: "LanguageAnnotation";
  readonly language: string;
  readonly span?: Span;
}

/** `/*nixfmt:disable*\/` or `/*nixfmt:enable*\/`, alone on its line. */
export interface FormatDirective {
  readonly kind: "FormatDirective";
  /** `disabledToEnd` closes, at the end of the file, a region that was left open. */
  readonly directive: "disable" | "enable" | "disabledToEnd";
  /** The source of the whole region, on the directive that closes it. */
  readonly raw?: string;
  readonly span?: Span;
}

/** What may stand between two tokens and is kept: comments and blank lines. */
export type Trivia = BlankLine | LineComment | BlockComment | LanguageAnnotation | FormatDirective;

/** The trivia of one token of a node. */
export interface TokenTrivia {
  /** Comments and blank lines before the token. */
  readonly leading?: readonly Trivia[];
  /** The comment after the token on its line, without its `#` and trimmed. */
  readonly trailing?: string;
}
